/**
 * The three economies of the paper, each as a record of all its constants: market entrance, shop positioning, equilibrium
 * pricing. The paper names them; leader rewards, dynamics and all constants are this library's reconstruction. A new
 * Stackelberg game goes here.
 */
package org.meanfield4j.stackelberg.games;

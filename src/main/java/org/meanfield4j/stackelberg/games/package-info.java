/**
 * Ready economies with finitely many states, each as a record of all its constants, among them the three of the paper:
 * market entrance, shop positioning, equilibrium pricing. The paper names them; leader rewards, dynamics and all constants are this library's reconstruction. A new
 * finite Stackelberg game goes here; one on an interval goes into {@code continuous}.
 */
package org.meanfield4j.stackelberg.games;

/**
 * Games whose drift is not linear, and the bilevel policy gradient for them on a grid of states.
 */
package org.meanfield4j.graphon.nonlinear;

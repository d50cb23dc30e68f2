/**
 * Games whose drift is not linear, and the bilevel policy gradient for them on a grid of states. A new
 * drift, or another learner for such games, goes here.
 */
package org.meanfield4j.graphon.nonlinear;

/**
 * The bilevel policy gradient from costs and states alone: the oracle that simulates players, zeroth-order gradient
 * estimates, the learner. A new estimator or a new oracle goes here.
 */
package org.meanfield4j.graphon.modelfree;

/**
 * Mean-field Q-learning: the lifted Markov decision problem, whose state is the population law on a grid of the simplex and
 * whose actions are pure feedback rules, for comparison with {@link org.meanfield4j.control.MfReinforce}. Another
 * baseline that is no policy gradient goes here. Read {@link org.meanfield4j.control.mfq.MfqLearning} and {@link
 * org.meanfield4j.control.mfq.LiftedProblem}.
 */
package org.meanfield4j.control.mfq;

/**
 * Stackelberg games on an interval with a Gaussian mean field N(m, v), and actor-critic methods with function
 * approximation for them: small networks, or exact features that contain the unclipped optimum. Games and constants are
 * this library's reconstruction of the paper's continuous versions. A new continuous game or learner goes here.
 */
package org.meanfield4j.stackelberg.continuous;

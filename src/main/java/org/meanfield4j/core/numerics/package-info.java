/**
 * Plain arrays and loops, which know no game: softmax and log-sum-exp, mean and deviation, distances and projections of
 * probability vectors, and the parallel loop. A formula that takes numbers only goes here.
 */
package org.meanfield4j.core.numerics;

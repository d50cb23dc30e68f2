/**
 * The one outer loop of all solvers and what it needs for itself: the watch, rows and what they mean, checkpoints, what
 * tells two runs apart. Authors of solvers call {@link org.meanfield4j.core.loop.Loop#run}; what they write against is in
 * {@code core}. A new promise that every solver keeps goes here.
 */
package org.meanfield4j.core.loop;

/**
 * What every model shares: laws, policies, kernels, softmax, random streams, history, progress, checkpoints. Read
 * {@link org.meanfield4j.core.Monitor} and {@link org.meanfield4j.core.History} first.
 */
package org.meanfield4j.core;

/**
 * Graphons W(x, y) and the operators that they become on M labels: named graphons, dense, low-rank, block, window and
 * semiseparable forms, sampled networks, spectra. A new graphon or a faster form of one goes here.
 */
package org.meanfield4j.graphon.operator;

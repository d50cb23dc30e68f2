/**
 * Experiments on sample-based MF-TRPO that take longer than a notebook should: {@code ./lab reproduce NAME} runs one and
 * records its table under {@code notebooks/results}. Every row of a table is one run, that is one variant with one seed.
 */
package org.meanfield4j.stationary.studies;

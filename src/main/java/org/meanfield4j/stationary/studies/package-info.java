/**
 * Experiments on MF-TRPO, mostly from samples, that take longer than a notebook should; a new one goes here: {@code ./lab reproduce NAME} runs one and
 * records its table under {@code notebooks/results}. Every row of a table is one run, that is one variant with one seed.
 */
package org.meanfield4j.stationary.studies;

/**
 * Many runs and what is kept of them: a solver over seeds, settings or games on threads, bands over them, experiments
 * and their recorded tables. A new way to repeat runs, or to sum them up, goes here; a particular experiment goes into the
 * {@code studies} of its model.
 */
package org.meanfield4j.core.experiment;

/**
 * Experiments on MF-REINFORCE at full size: {@code ./lab reproduce NAME} runs one and records its table under
 * {@code notebooks/results}. A new one extends {@link org.meanfield4j.control.studies.ControlStudy}: a list of trainings,
 * each with the seeds that it is repeated with.
 */
package org.meanfield4j.control.studies;

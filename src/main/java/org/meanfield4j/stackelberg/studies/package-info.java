/**
 * Experiments on AC-SMFG and its baselines at full size: {@code ./lab reproduce NAME} runs one and records its table under
 * {@code notebooks/results}. A new one extends {@link org.meanfield4j.stackelberg.studies.StackelbergStudy}: a list of
 * parts, each of which gives its rows.
 */
package org.meanfield4j.stackelberg.studies;

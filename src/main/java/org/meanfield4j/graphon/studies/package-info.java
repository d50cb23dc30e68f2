/**
 * Long experiments with graphon games whose results are recorded in the repository; {@code ./lab reproduce} runs them.
 * A new one goes here; start at {@link org.meanfield4j.graphon.studies.SampleSizeLaw}.
 */
package org.meanfield4j.graphon.studies;

/**
 * Many runs and what is kept of them: a solver over seeds on threads, its results in order, bands over them, experiments
 * and their recorded tables. A new kind of sweep goes here.
 */
package org.meanfield4j.core.experiment;

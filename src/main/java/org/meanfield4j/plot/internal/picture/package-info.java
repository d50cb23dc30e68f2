/**
 * Drawing a laid-out tree goes here, on JFreeChart where it can: as PNG, SVG and PDF. A new kind of trace is drawn and a
 * new output format written here. {@code Picture} is the one to read first.
 */
package org.meanfield4j.plot.internal.picture;

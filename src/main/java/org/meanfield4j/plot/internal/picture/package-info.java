/**
 * Drawing a laid-out tree as PNG goes here, on JFreeChart where it can. {@code Picture} is the one to read first.
 */
package org.meanfield4j.plot.internal.picture;

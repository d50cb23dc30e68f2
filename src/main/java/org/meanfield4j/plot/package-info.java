/**
 * Figures for notebooks: what a cell names. A new kind of picture goes here, as a builder with a factory in
 * {@link org.meanfield4j.plot.Plots}; {@link org.meanfield4j.plot.Figure} is the finished picture in three renderings:
 * Plotly JSON, PNG and text.
 */
package org.meanfield4j.plot;

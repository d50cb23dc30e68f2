/**
 * Figures for notebooks: what the cell of a notebook names. A new kind of picture goes here, as a builder with a factory in
 * {@link org.meanfield4j.plot.Plots}; {@link org.meanfield4j.plot.Figure} is the finished picture in its renderings:
 * Plotly JSON, PNG and text, and SVG and PDF in files.
 */
package org.meanfield4j.plot;

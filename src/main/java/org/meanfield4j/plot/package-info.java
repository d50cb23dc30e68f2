/**
 * Figures for notebooks. Start with {@link org.meanfield4j.plot.Plots}, which has a factory for every kind of picture,
 * and {@link org.meanfield4j.plot.Figure}, the finished picture in three renderings: Plotly JSON, PNG and text.
 *
 * <p>{@link org.meanfield4j.plot.Arrange} turns everything that a browser would decide (margins, domains, ranges,
 * colours, the place of the legend) into numbers of the Plotly tree; {@link org.meanfield4j.plot.Picture} draws that
 * tree. This is why the picture and the interactive figure agree.
 */
package org.meanfield4j.plot;

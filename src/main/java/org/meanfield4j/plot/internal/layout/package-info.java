/**
 * Whatever a browser would decide goes here: margins, domains, ranges, ticks, which trace has which colour, bars and the legend become numbers
 * of the Plotly tree, so that the picture and the interactive figure agree. {@code Arrange} is the one to read first.
 */
package org.meanfield4j.plot.internal.layout;

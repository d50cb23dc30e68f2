/**
 * What a figure is made of before it has a place: traces, the Plotly tree, palettes and themes, text and its widths, and
 * the recovery of tablesaw figures. A new kind of trace goes here, as a record that implements {@code Trace}; {@code layout}
 * gives it a place, {@code picture} draws it, and a builder in {@code plot} makes it. Not for cells; public only because the rooms above use it.
 */
package org.meanfield4j.plot.internal.tree;

/**
 * What a figure is made of before it has a place goes here: traces, the Plotly tree, palettes and themes, text and
 * its widths, and the recovery of tablesaw figures. Not for cells; public only because the rooms above use it.
 */
package org.meanfield4j.plot.internal.tree;

package org.meanfield4j.plot;

import java.nio.file.Path;

/** Something that can be shown: a {@link Figure}, or a builder that is ready to become one. */
public interface Plot {

    /**
     * The figure.
     *
     * @return the figure as it is now; later changes of a builder do not change it
     * @throws IllegalArgumentException if there is nothing to draw
     */
    Figure figure();

    /**
     * Saves the figure for print, 8.5 cm wide (one column of a journal), or 17 cm when panels stand side by side.
     *
     * @param file ends in .pdf, .svg or .png
     * @return the file
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    default Path save(String file) {
        return save(file, figure().shown().columns() == 1 ? 8.5 : 17);
    }

    /**
     * Saves the figure for print; a PNG with 300 dots per inch.
     *
     * @param file ends in .pdf, .svg or .png
     * @param centimetres the width, 5 … 50; type stays at 8 points, whatever the width
     * @return the file
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    default Path save(String file, double centimetres) {
        return save(file, centimetres, 300);
    }

    /**
     * Saves the figure for print: a PDF with text that can be searched, an SVG with letters as outlines, or a PNG. Type
     * is set in 8 to 11 points and lines are 1.3 points wide, whatever the width; the height follows from the shape of
     * the panels.
     *
     * @param file ends in .pdf, .svg or .png; replaced as a whole, its folder is made
     * @param centimetres the width, 5 … 50
     * @param dpi dots per inch of a PNG, 50 … 1200
     * @return the file
     * @throws IllegalArgumentException if the name has another ending, or a number is out of range
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    default Path save(String file, double centimetres, double dpi) {
        return Saving.write(figure(), file, centimetres, dpi);
    }

    /**
     * The figure with a caption below it: what to see in it.
     *
     * <pre>{@code
     * show(Plots.convergence(run).note("The gain falls by a constant factor per step."));
     * }</pre>
     *
     * @param text one sentence; long ones are broken into lines
     * @return a figure that is higher by the caption
     */
    default Figure note(String text) {
        return figure().withNote(text);
    }
}

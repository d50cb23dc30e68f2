package org.meanfield4j.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.text.SafeText;
import org.meanfield4j.plot.internal.layout.Arrange;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.Sheet;
import org.meanfield4j.plot.internal.picture.Picture;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * A figure in three renderings that show the same data, ranges, colours, axes and legend: an interactive Plotly tree,
 * a PNG picture of the same size in pixels, and a short text. Immutable; the renderings are made when asked for and
 * kept.
 *
 * <p>Figures come from {@link Plots}, or from any tablesaw figure through {@link #of}.
 */
public final class Figure implements Plot {
    private final Composition composition;
    private final Animation animation;
    private Sheet sheet;
    private byte[] png;

    Figure(Composition composition) {
        this(composition, null);
    }

    Figure(Composition composition, Animation animation) {
        this.composition = composition;
        this.animation = animation;
    }

    /**
     * The figure of a tablesaw figure. Every trace type shows interactively; one that the picture cannot draw says so
     * in the picture. The size is the one of its layout.
     *
     * @param figure built with tablesaw-jsplot
     * @return the figure
     */
    public static Figure of(tech.tablesaw.plotly.components.Figure figure) {
        Chart chart = Chart.of(Require.given("figure", figure));
        int width = (int) Tree.real(chart.other, Theme.WIDTH, "width");
        int height = (int) Tree.real(chart.other, Theme.HEIGHT, "height");
        return new Figure(Composition.of(chart, width, height));
    }

    /**
     * The Plotly tree, for {@code application/vnd.plotly.v1+json}; valid for Plotly.js 2, 3 and 4. Keys keep their
     * order, numbers have nine significant digits (five where there are frames), NaN and infinities are null, which Plotly draws as gaps. Texts hold no
     * links, styles or scripts.
     *
     * @return {data, layout, config[, frames]} of maps, lists, strings, numbers, booleans and nulls; a fresh copy
     */
    public synchronized LinkedHashMap<String, Object> json() {
        Map<String, Object> tree = animation == null ? sheet().json() : animation.json(composition);
        return new LinkedHashMap<>(Tree.asMap(SafeText.plotly(tree)));
    }

    /**
     * The picture, {@link #width()} × {@link #height()} pixels.
     *
     * @return a PNG file; a fresh copy
     */
    public synchronized byte[] png() {
        if (png == null) {
            png = Picture.png(sheet());
        }
        return png.clone();
    }

    /** What a picture shows: of an animation some moments. */
    Composition shown() {
        return animation == null ? composition : animation.moments(composition);
    }

    /** What the picture shows, laid out when a rendering is asked for: titles and panels change before that. */
    private Sheet sheet() {
        if (sheet == null) {
            sheet = Arrange.sheet(shown(), 0);
        }
        return sheet;
    }

    /**
     * The figure in words: title, axes, series with their ranges and last values.
     *
     * @return a few lines
     */
    public String text() {
        return animation == null
                ? Summary.of(composition)
                : Summary.of(animation.moments(composition)) + "\n  "
                        + animation.frames().size() + " frames";
    }

    /**
     * Width in pixels.
     *
     * @return the width
     */
    public int width() {
        return composition.width();
    }

    /**
     * Height in pixels.
     *
     * @return the height
     */
    public int height() {
        return composition.height();
    }

    /**
     * This figure with another title, e.g. one that holds the iteration.
     *
     * @param title may be empty
     * @return a new figure
     */
    public Figure withTitle(String title) {
        return new Figure(composition.withTitle(title), animation);
    }

    /**
     * This figure in another size.
     *
     * @param width in pixels, 200 … 4000
     * @param height in pixels, 150 … 4000
     * @return a new figure
     * @throws IllegalArgumentException if the size is out of range
     */
    public Figure withSize(int width, int height) {
        return new Figure(composition.withSize(width, height), animation);
    }

    /**
     * This figure with another caption.
     *
     * @param text what to see in it; blank for none
     * @return a new figure, higher by the caption
     */
    public Figure withNote(String text) {
        return new Figure(composition.withNote(Require.given("text", text)), animation);
    }

    @Override
    public Figure figure() {
        return this;
    }

    /** The text of the figure. */
    @Override
    public String toString() {
        return text();
    }

    Composition composition() {
        return composition;
    }

    List<Chart> charts() {
        return composition.charts();
    }
}

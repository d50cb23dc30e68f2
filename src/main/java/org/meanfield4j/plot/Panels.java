package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Theme;

/**
 * Figures side by side in one. Made by {@link Plots#panels}; every method returns this builder. The title of each
 * figure becomes the title of its panel; series of the same name share one entry of the legend, and where two entries
 * would look alike a line gets another dash, bars another colour.
 */
public final class Panels implements Plot {
    private static final int ROW_HEIGHT = 280;

    private final String title;
    private final List<Chart> charts = new ArrayList<>();
    private int columns;
    private boolean sharedX;
    private boolean sharedY;
    private boolean sharedColors;

    Panels(String title, List<? extends Plot> plots) {
        Check.notEmpty("panels of '" + title + "'", plots.size());
        this.title = title;
        plots.forEach(plot -> charts.addAll(plot.figure().charts()));
        columns = charts.size() <= 3 ? charts.size() : charts.size() == 4 ? 2 : 3;
    }

    /**
     * Sets how many panels stand side by side; without it at most three.
     *
     * @param count positive
     * @return this
     * @throws IllegalArgumentException if the count is not positive
     */
    public Panels columns(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("columns = " + count + " must be positive");
        }
        columns = Math.min(count, charts.size());
        return this;
    }

    /**
     * Gives all panels the same x range, labelled in the last row only.
     *
     * @return this
     */
    public Panels sharedX() {
        sharedX = true;
        return this;
    }

    /**
     * Gives all panels the same y range, labelled in the first column only.
     *
     * @return this
     */
    public Panels sharedY() {
        sharedY = true;
        return this;
    }

    /**
     * Gives all panels the same colour range, with one colour bar.
     *
     * @return this
     */
    public Panels sharedColors() {
        sharedColors = true;
        return this;
    }

    @Override
    public Figure figure() {
        int rows = (charts.size() + columns - 1) / columns;
        int height = rows == 1 ? ROW_HEIGHT + 40 : 60 + rows * ROW_HEIGHT;
        return new Figure(
                new Composition(title, charts, columns, sharedX, sharedY, sharedColors, Theme.WIDTH, height, ""));
    }
}

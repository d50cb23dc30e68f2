package org.meanfield4j.plot.internal.layout;

import java.util.List;
import org.meanfield4j.plot.internal.tree.Theme;

/**
 * What a figure shows, before it is laid out: panels row by row. What is shared has one range for all of them, and is
 * labelled once: x axes in the last row, y axes in the first column, colours with one bar. Sizes are in pixels.
 */
public record Composition(
        String title,
        List<Chart> charts,
        int columns,
        boolean sharedX,
        boolean sharedY,
        boolean sharedColors,
        int width,
        int height) {
    public Composition {
        if (width < 200 || height < 150 || width > 4000 || height > 4000) {
            throw new IllegalArgumentException("size = " + width + " x " + height
                    + " pixels must be between 200 x 150 and 4000 x 4000; the default is " + Theme.WIDTH + " x "
                    + Theme.HEIGHT);
        }
        charts = List.copyOf(charts);
    }

    /** A single chart of the default size. */
    public static Composition of(Chart chart) {
        return of(chart, Theme.WIDTH, Theme.HEIGHT);
    }

    public static Composition of(Chart chart, int width, int height) {
        return new Composition(chart.title, List.of(chart), 1, false, false, false, width, height);
    }

    /** Small multiples with the same axes and colours. */
    public static Composition shared(String title, List<Chart> charts) {
        if (charts.size() == 1) {
            return of(charts.get(0));
        }
        int columns = Math.min(charts.size(), charts.size() <= 4 ? charts.size() : (charts.size() + 1) / 2);
        int height = charts.size() <= 4 ? (charts.size() > 2 ? 300 : 380) : Theme.HEIGHT;
        return new Composition(title, charts, Math.min(4, columns), true, true, true, Theme.WIDTH, height);
    }

    public int rows() {
        return (charts.size() + columns - 1) / columns;
    }

    public Composition withTitle(String text) {
        return new Composition(text, charts, columns, sharedX, sharedY, sharedColors, width, height);
    }

    public Composition withSize(int w, int h) {
        return new Composition(title, charts, columns, sharedX, sharedY, sharedColors, w, h);
    }
}

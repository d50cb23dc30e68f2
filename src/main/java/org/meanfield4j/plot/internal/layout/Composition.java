package org.meanfield4j.plot.internal.layout;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Theme;

/**
 * What a figure shows, before it is laid out: panels row by row. What is shared has one range for all of them, and is
 * labelled once: x axes in the last row, y axes in the first column, colours with one bar. Sizes are in pixels; the
 * note is a caption below, blank for none.
 */
public record Composition(
        String title,
        List<Chart> charts,
        int columns,
        boolean sharedX,
        boolean sharedY,
        boolean sharedColors,
        int width,
        int height,
        String note) {
    private static final double NOTE_LINE = 18;
    private static final double NOTE_SPACE = 10;

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
        return new Composition(chart.title, List.of(chart), 1, false, false, false, width, height, "");
    }

    /** Small multiples with the same axes and colours. */
    public static Composition shared(String title, List<Chart> charts) {
        if (charts.size() == 1) {
            return of(charts.get(0));
        }
        int columns = Math.min(charts.size(), charts.size() <= 4 ? charts.size() : (charts.size() + 1) / 2);
        int height = charts.size() <= 4 ? (charts.size() > 2 ? 300 : 380) : Theme.HEIGHT;
        return new Composition(title, charts, Math.min(4, columns), true, true, true, Theme.WIDTH, height, "");
    }

    public int rows() {
        return (charts.size() + columns - 1) / columns;
    }

    public Composition withTitle(String text) {
        return new Composition(text, charts, columns, sharedX, sharedY, sharedColors, width, height, note);
    }

    public Composition withSize(int w, int h) {
        return new Composition(title, charts, columns, sharedX, sharedY, sharedColors, w, h, note);
    }

    public Composition withCharts(List<Chart> panels, int across) {
        return new Composition(title, panels, across, sharedX, sharedY, sharedColors, width, height, note);
    }

    /** With a caption, and as much higher. */
    public Composition withNote(String text) {
        Composition noted =
                new Composition(title, charts, columns, sharedX, sharedY, sharedColors, width, height, text);
        return noted.withSize(width, (int) (height - noteHeight() + noted.noteHeight()));
    }

    /** The caption in lines that fit. */
    List<String> noteLines() {
        List<String> lines = new ArrayList<>();
        for (String word : note.strip().split("\\s+")) {
            String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
            String longer = last.isEmpty() ? word : last + " " + word;
            if (!last.isEmpty() && new RichText(longer).width(Theme.LABEL_SIZE) > width - 40) {
                lines.add(word);
            } else if (lines.isEmpty()) {
                lines.add(longer);
            } else {
                lines.set(lines.size() - 1, longer);
            }
        }
        return note.isBlank() ? List.of() : lines;
    }

    double noteHeight() {
        return note.isBlank() ? 0 : NOTE_SPACE + NOTE_LINE * noteLines().size();
    }

    /** Where the middle of a line of the caption is, in pixels below its top. */
    static double noteMiddle(int line) {
        return 0.5 * NOTE_SPACE + NOTE_LINE * (line + 0.5);
    }
}

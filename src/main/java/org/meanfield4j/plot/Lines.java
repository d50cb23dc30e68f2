package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meanfield4j.plot.internal.layout.Axes;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Marker;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;

/**
 * Curves, points and bands on linear or logarithmic axes. Made by {@link Plots#lines}, {@link Plots#scatter} and
 * {@link Plots#convergence}; every method returns this builder. Colours are those of Okabe and Ito and lines have four
 * styles, in the order in which series are added; more than seven series get an ordered scale. NaN and infinities are gaps, and so are values
 * that are not positive on a logarithmic axis.
 */
public final class Lines implements Plot {
    private enum Kind {
        LINE,
        DASHED,
        POINTS,
        BAND,
        GUIDE,
        REFERENCE
    }

    private record Series(Kind kind, String name, double[] x, double[] y, double[] spread) {}

    private String title;
    private final List<Series> series = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String xLabel = "";
    private String yLabel = "";
    private boolean logX;
    private boolean logY;
    private double[] xRange;
    private double[] yRange;

    Lines(String title) {
        this.title = title;
    }

    /**
     * Replaces the title.
     *
     * @param text above the picture
     * @return this
     */
    public Lines title(String text) {
        title = text;
        return this;
    }

    /**
     * Labels the x axis.
     *
     * @param label what is measured, with its unit, e.g. {@code "time (s)"}
     * @return this
     */
    public Lines x(String label) {
        xLabel = label;
        return this;
    }

    /**
     * Labels the y axis.
     *
     * @param label what is measured, with its unit
     * @return this
     */
    public Lines y(String label) {
        yLabel = label;
        return this;
    }

    /**
     * Makes the x axis logarithmic.
     *
     * @return this
     */
    public Lines logX() {
        logX = true;
        return this;
    }

    /**
     * Makes the y axis logarithmic.
     *
     * @return this
     */
    public Lines logY() {
        logY = true;
        return this;
    }

    /**
     * Fixes the range of the x axis; without it the data decide.
     *
     * @param low left end, positive on a logarithmic axis
     * @param high right end, above {@code low}
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public Lines xRange(double low, double high) {
        xRange = Check.range("xRange", low, high);
        return this;
    }

    /**
     * Fixes the range of the y axis; without it the data decide.
     *
     * @param low lower end, positive on a logarithmic axis
     * @param high upper end, above {@code low}
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public Lines yRange(double low, double high) {
        yRange = Check.range("yRange", low, high);
        return this;
    }

    /**
     * Adds a line.
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public Lines line(String name, double[] xs, double[] ys) {
        return add(Kind.LINE, name, xs, ys, null);
    }

    /**
     * Adds a line over 0, 1, 2, …
     *
     * @param name its name in the legend
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if there is no value
     */
    public Lines line(String name, double[] ys) {
        double[] xs = new double[ys.length];
        Arrays.setAll(xs, i -> i);
        return line(name, xs, ys);
    }

    /**
     * Adds a dashed line, e.g. what theory predicts beside what was measured.
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public Lines dashed(String name, double[] xs, double[] ys) {
        return add(Kind.DASHED, name, xs, ys, null);
    }

    /**
     * Adds points without a line.
     *
     * @param name their name in the legend
     * @param xs shape [n]
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public Lines points(String name, double[] xs, double[] ys) {
        return add(Kind.POINTS, name, xs, ys, null);
    }

    /**
     * Adds a line with the band mean ± std around it. On a logarithmic y axis a lower edge that is not positive is
     * drawn at the smallest positive value of the band.
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param mean shape [n]
     * @param std half the height of the band, shape [n], not negative
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero, or a spread is negative
     */
    public Lines band(String name, double[] xs, double[] mean, double[] std) {
        Check.sameLength("std of '" + name + "'", std.length, "mean", mean.length);
        for (double s : std) {
            if (s < 0) {
                throw new IllegalArgumentException(
                        "std of '" + name + "' = " + s + " must not be negative; give standard deviations");
            }
        }
        return add(Kind.BAND, name, xs, mean, std.clone());
    }

    /**
     * Adds a grey dotted line of given slope through the middle of the first series, to compare a rate with. On two
     * logarithmic axes it is y = c·x^slope, on a logarithmic y axis y = c·e^(slope·x), on linear axes y = c + slope·x;
     * c is the least-squares fit to the first series.
     *
     * @param name its name in the legend, e.g. {@code "1/L²"}
     * @param slope e.g. −2
     * @return this
     */
    public Lines guide(String name, double slope) {
        series.add(new Series(Kind.GUIDE, name, new double[] {slope}, new double[0], null));
        return this;
    }

    /**
     * Adds a grey dashed horizontal line.
     *
     * @param name its name in the legend; the value is written beside it in the text rendering
     * @param value where it is
     * @return this
     * @throws IllegalArgumentException if the value is not finite
     */
    public Lines reference(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("reference '" + name + "' = " + value + " must be finite");
        }
        series.add(new Series(Kind.REFERENCE, name, new double[0], new double[] {value}, null));
        return this;
    }

    /**
     * Adds a line to the text rendering, e.g. the seed.
     *
     * @param text one line
     * @return this
     */
    public Lines note(String text) {
        notes.add(text);
        return this;
    }

    private Lines add(Kind kind, String name, double[] xs, double[] ys, double[] spread) {
        Check.sameLength("ys of '" + name + "'", ys.length, "xs", xs.length);
        Check.notEmpty("ys of '" + name + "'", ys.length);
        series.add(new Series(kind, name, xs.clone(), ys.clone(), spread));
        return this;
    }

    @Override
    public Figure figure() {
        return new Figure(Composition.of(chart()));
    }

    private Chart chart() {
        List<Series> data =
                series.stream().filter(s -> s.x.length == s.y.length).toList();
        if (data.isEmpty()) {
            throw new IllegalArgumentException("lines '" + title + "' hold no series; add one with line(name, xs, ys)");
        }
        Chart chart = new Chart(title);
        chart.axis("xaxis").putAll(Axes.of(xLabel, logX, xRange, "xRange"));
        chart.axis("yaxis").putAll(Axes.of(yLabel, logY, yRange, "yRange"));
        chart.notes.addAll(notes);
        List<String> colors = data.size() <= Theme.SERIES.size() ? Theme.SERIES : Colors.ordered(data.size());
        StraightLines straight =
                new StraightLines(logX, logY, data.stream().map(Series::x).toList());
        List<Trace> fills = new ArrayList<>();
        List<Trace> curves = new ArrayList<>();
        int next = 0;
        int solid = 0;
        for (Series s : series) {
            switch (s.kind) {
                case GUIDE -> curves.add(grey(s.name, straight.guide(s.x[0], data.get(0).x, data.get(0).y), "dot"));
                case REFERENCE -> curves.add(grey(s.name, straight.horizontal(s.y[0]), "dash"));
                default -> {
                    String color = colors.get(next++);
                    if (s.kind == Kind.BAND) {
                        fills.add(Polygons.band(s.name, s.x, s.y, s.spread, color, logY));
                    }
                    curves.add(
                            switch (s.kind) {
                                case POINTS ->
                                    Curve.points(s.name, s.x, s.y, color, "markers", Marker.of(7, "circle"), null);
                                case DASHED -> Curve.line(s.name, s.x, s.y, color, "dash");
                                default -> Curve.line(s.name, s.x, s.y, color, Theme.dash(solid++));
                            });
                }
            }
        }
        chart.traces.addAll(fills);
        chart.traces.addAll(curves);
        return chart;
    }

    private static Trace grey(String name, double[][] ends, String dash) {
        return Curve.line(name, ends[0], ends[1], Theme.REFERENCE, dash);
    }
}

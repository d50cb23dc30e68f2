package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.geometry.GridGeometry;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.plot.internal.layout.Axes;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.ColorBar;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.TraceColors;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Words;

/**
 * A law as the room that its states are: one square per cell, walls dark, mass in blue, and optionally a policy as
 * arrows. Made by {@link Plots#grid} and {@link Plots#grids}; every method returns this builder.
 */
public final class GridPlot implements Plot {
    private static final int MOVES = 5;
    private static final int[] UP = {0, 1, 0, -1, 0};
    private static final int[] RIGHT = {0, 0, 1, 0, -1};

    private final GridGeometry room;
    private final List<String> names;
    private final List<double[]> laws;
    private String title = "";
    private String unit = "mass per cell";
    private double[] policy;
    private boolean annotated;
    private double[] range;

    GridPlot(GridGeometry room, List<String> names, List<Law> laws) {
        Require.given("room", room);
        this.names = Require.all("names", names);
        Check.sameLength(
                "names", names.size(), "laws", Require.all("laws", laws).size());
        Check.notEmpty("laws", laws.size());
        for (Law law : laws) {
            Check.sameLength("law", law.size(), "the grid's states", room.states());
        }
        this.room = room;
        this.laws = laws.stream().map(Law::toArray).toList();
    }

    /**
     * Sets the title.
     *
     * @param text above the picture
     * @return this
     */
    public GridPlot title(String text) {
        title = text;
        return this;
    }

    /**
     * Labels the colour bar; without it "mass per cell".
     *
     * @param label what the colour measures, with its unit
     * @return this
     */
    public GridPlot colors(String label) {
        unit = label;
        return this;
    }

    /**
     * Draws a policy: per cell one arrow per move, its length proportional to the probability, the longest arrow of
     * the room reaching the edge of its cell; and a dot for staying, its diameter proportional to the probability.
     * Probabilities below 0.03 are left out.
     *
     * @param pi action probabilities, row-major, shape [S, 5]; actions stay, up, right, down, left
     * @return this
     * @throws IllegalArgumentException if the length is not 5 S or an entry is outside [0, 1]
     */
    public GridPlot policy(double[] pi) {
        Check.sameLength(
                "pi",
                Require.given("pi", pi).length,
                MOVES + " moves in each of " + room.states() + " states",
                MOVES * room.states());
        for (double p : pi) {
            if (!(p >= -1e-9 && p <= 1 + 1e-9)) {
                throw new IllegalArgumentException("pi holds " + p + ", must be probabilities in [0, 1]");
            }
        }
        policy = pi.clone();
        return this;
    }

    /**
     * Draws a policy; see {@link #policy(double[])}.
     *
     * @param policy over the states of the room and its five moves
     * @return this
     * @throws IllegalArgumentException if the shape is another
     */
    public GridPlot policy(TabularPolicy policy) {
        return policy(Require.given("policy", policy).probabilities());
    }

    /**
     * Writes the mass into each cell, with three significant digits.
     *
     * @return this
     */
    public GridPlot annotated() {
        annotated = true;
        return this;
    }

    /**
     * Fixes the range of the colours; without it from zero to the largest mass of all laws.
     *
     * @param low value of white
     * @param high value of the darkest blue
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public GridPlot range(double low, double high) {
        range = Check.range("range", low, high);
        return this;
    }

    @Override
    public Figure figure() {
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < laws.size(); i++) {
            charts.add(chart(laws.size() == 1 ? title : names.get(i), laws.get(i)));
        }
        if (charts.size() == 1) {
            return new Figure(Composition.of(charts.get(0)));
        }
        Composition panels = Composition.shared(title, charts);
        double side = (Theme.WIDTH - 110.0) / panels.columns() * room.rows() / room.cols();
        int height = (int) Math.min(900, Math.max(220, 60 + panels.rows() * (side + 30)));
        return new Figure(panels.withSize(Theme.WIDTH, height));
    }

    private Chart chart(String name, double[] law) {
        Chart chart = new Chart(name);
        double[] cells = new double[room.rows() * room.cols()];
        Arrays.fill(cells, Double.NaN);
        for (int s = 0; s < law.length; s++) {
            cells[room.cellOf(s)] = law[s];
        }
        chart.aspect = (double) room.cols() / room.rows();
        chart.axis("xaxis").putAll(Axes.hidden(-0.5, room.cols() - 0.5));
        chart.axis("yaxis").putAll(Axes.hidden(room.rows() - 0.5, -0.5));
        double high = laws.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
        chart.colors = ColorBar.colors(Colors.LAW, unit, range == null ? new double[] {0, high} : range);
        chart.traces.add(Shape.Cells.trace("law", room.cols(), cells, List.of(), List.of(), 1));
        addWalls(chart, cells);
        if (policy != null) {
            addPolicy(chart);
        }
        for (int s = 0; annotated && s < law.length; s++) {
            double[] ends = TraceColors.range(chart);
            double position = (law[s] - ends[0]) / (ends[1] - ends[0]);
            boolean light = Colors.light(Colors.at(Colors.scale(Colors.LAW), position));
            int cell = room.cellOf(s);
            chart.note(Words.number(law[s]), cell % room.cols(), cell / room.cols(), light);
        }
        return chart;
    }

    private void addWalls(Chart chart, double[] cells) {
        Polygons walls = new Polygons();
        boolean any = false;
        for (int cell = 0; cell < cells.length; cell++) {
            if (Double.isNaN(cells[cell])) {
                double x = cell % room.cols();
                double y = (double) (cell / room.cols());
                walls.add(x - 0.5, y - 0.5)
                        .add(x + 0.5, y - 0.5)
                        .add(x + 0.5, y + 0.5)
                        .add(x - 0.5, y + 0.5)
                        .close();
                any = true;
            }
        }
        if (any) {
            chart.traces.add(walls.areas(null, Theme.WALL));
        }
    }

    private void addPolicy(Chart chart) {
        Polygons arrows = new Polygons();
        double largest = 0;
        for (int i = 0; i < policy.length; i++) {
            largest = i % MOVES > 0 ? Math.max(largest, policy[i]) : largest;
        }
        for (int s = 0; s < room.states(); s++) {
            double x = room.cellOf(s) % room.cols();
            double y = (double) (room.cellOf(s) / room.cols());
            for (int a = 0; a < MOVES; a++) {
                double p = policy[MOVES * s + a];
                if (p >= 0.03 && a > 0) {
                    arrow(arrows, x, y, RIGHT[a], -UP[a], 0.46 * p / largest);
                } else if (p >= 0.03) {
                    dot(arrows, x, y, 0.14 * p);
                }
            }
        }
        chart.traces.add(arrows.areas("policy", Theme.ARROW));
    }

    private static void arrow(Polygons out, double x, double y, double dx, double dy, double length) {
        double head = Math.min(0.13, 0.5 * length);
        double shaft = 0.022;
        double wing = 0.6 * head;
        double neck = length - head;
        double[][] outline = {
            {0, -shaft}, {neck, -shaft}, {neck, -wing}, {length, 0}, {neck, wing}, {neck, shaft}, {0, shaft}
        };
        for (double[] p : outline) {
            out.add(thousandth(x + p[0] * dx - p[1] * dy), thousandth(y + p[0] * dy + p[1] * dx));
        }
        out.close();
    }

    private static void dot(Polygons out, double x, double y, double radius) {
        for (int k = 0; k < 12; k++) {
            double angle = Math.PI * k / 6;
            out.add(thousandth(x + radius * Math.cos(angle)), thousandth(y + radius * Math.sin(angle)));
        }
        out.close();
    }

    /** A tenth of a pixel: the outlines are the largest part of a figure. */
    private static double thousandth(double cells) {
        return Math.rint(1000 * cells) / 1000;
    }
}

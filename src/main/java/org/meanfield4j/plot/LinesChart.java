package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Marker;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;

/** Draws the series of {@link Lines} on a chart whose axes are known: colours, styles and what lies above what. */
final class LinesChart {
    /** What a series is; from {@link #GUIDE} on it has no data of its own. */
    enum Kind {
        LINE,
        DASHED,
        POINTS,
        BAND,
        AGAIN,
        FUNCTION,
        GUIDE,
        REFERENCE
    }

    /**
     * The edges of a band, lower and upper, and what its area is; the function of a curve; the name of the series that a
     * guide follows; null elsewhere.
     */
    record Series(Kind kind, String name, double[] x, double[] y, double[][] edges, Object of, int style) {
        boolean colored() {
            return kind.compareTo(Kind.GUIDE) < 0 && kind != Kind.AGAIN;
        }
    }

    private static final int FINE = 401;

    private final List<Series> series;
    private final List<Series> data;
    private final boolean logX;
    private final boolean logY;
    /** The last style: from the second on, a style tells something by itself. */
    private final int styles;

    private int solid;

    LinesChart(List<Series> series, boolean logX, boolean logY, int styles) {
        this.series = series;
        this.data =
                series.stream().filter(s -> s.kind.compareTo(Kind.GUIDE) < 0).toList();
        this.logX = logX;
        this.logY = logY;
        this.styles = styles;
    }

    /** Whether there is anything to be seen. */
    boolean empty() {
        return data.isEmpty();
    }

    /** Adds the traces, areas below curves. */
    void draw(Chart chart) {
        List<String> colors = colors();
        StraightLines straight =
                new StraightLines(logX, logY, data.stream().map(Series::x).toList());
        List<Trace> fills = new ArrayList<>();
        List<Trace> curves = new ArrayList<>();
        int next = 0;
        int guides = 0;
        int references = 0;
        int styled = 0;
        for (Series s : series) {
            next = s.style == styled ? next : 0;
            styled = s.style;
            switch (s.kind) {
                case GUIDE -> {
                    Series through = followed(s);
                    curves.add(grey(
                            s.name,
                            straight.guide(s.x[0], through.x, through.y),
                            Theme.GUIDES.get(guides++ % Theme.GUIDES.size())));
                }
                case REFERENCE ->
                    curves.add(grey(
                            s.name,
                            straight.horizontal(s.y[0]),
                            Theme.REFERENCES.get(references++ % Theme.REFERENCES.size())));
                default -> {
                    next += s.colored() ? 1 : 0;
                    String color = colors.get(next - 1);
                    if (s.kind == Kind.BAND) {
                        fills.add(Polygons.band((String) s.of, s.name, s.x, s.y, s.edges, color, logY));
                    }
                    curves.add(curve(s, color));
                }
            }
        }
        chart.traces.addAll(fills);
        chart.traces.addAll(curves);
        Hidden.tell(
                chart,
                logX,
                logY,
                series.stream()
                        .filter(s -> s.kind != Kind.GUIDE && s.kind != Kind.FUNCTION)
                        .map(s -> new double[][] {
                            s.kind == Kind.REFERENCE ? null : s.x, s.y, s.kind == Kind.BAND ? s.edges[0] : null
                        })
                        .toList());
    }

    /** One colour for each series of the style that has most. */
    private List<String> colors() {
        int count = IntStream.rangeClosed(0, styles)
                .map(i -> (int)
                        data.stream().filter(s -> s.style == i && s.colored()).count())
                .max()
                .getAsInt();
        return count <= Theme.SERIES.size() ? Theme.SERIES : Colors.ordered(count);
    }

    private Trace curve(Series s, String color) {
        return switch (s.kind) {
            case POINTS -> Curve.points(s.name, s.x, s.y, color, "markers", Marker.number(s.style), null);
            case DASHED -> Curve.line(s.name, s.x, s.y, color, "dash");
            case FUNCTION -> function(s, color);
            case AGAIN -> Curve.line(s.name, s.x, s.y, color, dash(s, solid - 1));
            default -> Curve.line(s.name, s.x, s.y, color, dash(s, solid++));
        };
    }

    private String dash(Series s, int number) {
        return Theme.dash(styles == 0 ? number : s.style);
    }

    private Trace function(Series s, String color) {
        double[] x = new double[FINE];
        Arrays.setAll(x, i -> {
            double t = i / (FINE - 1.0);
            return logX ? s.x[0] * Math.pow(s.x[1] / s.x[0], t) : s.x[0] + t * (s.x[1] - s.x[0]);
        });
        DoubleUnaryOperator f = (DoubleUnaryOperator) s.of;
        return Curve.line(s.name, x, Arrays.stream(x).map(f).toArray(), color, "dash");
    }

    /** The series that a guide goes through: the one that it names, otherwise the first. */
    private Series followed(Series guide) {
        return data.stream()
                .filter(s -> s.kind != Kind.FUNCTION && (guide.of == null || guide.of.equals(s.name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("guide '" + guide.name + "' goes through '" + guide.of
                        + "', which must be a series; there are "
                        + data.stream().map(Series::name).toList()));
    }

    private static Trace grey(String name, double[][] ends, String dash) {
        return Curve.line(name, ends[0], ends[1], Theme.REFERENCE, dash);
    }
}

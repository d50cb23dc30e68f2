package org.meanfield4j.plot.internal.tree;

import java.util.Arrays;
import java.util.Map;

/**
 * A histogram. Its bins, of a start and a size, are written, so that Plotly uses the same ones; heights are how many
 * values each holds, or their share when the trace asks for that.
 */
public record Histogram(boolean horizontalValues, double start, double size, double[] heights, double opacity)
        implements Shape {

    /** Bins the values: the bins that are stated, else about as many as are stated, else Sturges' number. */
    static Histogram of(Map<String, Object> trace) {
        boolean horizontal = !Tree.list(trace, "x").isEmpty();
        String letter = horizontal ? "x" : "y";
        double[] values = Arrays.stream(Tree.reals(Tree.list(trace, letter)))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        double wanted =
                Tree.real(trace, 1 + Math.ceil(Math.log(Math.max(2, values.length)) / Math.log(2)), "nbins" + letter);
        double size = Tree.real(trace, niceSize((high - low) / wanted), letter + "bins", "size");
        double start = Tree.real(trace, size * Math.floor(low / size), letter + "bins", "start");
        int bins = Math.max(1, (int) Math.floor((high - start) / size) + 1);
        double[] heights = new double[bins];
        for (double value : values) {
            heights[Math.min(bins - 1, Math.max(0, (int) Math.floor((value - start) / size)))]++;
        }
        double scale = switch (Tree.text(trace, "", "histnorm")) {
            case "probability" -> 1.0 / values.length;
            case "percent" -> 100.0 / values.length;
            case "density" -> 1 / size;
            case "probability density" -> 1 / (size * values.length);
            default -> 1;
        };
        for (int i = 0; i < bins; i++) {
            heights[i] *= scale;
        }
        double opacity = Tree.real(trace, Tree.real(trace, 1, "opacity"), "marker", "opacity");
        return new Histogram(horizontal, start, size, heights, opacity);
    }

    @Override
    public Map<String, Object> json(Trace trace) {
        Map<String, Object> bins = Tree.map("start", Tree.number(start));
        bins.putAll(Tree.map("end", Tree.number(start + heights.length * size), "size", Tree.number(size)));
        String key = horizontalValues ? "xbins" : "ybins";
        return trace.withForeign(Tree.with(trace.foreign(), key, bins)).completed("marker");
    }

    private static double niceSize(double rough) {
        if (!(rough > 0)) {
            return 1;
        }
        double base = Math.pow(10, Math.floor(Math.log10(rough)));
        return base * (rough <= base ? 1 : rough <= 2 * base ? 2 : rough <= 5 * base ? 5 : 10);
    }
}

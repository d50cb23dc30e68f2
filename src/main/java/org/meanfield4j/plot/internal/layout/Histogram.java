package org.meanfield4j.plot.internal.layout;

import java.util.Arrays;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * The bars of a histogram trace. The bins are written into the trace, so that Plotly uses the same ones.
 *
 * @param horizontalValues whether the values are on the x axis
 * @param start left end of the first bin
 * @param size width of a bin
 * @param heights how many values each bin holds, or their share when the trace asks for that
 */
public record Histogram(boolean horizontalValues, double start, double size, double[] heights) {

    /** Bins the values of a trace: the bins it states, else about as many as it states, else Sturges' number. */
    public static Histogram of(Map<String, Object> trace) {
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
        trace.put(
                letter + "bins",
                Tree.map(
                        "start",
                        Tree.number(start),
                        "end",
                        Tree.number(start + bins * size),
                        "size",
                        Tree.number(size)));
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
        return new Histogram(horizontal, start, size, heights);
    }

    private static double niceSize(double rough) {
        if (!(rough > 0)) {
            return 1;
        }
        double base = Math.pow(10, Math.floor(Math.log10(rough)));
        return base * (rough <= base ? 1 : rough <= 2 * base ? 2 : rough <= 5 * base ? 5 : 10);
    }
}

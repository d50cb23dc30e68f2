package org.meanfield4j.plot.internal.tree;

import java.util.Arrays;
import java.util.Map;

/**
 * A histogram. Its bins, of a start and a size, are written, so that Plotly uses the same ones; heights are how many
 * values each holds, or their share when the trace asks for that.
 */
public record Histogram(Trace.Common common, boolean horizontalValues, double start, double size, double[] heights)
        implements Trace {

    /** Bins the values: the bins that are stated, else about as many as are stated, else Sturges' number. */
    static Histogram of(Trace.Common common) {
        Map<String, Object> trace = common.foreign();
        boolean horizontal = !common.x().isEmpty();
        String letter = horizontal ? "x" : "y";
        double[] values = Arrays.stream(Tree.reals(horizontal ? common.x() : common.y()))
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
        Map<String, Object> written = Tree.map("start", Tree.number(start));
        written.putAll(Tree.map("end", Tree.number(start + bins * size), "size", Tree.number(size)));
        Trace.Common binned = common.withForeign(Tree.with(trace, letter + "bins", written));
        return new Histogram(binned, horizontal, start, size, heights);
    }

    @Override
    public Histogram with(Trace.Common changed) {
        return new Histogram(changed, horizontalValues, start, size, heights);
    }

    @Override
    public Map<String, Object> own() {
        return common.completed("marker");
    }

    private static double niceSize(double rough) {
        if (!(rough > 0)) {
            return 1;
        }
        double base = Math.pow(10, Math.floor(Math.log10(rough)));
        return base * (rough <= base ? 1 : rough <= 2 * base ? 2 : rough <= 5 * base ? 5 : 10);
    }
}

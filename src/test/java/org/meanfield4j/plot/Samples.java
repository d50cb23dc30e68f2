package org.meanfield4j.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.meanfield4j.core.geometry.GraphGeometry;
import org.meanfield4j.core.geometry.GridGeometry;
import org.meanfield4j.core.law.Law;

/** One figure of every kind, for tests of what all figures have in common. */
final class Samples {
    static final double[] STEPS = IntStream.rangeClosed(1, 200).asDoubleStream().toArray();

    private Samples() {}

    /** A 2 × 3 room whose cell 4, the middle of the lower row, is a wall. */
    static GridGeometry room() {
        int[] cells = {0, 1, 2, 3, 5};
        return new GridGeometry() {
            @Override
            public int rows() {
                return 2;
            }

            @Override
            public int cols() {
                return 3;
            }

            @Override
            public int states() {
                return cells.length;
            }

            @Override
            public int cellOf(int state) {
                return cells[state];
            }
        };
    }

    /** A triangle. */
    static GraphGeometry triangle() {
        return new GraphGeometry() {
            @Override
            public int states() {
                return 3;
            }

            @Override
            public int[][] edges() {
                return new int[][] {{0, 1}, {1, 2}, {2, 0}};
            }

            @Override
            public double x(int state) {
                return state;
            }

            @Override
            public double y(int state) {
                return state == 1 ? 1 : 0;
            }
        };
    }

    static double[] power(double exponent) {
        return Arrays.stream(STEPS).map(k -> Math.pow(k, exponent)).toArray();
    }

    static Figure lines() {
        double[] spread = Arrays.stream(power(-1)).map(v -> 0.3 * v).toArray();
        return Plots.lines("Exploitability")
                .x("outer step k")
                .y("exploitability")
                .logX()
                .logY()
                .line("exact", STEPS, power(-2))
                .band("sampled", STEPS, power(-1), spread)
                .dashed("theory", STEPS, power(-1.5))
                .guide("1/k²", -2)
                .reference("floor", 1e-4)
                .note("seed 1");
    }

    static Figure heatMap() {
        double[] cells = new double[1000];
        Arrays.setAll(cells, i -> Math.sin(0.01 * i));
        cells[3] = Double.NaN;
        return Plots.heatmap("Wave", 20, 50, cells)
                .x("column")
                .y("row")
                .colors("height (m)")
                .figure();
    }

    static Law law() {
        return Law.of(0.1, 0.2, 0.3, 0.15, 0.25);
    }

    static Figure grid() {
        double[] pi = new double[25];
        for (int s = 0; s < 5; s++) {
            pi[5 * s + 2] = 0.75;
            pi[5 * s] = 0.25;
        }
        return Plots.grid(law(), room()).policy(pi).title("Crowd").figure();
    }

    static List<Figure> all() {
        Law uniform = Law.uniform(5);
        return List.of(
                lines(),
                Plots.scatter("Fit", "measured", STEPS, power(1))
                        .guide("slope 1", 1)
                        .figure(),
                heatMap(),
                Plots.heatmaps("Signed", List.of("a", "b"), 2, 2, new double[] {1, -2, 3, 0}, new double[] {0, 0, 1, 1})
                        .signed()
                        .annotated()
                        .figure(),
                grid(),
                Plots.grids("Crowds", List.of("before", "after"), List.of(law(), uniform), room())
                        .annotated()
                        .figure(),
                Plots.graph(Law.of(0.5, 0.3, 0.2), triangle())
                        .names("a", "b", "c")
                        .figure(),
                Plots.simplex("Flow")
                        .trajectory("path", new double[] {1, 0, 0}, new double[] {0.2, 0.5, 0.3})
                        .point("equilibrium", 0.2, 0.4, 0.4)
                        .figure(),
                Plots.bars("Cost", "first", "second")
                        .y("time (s)")
                        .bars("ours", 1, 2)
                        .bars("theirs", new double[] {3, 4}, new double[] {0.5, 0.25})
                        .figure(),
                Plots.panels("Both", lines(), heatMap()).figure(),
                Plots.animation("Film", List.of(law(), uniform, law()), room(), List.of("t = 0", "t = 1", "t = 2")));
    }
}

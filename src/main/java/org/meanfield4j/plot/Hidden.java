package org.meanfield4j.plot;

import java.util.List;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.tree.Tree;

/** Says how many points, and edges of bands, a chart has no place for; NaN is a gap that somebody meant. */
final class Hidden {
    private Hidden() {}

    /** Of each series x, or null; y; the lower edge of its band, or null. */
    static void tell(Chart chart, boolean logX, boolean logY, List<double[][]> series) {
        int shown = 0;
        int nonPositive = 0;
        int huge = 0;
        int cut = 0;
        for (double[][] points : series) {
            for (int i = 0; logY && points[2] != null && i < points[2].length; i++) {
                cut += points[2][i] <= 0 && points[1][i] > 0 ? 1 : 0;
            }
            for (int i = 0; i < points[1].length; i++) {
                double x = points[0] == null ? 1 : points[0][i];
                double y = points[1][i];
                if (Double.isNaN(x) || Double.isNaN(y)) {
                    continue;
                }
                if (logX && x <= 0 || logY && y <= 0) {
                    nonPositive++;
                } else if (Tree.number(x) == null || Tree.number(y) == null) {
                    huge++;
                } else {
                    shown++;
                }
            }
        }
        chart.blank = nonPositive + huge > 0 && shown == 0;
        String hidden = nonPositive + huge == 0
                ? ""
                : (nonPositive > 0 ? count(nonPositive) + " ≤ 0" : "")
                        + (nonPositive > 0 && huge > 0 ? ", " : "")
                        + (huge > 0 ? count(huge) + " beyond ±1e300" : "")
                        + (nonPositive + huge == 1 ? " is not shown" : " are not shown");
        String edges =
                cut == 0 ? "" : "lower edge of a band ≤ 0 at " + cut + (cut == 1 ? " point" : " points") + ", cut off";
        if (!(hidden + edges).isEmpty()) {
            chart.hint = hidden + (hidden.isEmpty() || edges.isEmpty() ? "" : ", ") + edges;
        }
    }

    private static String count(int n) {
        return n == 1 ? "1 value" : n + " values";
    }
}

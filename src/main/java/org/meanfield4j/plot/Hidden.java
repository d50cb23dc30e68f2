package org.meanfield4j.plot;

import java.util.List;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.tree.Tree;

/** Says how many points a chart has no place for; NaN is a gap that somebody meant. */
final class Hidden {
    private Hidden() {}

    static void tell(Chart chart, boolean logX, boolean logY, List<double[][]> series) {
        int shown = 0;
        int nonPositive = 0;
        int huge = 0;
        for (double[][] points : series) {
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
        if (nonPositive + huge > 0) {
            chart.blank = shown == 0;
            chart.hint = (nonPositive > 0 ? count(nonPositive) + " ≤ 0" : "")
                    + (nonPositive > 0 && huge > 0 ? ", " : "")
                    + (huge > 0 ? count(huge) + " beyond ±1e300" : "")
                    + (nonPositive + huge == 1 ? " is not shown" : " are not shown");
        }
    }

    private static String count(int n) {
        return n == 1 ? "1 value" : n + " values";
    }
}

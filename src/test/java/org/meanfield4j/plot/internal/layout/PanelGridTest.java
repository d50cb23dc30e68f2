package org.meanfield4j.plot.internal.layout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.plot.internal.tree.Tree;

class PanelGridTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 400", "2, 1, 500", "2, 2, 400", "3, 3, 400", "4, 2, 600", "5, 3, 700", "7, 3, 900"})
    void panelsLieSideBySideInsideTheFigureAndNeverOverlap(int panels, int columns, int height) {
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < panels; i++) {
            Chart chart = new Chart("panel " + i);
            chart.axis("xaxis").putAll(Tree.map("type", "linear", "range", Tree.numbers(0, 1)));
            chart.axis("yaxis").putAll(Tree.map("type", "linear", "range", Tree.numbers(0, Math.pow(10, i))));
            charts.add(chart);
        }
        Composition composition = new Composition("title", charts, columns, false, false, false, 700, height, "");

        for (double aspect : new double[] {Double.NaN, 0.3, 1, 3}) {
            PanelGrid grid = new PanelGrid(composition, charts, new LegendPlan(List.of(), 60, 20, 1, 0), 0);
            List<Rectangle2D> boxes = new ArrayList<>();
            for (int i = 0; i < panels; i++) {
                boxes.add(grid.box(i, aspect));
            }

            Rectangle2D free = new Rectangle2D.Double(0, 0, 700 - 60, height - 20);
            for (int i = 0; i < panels; i++) {
                Rectangle2D box = boxes.get(i);
                assertTrue(free.contains(box), () -> box + " leaves room for legend and controls");
                for (int j = 0; j < i; j++) {
                    Rectangle2D other = boxes.get(j);
                    assertFalse(box.intersects(other), () -> box + " overlaps " + other);
                    boolean sameRow = i / columns == j / columns;
                    assertTrue(
                            sameRow ? other.getMaxX() < box.getX() : other.getMaxY() < box.getY(),
                            () -> box + " comes after " + other);
                }
            }
        }
    }
}

package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meanfield4j.plot.internal.tree.Tree;

class PanelLegendTest {
    private static final double[] X = {1, 2, 3};

    @Test
    void noTwoEntriesOfOneLegendLookAlike() {
        Lines left = Plots.lines("a").line("gain", X, X).line("floor", X, X);
        Lines right = Plots.lines("b").line("law", X, X).line("distance", X, X).line("error", X, X);

        Figure figure = Plots.panels("both", left, right).figure();

        List<String> looks = lines(figure).stream().map(PanelLegendTest::look).toList();
        assertEquals(5, looks.size());
        assertEquals(5, looks.stream().distinct().count(), () -> "alike: " + looks);
        assertEquals(color(lines(figure).get(0)), color(lines(figure).get(2)), "colours may mean something");
    }

    @Test
    void aNameLooksTheSameInEveryPanel() {
        Lines left = Plots.lines("a").line("η = 1", X, X).nextStyle().line("floor, η = 1", X, X);
        Lines right = Plots.lines("b").line("η = 1", X, X).line("η = 2", X, X);
        Lines last = Plots.lines("c").nextStyle().line("η = 1", X, X);

        List<Map<String, Object>> lines =
                lines(Plots.panels("all", left, right, last).figure());

        assertEquals(look(lines.get(0)), look(lines.get(2)));
        assertEquals(look(lines.get(0)), look(lines.get(4)));
        assertNotEquals(look(lines.get(0)), look(lines.get(1)));
    }

    @Test
    void aSingleFigureKeepsItsDashes() {
        Lines figure = Plots.lines("a").line("one", X, X).line("two", X, X);

        assertEquals(
                lines(figure.figure()).stream().map(PanelLegendTest::look).toList(),
                lines(Plots.panels("p", figure).figure()).stream()
                        .map(PanelLegendTest::look)
                        .toList());
    }

    private static List<Map<String, Object>> lines(Figure figure) {
        return Pixels.data(figure);
    }

    private static String look(Map<String, Object> trace) {
        return color(trace) + " " + Tree.text(trace, "", "line", "dash");
    }

    private static String color(Map<String, Object> trace) {
        return Tree.text(trace, "", "line", "color");
    }
}

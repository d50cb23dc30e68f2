package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

class PanelsTest {
    private static final double[] X = {1, 2, 3};

    @Test
    void noTwoEntriesOfOneLegendLookAlike() {
        Lines left = Plots.lines("a").line("gain", X, X).line("floor", X, X);
        Lines right = Plots.lines("b").line("law", X, X).line("distance", X, X).line("error", X, X);

        Figure figure = Plots.panels("both", left, right).figure();

        List<String> looks = lines(figure).stream().map(PanelsTest::look).toList();
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
    void guidesOfTwoPanelsAreToldApartAndStayGuides() {
        Lines left = Plots.lines("a").logX().logY().line("gain", X, X).guide("1/n", -1);
        Lines right = Plots.lines("b").logX().logY().line("law", X, X).guide("1/√n", -0.5);

        List<String> dashes = lines(Plots.panels("both", left, right).figure()).stream()
                .filter(trace -> color(trace).equals(Theme.REFERENCE))
                .map(trace -> Tree.text(trace, "", "line", "dash"))
                .toList();

        assertEquals(Theme.GUIDES, dashes);
    }

    @Test
    void barsOfTwoPanelsWithDifferentNamesHaveDifferentColours() {
        BarPlot left = Plots.bars("a", "10", "100").bars("distance", X[0], X[1]);
        BarPlot right = Plots.bars("b", "10", "100").bars("trace", X[0], X[1]).bars("distance", X[0], X[1]);

        List<String> colors = lines(Plots.panels("both", left, right).figure()).stream()
                .map(trace -> Tree.text(trace, "", "marker", "color"))
                .toList();

        assertEquals(colors.get(0), colors.get(2));
        assertNotEquals(colors.get(0), colors.get(1));
    }

    @Test
    void aSingleFigureKeepsItsDashes() {
        Lines figure = Plots.lines("a").line("one", X, X).line("two", X, X);

        assertEquals(
                lines(figure.figure()).stream().map(PanelsTest::look).toList(),
                lines(Plots.panels("p", figure).figure()).stream()
                        .map(PanelsTest::look)
                        .toList());
    }

    @Test
    void aLongTitleOfAPanelOrAxisIsWrittenSmallerInsteadOfRunningIntoTheNextOne() {
        String text = "standard deviation of the value; distance of the empirical law";
        Lines[] panels = {wide(text), wide(text), wide(text)};

        Map<String, Object> layout = Pixels.layout(Plots.panels("p", panels).figure());

        assertTrue(Tree.real(layout, 0, "yaxis", "title", "font", "size") < Theme.LABEL_SIZE);
        assertTrue(Tree.real(layout, 0, "xaxis", "title", "font", "size") < Theme.LABEL_SIZE);
        assertTrue(
                Tree.real(Tree.asMap(Tree.list(layout, "annotations").get(0)), 0, "font", "size") < Theme.LABEL_SIZE);
        Map<String, Object> alone =
                Pixels.layout(Plots.lines("").x("n").y("gain").line("a", X, X).figure());
        assertEquals(Theme.LABEL_SIZE, Tree.real(alone, 0, "yaxis", "title", "font", "size"));
    }

    private static Lines wide(String text) {
        return Plots.lines(text).x(text).y(text).line("a", X, X);
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

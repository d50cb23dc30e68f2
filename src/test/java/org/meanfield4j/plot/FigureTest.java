package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

class FigureTest {
    /** One figure of every kind. */
    static Stream<Figure> figures() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void treeIsJsonWithNumbersAndTitlesThatEveryPlotlyReads(Figure figure) throws JsonProcessingException {
        requirePlain("", figure.json());

        String json = new ObjectMapper().writeValueAsString(figure.json());

        assertFalse(json.contains("NaN") || json.contains("Infinity"), "not a JSON number");
    }

    @ParameterizedTest
    @MethodSource("figures")
    void pictureHasTheSizeOfTheLayoutIsNotBlankAndFitsIntoANotebook(Figure figure) {
        BufferedImage image = Pixels.decode(figure);

        assertEquals(Tree.real(Pixels.layout(figure), 0, "width"), image.getWidth());
        assertEquals(Tree.real(Pixels.layout(figure), 0, "height"), image.getHeight());
        assertEquals(figure.width(), image.getWidth());
        assertEquals(figure.height(), image.getHeight());
        long white = Pixels.count(image, "#ffffff");
        assertTrue(white < 0.98 * image.getWidth() * image.getHeight(), "blank");
        assertTrue(figure.png().length <= 60_000, () -> figure.png().length + " bytes");
    }

    @ParameterizedTest
    @MethodSource("figures")
    void textStartsWithTheTitleAndHasNoTags(Figure figure) {
        String title = Tree.text(Pixels.layout(figure), "", "title", "text");

        assertTrue(figure.text().startsWith(title), figure.text());
        assertFalse(figure.text().contains("<sup>"));
        assertEquals(figure.text(), figure.toString());
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyDrawnPanelLiesInsideThePicture(Figure figure) {
        Map<String, Object> layout = Pixels.layout(figure);
        layout.forEach((key, value) -> {
            if (key.matches("[xy]axis\\d*")) {
                double[] domain = Tree.reals(Tree.list(Tree.asMap(value), "domain"));
                assertTrue(-1e-6 <= domain[0] && domain[0] < domain[1] && domain[1] <= 1 + 1e-6, key);
            }
        });
    }

    @Test
    void renderingTwiceGivesTheSameBytes() {
        Figure first = Samples.lines();
        Figure second = Samples.lines();

        assertArrayEquals(first.png(), second.png());
        assertEquals(first.json().toString(), second.json().toString());
    }

    @Test
    void aFigureIsTheSameInEveryLocale() {
        Figure lines = Samples.lines();
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"de-DE", "ar-EG-u-nu-arab"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Figure other = Samples.lines();
                assertEquals(lines.json().toString(), other.json().toString());
                assertEquals(lines.text(), other.text());
                assertArrayEquals(lines.png(), other.png());
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void callersCannotChangeAFigure() {
        Figure figure = Samples.lines();
        figure.json().clear();
        Arrays.fill(figure.png(), (byte) 0);

        assertTrue(figure.json().containsKey("data"));
        assertEquals((byte) 0x89, figure.png()[0], "first byte of every PNG file");
    }

    @Test
    void titleAndSizeCanBeReplaced() {
        Figure figure = Samples.lines().withTitle("k = 12").withSize(500, 300);

        assertEquals("k = 12", Tree.text(Pixels.layout(figure), "", "title", "text"));
        assertEquals(500, Pixels.decode(figure).getWidth());
        assertEquals(300, figure.height());
    }

    @Test
    void aFigureShownLiveWithItsIterationInTheTitleIsLaidOutOnce() {
        AtomicInteger layouts = new AtomicInteger();
        Chart chart = new Chart("gap");
        chart.traces.add(Curve.line("gap", new double[] {1, 2}, new double[] {3, 4}, "#000000", "solid"));
        chart.axis("yaxis");
        chart.axes.put("xaxis", new LinkedHashMap<>() {
            @Override
            public void forEach(BiConsumer<? super String, ? super Object> action) {
                layouts.incrementAndGet(); // a layout starts from a copy of what it completes
                super.forEach(action);
            }
        });

        Figure figure = new Figure(Composition.of(chart)).withTitle("solver, iteration 3 of 9");
        figure.png();
        figure.json();
        figure.png();

        assertEquals(1, layouts.get());
    }

    @Test
    void sizesThatCannotHoldAFigureAreRefused() {
        Figure figure = Samples.lines();

        var e = assertThrows(IllegalArgumentException.class, () -> figure.withSize(10, 10));
        assertTrue(e.getMessage().contains("10 x 10"), e.getMessage());
    }

    @Test
    void denseNoiseStaysBelowTheLimit() {
        Random random = new Random(7);
        double[] a = random.doubles(200).toArray();
        double[] b = random.doubles(200).toArray();

        Figure figure = Plots.lines("Noise").line("a", a).line("b", b).figure();

        assertTrue(figure.png().length <= 60_000, () -> figure.png().length + " bytes");
        assertTrue(Pixels.count(Pixels.decode(figure), Theme.SERIES.get(0)) > 500, "the series keep their colours");
        assertTrue(Pixels.count(Pixels.decode(figure), Theme.SERIES.get(1)) > 500, "the series keep their colours");
    }

    @Property(tries = 40)
    void anyNumbersGiveAValidFigure(@ForAll @Size(min = 1, max = 30) double[] values, @ForAll boolean log)
            throws JsonProcessingException {
        Lines lines =
                Plots.lines("any").line("values", values).guide("slope", -1).reference("one", 1);

        Figure figure = (log ? lines.logY() : lines).figure();

        requirePlain("", figure.json());
        assertEquals(Theme.WIDTH, Pixels.decode(figure).getWidth());
        assertTrue(figure.text().startsWith("any"));
    }

    private static void requirePlain(String key, Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((k, v) -> requirePlain((String) k, v));
        } else if (node instanceof List<?> list) {
            list.forEach(v -> requirePlain("", v));
        } else if (node instanceof Number number) {
            assertTrue(Double.isFinite(number.doubleValue()), key);
        } else {
            assertTrue(node == null || node instanceof String || node instanceof Boolean, key);
            assertFalse(key.equals("title"), "a title must be {text}");
        }
    }
}

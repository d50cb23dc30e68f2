package org.meanfield4j.plot.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.meanfield4j.plot.internal.tree.Tree;

/** Expected labels are what Plotly.js 4.1.1 writes for the same axis. */
class TicksTest {
    private static Map<String, Object> axis(String type, double low, double high) {
        Map<String, Object> axis = Tree.map("type", type, "range", Tree.numbers(low, high));
        if (type.equals("log")) {
            axis.put("dtick", 1);
        }
        return axis;
    }

    @Test
    void linearTicksAreRoundNumbers() {
        assertEquals(
                List.of("0", "50", "100", "150", "200"),
                Ticks.of(axis("linear", -7, 200), true, 400).labels());
        assertEquals(
                List.of("−0.02", "−0.01", "0", "0.01", "0.02"),
                Ticks.of(axis("linear", -0.0216, 0.0216), false, 160).labels());
    }

    @Test
    void smallAndLargeNumbersArePowersOfTen() {
        assertEquals(
                List.of("0", "0.5×10<sup>−4</sup>", "1×10<sup>−4</sup>", "1.5×10<sup>−4</sup>", "2×10<sup>−4</sup>"),
                Ticks.of(axis("linear", -7e-6, 2.08e-4), false, 200).labels());
    }

    @Test
    void decadesAreLabelledAndSubdivided() {
        Map<String, Object> axis = axis("log", -2.1, 0.1);
        axis.put("minor", Map.of());

        Ticks ticks = Ticks.of(axis, false, 300);

        assertEquals(List.of("10<sup>−2</sup>", "10<sup>−1</sup>", "1"), ticks.labels());
        assertEquals(Math.log10(0.02), ticks.minor()[2], 1e-12, "0.008 and 0.009 come before");
    }

    @Test
    void lessThanADecadeIsSpelledOut() {
        Map<String, Object> axis = axis("log", Math.log10(0.9), Math.log10(12));
        axis.remove("dtick");

        Ticks.spellOut(axis);

        assertEquals(List.of("1", "2", "5", "10"), Tree.list(axis, "ticktext"));
        assertEquals(List.of(1L, 2L, 5L, 10L), Tree.list(axis, "tickvals"));
    }

    @Test
    void monthsAreNamed() {
        Map<String, Object> axis = Tree.map("type", "date", "range", List.of("2024-01-01T00:00", "2024-07-01T00:00"));

        List<String> labels = Ticks.of(axis, true, 600).labels();

        assertEquals("Jan 2024", labels.get(0));
        assertEquals("Jul 2024", labels.get(labels.size() - 1));
    }

    @Property
    void ticksLieInTheRangeInOrderWithDifferentLabels(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double width,
            @ForAll @DoubleRange(min = 100, max = 900) double length) {
        Ticks ticks = Ticks.of(axis("linear", low, low + width), true, length);

        double slack = 1e-6 * width + 1e-9 * Math.abs(low); // ranges keep nine digits
        assertTrue(ticks.at().length >= 2, "at least two ticks");
        for (int i = 0; i < ticks.at().length; i++) {
            assertTrue(low - slack <= ticks.at()[i] && ticks.at()[i] <= low + width + slack);
            assertTrue(i == 0 || ticks.at()[i] > ticks.at()[i - 1]);
        }
        if (width > 1e-4 * Math.abs(low)) {
            assertEquals(ticks.labels().size(), new HashSet<>(ticks.labels()).size(), "different labels");
        }
    }
}

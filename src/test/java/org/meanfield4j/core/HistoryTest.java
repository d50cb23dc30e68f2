package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void columnsComeBackByName() {
        History history = new History("iteration", "gap");
        history.add(1, 0.5);
        history.add(2, 0.25);

        assertEquals(List.of("iteration", "gap"), history.columns());
        assertEquals(2, history.rows());
        assertArrayEquals(new double[] {0.5, 0.25}, history.column("gap"));
        assertEquals(0.5, history.get(0, "gap"));
        assertEquals(0.25, history.last("gap"));
    }

    @Property(tries = 50)
    void growsWithoutLosingRows(@ForAll @IntRange(max = 200) int rows) {
        History history = new History("iteration", "square");
        for (int i = 0; i < rows; i++) {
            history.add(i, (double) i * i);
        }

        assertEquals(rows, history.rows());
        assertArrayEquals(
                IntStream.range(0, rows).mapToDouble(i -> (double) i * i).toArray(), history.column("square"));
    }

    @Test
    void handsOutCopies() {
        History history = new History("iteration");
        history.add(1);
        history.column("iteration")[0] = 9;

        assertEquals(1, history.last("iteration"));
    }

    @Test
    void keepsNaNAndInfinity() {
        History history = new History("iteration", "value");
        history.add(1, Double.NaN);
        history.add(2, Double.NEGATIVE_INFINITY);

        assertArrayEquals(new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, history.column("value"));
    }

    @Test
    void badColumnsAndRowsAreRefused() {
        assertMessage("columns = [] must be distinct, non-blank names, at least one", History::new);
        assertMessage("columns = [a, a] must be distinct, non-blank names, at least one", () -> new History("a", "a"));
        assertMessage("columns = [a,  ] must be distinct, non-blank names, at least one", () -> new History("a", " "));
        History history = new History("iteration", "gap");
        assertMessage(
                "row has 1 values, the history has 2 columns [iteration, gap]; give one value per column",
                () -> history.add(1));
        assertMessage("column 'gab' does not exist; there are [iteration, gap]", () -> history.column("gab"));
        assertThrows(IndexOutOfBoundsException.class, () -> history.last("gap"));
        assertThrows(IndexOutOfBoundsException.class, () -> history.get(0, "gap"));
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}

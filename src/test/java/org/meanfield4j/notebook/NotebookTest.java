package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.History;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.plot.Plots;

class NotebookTest {
    private Recording recording;

    @BeforeEach
    void record() {
        recording = Recording.start();
    }

    @AfterEach
    void stop() {
        recording.close();
    }

    @Test
    void aTrueCheckIsOneLine() {
        Notebook.check("the law sums to one", true);
        assertEquals(List.of("✓ the law sums to one"), recording.lines());
    }

    @Test
    void aFalseCheckStopsWithItsClaimAndPrintsNothing() {
        CheckFailedError e = assertThrows(CheckFailedError.class, () -> Notebook.check("pigs fly", false));
        assertEquals("✗ pigs fly: does not hold", e.getMessage());
        assertTrue(recording.lines().isEmpty());
    }

    @Test
    void printedNumbersHaveAPointInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Notebook.print("η = %.2f", 0.5);
        } finally {
            Locale.setDefault(before);
        }
        assertEquals(List.of("η = 0.50"), recording.lines());
    }

    @Test
    void checkCloseAcceptsTheToleranceItself() {
        // 1.5 - 1.0 = 0.5 exactly in binary.
        Notebook.checkClose("half", 1.5, 1.0, 0.5);
        assertEquals(List.of("✓ half: 1.50000, expected 1.00000 ± 0.50"), recording.lines());
    }

    @Test
    void checkCloseRefusesWhatIsFarOrNotANumber() {
        assertAll(
                () -> assertThrows(CheckFailedError.class, () -> Notebook.checkClose("far", 1.6, 1.0, 0.5)),
                () -> assertThrows(CheckFailedError.class, () -> Notebook.checkClose("NaN", Double.NaN, 1.0, 0.5)),
                () -> assertThrows(
                        CheckFailedError.class,
                        () -> Notebook.checkClose("inf", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.5)));
    }

    @Test
    void aToleranceThatAcceptsNothingOrEverythingIsRefused() {
        for (double tolerance : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Notebook.checkClose("claim", 1, 1, tolerance));
            assertEquals(
                    "tolerance = " + tolerance + " must be finite and at least 0; give it in the unit of the values",
                    e.getMessage());
        }
    }

    @Test
    void blankNamesAndClaimsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Notebook.check(" ", true));
        assertThrows(IllegalArgumentException.class, () -> Notebook.progress(null));
    }

    @Test
    void numbersReadTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Notebook.checkClose("half", 0.5, 0.5, 0.1);
        } finally {
            Locale.setDefault(before);
        }
        assertEquals(List.of("✓ half: 0.500000, expected 0.500000 ± 0.10"), recording.lines());
    }

    @Test
    void showTakesAnything() {
        Notebook.show(null);
        Notebook.show(3);
        assertEquals(
                List.of("null", "3"),
                recording.outputs().stream()
                        .map(output -> output.data().get(Display.TEXT))
                        .toList());
    }

    @Test
    void aFigureIsShownInThreeTypesAndNeverAsHtml() {
        Notebook.show(Plots.convergence(Histories.falling(10), "exploitability"));
        Display output = recording.outputs().get(0);
        assertEquals(
                List.of(Display.PLOTLY, Display.PNG, Display.TEXT),
                List.copyOf(output.data().keySet()));
    }

    @Test
    void checksOfAKindSayWhatTheyFound() {
        Notebook.check.falling("the gap falls", 3, 2, 1);
        Notebook.check.monotone("in one direction", 1, 2);
        Notebook.check.between("the floor", 0.5, 0.4, 0.6);
        Notebook.check.slope("like 1/k", new History.Slope(-1.01, 0.01), -1, 3);
        Notebook.check.below("each faster", new double[] {1, 2}, 2, 3);

        assertEquals(
                List.of(
                        "✓ the gap falls: falls from 3.000 to 1.000",
                        "✓ in one direction: rises from 1.000 to 2.000",
                        "✓ the floor: 0.500000, expected 0.400000 … 0.600000",
                        "✓ like 1/k: slope -1.010 ± 0.010, expected -1.000 within 3.00 standard errors",
                        "✓ each faster: 2 of 2"),
                recording.lines());
    }

    @Test
    void checksOfAKindStopTheNotebook() {
        assertEquals(
                "✗ 100 % falls: value 2 is 2.00000 after 1.00000",
                assertThrows(CheckFailedError.class, () -> Notebook.check.falling("100 % falls", 3, 1, 2))
                        .getMessage());
        assertThrows(CheckFailedError.class, () -> Notebook.check.rising("stays", 1, 1));
        assertThrows(CheckFailedError.class, () -> Notebook.check.below("as fast", new double[] {1, 2}, 2, 2));
        assertThrows(CheckFailedError.class, () -> Notebook.check.below("NaN", new double[] {Double.NaN}, 2));
        assertThrows(IllegalArgumentException.class, () -> Notebook.check.below("one", new double[] {1}, 2, 3));
        assertThrows(CheckFailedError.class, () -> Notebook.check.rising("NaN", 1, Double.NaN));
        assertThrows(CheckFailedError.class, () -> Notebook.check.between("NaN", Double.NaN, 0, 1));
        assertThrows(CheckFailedError.class, () -> Notebook.check.slope("far", new History.Slope(-1.04, 0.01), -1, 3));
        assertThrows(
                CheckFailedError.class,
                () -> Notebook.check.slope("two points", new History.Slope(-1, Double.NaN), -1, 3));
        assertThrows(IllegalArgumentException.class, () -> Notebook.check.rising("one", 1));
        assertThrows(IllegalArgumentException.class, () -> Notebook.check.between("swapped", 0, 1, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Notebook.check.slope("k", new History.Slope(-1, 0.1), -1, Double.NaN));
        assertTrue(recording.lines().isEmpty());
    }

    @Test
    void aClaimNamesItsSourceAndManyGoldenValuesAreOneLine() {
        Notebook.claim("the floor is proportional to η", "Theorem 2", true);
        Notebook.claim("the slope at 0", "closed form", 0.5, 0.5, 0.1);
        Notebook.golden("sampled run", 1e-6, 0.5, 0.5, 2e9, 2e9 + 1, 1e-9, 0);

        assertEquals(
                List.of(
                        "✓ the floor is proportional to η [Theorem 2]",
                        "✓ the slope at 0: 0.500000, expected 0.500000 ± 0.10 [closed form]",
                        "✓ sampled run: 3 golden values to 1e-06"),
                recording.lines());
        assertEquals(
                "✗ moved: pair 2 is 1.000000000, was 1.001000000",
                assertThrows(CheckFailedError.class, () -> Notebook.golden("moved", 1e-6, 1, 1, 1, 1.001))
                        .getMessage());
        assertThrows(CheckFailedError.class, () -> Notebook.golden("NaN", 1e-6, Double.NaN, 1));
        assertThrows(CheckFailedError.class, () -> Notebook.claim("pigs fly", "hearsay", false));
        assertThrows(IllegalArgumentException.class, () -> Notebook.claim("no source", " ", true));
        assertThrows(IllegalArgumentException.class, () -> Notebook.golden("half a pair", 1e-6, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Notebook.golden("nothing", 1e-6));
    }

    @Test
    void aSweepIsShownAsATableWithWhatBecameOfItsRuns() {
        Notebook.show(Sweep.over(new double[] {1, 2}, v -> 2 * v).named("η"));
        Display output = recording.outputs().get(0);
        assertTrue(((String) output.data().get(Display.MARKDOWN)).contains("| η | result |"));
        assertTrue(((String) output.data().get(Display.TEXT)).endsWith("\n2 of 2 values"));
    }
}

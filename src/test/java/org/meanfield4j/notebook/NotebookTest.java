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
}

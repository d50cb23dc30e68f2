package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.law.Law;

class RunTest {
    private static final History HISTORY = History.of(List.of("iteration", "exploitability"), 1, 0.5, 200, 0.0123456);

    @Test
    void theSummarySaysSolverModelAndOutcomeWithoutTimings() {
        assertEquals(
                "FakeSolver[]\non FakeModel\nconverged: exploitability = 0.01235 after 200 iterations",
                FakeRun.of(1, StopReason.CONVERGED, HISTORY).summary());
    }

    @Test
    void theSummaryIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals(
                    "FakeSolver[]\non FakeModel\nbudget used up: exploitability = 0.01235 after 200 iterations",
                    FakeRun.of(1, StopReason.BUDGET, HISTORY).summary());
            assertEquals("Law[0.2500, 0.7500]", Law.of(0.25, 0.75).toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void warningsFollowTheOutcome() {
        RunInfo info = FakeRun.info(0, StopReason.BUDGET, List.of("too short", "too noisy"));
        assertEquals(
                "FakeSolver[]\non FakeModel\nbudget used up: no complete iteration\nwarning: too short\nwarning: too noisy",
                FakeRun.of(info, new History("iteration", "gap")).summary());
    }

    @Test
    void theTitleOfAFigureIsTheLastMetricNeverAWarning() {
        RunInfo info = FakeRun.info(0, StopReason.COMPLETED, List.of("a long warning about a truncation"));
        assertEquals(
                "complete: exploitability = 0.01235 after 200 iterations",
                FakeRun.of(info, HISTORY).headline());
    }

    @Test
    void orThrowTurnsAFailedRunIntoOneException() {
        FakeRun.of(1, StopReason.BUDGET, HISTORY).orThrow();
        for (StopReason reason : List.of(StopReason.DIVERGED, StopReason.FAILED)) {
            RunInfo info = FakeRun.info(0, reason, List.of("stopped in iteration 3: no", "second"));
            var e = assertThrows(
                    RunFailedException.class, () -> FakeRun.of(info, HISTORY).orThrow());
            assertEquals("FakeSolver[] on FakeModel " + reason + ": stopped in iteration 3: no", e.getMessage());
        }
    }
}

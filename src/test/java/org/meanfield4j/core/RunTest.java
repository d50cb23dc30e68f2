package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final History HISTORY = History.of(List.of("iteration", "exploitability"), 1, 0.5, 200, 0.0123456);

    @Test
    void theSummarySaysSolverModelAndOutcomeWithoutTimings() {
        assertEquals(
                "FakeSolver[]\non FakeModel\nCONVERGED: exploitability = 0.01235 after 200 iterations",
                FakeRun.of(1, StopReason.CONVERGED, HISTORY).summary());
    }

    @Test
    void theSummaryIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals(
                    "FakeSolver[]\non FakeModel\nBUDGET: exploitability = 0.01235 after 200 iterations",
                    FakeRun.of(1, StopReason.BUDGET, HISTORY).summary());
            assertEquals("Law[0.2500, 0.7500]", Law.of(0.25, 0.75).toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void warningsFollowTheOutcome() {
        RunInfo info = new RunInfo("S", "M", StopReason.BUDGET, 0, 0, Duration.ZERO, List.of("too short", "too noisy"));
        assertEquals(
                "S\non M\nBUDGET: no complete iteration\nwarning: too short\nwarning: too noisy",
                new SavedRun(info, new History("iteration", "gap"), "gap", Map.of()).summary());
    }
}

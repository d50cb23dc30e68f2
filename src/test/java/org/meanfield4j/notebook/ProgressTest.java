package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.plot.Plots;

class ProgressTest {

    /** A solver of iterations that last so long; stops when told to. */
    private static void solve(Monitor monitor, int iterations, long millis) throws InterruptedException {
        History history = new History("iteration", "other", "exploitability");
        monitor.begin(new Monitor.Plan("Sleeper", iterations, 0, history, "exploitability"));
        for (int k = 1; k <= iterations; k++) {
            Thread.sleep(millis);
            history.add(k, -1, 1.0 / k);
            monitor.iterated(k);
        }
        monitor.end(StopReason.CONVERGED);
    }

    private static String text(Display output) {
        return (String) output.data().get(Display.TEXT);
    }

    @Test
    void aShortRunShowsNothing() throws InterruptedException {
        try (Recording recording = Recording.start()) {
            solve(Notebook.progress("short"), 5, 1);
            assertTrue(recording.outputs().isEmpty());
        }
    }

    @Test
    void aRunOfOverASecondShowsALineAlsoWhereNoIterationEndedLate() throws InterruptedException {
        for (int iterations : new int[] {0, 1}) {
            try (Recording recording = Recording.start()) {
                Monitor monitor = Notebook.progress("MF-TRPO");
                monitor.begin(Monitor.Plan.of("Sleeper"));
                for (int k = 1; k <= iterations; k++) {
                    monitor.iterated(k);
                }
                Thread.sleep(1050); // the last iteration is cut off, or advice is found
                monitor.end(StopReason.BUDGET);
                assertEquals(
                        "MF-TRPO  budget used up after iteration " + iterations,
                        text(recording.outputs().get(0)));
            }
        }
    }

    @Test
    void aRunOfOverASecondShowsBarRateTimeLeftAndMetricThenOneTidyLine() throws InterruptedException {
        try (Recording recording = Recording.start()) {
            solve(Notebook.progress("MF-TRPO"), 32, 50);
            String running = text(recording.updates().get(0));
            assertTrue(
                    running.matches("MF-TRPO  █+░+  iteration \\d+ of 32  \\d+(\\.\\d)?/s  \\d+ s left"
                            + "  exploitability 0\\.0\\d+"),
                    running);
            assertEquals(
                    "MF-TRPO  converged after iteration 32 of 32  exploitability 0.0313",
                    text(recording.outputs().get(0)));
            assertEquals(1, recording.outputs().size());
        }
    }

    @Test
    void aContinuedRunShowsTheRateOfItsOwnPart() throws InterruptedException {
        try (Recording recording = Recording.start()) {
            Monitor monitor = Notebook.progress("MF-TRPO");
            History history = new History("iteration", "exploitability");
            history.add(1_000_000, 1);
            monitor.begin(new Monitor.Plan("Sleeper", 1_000_040, 1_000_000, history, "exploitability"));
            for (int k = 1; k <= 40; k++) {
                Thread.sleep(40);
                monitor.iterated(1_000_000 + k);
            }
            monitor.end(StopReason.COMPLETED);
            String running = text(recording.updates().get(0));
            assertTrue(running.matches("MF-TRPO  █+░*  iteration 10000\\d\\d of 1000040  \\d\\d/s .*"), running);
        }
    }

    @Test
    void aFailedRunIsNamedHoweverShortItWas() {
        for (StopReason reason : List.of(StopReason.FAILED, StopReason.DIVERGED)) {
            try (Recording recording = Recording.start()) {
                Monitor monitor = Notebook.progress("MF-TRPO");
                monitor.begin(Monitor.Plan.of("Sleeper"));
                monitor.iterated(7);
                monitor.end(reason);
                assertEquals(
                        "MF-TRPO  " + reason + " after iteration 7",
                        text(recording.outputs().get(0)));
            }
        }
    }

    @Test
    void aSeedIsShownWithoutDecimals() {
        try (Recording recording = Recording.start()) {
            Monitor monitor = Notebook.progress("sweep");
            History history = History.of(List.of("finished", "seed"), 1, 5);
            monitor.begin(Monitor.Plan.of("Sweep", 10, history));
            monitor.iterated(1);
            monitor.end(StopReason.FAILED);
            assertEquals(
                    "sweep  FAILED after iteration 1 of 10  seed 5",
                    text(recording.outputs().get(0)));
        }
    }

    @Test
    void aLiveFigureCarriesTheIterationAndTheOutcomeInItsTitle() throws InterruptedException {
        try (Recording recording = Recording.start()) {
            Monitor monitor = Notebook.progress("MF-TRPO", history -> Plots.convergence(history, "exploitability"));
            solve(monitor, 8, 50);
            assertTrue(text(recording.updates().get(0)).contains("MF-TRPO, iteration"));
            assertTrue(text(recording.outputs().get(0)).contains("MF-TRPO, iteration 8 of 8, converged"));
            assertTrue(recording.outputs().get(0).data().containsKey(Display.PLOTLY));
        }
    }

    @Test
    void anInterruptCancelsAndIsRememberedWhenTheFlagIsCleared() {
        Monitor monitor = Notebook.progress("run");
        monitor.begin(Monitor.Plan.of("Sleeper"));
        assertFalse(monitor.cancelled());
        Thread.currentThread().interrupt();
        assertTrue(monitor.cancelled());
        assertTrue(Thread.interrupted());
        assertTrue(monitor.cancelled());
    }

    @Test
    void theKernelCanStopASolverWhoseInterruptWasSwallowed() {
        List<Runnable> stops = new ArrayList<>();
        Sink sink = new Sink() {
            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public void display(String id, Display output) {}

            @Override
            public void update(String id, Display output) {}

            @Override
            public void line(String text) {}

            @Override
            public void solving(String name, Runnable stop) {
                stops.add(stop);
            }
        };
        Monitor monitor = new Progress("run", sink, null);
        monitor.begin(Monitor.Plan.of("Sleeper"));
        assertFalse(monitor.cancelled());
        stops.get(0).run();
        assertTrue(monitor.cancelled());
    }

    @Test
    void timeLeftReadsLikeAClock() {
        assertEquals("59 s", Progress.duration(59.4));
        assertEquals("2 min 05 s", Progress.duration(125));
        assertEquals("1 h 01 min", Progress.duration(3660));
    }
}

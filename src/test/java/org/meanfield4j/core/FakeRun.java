package org.meanfield4j.core;

import java.time.Duration;

/** A run with a given history, for tests. */
record FakeRun(RunInfo info, History history, String mainColumn) implements Run {

    static FakeRun of(long seed, StopReason reason, History history) {
        return new FakeRun(
                new RunInfo("FakeSolver[]", "FakeModel", reason, seed, 0, Duration.ofMillis(5)),
                history,
                history.columns().get(1));
    }

    /** A random walk of a given length that never stops early unless told by its monitor. */
    static FakeRun walk(long seed, int steps, Monitor monitor) {
        History history = new History("iteration", "gap", "other");
        var random = Streams.of(seed).at();
        double gap = 0;
        int k = 0;
        while (k < steps && !monitor.cancelled()) {
            gap += random.nextGaussian();
            history.add(k++, gap, seed);
        }
        return of(seed, k < steps ? monitor.reason() : StopReason.CONVERGED, history);
    }
}

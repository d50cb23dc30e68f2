package org.meanfield4j.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.meanfield4j.core.random.Streams;

/** A run with a given history, for tests. */
public record FakeRun(Outcome outcome) implements Run {

    public static FakeRun of(long seed, StopReason reason, History history) {
        return of(info(seed, reason, List.of()), history);
    }

    public static FakeRun of(RunInfo info, History history) {
        return new FakeRun(new Outcome(info, history, history.columns().get(1), null, java.util.Map.of()));
    }

    public static RunInfo info(long seed, StopReason reason, List<String> warnings) {
        return new RunInfo(
                "FakeSolver[]", "FakeModel", reason, seed, 0, Duration.ofMillis(5), warnings, Optional.empty());
    }

    /** A random walk of a given length that never stops early unless told by its monitor. */
    public static FakeRun walk(long seed, int steps, Monitor monitor) {
        History history = new History("iteration", "gap", "other");
        var random = Streams.of(seed).at();
        double gap = 0;
        int k = 0;
        while (k < steps && !monitor.cancelled()) {
            gap += random.nextGaussian();
            history.add(k++, gap, seed);
        }
        return of(seed, k < steps ? monitor.reason() : StopReason.COMPLETED, history);
    }
}

package org.meanfield4j.stationary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.core.History;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.TabularPolicy;

/** The loop that the baselines share: one iteration after the other, metrics, cancellation, the last good iterate. */
final class BaselineLoop {
    private BaselineLoop() {}

    /** One iteration of a baseline. */
    interface Iteration {
        /**
         * Makes iteration k.
         *
         * @param k from 1
         * @return the policy and law that the baseline reports after it
         */
        Pair next(int k);
    }

    /** A policy and the law it is measured at. */
    record Pair(TabularPolicy policy, Law law) {}

    static StationaryRun run(
            Record solver,
            StationaryGame game,
            double temperature,
            int iterations,
            int metricsEvery,
            Monitor monitor,
            Iteration iteration) {
        long started = System.nanoTime();
        Metrics metrics = new Metrics(game);
        History history = Metrics.history(false);
        Pair accepted = new Pair(TabularPolicy.uniform(game.states(), game.actions()), game.initialLaw());
        List<Law> laws = new ArrayList<>(List.of(game.initialLaw()));
        StopReason stopped = StopReason.BUDGET;
        List<String> warnings = List.of();
        monitor.begin(solver.getClass().getSimpleName(), iterations, history);
        try {
            for (int k = 1; k <= iterations; k++) {
                if (monitor.cancelled()) {
                    stopped = monitor.reason();
                    break;
                }
                Pair pair = iteration.next(k);
                if (k % metricsEvery == 0 || k == iterations) {
                    history.add(metrics.row(k, pair.policy().logProbabilities(), temperature, pair.law(), null));
                    laws.add(pair.law());
                }
                accepted = pair;
                monitor.iterated(k);
            }
        } catch (InvalidModelException broken) {
            warnings = List.of("stopped: " + broken.getMessage());
            stopped = StopReason.DIVERGED;
        } finally {
            monitor.end(stopped);
        }
        RunInfo info = new RunInfo(
                solver, game.toString(), stopped, 0, 0, Duration.ofNanos(System.nanoTime() - started), warnings);
        return new StationaryRun(accepted.policy(), accepted.law(), laws, history, info);
    }

    static void check(int iterations, int metricsEvery) {
        Checks.positive("iterations", iterations);
        Checks.positive("metricsEvery", metricsEvery);
    }
}

package org.meanfield4j.stationary.studies;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Expense;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;

/**
 * Cost of an outer step of {@link ExactMfTrpo} (20 inner steps) and of {@link SampledMfTrpo} (10 inner steps of 1000
 * rollouts) against the number of states, on square rooms from 5×5 to 100×100. Times are processor seconds of
 * all threads, medians of five after two to warm up, because a busy machine falsifies the clock; megabytes are what one run of
 * one outer step allocates in all, metrics included: an upper bound of the memory it needs beside the game.
 */
public final class MfTrpoScaling extends Study {
    private static final ExactMfTrpo EXACT = ExactMfTrpo.defaults();
    private static final SampledMfTrpo SAMPLED = SampledMfTrpo.defaults();
    private static final int[] SIDES = {5, 7, 10, 14, 20, 32, 45, 70, 100};
    private static final int WARM_UP = 2;
    private static final int MEASURED = 5;

    /** For the service loader. */
    public MfTrpoScaling() {
        super(
                "mf-trpo-scaling",
                "time and memory of an outer step of MF-TRPO, exact and sampled, up to 10^4 states (a minute)",
                EXACT + " and " + SAMPLED + " on CrowdGrid.corner(n)",
                "states",
                "exact step, processor seconds",
                "exact step and metrics, processor seconds",
                "exact, allocated megabytes",
                "sampled step, processor seconds",
                "sampled, allocated megabytes");
    }

    @Override
    protected int threads() {
        return 1;
    }

    @Override
    protected List<Part> parts() {
        return IntStream.of(SIDES)
                .mapToObj(side -> (Part) monitor -> List.of(row(CrowdGrid.corner(side), monitor)))
                .toList();
    }

    private static double[] row(CrowdGrid game, Monitor monitor) {
        Cost e = measure(k -> EXACT.withOuterSteps(k).withMetricsEvery(k).solve(game, monitor.part()));
        Cost s = measure(k ->
                SAMPLED.withOuterSteps(k).withMetricsEvery(k).withThreads(1).solve(game, monitor.part()));
        return new double[] {game.states(), e.step, e.withMetrics, e.megabytes, s.step, s.megabytes};
    }

    /** Of a step alone, of one step with its row of metrics, and what a run of one step allocates in all. */
    private record Cost(double step, double withMetrics, double megabytes) {}

    /** Runs of one and of four steps have one row of metrics each, so that a third of their difference is one step. */
    private static Cost measure(IntConsumer solve) {
        double megabytes = 0;
        double[] steps = new double[MEASURED];
        double[] ones = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            Expense one = Expense.of(() -> solve.accept(1));
            Expense four = Expense.of(() -> solve.accept(4));
            megabytes = one.bytes() * 1e-6;
            if (i >= 0) {
                ones[i] = one.seconds();
                steps[i] = (four.seconds() - one.seconds()) / 3;
            }
        }
        Arrays.sort(steps);
        Arrays.sort(ones);
        return new Cost(steps[MEASURED / 2], ones[MEASURED / 2], megabytes);
    }
}

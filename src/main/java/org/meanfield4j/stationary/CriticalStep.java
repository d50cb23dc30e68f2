package org.meanfield4j.stationary;

import java.util.List;
import java.util.stream.IntStream;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * The largest outer step with which {@link ExactMfTrpo} settles, found by bisection of runs: the measured counterpart of
 * the thresholds β_eff and β_stab that {@link StabilityAnalysis} predicts. A run starts 1e-4 away from the equilibrium and
 * settles if it moves less in its last 20 steps than half way and than in its first ones. Source: reconstructed.
 */
public final class CriticalStep {
    private static final int HALVINGS = 8;
    private static final int WINDOW = 20;

    private CriticalStep() {}

    /**
     * The step that separates runs that settle from runs that do not, to 0.6 %, by ten runs.
     *
     * <pre>{@code
     * double predicted = StabilityAnalysis.compute(equilibrium, 5).stableStep(20);
     * double found = CriticalStep.bisect(ExactMfTrpo.defaults(), equilibrium, predicted);
     * }</pre>
     *
     * @param solver its temperature is replaced by that of the equilibrium, its step size and number of steps do not count
     * @param equilibrium where runs start beside
     * @param guess β in (0, 2]; steps from half of it to twice of it are tried, none above 1
     * @return the critical step; NaN if it is not among those
     * @throws IllegalArgumentException if the guess is not positive or above 2
     * @throws StoppedException if a run was interrupted
     */
    public static double bisect(ExactMfTrpo solver, Equilibrium equilibrium, double guess) {
        Require.given("solver", solver);
        Require.given("equilibrium", equilibrium);
        Require.positive("guess", guess, "take the stable step of a StabilityAnalysis");
        if (guess > 2) {
            throw new IllegalArgumentException(
                    "guess = " + guess + " must be at most 2: steps from half of it are tried, none above 1; try 1");
        }
        ExactMfTrpo there = solver.withTemperature(equilibrium.temperature());
        double low = guess / 2;
        double high = Math.min(1, guess * 2);
        if (!settles(there.withStepSize(low), equilibrium) || settles(there.withStepSize(high), equilibrium)) {
            return Double.NaN;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (settles(there.withStepSize(middle), equilibrium)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(low * high);
    }

    /**
     * The step that separates runs that settle from runs that do not, looked for around β_eff.
     *
     * @param solver its temperature and kernel steps are replaced by those of the analysis; its inner steps count
     * @param analysis of the game that is run
     * @return the critical step; NaN if it is not within a factor of two of the one that the analysis predicts
     * @throws IllegalArgumentException if the analysis predicts that no step is stable
     * @throws StoppedException if a run was interrupted
     */
    public static double bisect(ExactMfTrpo solver, StabilityAnalysis analysis) {
        Equilibrium equilibrium = Require.given("analysis", analysis).equilibrium();
        return bisect(
                Require.given("solver", solver).withKernelSteps(analysis.kernelSteps()),
                equilibrium,
                analysis.stableStep(solver.innerSteps()));
    }

    /** Whether a run from beside the equilibrium moves less in its last steps than half way and than in its first ones. */
    private static boolean settles(ExactMfTrpo solver, Equilibrium equilibrium) {
        int steps = 300 + (int) (20 / solver.stepSize().at(1));
        Law law = equilibrium.law();
        double[] uneven = IntStream.rangeClosed(1, law.size()).asDoubleStream().toArray();
        int[] kept = IntStream.of(0, steps / 2, steps - WINDOW)
                .flatMap(k -> IntStream.range(k, k + WINDOW))
                .toArray();
        StationaryRun run = solver.withOuterSteps(steps)
                .withMetricsEvery(steps)
                .startingFrom(new PolicyAndLaw(equilibrium.policy(), law.mix(1e-4, Law.proportionalTo(uneven))))
                .keeping(kept)
                .solve(equilibrium.game());
        if (run.stopped() == StopReason.INTERRUPTED) {
            throw new StoppedException();
        }
        List<Law> laws = run.laws(kept);
        double first = moved(laws.subList(0, WINDOW));
        double middle = moved(laws.subList(WINDOW, 2 * WINDOW));
        return moved(laws.subList(2 * WINDOW, 3 * WINDOW)) < Math.max(0.97 * Math.min(first, middle), 1e-12);
    }

    private static double moved(List<Law> laws) {
        return IntStream.range(1, laws.size())
                .mapToDouble(i -> laws.get(i - 1).l1(laws.get(i)))
                .sum();
    }
}

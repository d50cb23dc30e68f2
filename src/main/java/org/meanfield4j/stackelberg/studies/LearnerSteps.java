package org.meanfield4j.stackelberg.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Solver;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.Adage;
import org.meanfield4j.stackelberg.CuiKoeppl;
import org.meanfield4j.stackelberg.OneByOne;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.StackelbergRun;
import org.meanfield4j.stackelberg.TimeScales;

/**
 * Step sizes of AC-SMFG and its baselines: a factor of all constants, the step size of Q-learning, the one step of ADAGE.
 * Three economies, forty seeds, 100 000 samples, one row per run.
 */
public final class LearnerSteps extends StackelbergStudy {
    private static final int SEEDS = 40;
    private static final double[][] STEPS = {
        {0.1, 0.3, 1, 3, 10}, {0.1, 0.3, 1, 3, 10}, {0.03, 0.1, 0.3, 1}, {0.03, 0.1, 0.3, 0.5, 1}
    };

    /** Made by the service loader. */
    public LearnerSteps() {
        super(
                "ac-smfg-steps",
                "step sizes of AC-SMFG and three baselines in three economies, forty seeds, minutes",
                "four methods with other steps, seeds 1 to " + SEEDS,
                GAME,
                METHOD,
                "step",
                SEED,
                "at 20k",
                StackelbergMetrics.LEADER,
                StackelbergMetrics.REGULARISED);
    }

    @Override
    protected List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int g = 0; g < ECONOMIES; g++) {
            for (int m = 0; m < STEPS.length; m++) {
                for (double step : STEPS[m]) {
                    for (int seed = 1; seed <= SEEDS; seed++) {
                        int game = g;
                        int method = m;
                        int own = seed;
                        parts.add(monitor -> List.of(row(game, method, step, own)));
                    }
                }
            }
        }
        return parts;
    }

    static double[] row(int game, int method, double step, int seed) {
        History h = solver(method, step, seed).solve(game(game)).history();
        return new double[] {
            game,
            method,
            step,
            seed,
            at(h, 20_000, StackelbergMetrics.LEADER),
            h.last(StackelbergMetrics.LEADER),
            h.last(StackelbergMetrics.REGULARISED)
        };
    }

    private static Solver<StackelbergGame, StackelbergRun> solver(int method, double step, int seed) {
        TimeScales steps = TimeScales.defaults().times(step);
        return switch (method) {
            case 0 -> AcSmfg.defaults().withSteps(steps).withMetricsEvery(40).withSeed(seed);
            case 1 -> OneByOne.defaults().withSteps(steps).withBlock(1000).withSeed(seed);
            case 2 -> CuiKoeppl.defaults().withStepSize(step).withSeed(seed);
            default -> Adage.defaults().withStep(step).withBlock(20_000).withSeed(seed);
        };
    }

    @Override
    protected Map<String, String> labels() {
        Map<String, String> labels = games(ECONOMIES);
        labels.putAll(numbered(METHOD, METHODS.size(), m -> METHODS.get(m) + "; at step 1 " + solver(m, 1, 1)));
        return labels;
    }
}

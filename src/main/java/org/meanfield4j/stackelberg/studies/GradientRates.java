package org.meanfield4j.stackelberg.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.LeaderGradient;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.StackelbergRun;
import org.meanfield4j.stackelberg.TimeScales;

/**
 * Exact gradients of the leader along the path of AC-SMFG, with all exponents 1/2 and with the (0.6, 0.4, 0.4, 0.4) of a
 * generic method on two time scales: twenty seeds, 100 000 iterations. One row per run and iteration that is looked at.
 */
public final class GradientRates extends StackelbergStudy {
    private static final int SEEDS = 20;
    private static final int BLOCK = 100;
    private static final int[] ITERATIONS = {0, 100, 300, 1000, 3000, 10_000, 30_000, 100_000};
    private static final int[] GAMES_OF_THE_RATE = {0, 1, 2, 6};
    private static final String EXPONENTS = "exponents";

    /** Made by the service loader. */
    public GradientRates() {
        super(
                "ac-smfg-gradients",
                "partial and full gradient of the leader along the path of AC-SMFG, twenty seeds, a minute",
                "AC-SMFG with 100000 iterations in blocks of " + BLOCK + ", seeds 1 to " + SEEDS,
                GAME,
                EXPONENTS,
                SEED,
                "iteration",
                StackelbergMetrics.GRADIENT,
                StackelbergMetrics.ALIGNMENT,
                StackelbergMetrics.NORM_RATIO);
    }

    @Override
    protected List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int e = 0; e < 2; e++) {
            for (int game : GAMES_OF_THE_RATE) {
                for (int seed = 1; seed <= SEEDS; seed++) {
                    int exponents = e;
                    int own = seed;
                    parts.add(monitor -> rows(game, exponents, own));
                }
            }
        }
        return parts;
    }

    static List<double[]> rows(int number, int exponents, int seed) {
        StackelbergGame game = game(number);
        int last = ITERATIONS[ITERATIONS.length - 1];
        StackelbergRun run = AcSmfg.defaults()
                .withSteps(steps(exponents))
                .withIterations(last)
                .withBlock(BLOCK)
                .withMetricsEvery(last / BLOCK)
                .withSeed(seed)
                .keeping(Arrays.stream(ITERATIONS).map(k -> k / BLOCK).toArray())
                .solve(game);
        List<double[]> rows = new ArrayList<>();
        for (int k : ITERATIONS) {
            double[] omega = run.at(k / BLOCK).arrays().get("omega").values();
            LeaderGradient gradient = LeaderGradient.compute(
                    game, TabularPolicy.ofLogits(game.observations(), game.leaderActions(), omega));
            rows.add(new double[] {
                number,
                exponents,
                seed,
                k,
                gradient.fullNorm() * gradient.fullNorm(),
                gradient.cosine(),
                gradient.partialNorm() / gradient.fullNorm()
            });
        }
        return rows;
    }

    private static TimeScales steps(int exponents) {
        return exponents == 0 ? TimeScales.defaults() : TimeScales.defaults().withExponents(0.6, 0.4, 0.4, 0.4);
    }

    @Override
    protected Map<String, String> labels() {
        Map<String, String> labels = games(GAMES.size());
        labels.put(EXPONENTS + " 0", "1/2; " + steps(0));
        labels.put(EXPONENTS + " 1", "0.6/0.4; " + steps(1));
        return labels;
    }
}

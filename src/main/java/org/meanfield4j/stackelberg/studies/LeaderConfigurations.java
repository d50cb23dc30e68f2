package org.meanfield4j.stackelberg.studies;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.StackelbergRun;

/**
 * All configurations of the three economies: four methods and AC-SMFG with a leader that waits, 100 000 samples, twenty
 * seeds, and forty where seeds end in different places. One row per run; the most likely action of each row of the leader stands as digits, 222 for the third in all
 * three.
 */
public final class LeaderConfigurations extends StackelbergStudy {
    private static final int SEEDS = 20;
    /** Where seeds end in different places. */
    private static final int MANY_SEEDS = 40;

    private static final int WAITING = METHODS.size();
    private static final int WARMUP = 2000;

    /** Made by the service loader. */
    public LeaderConfigurations() {
        super(
                "ac-smfg-configurations",
                "AC-SMFG with and without leader warm-up and three baselines in eight configurations, twenty to forty seeds, minutes",
                "five methods in eight configurations, seeds 1 to " + SEEDS + ", to " + MANY_SEEDS
                        + " in games 0 and 5",
                GAME,
                METHOD,
                SEED,
                "mean to 20k",
                "at 20k",
                StackelbergMetrics.LEADER,
                StackelbergMetrics.FOLLOWER,
                StackelbergMetrics.REGULARISED,
                StackelbergMetrics.LAW_ERROR,
                "leader actions");
    }

    @Override
    protected List<Part> parts() {
        int methods = WAITING + 1;
        return seeded(
                GAMES.size() * methods,
                i -> i / methods == 0 || i / methods == 5 ? MANY_SEEDS : SEEDS,
                (i, seed, monitor) -> List.of(row(i / methods, i % methods, seed)));
    }

    static double[] row(int game, int method, int seed) {
        StackelbergRun run = solver(method, seed).solve(game(game));
        History h = run.history();
        double[] leader = h.column(StackelbergMetrics.LEADER);
        int early = 0;
        while (h.get(early, StackelbergMetrics.SAMPLES) < 20_000) {
            early++;
        }
        return new double[] {
            game,
            method,
            seed,
            Arrays.stream(leader, 0, early + 1).average().orElseThrow(),
            leader[early],
            h.last(StackelbergMetrics.LEADER),
            h.last(StackelbergMetrics.FOLLOWER),
            h.last(StackelbergMetrics.REGULARISED),
            h.last(StackelbergMetrics.LAW_ERROR),
            actions(run.leader())
        };
    }

    private static Solver<StackelbergGame, StackelbergRun> solver(int method, int seed) {
        return method == WAITING ? AcSmfg.defaults().withLeaderWarmup(WARMUP).withSeed(seed) : method(method, seed);
    }

    /** The most likely action per observation, as decimal digits. */
    private static double actions(TabularPolicy leader) {
        double digits = 0;
        for (int o = 0; o < leader.states(); o++) {
            int best = 0;
            for (int b = 1; b < leader.actions(); b++) {
                best = leader.probability(o, b) > leader.probability(o, best) ? b : best;
            }
            digits = 10 * digits + best;
        }
        return digits;
    }

    @Override
    protected Map<String, String> labels() {
        Map<String, String> labels = games(GAMES.size());
        labels.putAll(methods());
        labels.put(METHOD + " " + WAITING, "AC-SMFG, leader waits; " + solver(WAITING, 1));
        return labels;
    }
}

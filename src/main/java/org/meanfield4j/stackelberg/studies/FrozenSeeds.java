package org.meanfield4j.stackelberg.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.StackelbergRun;

/**
 * How many seeds of AC-SMFG freeze a row of the leader at a wrong vertex of market entrance with sell skew, without and with
 * a leader that waits 2000 iterations: two hundred seeds, one row per run.
 */
public final class FrozenSeeds extends StackelbergStudy {
    private static final int SEEDS = 200;

    /** Made by the service loader. */
    public FrozenSeeds() {
        super(
                "ac-smfg-frozen",
                "seeds of AC-SMFG that freeze in market entrance, with and without leader warm-up, seconds",
                "AC-SMFG on " + game(0) + ", seeds 1 to " + SEEDS,
                "warmup",
                SEED,
                StackelbergMetrics.LEADER,
                "sell when out",
                "sell on the buy side",
                "sell on the sell side");
    }

    @Override
    protected List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int warmup : new int[] {0, 2000}) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                int own = seed;
                parts.add(monitor -> List.of(row(warmup, own)));
            }
        }
        return parts;
    }

    static double[] row(int warmup, int seed) {
        StackelbergRun run = AcSmfg.defaults()
                .withMetricsEvery(200)
                .withLeaderWarmup(warmup)
                .withSeed(seed)
                .solve(game(0));
        return new double[] {
            warmup,
            seed,
            run.history().last(StackelbergMetrics.LEADER),
            run.leader().probability(0, 2),
            run.leader().probability(1, 2),
            run.leader().probability(2, 2)
        };
    }

    @Override
    protected Map<String, String> labels() {
        return games(1);
    }
}

package org.meanfield4j.stackelberg.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.stackelberg.FiniteFollowers;
import org.meanfield4j.stackelberg.PlainLeaders;

/**
 * Ten to a thousand followers at the equilibrium of the best constant leader of three economies: 20 000 steps after 300 that
 * do not count. One row per economy and number of followers.
 */
public final class FollowerCrowds extends StackelbergStudy {
    private static final int[] SIZES = {10, 30, 100, 300, 1000};
    private static final int DISCARDED = 300;
    private static final int STEPS = 20_000;

    /** Made by the service loader. */
    public FollowerCrowds() {
        super(
                "ac-smfg-followers",
                "finitely many followers at the equilibrium of the best constant leader, up to 1000 of them, seconds",
                "FiniteFollowers, " + DISCARDED + " steps discarded, " + STEPS + " counted, seed 1",
                GAME,
                "followers",
                "gap",
                "independent gap",
                "leader reward",
                "leader deviation",
                "follower reward");
    }

    @Override
    protected List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int g = 0; g < ECONOMIES; g++) {
            for (int size : SIZES) {
                int game = g;
                parts.add(monitor -> List.of(row(game, size)));
            }
        }
        return parts;
    }

    static double[] row(int game, int size) {
        FiniteFollowers found =
                FiniteFollowers.compute(PlainLeaders.bestConstant(game(game)), size, DISCARDED, STEPS, 1);
        return new double[] {
            game,
            size,
            found.gap(),
            found.independentGap(),
            found.leaderReward(),
            found.leaderDeviation(),
            found.followerReward()
        };
    }

    @Override
    protected Map<String, String> labels() {
        return games(ECONOMIES);
    }
}

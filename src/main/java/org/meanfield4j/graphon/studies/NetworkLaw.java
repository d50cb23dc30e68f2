package org.meanfield4j.graphon.studies;

import java.util.List;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.graphon.players.NetworkGap;

/** The gap of the graphon policy on sampled networks of 50 to 3200 players. Writes one row per network. */
public final class NetworkLaw extends Study {
    private static final int SEEDS = 8;
    /** 50, 100, … 3200. */
    private static final int SIZES = 7;

    /** Made by the service loader. */
    public NetworkLaw() {
        super(
                "graphon-networks",
                "gap of the graphon policy on sampled networks of 50 to 3200 players, about 3 minutes",
                "NetworkGap, seeds 1 to " + SEEDS + ", at 3200 players 1 to 2, on " + game(),
                "players",
                "seed",
                GraphonMetrics.INTERCEPT,
                GraphonMetrics.AGGREGATE,
                "exploitability",
                "RMSE of the realised aggregate");
    }

    private static LqGraphonGame game() {
        return LqGraphonGame.base().withSteps(50);
    }

    @Override
    protected List<Part> parts() {
        return seeded(
                SIZES,
                i -> players(i) <= 1600 ? SEEDS : 2,
                (i, seed, monitor) -> List.of(row(players(i), seed, monitor)));
    }

    private static int players(int i) {
        return 50 << i;
    }

    private static double[] row(int players, int seed, Monitor monitor) {
        NetworkGap g = NetworkGap.compute(game(), Graphon.uniformAttachment(), players, seed, monitor);
        return new double[] {players, seed, g.interceptRmse(), g.aggregateRmse(), g.exploitability(), g.realisedRmse()};
    }
}

package org.meanfield4j.graphon.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.graphon.players.NetworkGap;

/** The gap of the graphon policy on sampled networks of 50 to 3200 players. Writes one row per network. */
public final class NetworkLaw implements Experiment {
    private static final int SEEDS = 8;
    /** Six sizes with all seeds, the largest with two. */
    private static final int PARTS = 6 * SEEDS + 2;

    /** Made by the service loader. */
    public NetworkLaw() {}

    @Override
    public String name() {
        return "graphon-networks";
    }

    @Override
    public String describe() {
        return "gap of the graphon policy on sampled networks of 50 to 3200 players, about 3 minutes";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        LqGraphonGame game = LqGraphonGame.base().withSteps(50);
        Graphon graphon = Graphon.uniformAttachment();
        History table =
                new History("players", "seed", "interceptRmse", "aggregateRmse", "exploitability", "realisedRmse");
        boolean complete = Loop.watch(Monitor.Plan.of(name(), PARTS, table), monitor, watch -> {
            for (int players = 50; players <= 3200; players *= 2) {
                int seeds = players <= 1600 ? SEEDS : 2;
                for (int seed = 1; seed <= seeds && !watch.now(); seed++) {
                    NetworkGap g;
                    try {
                        g = NetworkGap.compute(game, graphon, players, seed, monitor.part());
                    } catch (StoppedException e) {
                        return false;
                    }
                    table.add(
                            players, seed, g.interceptRmse(), g.aggregateRmse(), g.exploitability(), g.realisedRmse());
                    monitor.iterated(table.rows());
                }
            }
            return !watch.now();
        });
        if (complete) {
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            RecordedResult.of(
                            "NetworkGap, seeds 1 to " + SEEDS + ", at 3200 players 1 to 2, on " + game, 1, time, table)
                    .save(resultsFolder.resolve(name() + ".csv"));
        }
    }
}

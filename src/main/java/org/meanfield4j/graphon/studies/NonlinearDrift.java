package org.meanfield4j.graphon.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Experiment;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RecordedResult;

/**
 * Beyond linear-quadratic games: the drift gets a term -ε X³, policies stay affine. Does the bilevel scheme still converge
 * linearly, and what does the affine class lose against the best response of any form? Writes one row per ε.
 */
public final class NonlinearDrift implements Experiment {
    private static final double ETA = 0.4;
    private static final int INNER = 10;
    private static final int OUTER = 12;

    /** Made by the service loader. */
    public NonlinearDrift() {}

    @Override
    public String name() {
        return "graphon-nonlinear-drift";
    }

    @Override
    public String describe() {
        return "affine policies under a cubic drift: rate, cost, loss against the best response, under a minute";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        History table = new History("epsilon", "slope0", "intercept0", "aggregateT", "cost", "exploitability", "rate");
        for (double epsilon : new double[] {0, 0.05, 0.1, 0.2}) {
            if (monitor.cancelled()) {
                return;
            }
            table.add(solve(epsilon));
        }
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        RecordedResult.of(
                        "bilevel policy gradient on a grid of the state, eta=" + ETA + ", L=" + INNER + ", " + OUTER
                                + " outer iterations",
                        0,
                        time,
                        table)
                .save(resultsFolder.resolve(name() + ".csv"));
    }

    /** A row of the table. */
    static double[] solve(double epsilon) {
        DensityGame game = new DensityGame(epsilon);
        double[] moved = new double[OUTER];
        for (int n = 0; n < OUTER; n++) {
            double[] before = game.aggregate.clone();
            for (int l = 0; l < INNER; l++) {
                game.improve(ETA);
            }
            game.forward(true);
            for (int i = 0; i < before.length; i++) {
                moved[n] += FastMath.pow(game.aggregate[i] - before[i], 2);
            }
        }
        // The rate of the distances between iterates is that of the error.
        double rate = FastMath.pow(moved[OUTER - 1] / moved[OUTER - 5], 1.0 / 8);
        double cost = game.cost();
        return new double[] {
            epsilon,
            game.slope[0],
            game.intercept[0],
            game.aggregate[DensityGame.STEPS],
            cost,
            cost - game.bestCost(),
            rate
        };
    }
}

package org.meanfield4j.graphon.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.graphon.nonlinear.NonlinearPolicyGradient;
import org.meanfield4j.graphon.nonlinear.NonlinearRun;

/**
 * Beyond linear-quadratic games: the drift gets a term -ε X³, policies stay affine. Does the bilevel scheme still converge
 * linearly, and what does the affine class lose against the best response of any form? Writes one row per ε.
 */
public final class NonlinearDrift implements Experiment {
    private static final NonlinearPolicyGradient SOLVER = NonlinearPolicyGradient.defaults();
    private static final double[] EPSILONS = {0, 0.05, 0.1, 0.2};

    /** Made by the service loader. */
    public NonlinearDrift() {}

    @Override
    public String name() {
        return "graphon-nonlinear-drift";
    }

    @Override
    public String describe() {
        return "affine policies under a cubic drift: rate, cost, loss against the best response, a few seconds";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        History table = new History("epsilon", "slope0", "intercept0", "aggregateT", "cost", "exploitability", "rate");
        boolean complete = Loop.watch(Monitor.Plan.of(name(), EPSILONS.length, table), monitor, watch -> {
            for (int i = 0; i < EPSILONS.length && !watch.now(); i++) {
                table.add(solve(EPSILONS[i], monitor.part()));
                monitor.iterated(i + 1);
            }
            return !watch.now();
        });
        if (complete) {
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            RecordedResult.of(SOLVER + " on " + NonlinearGame.experiment(), 0, time, table)
                    .save(resultsFolder.resolve(name() + ".csv"));
        }
    }

    /** A row of the table. */
    static double[] solve(double epsilon, Monitor monitor) {
        NonlinearRun run =
                SOLVER.solve(NonlinearGame.of(NonlinearGame.experiment(), x -> -epsilon * x * x * x), monitor);
        double slope = run.policy().slopes()[0];
        double intercept = run.policy().intercepts().get(0, 0, 0);
        double last = run.aggregate().get(run.aggregate().times() - 1, 0, 0);
        return new double[] {
            epsilon,
            slope,
            intercept,
            last,
            run.cost(),
            run.exploitability(),
            run.history().tailRate("aggregateChange")
        };
    }
}

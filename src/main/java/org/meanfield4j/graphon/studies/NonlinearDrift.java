package org.meanfield4j.graphon.studies;

import java.util.List;
import java.util.stream.DoubleStream;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.graphon.nonlinear.NonlinearPolicyGradient;
import org.meanfield4j.graphon.nonlinear.NonlinearRun;

/**
 * Beyond linear-quadratic games: the drift gets a term -ε X³, policies stay affine. Does the bilevel scheme still converge
 * linearly, and what does the affine class lose against the best response of any form? Writes one row per ε.
 */
public final class NonlinearDrift extends Study {
    private static final NonlinearPolicyGradient SOLVER = NonlinearPolicyGradient.defaults();
    private static final double[] EPSILONS = {0, 0.05, 0.1, 0.2};

    /** Made by the service loader. */
    public NonlinearDrift() {
        super(
                "graphon-nonlinear-drift",
                "affine policies under a cubic drift: rate, cost, loss against the best response, a few seconds",
                SOLVER + " on " + NonlinearGame.experiment(),
                "epsilon",
                NonlinearRun.FIRST_SLOPE,
                NonlinearRun.FIRST_INTERCEPT,
                NonlinearRun.LAST_AGGREGATE,
                NonlinearRun.COST,
                GraphonMetrics.EXPLOITABILITY,
                "rate");
    }

    @Override
    protected List<Part> parts() {
        return DoubleStream.of(EPSILONS)
                .mapToObj(epsilon -> (Part) monitor -> List.of(solve(epsilon, monitor)))
                .toList();
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
            run.history().tailRate(NonlinearRun.CHANGE)
        };
    }
}

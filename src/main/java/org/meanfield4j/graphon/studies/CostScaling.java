package org.meanfield4j.graphon.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.experiment.Expense;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * Time and memory of the bilevel policy gradient against time steps N and labels M, with the aggregate in running sums
 * and as a table. Processor time of all threads, the best of several runs after warm-up. Writes one row per size.
 */
public final class CostScaling extends Study {
    private static final BilevelPolicyGradient SOLVER =
            BilevelPolicyGradient.defaults().withIterations(5);
    private static final int ROUNDS = 5;
    private static final double LEAST_SECONDS = 2;

    /** Made by the service loader. */
    public CostScaling() {
        super(
                "graphon-cost-scaling",
                "time and memory of the policy gradient against time steps and labels, about 2 minutes",
                SOLVER + ", 5 outer iterations, processor time of all threads",
                "N",
                "M",
                "dense",
                "seconds",
                "allocated bytes",
                "seconds per aggregate");
    }

    @Override
    protected int threads() {
        return 1;
    }

    @Override
    protected List<Part> parts() {
        LqGraphonGame base = LqGraphonGame.base();
        Graphon graphon = Graphon.uniformAttachment();
        List<Part> parts = new ArrayList<>();
        for (int n = 25; n <= 1600; n *= 2) {
            int steps = n;
            parts.add(monitor -> List.of(row(base.withSteps(steps), 0, monitor)));
        }
        for (int m = 25; m <= 12_800; m *= 2) {
            int labels = m;
            parts.add(monitor -> List.of(row(base.withGraphon(graphon, labels), 0, monitor)));
        }
        for (int m = 25; m <= 3200; m *= 2) {
            int labels = m;
            parts.add(monitor -> List.of(row(base.withAggregate(graphon.denseAggregate(labels), "table"), 1, monitor)));
        }
        return parts;
    }

    private static double[] row(LqGraphonGame game, int dense, Monitor monitor) {
        GraphonStart start = GraphonStart.zero(game, game.steps());
        GraphonEquilibrium reference = GraphonEquilibrium.compute(game, monitor.part());
        Solver<LqGraphonGame, GraphonRun> measured = SOLVER.startingFrom(start).measuredAgainst(reference);
        double[] in = start.aggregate().toArray();
        double[] out = new double[in.length];
        double best = Double.POSITIVE_INFINITY;
        double bestAggregate = Double.POSITIVE_INFINITY;
        long allocated = 0;
        double total = 0;
        // Small sizes run often enough for the compiler to finish.
        for (int round = 0; !monitor.cancelled() && (round < ROUNDS || total < LEAST_SECONDS); round++) {
            Expense run = Expense.of(() -> measured.solve(game, monitor.part()));
            total += run.seconds();
            best = Math.min(best, run.seconds());
            allocated = run.bytes();
            Expense product = Expense.of(() -> game.aggregate().apply(in, 0, out, 0, game.steps() + 1));
            bestAggregate = Math.min(bestAggregate, product.seconds());
        }
        return new double[] {game.steps(), game.labels(), dense, best, allocated, bestAggregate};
    }
}

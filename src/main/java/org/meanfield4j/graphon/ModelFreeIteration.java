package org.meanfield4j.graphon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Streams;

/** One run of {@link ModelFreePolicyGradient}: its outer loop. Only the record of errors looks at the reference. */
final class ModelFreeIteration {
    private static final long INNER = 0;
    private static final long POPULATION = 1;
    private static final long COST = 2;

    private final ModelFreePolicyGradient solver;
    private final CostOracle oracle;
    private final GraphonEquilibrium reference;
    private final Monitor monitor;
    private final ZerothOrderStep step;
    private final long began = System.nanoTime();
    private final List<String> warnings = new ArrayList<>();
    private StopReason stopped = StopReason.BUDGET;

    ModelFreeIteration(
            ModelFreePolicyGradient solver, CostOracle oracle, GraphonEquilibrium reference, Monitor monitor) {
        this.solver = solver;
        this.oracle = oracle;
        this.reference = reference;
        this.monitor = monitor;
        if (reference != null
                && (reference.policy().blocks() != oracle.steps()
                        || reference.aggregate().labels() != oracle.labels())) {
            throw new IllegalArgumentException(
                    "reference has " + reference.policy().blocks() + " steps and "
                            + reference.aggregate().labels() + " labels, the oracle " + oracle.steps() + " and "
                            + oracle.labels() + "; use the equilibrium of the same discrete game");
        }
        step = new ZerothOrderStep(oracle, solver.estimator(), solver.threads(), monitor);
    }

    ModelFreeRun fromStart() {
        int n = oracle.steps();
        int k = oracle.actionDimension();
        History history = reference == null
                ? new History("iteration", "paths", "cost")
                : new History("iteration", "paths", "cost", "slopeRmse", "interceptRmse", "aggregateRmse");
        ModelFreeState state = new ModelFreeState(
                0,
                0,
                new double[n * k * oracle.stateDimension()],
                new double[n * k * oracle.labels()],
                oracle.initialAggregate(),
                history);
        record(state);
        return run(state);
    }

    ModelFreeRun fromCheckpoint() {
        return run(ModelFreeState.read(solver, oracle));
    }

    private ModelFreeRun run(ModelFreeState state) {
        monitor.begin(new Monitor.Plan("ModelFreePolicyGradient", solver.iterations(), 0, state.history(), "cost"));
        try {
            while (state.outer() < solver.iterations()) {
                ModelFreeState next = advance(state);
                if (next == null) {
                    break;
                }
                state = next;
                if (state.outer() % solver.checkpointEvery() == 0) {
                    state.write(solver, oracle);
                }
                monitor.iterated(state.outer());
            }
        } catch (java.util.concurrent.CancellationException e) {
            stopped = monitor.reason();
        } finally {
            monitor.end(stopped);
        }
        state.write(solver, oracle);
        int d = oracle.stateDimension();
        int m = oracle.labels();
        RunInfo info = new RunInfo(
                solver,
                oracle.toString(),
                stopped,
                solver.seed(),
                state.paths(),
                Duration.ofNanos(System.nanoTime() - began),
                warnings,
                Optional.empty());
        return new ModelFreeRun(
                new GraphonPolicy(d, state.slope(), new LabelPaths(oracle.actionDimension(), m, state.intercept())),
                new LabelPaths(d, m, state.aggregate()),
                new Outcome(info, state.history(), reference == null ? "cost" : "aggregateRmse", null));
    }

    /** The next iterate, or null if the run was stopped or left the finite numbers before it was complete. */
    private ModelFreeState advance(ModelFreeState state) {
        int n = state.outer() + 1;
        Streams streams = streams(n);
        double[] slope = state.slope().clone();
        double[] intercept = state.intercept().clone();
        for (int l = 1; l <= solver.innerSteps(); l++) {
            if (!step.apply(
                    slope,
                    intercept,
                    state.aggregate(),
                    solver.slopeStepSize(),
                    solver.interceptStepSize(),
                    streams.child(INNER).child(l))) {
                stopped = monitor.reason();
                return null;
            }
            if (!Flat.isFinite(slope) || !Flat.isFinite(intercept)) {
                return diverged(n, l);
            }
        }
        double[] aggregate = oracle.population(
                slope,
                intercept,
                solver.estimator().paths(),
                solver.estimator().antithetic(),
                x -> streams.at(POPULATION, x));
        if (!Flat.isFinite(aggregate)) {
            return diverged(n, solver.innerSteps());
        }
        long drawn = solver.innerSteps() * step.paths()
                + (long) oracle.labels() * solver.estimator().paths();
        ModelFreeState next =
                new ModelFreeState(n, state.paths() + drawn, slope, intercept, aggregate, state.history());
        return record(next) ? next : diverged(n, solver.innerSteps());
    }

    private Streams streams(int n) {
        return Streams.of(solver.seed()).child(n);
    }

    private ModelFreeState diverged(int n, int l) {
        warnings.add("diverged in outer iteration " + n + ", inner step " + l
                + "; use smaller step sizes, more paths or directions, and compensation");
        stopped = StopReason.DIVERGED;
        return null;
    }

    /** Adds a row; false if a number of it is not finite. */
    private boolean record(ModelFreeState s) {
        double cost = step.meanCost(
                s.slope(), s.intercept(), s.aggregate(), streams(s.outer()).child(COST));
        if (!Double.isFinite(cost)) {
            return false;
        }
        if (reference == null) {
            s.history().add(s.outer(), s.paths(), cost);
            return true;
        }
        double slope = Flat.rootMeanSquareDistance(s.slope(), reference.policy().rawSlopes());
        double intercept = Flat.rootMeanSquareDistance(
                s.intercept(), reference.policy().intercepts().raw());
        double aggregate =
                Flat.rootMeanSquareDistance(s.aggregate(), reference.aggregate().raw());
        if (!Double.isFinite(slope + intercept + aggregate)) {
            return false;
        }
        s.history().add(s.outer(), s.paths(), cost, slope, intercept, aggregate);
        return true;
    }
}

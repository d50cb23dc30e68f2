package org.meanfield4j.graphon;

import java.time.Duration;
import java.util.Arrays;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;

/** One run of {@link BilevelPolicyGradient}: its arrays, its inner step and its outer loop. */
final class BilevelIteration {
    private final BilevelPolicyGradient solver;
    private final LqGraphonGame game;
    private final GraphonStart start;
    private final GraphonEquilibrium reference;
    private final Monitor monitor;
    private final int blocks;
    private final int length;
    private final InnerStep step;
    private final MeanProblem means;
    private final SlopeProblem slopes;
    private final Exploitability exploitability;
    private final History history = new History(
            "iteration", "slopeRmse", "interceptRmse", "aggregateRmse", "exploitability", "slopeCost", "meanCost");
    private final History inner = new History("step", "slopeRmse", "interceptRmse");
    private final double[] slope;
    private final double[] intercept;
    private final double[] aggregate;
    private final double[] mean;
    private final double[] population;
    private final double[] covariance;
    private String where = "";

    BilevelIteration(
            BilevelPolicyGradient solver,
            LqGraphonGame game,
            GraphonStart start,
            GraphonEquilibrium reference,
            Monitor monitor,
            DirectionFilter filter) {
        this.solver = solver;
        this.game = game;
        this.start = start;
        this.reference = reference;
        this.monitor = monitor;
        blocks = solver.blocks(game);
        length = game.steps() / blocks;
        requireFit();
        slopes = new SlopeProblem(game, solver.timing(), blocks);
        means = new MeanProblem(game, solver.timing(), blocks);
        slope = start.policy().slopes();
        intercept = start.policy().intercepts().toArray();
        aggregate = start.aggregate().toArray();
        mean = new double[aggregate.length];
        population = solver.aggregateUpdate() == AggregateUpdate.FROZEN ? new double[aggregate.length] : aggregate;
        covariance = new double[(slopes.steps + 1) * slopes.d * slopes.d];
        step = new InnerStep(solver, slopes, means, intercept.length, filter);
        step.requireCovariance(slope);
        exploitability = new Exploitability(game, new BestResponse(game), slopes, means, solver.timing());
    }

    private void requireFit() {
        int k = game.actionDimension();
        int d = game.stateDimension();
        requireShape("start.policy.intercepts", start.policy().intercepts(), blocks, k);
        requireShape("start.aggregate", start.aggregate(), game.steps() + 1, d);
        requireShape("reference.aggregate", reference.aggregate(), game.steps() + 1, d);
        if (start.policy().rawSlopes().length != blocks * k * d) {
            throw new IllegalArgumentException(
                    "start.policy has " + start.policy().rawSlopes().length + " slope entries, expected " + blocks
                            + " x " + k + " x " + d + "; use GraphonStart.zero");
        }
    }

    private void requireShape(String name, LabelPaths paths, int times, int components) {
        if (paths.times() != times || paths.components() != components || paths.labels() != game.labels()) {
            throw new IllegalArgumentException(name + " has shape [" + paths.times() + ", " + paths.components() + ", "
                    + paths.labels() + "], expected [" + times + ", " + components + ", " + game.labels()
                    + "]; it belongs to another game or time grid");
        }
    }

    GraphonRun run() {
        return run(true);
    }

    /** Trial runs do not ask for advice, they are how advice is found. */
    GraphonRun run(boolean advise) {
        long began = System.nanoTime();
        double[] keptSlope = slope.clone();
        double[] keptIntercept = intercept.clone();
        double[] keptAggregate = aggregate.clone();
        StopReason reason = StopReason.BUDGET;
        monitor.begin("BilevelPolicyGradient", solver.iterations(), history);
        try {
            recordStart();
            for (int n = 1; n <= solver.iterations(); n++) {
                reason = iterate(n);
                if (reason != StopReason.BUDGET) {
                    break;
                }
                System.arraycopy(slope, 0, keptSlope, 0, slope.length);
                System.arraycopy(intercept, 0, keptIntercept, 0, intercept.length);
                System.arraycopy(aggregate, 0, keptAggregate, 0, aggregate.length);
                monitor.iterated(n);
            }
        } finally {
            monitor.end(reason);
        }
        GraphonPolicy policy =
                new GraphonPolicy(slopes.d, keptSlope, new LabelPaths(slopes.k, game.labels(), keptIntercept));
        String advice =
                reason == StopReason.DIVERGED && advise ? where + "; " + SafeSteps.advise(solver, game, start) : where;
        Duration wallTime = Duration.ofNanos(System.nanoTime() - began);
        return new GraphonRun(
                new RunInfo(solver, game.toString(), reason, 0, 0, wallTime),
                history,
                inner,
                policy,
                new LabelPaths(slopes.d, game.labels(), keptAggregate),
                reference,
                advice);
    }

    /** One outer iteration; BUDGET means that all is well. */
    private StopReason iterate(int n) {
        if (solver.coldStart()) {
            System.arraycopy(start.policy().rawSlopes(), 0, slope, 0, slope.length);
            System.arraycopy(start.policy().intercepts().raw(), 0, intercept, 0, intercept.length);
        }
        for (int l = 1; l <= solver.innerSteps(); l++) {
            if (monitor.cancelled()) {
                return monitor.reason();
            }
            step.apply(slope, intercept, aggregate, mean);
            double slopeError = slopeError();
            double interceptError = interceptError();
            if (!Double.isFinite(slopeError + interceptError)) {
                return diverged(n, l);
            }
            inner.add((n - 1) * (double) solver.innerSteps() + l, slopeError, interceptError);
        }
        if (solver.aggregateUpdate() == AggregateUpdate.FROZEN) {
            means.means(slope, intercept, aggregate, mean);
            means.aggregate(mean, aggregate);
        }
        means.population(slope, intercept, mean, population);
        return record(n) ? StopReason.BUDGET : diverged(n, solver.innerSteps());
    }

    private StopReason diverged(int n, int l) {
        where = "diverged in outer iteration " + n + ", inner step " + l;
        return StopReason.DIVERGED;
    }

    private void recordStart() {
        double[] environment = population == aggregate ? new double[aggregate.length] : population;
        means.population(slope, intercept, mean, environment);
        double gap = exploitability.of(slope, intercept, mean, environment);
        means.means(slope, intercept, aggregate, mean);
        addRow(0, gap);
        inner.add(0, slopeError(), interceptError());
    }

    /** Adds a row; false if a number of it is not finite. */
    private boolean record(int n) {
        double gap = exploitability.of(slope, intercept, mean, population);
        if (population != aggregate) {
            means.means(slope, intercept, aggregate, mean);
        }
        return addRow(n, gap);
    }

    private boolean addRow(int n, double gap) {
        slopes.covariances(slope, covariance);
        double slopeCost = slopes.cost(slope, covariance);
        double meanCost = Arrays.stream(means.costs(slope, intercept, aggregate, mean))
                .average()
                .orElseThrow();
        double aggregateError =
                Flat.rootMeanSquareDistance(aggregate, reference.aggregate().raw());
        if (!Double.isFinite(gap + slopeCost + meanCost + aggregateError)) {
            return false;
        }
        history.add(n, slopeError(), interceptError(), aggregateError, gap, slopeCost, meanCost);
        return true;
    }

    private double slopeError() {
        return Flat.rootMeanSquareDistance(slope, reference.policy().rawSlopes(), slopes.k * slopes.d, length);
    }

    private double interceptError() {
        return Flat.rootMeanSquareDistance(
                intercept, reference.policy().intercepts().raw(), slopes.k * game.labels(), length);
    }
}

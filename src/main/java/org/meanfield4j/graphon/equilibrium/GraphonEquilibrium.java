package org.meanfield4j.graphon.equilibrium;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.Checks;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * A Nash equilibrium: policies that are best responses to the aggregate they produce, exact up to rounding. {@link #compute}
 * and {@link #direct} solve the game on its grid, the others solve it in continuous time and sample at the grid.
 * Immutable.
 */
public final class GraphonEquilibrium implements Identified {
    /** The largest residual of a converged equilibrium. */
    public static final double TOLERANCE = 1e-9;

    private final GraphonPolicy policy;
    private final LabelPaths means;
    private final LabelPaths aggregate;
    private final double[] value;
    private final double slopeCost;
    private final double[] meanCosts;
    private final String method;
    private final double residual;

    /** Takes the arrays without a copy; the value has shape [blocks + 1, d, d]; fewer blocks than steps hold actions. */
    GraphonEquilibrium(
            LqGraphonGame game,
            GraphonPolicy policy,
            double[] mean,
            double[] aggregate,
            double[] value,
            String method,
            double residual,
            Stop stop) {
        int d = game.stateDimension();
        int blocks = policy.blocks();
        ActionTiming timing = blocks == game.steps() ? ActionTiming.EVERY_STEP : ActionTiming.ZERO_ORDER_HOLD;
        SlopeProblem slopes = new SlopeProblem(game, timing, blocks);
        double[] covariance = new double[value.length];
        slopes.covariances(policy.rawSlopes(), covariance);
        this.slopeCost = slopes.cost(policy.rawSlopes(), covariance);
        this.meanCosts = problem(game, timing, blocks, stop)
                .costs(policy.rawSlopes(), policy.intercepts().raw(), aggregate, mean);
        this.policy = policy;
        this.means = new LabelPaths(d, game.labels(), mean);
        this.aggregate = new LabelPaths(d, game.labels(), aggregate);
        this.value = value;
        this.method = method;
        this.residual = residual;
    }

    private static MeanProblem problem(LqGraphonGame game, ActionTiming timing, int blocks, Stop stop) {
        MeanProblem problem = new MeanProblem(game, timing, blocks);
        problem.stopWhen(stop);
        return problem;
    }

    /** The best response to an aggregate; a negative residual is to be computed. */
    private static GraphonEquilibrium at(
            LqGraphonGame game, BestResponse response, double[] aggregate, String method, double known, Stop stop) {
        stop.check();
        double[] intercept = new double[response.blocks * game.actionDimension() * game.labels()];
        stop.check();
        double[] mean = new double[aggregate.length];
        response.stopWhen(stop);
        response.intercepts(aggregate, intercept);
        problem(game, response.timing, response.blocks, stop).means(response.slope, intercept, aggregate, mean);
        GraphonPolicy policy = new GraphonPolicy(
                game.stateDimension(),
                response.slope,
                new LabelPaths(game.actionDimension(), game.labels(), intercept));
        double residual = known >= 0 ? known : residual(game, mean, aggregate, stop);
        return new GraphonEquilibrium(game, policy, mean, aggregate, response.value, method, residual, stop);
    }

    /** See {@link #residual()}. */
    static double residual(LqGraphonGame game, double[] mean, double[] aggregate, Stop stop) {
        double[] made = new double[aggregate.length];
        problem(game, ActionTiming.EVERY_STEP, game.steps(), stop).aggregate(mean, made);
        double size = FastMath.sqrt(Flat.dot(aggregate, 0, aggregate, 0, aggregate.length) / aggregate.length);
        return Flat.rootMeanSquareDistance(made, aggregate) / FastMath.max(1, size);
    }

    private static GraphonEquilibrium find(Monitor monitor, Function<Stop, GraphonEquilibrium> method) {
        return Loop.watch(Monitor.Plan.of("GraphonEquilibrium"), monitor, method::apply);
    }

    /**
     * The equilibrium: best-response iteration while it contracts, otherwise {@link #direct}.
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.check.InvalidModelException if the game is at a resonance and has no unique equilibrium
     */
    public static GraphonEquilibrium compute(LqGraphonGame game) {
        return compute(game, Monitor.silent());
    }

    /**
     * As {@link #compute(LqGraphonGame)}, while a monitor watches.
     *
     * @param game the game
     * @param monitor may stop the search
     * @return the equilibrium
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static GraphonEquilibrium compute(LqGraphonGame game, Monitor monitor) {
        return find(monitor, stop -> compute(game, stop));
    }

    /**
     * As {@link #compute(LqGraphonGame)}, within a solver or an experiment.
     *
     * @param game the game
     * @param stop asked on the way
     * @return the equilibrium
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static GraphonEquilibrium compute(LqGraphonGame game, Stop stop) {
        Require.given("stop", stop).check();
        return compute(game, new BestResponse(game), stop);
    }

    /**
     * The equilibrium among players who act less often than the state moves, where deviations hold their actions too.
     * Held parameters over several steps have in general none with one slope for all labels: a held intercept cannot follow
     * the means, so the best slope of a label depends on its own.
     *
     * @param game the game
     * @param timing what is held over a block of steps
     * @param actions N_a, must divide the steps N; 0 means one per step
     * @return the equilibrium, one block per action
     * @throws IllegalArgumentException if parameters are held over several steps, or N_a does not fit
     * @throws org.meanfield4j.core.check.InvalidModelException if the game is at a resonance and has no unique equilibrium
     */
    public static GraphonEquilibrium compute(LqGraphonGame game, ActionTiming timing, int actions) {
        return compute(game, timing, actions, Monitor.silent());
    }

    /**
     * As {@link #compute(LqGraphonGame, ActionTiming, int)}, while a monitor watches.
     *
     * @param game the game
     * @param timing what is held over a block of steps
     * @param actions N_a, must divide the steps N; 0 means one per step
     * @param monitor may stop the search
     * @return the equilibrium, one block per action
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static GraphonEquilibrium compute(LqGraphonGame game, ActionTiming timing, int actions, Monitor monitor) {
        Checks.actions(timing, actions);
        BestResponse response = new BestResponse(game, timing, Checks.blocks(actions, game));
        return find(monitor, stop -> compute(game, response, stop));
    }

    private static GraphonEquilibrium compute(LqGraphonGame game, BestResponse response, Stop stop) {
        double[] aggregate = game.initialAggregate();
        BestResponseIteration.Settled settled = BestResponseIteration.run(game, response, aggregate, stop);
        if (settled == null) {
            return direct(game, response, stop);
        }
        String method = "best-response iteration, " + settled.iterations() + " iterations";
        return at(game, response, aggregate, method, settled.change(), stop);
    }

    /**
     * The equilibrium by one linear system per eigenvector of the aggregate. Also valid where best responses do not
     * contract and where the Riccati equation of the equilibrium has a pole. Costs O(M³ + M (N d)³).
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.check.InvalidModelException if the game is at a resonance and has no unique equilibrium;
     *     the message names the eigenvalue
     */
    public static GraphonEquilibrium direct(LqGraphonGame game) {
        return direct(game, Monitor.silent());
    }

    /**
     * As {@link #direct(LqGraphonGame)}, while a monitor watches.
     *
     * @param game the game
     * @param monitor may stop the search
     * @return the equilibrium
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static GraphonEquilibrium direct(LqGraphonGame game, Monitor monitor) {
        return find(monitor, stop -> direct(game, new BestResponse(game), stop));
    }

    private static GraphonEquilibrium direct(LqGraphonGame game, BestResponse response, Stop stop) {
        double[] aggregate = DirectSolver.aggregate(game, response, stop);
        return at(game, response, aggregate, "linear systems along the eigenvectors of the aggregate", -1, stop);
    }

    private static GraphonEquilibrium continuous(LqGraphonGame game, ContinuousSolver.Method method, Monitor monitor) {
        ContinuousSolver solver = new ContinuousSolver(game, method);
        return find(monitor, solver::solve);
    }

    /**
     * The equilibrium of the game in continuous time at the times of the grid, by one Riccati equation per eigenvector
     * of the aggregate. Where that has a pole, the linear equations behind it are used and {@link #method} names
     * eigenvalue and time. Costs are those of the sampled policies in the discrete game. Costs O(M³ + M N d³).
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.check.InvalidModelException if the game is at a resonance and has no unique equilibrium;
     *     the message names the eigenvalue
     */
    public static GraphonEquilibrium continuous(LqGraphonGame game) {
        return continuous(game, Monitor.silent());
    }

    /**
     * As {@link #continuous(LqGraphonGame)}, while a monitor watches.
     *
     * @param game the game
     * @param monitor may stop the search
     * @return the equilibrium
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static GraphonEquilibrium continuous(LqGraphonGame game, Monitor monitor) {
        return continuous(Require.given("game", game), EigenDirection::riccati, monitor);
    }

    /**
     * As {@link #continuous}, by the linear equations alone: an independent way to the same numbers that knows no poles.
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.check.InvalidModelException if the game is at a resonance
     */
    public static GraphonEquilibrium continuousLinear(LqGraphonGame game) {
        return continuousLinear(game, Monitor.silent());
    }

    /**
     * As {@link #continuousLinear(LqGraphonGame)}, while a monitor watches.
     *
     * @param game the game
     * @param monitor may stop the search
     * @return the equilibrium
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static GraphonEquilibrium continuousLinear(LqGraphonGame game, Monitor monitor) {
        return continuous(Require.given("game", game), EigenDirection::linear, monitor);
    }

    /**
     * As {@link #continuous}, by the closed form of one-dimensional games.
     *
     * @param game a game with d = k = 1
     * @return the equilibrium
     * @throws IllegalArgumentException if the game has more dimensions or B = 0
     * @throws org.meanfield4j.core.check.InvalidModelException if the game is at a resonance
     */
    public static GraphonEquilibrium closedForm(LqGraphonGame game) {
        return closedForm(game, Monitor.silent());
    }

    /**
     * As {@link #closedForm(LqGraphonGame)}, while a monitor watches.
     *
     * @param game a game with d = k = 1
     * @param monitor may stop the search
     * @return the equilibrium
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static GraphonEquilibrium closedForm(LqGraphonGame game, Monitor monitor) {
        return continuous(Require.given("game", game), ScalarDirection::new, monitor);
    }

    /** Refuses to measure runs on another game or grid. */
    public void requireFit(LqGraphonGame game) {
        requireFit(game, Require.given("game", game).steps());
    }

    /** As {@link #requireFit(LqGraphonGame)}; runs that hold so many actions may be measured by an equilibrium that does. */
    public void requireFit(LqGraphonGame game, int held) {
        Require.atLeast("held", held, 1);
        Require.given("game", game);
        boolean fits = aggregate.times() == game.steps() + 1
                && aggregate.components() == game.stateDimension()
                && aggregate.labels() == game.labels()
                && (policy.blocks() == game.steps() || policy.blocks() == held)
                && policy.intercepts().components() == game.actionDimension();
        if (!fits) {
            throw new IllegalArgumentException("reference has " + policy.blocks() + " actions, d = "
                    + aggregate.components() + ", k = " + policy.intercepts().components() + " and "
                    + aggregate.labels() + " labels, but is to measure runs on " + game
                    + "; use the equilibrium of the same discrete game");
        }
    }

    /**
     * The equilibrium policies.
     *
     * @return one block per step, or per held action
     */
    public GraphonPolicy policy() {
        return policy;
    }

    /**
     * The mean states.
     *
     * @return μ, N + 1 times, d components
     */
    public LabelPaths means() {
        return means;
    }

    /**
     * The aggregate.
     *
     * @return Z = W_M μ, N + 1 times, d components
     */
    public LabelPaths aggregate() {
        return aggregate;
    }

    /**
     * The value matrix of the noise around the mean.
     *
     * @param i from 0 to the number of blocks, N where nothing is held
     * @return P_i, shape [d, d]
     */
    public SmallMatrix value(int i) {
        int d = means.components();
        if (i < 0 || i > policy.blocks()) {
            throw new IndexOutOfBoundsException("i = " + i + " must be from 0 to N = " + policy.blocks());
        }
        return SmallMatrix.of(d, d, Arrays.copyOfRange(value, i * d * d, (i + 1) * d * d));
    }

    /**
     * The value matrices of the noise around the mean.
     *
     * @return P, shape [N + 1, d, d]; with held actions one matrix per block and one at the end
     */
    public double[] values() {
        return value.clone();
    }

    /**
     * The cost of the noise, the same for every label.
     *
     * @return J1
     */
    public double slopeCost() {
        return slopeCost;
    }

    /**
     * The cost of the means.
     *
     * @return J2 of every label, shape [M]
     */
    public double[] meanCosts() {
        return meanCosts.clone();
    }

    /**
     * How it was found.
     *
     * @return the method, for readers
     */
    public String method() {
        return method;
    }

    /**
     * How far the aggregate is from the one that the means make.
     *
     * @return the root mean square of W_M μ - Z, relative to that of Z where it is above 1
     */
    public double residual() {
        return residual;
    }

    /**
     * Whether the residual is below {@link #TOLERANCE}.
     *
     * @return false close to a resonance
     */
    public boolean converged() {
        return residual < TOLERANCE;
    }

    @Override
    public String identity() {
        return "GraphonEquilibrium "
                + Identity.digest(policy.rawSlopes(), policy.intercepts().raw(), aggregate.raw());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "GraphonEquilibrium(J1 = %.6g, mean J2 = %.6g, by %s)",
                slopeCost,
                Arrays.stream(meanCosts).average().orElseThrow(),
                method);
    }
}

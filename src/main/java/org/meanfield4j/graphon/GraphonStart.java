package org.meanfield4j.graphon;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles.Array;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.core.random.Streams;

/**
 * Where a run starts.
 *
 * @param policy first slopes and intercepts, one per block of the solver
 * @param aggregate first environment Z, N + 1 times, d components
 */
@Withers
public record GraphonStart(GraphonPolicy policy, LabelPaths aggregate) implements Start, GraphonStartSettings.With {
    /** Checks that nothing is missing. */
    public GraphonStart {
        Require.given("policy", policy);
        Require.given("aggregate", aggregate);
    }

    /** The name of K, shape [blocks, k, d], among the arrays of a start. */
    public static final String SLOPES = "slopes";

    /** The name of G, shape [blocks, k, M], among the arrays of a start. */
    public static final String INTERCEPTS = "intercepts";

    /** The name of Z, shape [N + 1, d, M], among the arrays of a start. */
    public static final String AGGREGATE = "aggregate";

    /**
     * K = G = 0 and Z_i = W m_0 at every time.
     *
     * @param game the game
     * @param blocks how many slopes the policy has; N unless actions are held
     * @return the start
     */
    public static GraphonStart zero(LqGraphonGame game, int blocks) {
        Require.given("game", game);
        return zero(blocks, game.stateDimension(), game.actionDimension(), game.labels(), game.initialAggregate());
    }

    /**
     * A random start: every entry of K and G standard normal, Z_i = W m_0 at every time.
     *
     * <pre>{@code
     * Sweep.seeds(1, 10, seed -> solver.startingFrom(GraphonStart.random(game, game.steps(), seed)).solve(game))
     * }</pre>
     *
     * @param game the game
     * @param blocks how many slopes the policy has; N unless actions are held
     * @param seed the same seed gives the same bits
     * @return the start
     */
    public static GraphonStart random(LqGraphonGame game, int blocks, long seed) {
        GraphonStart zero = zero(game, blocks);
        Streams streams = Streams.of(seed);
        double[] slopes = zero.policy.slopes();
        double[] intercepts = zero.policy.intercepts().toArray();
        RandomGenerator ofSlopes = streams.at(0);
        RandomGenerator ofIntercepts = streams.at(1);
        Arrays.setAll(slopes, i -> ofSlopes.nextGaussian());
        Arrays.setAll(intercepts, i -> ofIntercepts.nextGaussian());
        return zero.withPolicy(GraphonPolicy.of(
                game.stateDimension(), slopes, LabelPaths.of(game.actionDimension(), game.labels(), intercepts)));
    }

    /**
     * K = G = 0 in an environment that is given, for who knows no more than sizes.
     *
     * @param blocks how many slopes the policy has
     * @param d size of the state
     * @param k size of the action
     * @param labels M
     * @param aggregate Z, shape [N+1, d, M]
     * @return the start
     */
    public static GraphonStart zero(int blocks, int d, int k, int labels, double[] aggregate) {
        Require.given("aggregate", aggregate);
        Require.atLeast("blocks", blocks, 1);
        Require.atLeast("d", d, 1);
        Require.atLeast("k", k, 1);
        Require.atLeast("labels", labels, 1);
        double entries = (double) blocks * k * Math.max(labels, d);
        Require.memory(
                "blocks = " + blocks + ", d = " + d + ", k = " + k + ", labels = " + labels,
                (long) entries,
                2,
                "a start",
                "use fewer blocks or labels");
        LabelPaths intercepts = new LabelPaths(k, labels, new double[blocks * k * labels]);
        return new GraphonStart(
                new GraphonPolicy(d, new double[blocks * k * d], intercepts), new LabelPaths(d, labels, aggregate));
    }

    /**
     * The start that a call names, {@link #zero} in what it does not name, in arrays of its own; complains about another
     * size.
     *
     * @param game the game
     * @param blocks how many slopes the policy has
     * @param start a run of any graphon solver, a start of one's own, or null
     * @return the start
     */
    public static GraphonStart of(LqGraphonGame game, int blocks, Start start) {
        return zero(game, blocks).unless(start);
    }

    /**
     * The start that a call names, this one in what it does not name.
     *
     * @param start a run of any graphon solver, a start of one's own, or null
     * @return a start with arrays of its own
     * @throws IllegalArgumentException if it has another size
     */
    public GraphonStart unless(Start start) {
        if (start == null) {
            return this;
        }
        int blocks = policy.blocks();
        int d = aggregate.components();
        int k = policy.intercepts().components();
        int labels = aggregate.labels();
        Map<String, Array> arrays = start.arrays();
        if (List.of(SLOPES, INTERCEPTS, AGGREGATE).stream().noneMatch(arrays::containsKey)) {
            throw new IllegalArgumentException(
                    "start has " + arrays.keySet() + ", none of " + SLOPES + ", " + INTERCEPTS + " and " + AGGREGATE
                            + "; start from a run of a graphon solver or use GraphonStart.zero");
        }
        double[] slopes = entry(arrays, SLOPES, policy.rawSlopes(), blocks, k, d);
        double[] intercepts = entry(arrays, INTERCEPTS, policy.intercepts().raw(), blocks, k, labels);
        double[] z = entry(arrays, AGGREGATE, aggregate.raw(), aggregate.times(), d, labels);
        return new GraphonStart(
                GraphonPolicy.of(d, slopes, LabelPaths.of(k, labels, intercepts)), LabelPaths.of(d, labels, z));
    }

    private static double[] entry(Map<String, Array> arrays, String name, double[] otherwise, int... shape) {
        Array array = arrays.get(name);
        if (array != null && !Arrays.equals(array.shape(), shape)) {
            throw new IllegalArgumentException(name + " of the start has shape " + Arrays.toString(array.shape())
                    + ", expected " + Arrays.toString(shape)
                    + "; it belongs to another game, time grid or timing of actions; use GraphonStart.zero");
        }
        return array == null ? otherwise : array.values();
    }

    /**
     * The same start with an environment that is one number after time 0.
     *
     * @param value Z_i for i ≥ 1, every component and label
     * @return the copy
     */
    public GraphonStart withAggregate(double value) {
        double[] z = aggregate.toArray();
        Arrays.fill(z, aggregate.components() * aggregate.labels(), z.length, value);
        return withAggregate(LabelPaths.of(aggregate.components(), aggregate.labels(), z));
    }

    @Override
    public Map<String, Array> arrays() {
        LabelPaths g = policy.intercepts();
        int d = aggregate.components();
        return Map.of(
                SLOPES,
                new Array(policy.slopes(), g.times(), g.components(), d),
                INTERCEPTS,
                new Array(g.toArray(), g.times(), g.components(), g.labels()),
                AGGREGATE,
                new Array(aggregate.toArray(), aggregate.times(), d, aggregate.labels()));
    }
}

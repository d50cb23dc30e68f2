package org.meanfield4j.graphon;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The affine policies of all players, u = K_b X + G_b(x): one slope for everybody, an intercept for every label. Block b
 * covers an equal share of the horizon. Immutable.
 */
public final class GraphonPolicy {
    private final int stateDimension;
    private final double[] slopes;
    private final LabelPaths intercepts;

    /** Takes the arrays without a copy: slopes [blocks, k, d]. */
    public GraphonPolicy(int stateDimension, double[] slopes, LabelPaths intercepts) {
        Require.atLeast("stateDimension", stateDimension, 1);
        Require.given("slopes", slopes);
        Require.given("intercepts", intercepts);
        this.stateDimension = stateDimension;
        this.slopes = slopes;
        this.intercepts = intercepts;
    }

    /**
     * A policy from its values.
     *
     * @param stateDimension d, at least 1
     * @param slopes K, shape [blocks, k, d], row-major, finite; copied
     * @param intercepts G, one time per block, k components
     * @return the policy
     * @throws IllegalArgumentException if the shapes do not fit or a slope is not finite
     */
    public static GraphonPolicy of(int stateDimension, double[] slopes, LabelPaths intercepts) {
        Require.atLeast("stateDimension", stateDimension, 1);
        Require.given("intercepts", intercepts);
        long entries = (long) intercepts.times() * intercepts.components() * stateDimension;
        if (Require.given("slopes", slopes).length != entries || !Flat.isFinite(slopes)) {
            throw new IllegalArgumentException("slopes has " + slopes.length + " values for stateDimension = "
                    + stateDimension + ", expected " + intercepts.times() + " blocks x " + intercepts.components()
                    + " x " + stateDimension
                    + " finite ones; give shape [blocks, k, d]");
        }
        return new GraphonPolicy(stateDimension, slopes.clone(), intercepts);
    }

    /**
     * The same slope and intercept at every time and label of a game.
     *
     * @param game the game
     * @param slope K, shape [k, d]
     * @param intercept G, shape [k]
     * @return the policy, one block per step
     * @throws IllegalArgumentException if the shapes do not fit the game
     */
    public static GraphonPolicy constant(LqGraphonGame game, SmallMatrix slope, double... intercept) {
        int k = Require.given("game", game).actionDimension();
        int d = game.stateDimension();
        if (!Require.given("slope", slope).hasShape(k, d) || Require.given("intercept", intercept).length != k) {
            throw new IllegalArgumentException("slope has shape " + slope.rows() + " x " + slope.columns()
                    + " and intercept " + intercept.length + " values, expected " + k + " x " + d + " and " + k);
        }
        double[] slopes = new double[game.steps() * k * d];
        double[] values = new double[game.steps() * k * game.labels()];
        for (int i = 0; i < game.steps(); i++) {
            System.arraycopy(slope.toArray(), 0, slopes, i * k * d, k * d);
            for (int c = 0; c < k; c++) {
                int from = (i * k + c) * game.labels();
                Arrays.fill(values, from, from + game.labels(), intercept[c]);
            }
        }
        return new GraphonPolicy(d, slopes, LabelPaths.of(k, game.labels(), values));
    }

    /**
     * How many blocks share the horizon.
     *
     * @return the number of slopes
     */
    public int blocks() {
        return intercepts.times();
    }

    /**
     * One slope.
     *
     * @param block from 0
     * @return K_b, shape [k, d]
     * @throws IndexOutOfBoundsException if there is no such block
     */
    public SmallMatrix slope(int block) {
        Require.index("block", block, blocks());
        int size = intercepts.components() * stateDimension;
        return SmallMatrix.of(
                intercepts.components(), stateDimension, Arrays.copyOfRange(slopes, block * size, (block + 1) * size));
    }

    /**
     * All slopes.
     *
     * @return a copy, shape [blocks, k, d], row-major
     */
    public double[] slopes() {
        return slopes.clone();
    }

    /**
     * The intercepts.
     *
     * @return G, one time per block, k components
     */
    public LabelPaths intercepts() {
        return intercepts;
    }

    /**
     * Refuses to act in another game or on another time grid.
     *
     * @param game the game
     * @param timing what is held over a block
     * @throws IllegalArgumentException if a size is another one
     */
    public void requireFit(LqGraphonGame game, ActionTiming timing) {
        Require.given("game", game);
        Require.given("timing", timing);
        boolean fits = stateDimension == game.stateDimension()
                && intercepts.components() == game.actionDimension()
                && intercepts.labels() == game.labels()
                && game.steps() % blocks() == 0
                && (timing != ActionTiming.EVERY_STEP || blocks() == game.steps());
        if (!fits) {
            throw new IllegalArgumentException("policy has " + blocks() + " blocks, d = " + stateDimension + ", k = "
                    + intercepts.components() + " and " + intercepts.labels() + " labels, but is to act in " + game
                    + " with " + timing + "; build it for this game");
        }
    }

    /** The slopes themselves, not to be changed. */
    public double[] rawSlopes() {
        return slopes;
    }
}

package org.meanfield4j.graphon;

import java.util.Arrays;

/**
 * Where a run starts.
 *
 * @param policy first slopes and intercepts, one per block of the solver
 * @param aggregate first environment Z, N + 1 times, d components
 */
public record GraphonStart(GraphonPolicy policy, LabelPaths aggregate) {

    /**
     * K = G = 0 and Z_i = W m_0 at every time.
     *
     * @param game the game
     * @param blocks how many slopes the policy has; N unless actions are held
     * @return the start
     */
    public static GraphonStart zero(LqGraphonGame game, int blocks) {
        int d = game.stateDimension();
        int k = game.actionDimension();
        LabelPaths intercepts = new LabelPaths(k, game.labels(), new double[blocks * k * game.labels()]);
        return new GraphonStart(
                new GraphonPolicy(d, new double[blocks * k * d], intercepts),
                new LabelPaths(d, game.labels(), game.initialAggregate()));
    }

    /**
     * The same start with another policy.
     *
     * @param p first slopes and intercepts
     * @return the copy
     */
    public GraphonStart withPolicy(GraphonPolicy p) {
        return new GraphonStart(p, aggregate);
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
        return new GraphonStart(policy, LabelPaths.of(aggregate.components(), aggregate.labels(), z));
    }
}

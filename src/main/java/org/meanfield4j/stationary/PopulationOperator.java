package org.meanfield4j.stationary;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Require;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.TabularPolicy;
import org.meanfield4j.core.chain.MarkovChain;

/**
 * The population operator of a regularised game,
 *
 * <pre>Γ_M(μ) = μ (P^{π*_μ}_μ)^M,      π*_μ the optimal policy at temperature η for frozen μ.</pre>
 *
 * Its fixed points are the regularised mean-field Nash equilibria, the same ones for every M if the chain is ergodic.
 * Each evaluation starts policy iteration from the last optimum. Cost: a few exact evaluations and M kernel steps. Not
 * thread-safe.
 */
public final class PopulationOperator {
    private final FrozenMdp frozen;
    private final double temperature;
    private final int kernelSteps;
    private final double[] logPolicy;
    private final double[] value;
    private final double[] q;
    private final double[] pushed;
    private final double[] spare;
    private Stop stop = Stop.never();

    /**
     * The operator of a game.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @param kernelSteps M, at least 1
     * @throws IllegalArgumentException if η or M is out of range
     */
    public PopulationOperator(StationaryGame game, double temperature, int kernelSteps) {
        Require.temperature(temperature);
        Require.atLeast("kernelSteps", kernelSteps, 1);
        this.frozen = new FrozenMdp(game, game.initialLaw());
        this.temperature = temperature;
        this.kernelSteps = kernelSteps;
        int pairs = game.states() * game.actions();
        this.logPolicy = new double[pairs];
        Arrays.fill(logPolicy, -FastMath.log(game.actions()));
        this.value = new double[game.states()];
        this.q = new double[pairs];
        this.pushed = new double[game.states()];
        this.spare = new double[game.states()];
    }

    /**
     * Γ_M(μ).
     *
     * @param law μ
     * @return the law after M steps of the best response
     * @throws IllegalArgumentException if the size differs
     */
    public Law apply(Law law) {
        double[] out = new double[frozen.states()];
        apply(law, out);
        return Law.of(out);
    }

    /** Lets an evaluation be stopped, which then throws {@link org.meanfield4j.core.StoppedException}. */
    void stopWhen(Stop when) {
        stop = when;
        frozen.stopWhen(when);
    }

    /** Γ_M(μ) into {@code out}. */
    void apply(Law law, double[] out) {
        frozen.freeze(law);
        frozen.optimum(temperature, logPolicy, value, q);
        MarkovChain chain = frozen.chain(logPolicy);
        double[] from = law.toArray();
        for (int m = 0; m < kernelSteps; m++) {
            stop.check();
            double[] to = m % 2 == 0 ? pushed : spare;
            chain.push(from, to);
            from = to;
        }
        System.arraycopy(from, 0, out, 0, from.length);
    }

    /** The best response at the law of the last evaluation. */
    TabularPolicy bestResponse() {
        return TabularPolicy.ofLogProbabilities(frozen.states(), frozen.actions(), logPolicy);
    }

    /** V* at the law of the last evaluation, a copy. */
    double[] value() {
        return value.clone();
    }
}

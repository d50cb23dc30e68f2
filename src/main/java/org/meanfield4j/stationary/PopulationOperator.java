package org.meanfield4j.stationary;

import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;

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
        this.frozen = new FrozenMdp(Require.given("game", game), game.initialLaw());
        this.temperature = temperature;
        this.kernelSteps = kernelSteps;
        this.logPolicy = TabularPolicy.uniform(game.states(), game.actions()).logProbabilities();
        this.value = new double[game.states()];
        this.q = new double[logPolicy.length];
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
        System.arraycopy(
                Population.pushed(frozen.chain(logPolicy), law.toArray(), kernelSteps, stop), 0, out, 0, out.length);
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

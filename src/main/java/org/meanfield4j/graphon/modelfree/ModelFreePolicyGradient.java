package org.meanfield4j.graphon.modelfree;

import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.internal.exact.Checks;

/**
 * Model-free policy gradient for graphon mean-field games: the bilevel scheme of {@link BilevelPolicyGradient} with
 * gradients estimated from costs and states alone, seen through a {@link CostOracle}.
 *
 * <pre>
 * repeat iterations times
 *     repeat innerSteps times, Z frozen
 *         m̂_i(x), Ŝ_i from n paths per label
 *         for j = 1..m: U_j standard normal, ΔK = r U_j
 *             J± = mean over x of Ĵ^x(K ± ΔK, G(x) ∓ ΔK m̂(x))      mean paths do not move: J+ - J- is that of J1
 *         K_i ← K_i - η_K (1/(m dt)) Σ_j (J+ - J-)/(2r) U_(j,i) Ŝ_i⁻¹
 *         G(x) ← G(x) - η_G (1/(m dt)) Σ_j (Ĵ^x(K, G + r U_j) - Ĵ^x(K, G - r U_j))/(2r) U_j    for every label
 *     Z ← aggregate of the empirical means of a population that uses (K, G)
 * </pre>
 *
 * <p>Both signs of a direction see the same noise; every step draws new noise. Costs 4 m M n paths per inner step, which
 * are what a sample budget counts. The result depends on the seed but not on the number of threads. Source: arXiv
 * 2506.05894, Section 3.3; the recipe is reconstructed.
 *
 * @param estimator paths, directions, radius and variants of the estimate
 * @param slopeStepSize η_K, at least 0
 * @param interceptStepSize η_G, at least 0
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 * @param seed of the random numbers
 */
@Withers
public record ModelFreePolicyGradient(
        ZerothOrder estimator,
        double slopeStepSize,
        double interceptStepSize,
        int innerSteps,
        int iterations,
        long seed)
        implements Solver<LqGraphonGame, ModelFreeRun>, ModelFreePolicyGradientSettings.With {
    private static final long INNER = 0;
    private static final long POPULATION = 1;
    private static final long COST = 2;

    /** Learns a game from its simulator; the errors against its equilibrium and the exploitability are recorded beside. */
    @Override
    public ModelFreeRun solve(LqGraphonGame game, Call call) {
        return Loop.run(
                this,
                Require.given("game", game),
                Require.given("call", call),
                new Iteration(CostOracle.of(game), call, ModelFreeRows.of(game, call)));
    }

    /**
     * Learns from anything that tells costs and states.
     *
     * @param oracle what the learner sees
     * @param call who watches, where it starts, what errors are recorded against; the learner does not see that
     * @return the run
     */
    public ModelFreeRun solve(CostOracle oracle, Call call) {
        return Loop.run(
                this,
                Require.given("oracle", oracle),
                Require.given("call", call),
                new Iteration(oracle, call, ModelFreeRows.of(oracle, call)));
    }

    private final class Iteration implements Algorithm<GraphonIterate, ModelFreeRun> {
        private final CostOracle oracle;
        private final Call call;
        private final ModelFreeRows record;
        private ZerothOrderStep step;

        Iteration(CostOracle oracle, Call call, ModelFreeRows record) {
            ZerothOrderStep.requireMemory(oracle, estimator);
            this.oracle = oracle;
            this.call = call;
            this.record = record;
        }

        @Override
        public GraphonIterate start() {
            return new GraphonIterate(oracle.still().unless(call.start()), false);
        }

        @Override
        public void prepare(GraphonIterate now, Watch watch) {
            step = new ZerothOrderStep(oracle, estimator, call.threads(), watch);
            record.prepare(watch);
        }

        /** K and G from samples at Z, then Z from a population that uses them. */
        @Override
        public void step(int k, GraphonIterate now, GraphonIterate next, Watch watch) {
            if (!watch.take(innerSteps * step.paths() + (long) oracle.labels() * estimator.paths())) {
                watch.check();
            }
            Streams streams = streams(k);
            Streams inner = streams.child(INNER);
            next.follow(now);
            for (int l = 1; l <= innerSteps; l++) {
                step.apply(next, now.aggregate, slopeStepSize, interceptStepSize, inner.child(l));
                if (!next.hasFinitePolicy()) {
                    throw new DivergedException("inner step " + l);
                }
            }
            double[] population =
                    oracle.population(next.slopes, next.intercepts, estimator.paths(), estimator.antithetic(), x -> {
                        watch.check();
                        return streams.at(POPULATION, x);
                    });
            System.arraycopy(population, 0, next.aggregate, 0, population.length);
        }

        private Streams streams(int k) {
            return Streams.of(seed).child(k);
        }

        @Override
        public Rows<GraphonIterate> rows() {
            return record.rows(at -> step.meanCost(at.iterate(), streams(at.k()).child(COST)));
        }

        @Override
        public void advise(GraphonIterate last, StopReason why, Watch watch) {
            if (why == StopReason.DIVERGED) {
                watch.warn("use smaller step sizes, more paths or directions, and compensation");
            }
        }

        @Override
        public int iterations() {
            return iterations;
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public ModelFreeRun run(GraphonIterate last, Outcome outcome) {
            return new ModelFreeRun(last.policy(), last.environment(), outcome);
        }
    }

    /** Checks the parameters. */
    public ModelFreePolicyGradient {
        Require.given("estimator", estimator);
        Checks.step("slopeStepSize", slopeStepSize);
        Checks.step("interceptStepSize", interceptStepSize);
        Checks.positive("innerSteps", innerSteps, 10);
        Checks.positive("iterations", iterations, 10);
    }

    /**
     * The settings of the experiments: {@link ZerothOrder#defaults()}, η_K = η_G = 0.2, L = 10, 10 outer iterations,
     * seed 1. With M = 20 labels these are 4·10⁷ paths.
     *
     * @return the defaults
     */
    public static ModelFreePolicyGradient defaults() {
        return new ModelFreePolicyGradient(ZerothOrder.defaults(), 0.2, 0.2, 10, 10, 1);
    }

    /**
     * The same step size for slope and intercepts.
     *
     * @param eta η_K = η_G, at least 0
     * @return a changed copy
     */
    public ModelFreePolicyGradient withStepSize(double eta) {
        return withSlopeStepSize(eta).withInterceptStepSize(eta);
    }

    /** What the result depends on, apart from the number of iterations. */
    @Override
    public String toString() {
        return "ModelFreePolicyGradient(" + estimator + ", ηK=" + slopeStepSize + ", ηG=" + interceptStepSize + ", L="
                + innerSteps + ", seed=" + seed + ")";
    }
}

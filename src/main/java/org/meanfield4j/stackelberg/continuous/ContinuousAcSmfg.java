package org.meanfield4j.stackelberg.continuous;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stackelberg.BlockAlgorithm;
import org.meanfield4j.stackelberg.TimeScales;

/**
 * AC-SMFG with function approximation: the loop of {@link org.meanfield4j.stackelberg.AcSmfg} on an interval.
 *
 * <pre>
 * a = f(s) + σ ε,  b = ω + σ_b ε_b;   s' and s̄' clipped to the box
 * δ_f, δ_l clipped to ±5;   f += α_k δ_f ε σ ∇f(s);   log σ += 0.2 α_k δ_f (ε² − 1);   ω += ζ_k δ_l ε_b σ_b
 * V̂ += β_k δ ∇V̂(s);   m += ξ_k (s̄ − m);   v += ξ_k ((s̄ − m)² − v)
 * </pre>
 *
 * Actors stand still at first. Source: reconstructed.
 *
 * @param steps ζ, ξ, α, β
 * @param features what actor and critics are
 * @param iterations K, two samples each; if it is a multiple of block, a continued run has the bits of one that was longer
 *     from the start
 * @param frozen how many iterations the actors stand still
 * @param block iterations between two rows
 * @param seed of the random numbers
 */
@Withers
public record ContinuousAcSmfg(TimeScales steps, Features features, int iterations, int frozen, int block, long seed)
        implements Solver<ContinuousGame, ContinuousRun>, ContinuousAcSmfgSettings.With {

    @Override
    public ContinuousRun solve(ContinuousGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Blocks(game, call));
    }

    private final class Blocks extends BlockAlgorithm<ContinuousIterate, ContinuousRun> {
        private final ContinuousGame game;
        private final Call call;
        private final ContinuousLearner learner;

        Blocks(ContinuousGame game, Call call) {
            super(Unit.ITERATIONS, iterations, block, seed);
            this.game = game;
            this.call = call;
            this.learner = new ContinuousLearner(game, features);
        }

        @Override
        protected void learn(ContinuousIterate x, long first, long last, RandomGenerator random) {
            learner.take(x);
            for (long k = first; k < last; k++) {
                iterate(k, x.states, random);
            }
        }

        private void iterate(long k, double[] states, RandomGenerator random) {
            TimeScales.Sizes step = steps.at(k);
            boolean moves = k >= frozen;
            double still = states[1];
            states[1] = learner.move(still, random);
            learner.observe(states[0], learner.lead(random), random);
            learner.improveFollower(moves ? step.follower() : 0, step.critic());
            learner.improveLeader(moves ? step.leader() : 0, step.critic());
            learner.track(still, step.meanField());
            states[0] = learner.goOn(random);
        }

        @Override
        public ContinuousIterate start() {
            return new ContinuousIterate(game, features, 2, Streams.of(seed).at(0), call.start());
        }

        @Override
        public Rows<ContinuousIterate> rows() {
            return ContinuousLearner.rows(game);
        }
    }

    /** Checks the settings. */
    public ContinuousAcSmfg {
        Require.given("steps", steps);
        Require.given("features", features);
        Require.atLeast("iterations", iterations, 1);
        Require.atLeast("frozen", frozen, 0);
        Require.atLeast("block", block, 1);
    }

    /**
     * Networks, K = 50 000, actors still for 1000 iterations, a row every 500, seed 1; constants (0.2, 0.5, 1, 0.3) for shop
     * positioning, for pricing use {@link #forPricing}.
     *
     * @return the defaults
     */
    public static ContinuousAcSmfg defaults() {
        return new ContinuousAcSmfg(TimeScales.of(0.2, 0.5, 1, 0.3), Features.NETWORKS, 50_000, 1000, 500, 1);
    }

    /**
     * The defaults with constants (0.5, 0.5, 1, 0.2).
     *
     * @return the defaults for pricing
     */
    public static ContinuousAcSmfg forPricing() {
        return defaults().withSteps(TimeScales.of(0.5, 0.5, 1, 0.2));
    }
}

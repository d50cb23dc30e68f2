package org.meanfield4j.control;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
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
import org.meanfield4j.core.text.Digits;

/**
 * MF-REINFORCE: model-free policy gradient for mean-field control in discrete time.
 *
 * <pre>
 * θ = initial parameters of the policy
 * for m = 1 … updates
 *   μ_0 ~ training law;  μ_0 … μ_T the population flow under θ
 *   N trajectories that see M_t = softmax(log μ_t + ε Λ_t), and auxiliary ones that estimate D_t = ∇ log μ_t
 *   ĝ = (1/N) Σ_k Σ_t ( ε⁻¹ Λ_t · D̂_t + 1{t&lt;T} ∇ log p_θ(a_t | t, y_t, M_t) ) (G_t − b_t)
 *   θ ← Adam ascent step on ĝ
 * </pre>
 *
 * Recorded is the exact, unperturbed value from the validation law; the perturbed returns lie far below it. Source:
 * arXiv 2601.11217, from public descriptions of it; what they leave open is reconstructed. On a {@link CommonShocks} every
 * update draws paths of shocks and averages one estimate per path, each with a flow of its own.
 *
 * @param policy the architecture
 * @param estimator ε, sensitivity, baseline and N
 * @param stepSize of Adam, positive
 * @param updates at least 1
 * @param metricsEvery a row after so many updates, at least 1
 * @param largestGradient the largest norm of ĝ that does not end the run as diverged, positive
 * @param seed of the random numbers
 */
@Withers
public record MfReinforce(
        ControlPolicy policy,
        GradientEstimator estimator,
        double stepSize,
        int updates,
        int metricsEvery,
        double largestGradient,
        long seed)
        implements Solver<MeanFieldControlProblem, ControlRun>, MfReinforceSettings.With {
    /** Keys of streams; those of updates are positive. */
    private static final long INITIAL = 0;

    private static final long LAW = 0;
    private static final long ESTIMATE = 1;

    @Override
    public ControlRun solve(MeanFieldControlProblem problem, Call call) {
        return Loop.run(
                this, Require.given("problem", problem), Require.given("call", call), new Ascent(problem, call));
    }

    private final class Ascent implements Algorithm<ControlIterate, ControlRun> {
        private final MeanFieldControlProblem problem;
        private final Call call;
        private final ControlRows record;
        private final GradientSampler sampler;
        private final double[] law;
        private final double[] gradient;

        Ascent(MeanFieldControlProblem problem, Call call) {
            ProblemChecks.door(problem);
            this.problem = problem;
            this.call = call;
            sampler = new GradientSampler(problem, policy, estimator);
            record = new ControlRows(problem, policy);
            law = new double[problem.states()];
            gradient = new double[policy.parameters()];
        }

        @Override
        public ControlIterate start() {
            RandomGenerator random = Streams.of(seed).at(INITIAL);
            return new ControlIterate(
                    call.start() == null
                            ? policy.initial(random)
                            : ControlRun.theta(call.start(), policy.parameters()));
        }

        @Override
        public void prepare(ControlIterate now, Watch watch) {
            record.value(now.theta);
            EarlyWarning.of(problem, policy, estimator, now.theta).ifPresent(watch::warn);
        }

        @Override
        public void step(int m, ControlIterate now, ControlIterate next, Watch watch) {
            if (!watch.take(sampler.transitions())) {
                watch.check();
            }
            Streams streams = Streams.of(seed).child(m);
            problem.drawTrainingLaw(streams.at(LAW), law);
            ProblemChecks.fullSupport("training law", law);
            sampler.sample(now.theta, law, streams.child(ESTIMATE), call.threads(), watch, gradient);
            next.copy(now);
            next.norm[0] = requireModest(gradient);
            Adam.ascend(gradient, stepSize, m, next.theta, next.first, next.second);
        }

        private double requireModest(double[] g) {
            double norm = Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
            if (!(norm <= largestGradient)) {
                throw new DivergedException("gradient norm = " + Digits.sig(norm, 4) + " must be at most "
                        + Digits.sig(largestGradient, 4)
                        + "; use more auxiliary trajectories, a larger auxiliary perturbation, or improved()");
            }
            return norm;
        }

        @Override
        public void recorded(int k, ControlIterate iterate) {
            iterate.keepBest(k, record.value(iterate.theta));
        }

        @Override
        public void advise(ControlIterate last, StopReason why, Watch watch) {
            if (why == StopReason.DIVERGED) {
                watch.warn("theta holds the last good parameters, best those of update " + last.bestUpdate[0]);
            }
        }

        @Override
        public Rows<ControlIterate> rows() {
            return record.rows(metricsEvery);
        }

        @Override
        public int iterations() {
            return updates;
        }

        @Override
        public Set<String> free() {
            return Set.of("updates");
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public ControlRun run(ControlIterate last, Outcome outcome) {
            return last.run(policy, outcome);
        }
    }

    /** Checks the settings. */
    public MfReinforce {
        Require.given("policy", policy);
        Require.given("estimator", estimator);
        Require.positive("stepSize", stepSize, "try 1e-3");
        Require.atLeast("updates", updates, 1);
        Require.atLeast("metricsEvery", metricsEvery, 1);
        if (!(largestGradient > 0)) {
            throw new IllegalArgumentException("largestGradient = " + largestGradient + " must be positive; try 1e100");
        }
    }

    /**
     * The paper's two-state experiment: a 2 × 2 table, {@link GradientEstimator#defaults()}, step size 1e-3, 5000
     * updates, a row every 10, seed 1.
     *
     * @return the defaults
     */
    public static MfReinforce defaults() {
        return new MfReinforce(ControlPolicy.table(2, 2), GradientEstimator.defaults(), 1e-3, 5000, 10, 1e100, 1);
    }

    /**
     * The same with {@link GradientEstimator#improved()}.
     *
     * @return the improved variant
     */
    public static MfReinforce improved() {
        return defaults().withEstimator(GradientEstimator.improved());
    }

    /**
     * The same with {@link GradientEstimator#reinforce()}, for comparison.
     *
     * @return plain REINFORCE
     */
    public static MfReinforce reinforce() {
        return defaults().withEstimator(GradientEstimator.reinforce());
    }
}

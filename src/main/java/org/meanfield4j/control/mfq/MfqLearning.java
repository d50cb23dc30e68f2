package org.meanfield4j.control.mfq;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;

/**
 * Mean-field Q-learning on the {@link LiftedProblem}.
 *
 * <pre>
 * Q = 0
 * for k = 1 … sweeps
 *   for each pair of law μ and rule f, in random order
 *     Q(μ, f) += k^(−exponent) ( Σ_x μ(x) r(x, f(x), μ) + γ max_g Q(μ', g) − Q(μ, f) ),   μ' = nearest to μ K_f(μ)
 * </pre>
 *
 * Deterministic transitions, so that it tends to {@link LiftedProblem#optimum}. Related work (Carmona, Laurière, Tan);
 * sizes, steps and tie rule are reconstructed.
 *
 * @param cells m, grid points have multiples of 1/m; below 30 cybersecurity freezes
 * @param sweeps at least 1
 * @param exponent of the step sizes, in (0, 1]
 * @param seed of the random order
 */
@Withers
public record MfqLearning(int cells, int sweeps, double exponent, long seed)
        implements Solver<MeanFieldControlProblem, MfqRun>, MfqLearningSettings.With {
    private static final String Q = "q";

    @Override
    public MfqRun solve(MeanFieldControlProblem problem, Call call) {
        return Loop.run(
                this, Require.given("problem", problem), Require.given("call", call), new Sweeps(problem, call));
    }

    /** Q. */
    private record Values(double[] q) implements Iterate {
        @Override
        public void fields(Fields fields) {
            fields.numbers(Q, q, q.length);
        }
    }

    private final class Sweeps implements Algorithm<Values, MfqRun> {
        private final MeanFieldControlProblem problem;
        private final Call call;
        private final LiftedProblem lifted;
        private final double[] optimum;

        Sweeps(MeanFieldControlProblem problem, Call call) {
            this.problem = problem;
            this.call = call;
            lifted = new LiftedProblem(problem, cells);
            optimum = lifted.optimum();
        }

        @Override
        public Values start() {
            Values start = new Values(new double[lifted.next.length]);
            if (call.start() != null) {
                ArrayFiles.Array given = call.start().arrays().get(Q);
                if (given == null || given.values().length != start.q.length) {
                    throw new IllegalArgumentException("the start has no '" + Q + "' of " + start.q.length
                            + " values; start from a run of MfqLearning with the same cells");
                }
                System.arraycopy(given.values(), 0, start.q, 0, start.q.length);
            }
            return start;
        }

        @Override
        public void step(int k, Values now, Values next, Watch watch) {
            if (!watch.take(now.q.length)) {
                watch.check();
            }
            System.arraycopy(now.q, 0, next.q, 0, now.q.length);
            double step = StrictMath.pow(k, -exponent);
            for (int pair : order(Streams.of(seed).at(k))) {
                int ahead = lifted.next[pair];
                double best = next.q[ahead * lifted.rules + lifted.greedy(next.q, ahead)];
                next.q[pair] += step * (lifted.reward[pair] + lifted.discount * best - next.q[pair]);
            }
        }

        /** All pairs, shuffled. */
        private int[] order(RandomGenerator random) {
            int[] order = new int[lifted.next.length];
            Arrays.setAll(order, i -> i);
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
            return order;
        }

        @Override
        public Rows<Values> rows() {
            double[] law = problem.validationLaw().toArray();
            return Rows.<Values>of(
                            MfqRun.SWEEP,
                            MfqRun.ERROR,
                            List.of(
                                    new Column<>(MfqRun.ERROR, "max |Q − Q*|", at -> error(at.iterate().q)),
                                    new Column<>(
                                            MfqRun.VALUE,
                                            "true value of the greedy rules",
                                            at -> lifted.value(at.iterate().q, law, problem.validationHorizon())),
                                    Column.count(MfqRun.SAMPLES, "lifted transitions", Column.At::samples)))
                    .withFromStart(true);
        }

        private double error(double[] q) {
            double error = 0;
            for (int pair = 0; pair < q.length; pair++) {
                error = Math.max(error, Math.abs(q[pair] - optimum[pair]));
            }
            return error;
        }

        @Override
        public int iterations() {
            return sweeps;
        }

        @Override
        public Set<String> free() {
            return Set.of("sweeps");
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public MfqRun run(Values last, Outcome outcome) {
            return new MfqRun(lifted, last.q, outcome);
        }
    }

    /** Checks the settings. */
    public MfqLearning {
        Require.atLeast("cells", cells, 1);
        Require.atLeast("sweeps", sweeps, 1);
        if (!(exponent > 0 && exponent <= 1)) {
            throw new IllegalArgumentException("exponent = " + exponent + " must lie in (0, 1]; try 0.6");
        }
    }

    /**
     * The comparison on cybersecurity: m = 30, 15 sweeps, steps k^−0.6, seed 1.
     *
     * @return the defaults
     */
    public static MfqLearning defaults() {
        return new MfqLearning(30, 15, 0.6, 1);
    }
}

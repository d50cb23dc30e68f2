package org.meanfield4j.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.text.Digits;

/**
 * The laws μ_0 … μ_T of a population that follows one policy.
 *
 * @param states S
 * @param horizon T
 * @param laws μ_t(i) at t · S + i, shape [T + 1, S], rows sum to 1
 * @param logits l_t(i) = log max(μ_t(i), 1e-12), shape [T + 1, S]
 */
public record PopulationFlow(int states, int horizon, double[] laws, double[] logits) {
    /** Laws are clipped here, inside the logarithm only. */
    private static final double LEAST = 1e-12;

    private static final long PARTICLES_UNASKED = 1 << 20;

    /**
     * The exact flow, μ_{t+1} = μ_t K_t(μ_t). Cost O(T S² A) and as many rows of the kernel.
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]
     * @param horizon T, at least 0
     * @return the flow
     * @throws IllegalArgumentException if a shape does not fit
     * @throws org.meanfield4j.core.check.InvalidModelException if μ_0 is not a law or a row of the kernel is none; the message
     *     names time, state, action and law
     */
    public static PopulationFlow exact(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, double[] initialLaw, int horizon) {
        double[] laws = start(problem, policy, theta, initialLaw, horizon);
        int states = problem.states();
        int actions = problem.actions();
        double[] p = new double[states * actions];
        double[] row = new double[states];
        for (int t = 0; t < horizon; t++) {
            double[] law = Arrays.copyOfRange(laws, t * states, (t + 1) * states);
            policy.probabilities(theta, t, law, p);
            int next = (t + 1) * states;
            for (int x = 0; x < states; x++) {
                for (int a = 0; a < actions; a++) {
                    problem.kernelRow(t, x, a, law, row);
                    ProblemChecks.row(t, x, a, law, row);
                    double mass = law[x] * p[x * actions + a];
                    for (int y = 0; y < states; y++) {
                        laws[next + y] += mass * row[y];
                    }
                }
            }
            normalise(laws, next, states);
        }
        return new PopulationFlow(states, horizon, laws, logits(laws));
    }

    /**
     * The flow of finitely many particles, drawn from μ_0 and moved together by their empirical law. With the smoothing c
     * it is shown as (count + c)/(M + c S), so that no state is empty; μ_0 stays the law that was handed in. Cost
     * O(T (M S + S² A)).
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]
     * @param horizon T, at least 0
     * @param particles M, positive
     * @param smoothing c, at least 0; 0.5 unless you study it
     * @param random where the draws come from
     * @return the smoothed flow
     * @throws IllegalArgumentException if a shape does not fit, there is no particle or the smoothing is negative
     * @throws org.meanfield4j.core.check.InvalidModelException as {@link #exact}
     */
    public static PopulationFlow particles(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            double[] theta,
            double[] initialLaw,
            int horizon,
            int particles,
            double smoothing,
            RandomGenerator random) {
        Require.atLeast("particles", particles, 1);
        Require.given("random", random);
        if (!(smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "smoothing = " + smoothing + " must be finite and at least 0; try 0.5 counts per state");
        }
        double[] laws = start(problem, policy, theta, initialLaw, horizon);
        int states = problem.states();
        long[] counts = new long[states];
        for (int m = 0; m < particles; m++) {
            checkStop(m);
            counts[draw(initialLaw, 0, states, random)]++;
        }
        ParticleStep step = new ParticleStep(problem, policy, theta, random);
        for (int t = 0; t < horizon; t++) {
            counts = step.next(t, counts, particles);
            for (int i = 0; i < states; i++) {
                laws[(t + 1) * states + i] = (counts[i] + smoothing) / (particles + smoothing * states);
            }
        }
        return new PopulationFlow(states, horizon, laws, logits(laws));
    }

    /** Some hundred million particles take seconds. */
    static void checkStop(long drawn) {
        if (drawn % PARTICLES_UNASKED == PARTICLES_UNASKED - 1
                && Thread.currentThread().isInterrupted()) {
            throw new StoppedException();
        }
    }

    private static double[] start(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, double[] initialLaw, int horizon) {
        ProblemChecks.fits(problem, policy, theta);
        Require.atLeast("horizon", horizon, 0);
        int states = problem.states();
        if (Require.given("initial law", initialLaw).length != states) {
            throw new IllegalArgumentException("initial law has " + initialLaw.length + " entries, the problem "
                    + states + " states; give one per state");
        }
        Require.law("initial law", initialLaw);
        Require.memory(
                "horizon = " + horizon, (horizon + 1L) * states, 2, "the laws of all times", "use a shorter horizon");
        return Arrays.copyOf(initialLaw, (horizon + 1) * states);
    }

    /** Rounding must not pile up over long horizons. */
    private static void normalise(double[] laws, int from, int states) {
        double sum = 0;
        for (int i = from; i < from + states; i++) {
            sum += laws[i];
        }
        for (int i = from; i < from + states; i++) {
            laws[i] /= sum;
        }
    }

    private static double[] logits(double[] laws) {
        double[] logits = new double[laws.length];
        Arrays.setAll(logits, e -> StrictMath.log(Math.max(laws[e], LEAST)));
        return logits;
    }

    /** A point of a law that starts somewhere in an array. */
    static int draw(double[] p, int from, int length, RandomGenerator random) {
        double u = random.nextDouble();
        int last = from + length - 1;
        for (int i = from; i < last; i++) {
            u -= p[i];
            if (u < 0) {
                return i - from;
            }
        }
        while (last > from && p[last] == 0) { // rounding must not reach a point without mass
            last--;
        }
        return last - from;
    }

    /**
     * The law at a time.
     *
     * @param time t, 0 … T
     * @return μ_t, a copy, shape [S]
     */
    public double[] law(int time) {
        Require.index("time", time, horizon + 1);
        return Arrays.copyOfRange(laws, time * states, (time + 1) * states);
    }

    /**
     * The value of the policy whose exact flow this is: Σ_{t&lt;T} γ^t E r(X_t, α_t, μ_t) + γ^T E g(X_T, μ_T).
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @return V(θ; μ_0)
     * @throws org.meanfield4j.core.check.InvalidModelException if a reward is not finite; it names time, state, action and law
     */
    public double value(MeanFieldControlProblem problem, ControlPolicy policy, double[] theta) {
        ProblemChecks.fits(problem, policy, theta);
        if (problem.states() != states) {
            throw new IllegalArgumentException(
                    "problem has " + problem.states() + " states, the flow " + states + "; use the problem it is of");
        }
        int actions = problem.actions();
        double[] p = new double[states * actions];
        double value = 0;
        double discount = 1;
        for (int t = 0; t < horizon; t++) {
            double[] law = law(t);
            policy.probabilities(theta, t, law, p);
            for (int x = 0; x < states; x++) {
                for (int a = 0; a < actions; a++) {
                    value += discount * law[x] * p[x * actions + a] * ProblemChecks.reward(problem, t, x, a, law);
                }
            }
            discount *= problem.discount();
        }
        double[] law = law(horizon);
        for (int x = 0; x < states; x++) {
            value += discount * law[x] * ProblemChecks.terminalReward(problem, x, law);
        }
        return value;
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}

package org.meanfield4j.control;

import java.util.Map;
import java.util.TreeSet;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.law.Start;

/**
 * A run of {@link MfReinforce}. Single gradients are heavy-tailed and can throw a policy back, so that the best row counts
 * besides the last one.
 *
 * @param policy the architecture
 * @param theta θ of the last complete update, shape [p]
 * @param best θ of the row with the highest value, shape [p]
 * @param bestValue that value
 * @param bestUpdate how many updates led to it
 * @param outcome history with the columns update, value (exact, unperturbed, from the validation law over the validation
 *     horizon), best value, gradient norm (of the estimate of the last update; 0 at the start) and samples (transitions
 *     drawn), and where the run comes from
 */
public record ControlRun(
        ControlPolicy policy, double[] theta, double[] best, double bestValue, long bestUpdate, Outcome outcome)
        implements Run {
    /** The number of the update. */
    public static final String UPDATE = "update";
    /** V(θ) from the validation law over the validation horizon, exact and without perturbation. */
    public static final String VALUE = "value";
    /** The highest value so far. */
    public static final String BEST_VALUE = "best value";
    /** ‖ĝ‖ of the last update; 0 at the start. */
    public static final String GRADIENT_NORM = "gradient norm";
    /** Transitions drawn since the start. */
    public static final String SAMPLES = "samples";

    static final String THETA = "theta";
    static final String BEST = "best theta";

    /**
     * Parameters to start from, for {@link org.meanfield4j.core.Solver#startingFrom}.
     *
     * @param theta θ, shape [p]; copied
     * @return the start
     */
    public static Start start(double... theta) {
        double[] copy = Require.given("theta", theta).clone();
        requireFinite(copy);
        return () -> Map.of(THETA, new ArrayFiles.Array(copy.clone(), copy.length));
    }

    /**
     * The parameters of a start.
     *
     * @param parameters how many they have to be
     */
    static double[] theta(Start start, int parameters) {
        ArrayFiles.Array given = start.arrays().get(THETA);
        if (given == null) {
            throw new IllegalArgumentException(
                    "start has " + new TreeSet<>(start.arrays().keySet()) + ", no " + THETA
                            + "; start from a run of MfReinforce, or from ControlRun.start(theta)");
        }
        if (given.values().length != parameters) {
            throw new IllegalArgumentException(THETA + " of the start has " + given.values().length
                    + " parameters, the policy " + parameters + "; start from a run with the same policy");
        }
        double[] theta = given.values().clone();
        requireFinite(theta);
        return theta;
    }

    private static void requireFinite(double... theta) {
        for (int k = 0; k < theta.length; k++) {
            if (!Double.isFinite(theta[k])) {
                throw new IllegalArgumentException(
                        THETA + "[" + k + "] = " + theta[k] + " of the start must be finite; start elsewhere");
            }
        }
    }

    /**
     * The best parameters as a start of another run.
     *
     * @return the start
     */
    public Start fromBest() {
        return start(best);
    }

    @Override
    public String toString() {
        return summary();
    }
}

package org.meanfield4j.control;

/** What is subtracted from the return G_t before it multiplies a score; none of them depends on the parameters. */
public enum Baseline {
    /** Nothing, as in the paper. */
    NONE,
    /** The mean of G_t over the batch, which shrinks the mean of the estimate by (N − 1)/N. */
    BATCH_MEAN,
    /** The mean of G_t over the other trajectories, or over the other pairs where noises come in pairs. Unbiased. */
    LEAVE_ONE_OUT;

    /** Fills b_t for each of {@code count} returns from {@code from} on; {@code pairs} of neighbours stay out together. */
    void fill(double[] returns, int from, int count, boolean pairs, double[] out) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += returns[from + k];
        }
        for (int k = 0; k < count; k++) {
            double own = returns[from + k] + (pairs ? returns[from + (k ^ 1)] : 0);
            out[k] = switch (this) {
                case NONE -> 0;
                case BATCH_MEAN -> sum / count;
                case LEAVE_ONE_OUT -> (sum - own) / (count - (pairs ? 2 : 1));
            };
        }
    }

    /** Complains about a batch that leaves nothing once a trajectory is left out. */
    void require(int trajectories, boolean pairs) {
        int least = this == LEAVE_ONE_OUT ? (pairs ? 4 : 2) : 1;
        if (trajectories < least) {
            throw new IllegalArgumentException("trajectories = " + trajectories + " must be at least " + least
                    + " for the baseline " + this + (pairs ? " with pairs" : "") + "; use 200");
        }
    }
}

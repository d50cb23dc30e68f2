package org.meanfield4j.stackelberg;

import org.meanfield4j.core.numerics.QuickMath;

/**
 * Tabular actors with softmax policies and TD(0) critics on a Stackelberg game, one transition at a time: what AC-SMFG and
 * the baselines that share its updates do. Works on the arrays of an iterate in place; allocates nothing per iteration.
 */
final class ActorCritic {
    static final long LOW = 0xFFFF_FFFFL;

    final int actions;
    final int leaderActions;
    final double gamma;
    final double tau;
    /** π, shape [S·A], and φ, shape [O·B], as the iterate's logits have them. */
    final double[] pi;

    final double[] phi;

    private final StackelbergGame game;
    private final StackelbergOracle oracle;
    private final int[] atom;
    private final int[] seen;
    private final long keepGoing;
    /** log Σ_a exp θ(s, a), shape [S]. */
    private final double[] logSum;
    /** Rows of π and φ that lag behind their logits. */
    private final boolean[] lags;

    private final boolean[] leaderLags;

    private StackelbergIterate iterate;
    private Estimate law;

    ActorCritic(FrozenStackelberg frozen) {
        this(frozen, new double[frozen.game.observations() * frozen.leaderActions]);
    }

    /** With a table of the leader's policy that several types of followers share. */
    ActorCritic(FrozenStackelberg frozen, double[] phi) {
        this.game = frozen.game;
        this.oracle = new StackelbergOracle(frozen);
        this.actions = frozen.actions;
        this.leaderActions = frozen.leaderActions;
        this.gamma = frozen.gamma;
        this.tau = frozen.tau;
        this.atom = frozen.atom;
        this.seen = frozen.seen;
        this.keepGoing = (long) (gamma * 0x1p32);
        this.pi = new double[frozen.states * actions];
        this.phi = phi;
        this.logSum = new double[frozen.states];
        this.lags = new boolean[frozen.states];
        this.leaderLags = new boolean[frozen.game.observations()];
    }

    /** Takes an iterate to work on. */
    void take(StackelbergIterate taken) {
        iterate = taken;
        law = oracle.take(taken.law);
        for (int s = 0; s < logSum.length; s++) {
            refreshFollower(s);
        }
        for (int o = 0; o < leaderLags.length; o++) {
            refreshLeader(o);
        }
    }

    /** One row of a softmax; its log-sum-exp. */
    static double softmax(double[] x, int row, int width, double[] out) {
        double max = largest(x, row, width);
        return max + QuickMath.log(softmax(x, row, width, max, out));
    }

    private static double largest(double[] x, int row, int width) {
        double max = x[row];
        for (int j = row + 1; j < row + width; j++) {
            max = x[j] > max ? x[j] : max;
        }
        return max;
    }

    /** One row of a softmax, given its largest logit; the sum of exp(x − max). */
    private static double softmax(double[] x, int row, int width, double max, double[] out) {
        double sum = 0;
        for (int j = row; j < row + width; j++) {
            double e = x[j] == max ? 1 : QuickMath.exp(x[j] - max);
            out[j] = e;
            sum += e;
        }
        double scale = 1 / sum;
        for (int j = row; j < row + width; j++) {
            out[j] *= scale;
        }
        return sum;
    }

    int start(long bits) {
        return oracle.start(bits);
    }

    int followerAction(int s, long bits) {
        return StackelbergOracle.act(pi, s * actions, actions, bits);
    }

    int leaderAction(int s, long bits) {
        return StackelbergOracle.act(phi, seen[s] * leaderActions, leaderActions, bits);
    }

    int next(int s, int a, int b, long bits) {
        return oracle.next(s, a, b, bits);
    }

    /** Where the occupancy trajectory goes on: s' with probability γ, otherwise a draw of ρ. */
    int restart(int next, long bits) {
        return goesOn(bits) ? next : oracle.start(bits & LOW);
    }

    /** Whether the occupancy trajectory goes on, with probability γ. */
    boolean goesOn(long bits) {
        return (bits >>> 32) < keepGoing;
    }

    /** δ_f = r_f − τ log π(a|s) + γ V̂_f(s') − V̂_f(s). */
    double followerError(int s, int a, int b, int next) {
        double reward = game.followerReward(s, a, b, law);
        double error = reward
                - tau * (iterate.theta[s * actions + a] - logSum[s])
                + gamma * iterate.followerValue[next]
                - iterate.followerValue[s];
        if (!(Math.abs(error) < Double.POSITIVE_INFINITY) && !Double.isFinite(reward)) {
            throw FrozenStackelberg.notFinite("follower", reward, s, a, b, law);
        }
        return error;
    }

    /** The same with + τ H(π(·|s)) in place of − τ log π(a|s): its mean is right, its correlation with a is not. */
    double followerErrorWithStateEntropy(int s, int a, int b, int next) {
        double entropy = 0;
        for (int i = s * actions; i < (s + 1) * actions; i++) {
            entropy -= pi[i] * (iterate.theta[i] - logSum[s]);
        }
        return followerError(s, a, b, next) + tau * (iterate.theta[s * actions + a] - logSum[s]) + tau * entropy;
    }

    /** δ_l = r_l + γ V̂_l(s') − V̂_l(s). */
    double leaderError(int s, int b, int next) {
        double reward = game.leaderReward(s, b, law);
        double error = reward + gamma * iterate.leaderValue[next] - iterate.leaderValue[s];
        if (!(Math.abs(error) < Double.POSITIVE_INFINITY) && !Double.isFinite(reward)) {
            throw FrozenStackelberg.notFinite("leader", reward, s, -1, b, law);
        }
        return error;
    }

    /** θ(s, ·) += step · ∇ log π(a|s), and the row of π with it. */
    void improveFollower(int s, int a, double step) {
        int row = s * actions;
        double max = ascend(iterate.theta, pi, row, actions, a, step);
        logSum[s] = max + QuickMath.log(softmax(iterate.theta, row, actions, max, pi));
    }

    /** ω(o(s), ·) += step · ∇ log φ(b|o(s)), and the row of φ with it. */
    void improveLeader(int s, int b, double step) {
        int row = seen[s] * leaderActions;
        softmax(iterate.omega, row, leaderActions, ascend(iterate.omega, phi, row, leaderActions, b, step), phi);
    }

    /** V̂_f(s) += step. */
    void correctFollower(int s, double step) {
        iterate.followerValue[s] += step;
    }

    /** V̂_l(s) += step. */
    void correctLeader(int s, double step) {
        iterate.leaderValue[s] += step;
    }

    /** The logits of both without π and φ, which {@link #refresh} brings up to date. */
    void ascend(int s, int a, int b, double followerStep, double leaderStep) {
        climb(iterate.theta, pi, s * actions, actions, a, followerStep);
        climb(iterate.omega, phi, seen[s] * leaderActions, leaderActions, b, leaderStep);
        lags[s] = true;
        leaderLags[seen[s]] = true;
    }

    /** Brings the rows of a state up to date. */
    void refresh(int s) {
        if (lags[s]) {
            lags[s] = false;
            refreshFollower(s);
        }
        if (leaderLags[seen[s]]) {
            leaderLags[seen[s]] = false;
            refreshLeader(seen[s]);
        }
    }

    private void refreshFollower(int s) {
        logSum[s] = softmax(iterate.theta, s * actions, actions, pi);
    }

    private void refreshLeader(int o) {
        int row = o * leaderActions;
        softmax(iterate.omega, row, leaderActions, largest(iterate.omega, row, leaderActions), phi);
    }

    private static void climb(double[] logits, double[] policy, int row, int width, int chosen, double step) {
        double moved = logits[row + chosen] + step * (1 - policy[row + chosen]);
        for (int j = row; j < row + width; j++) {
            logits[j] -= step * policy[j];
        }
        logits[row + chosen] = moved;
    }

    /** The same; the largest logit afterwards. */
    private static double ascend(double[] logits, double[] policy, int row, int width, int chosen, double step) {
        double moved = logits[row + chosen] + step * (1 - policy[row + chosen]);
        double max = moved;
        logits[row + chosen] = Double.NEGATIVE_INFINITY;
        for (int j = row; j < row + width; j++) {
            double now = logits[j] - step * policy[j];
            logits[j] = now;
            max = now > max ? now : max;
        }
        logits[row + chosen] = moved;
        return max;
    }

    /** μ̂ moves towards the atom of a state and action. */
    void track(int s, int a, double xi) {
        law.follow(atom[s * actions + a], xi);
    }
}

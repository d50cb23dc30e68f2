package org.meanfield4j.stackelberg;

import org.apache.commons.math3.util.FastMath;

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

    private final FrozenStackelberg frozen;
    private final StackelbergGame game;
    private final int[] atom;
    private final int[] seen;
    private final long keepGoing;
    /** log Σ_a exp θ(s, a), shape [S]. */
    private final double[] logSum;

    private StackelbergIterate iterate;
    private StackelbergOracle oracle;
    private Estimate law;

    ActorCritic(FrozenStackelberg frozen) {
        this(frozen, new double[frozen.game.observations() * frozen.leaderActions]);
    }

    /** With a table of the leader's policy that several types of followers share. */
    ActorCritic(FrozenStackelberg frozen, double[] phi) {
        this.frozen = frozen;
        this.game = frozen.game;
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
    }

    /** Takes an iterate to work on. */
    void take(StackelbergIterate taken) {
        iterate = taken;
        oracle = new StackelbergOracle(frozen, taken.law);
        law = oracle.law();
        for (int s = 0; s < logSum.length; s++) {
            logSum[s] = softmax(iterate.theta, s * actions, actions, pi);
        }
        for (int o = 0; o < phi.length; o += leaderActions) {
            softmax(iterate.omega, o, leaderActions, phi);
        }
    }

    /** One row of a softmax; its log-sum-exp. */
    static double softmax(double[] x, int row, int width, double[] out) {
        double max = x[row];
        for (int j = 1; j < width; j++) {
            max = Math.max(max, x[row + j]);
        }
        double sum = 0;
        for (int j = row; j < row + width; j++) {
            double e = x[j] == max ? 1 : FastMath.exp(x[j] - max);
            out[j] = e;
            sum += e;
        }
        double scale = 1 / sum;
        for (int j = row; j < row + width; j++) {
            out[j] *= scale;
        }
        return max + FastMath.log(sum);
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
        ascend(iterate.theta, pi, row, actions, a, step);
        logSum[s] = softmax(iterate.theta, row, actions, pi);
    }

    /** ω(o(s), ·) += step · ∇ log φ(b|o(s)), and the row of φ with it. */
    void improveLeader(int s, int b, double step) {
        int row = seen[s] * leaderActions;
        ascend(iterate.omega, phi, row, leaderActions, b, step);
        softmax(iterate.omega, row, leaderActions, phi);
    }

    /** The same for θ without the row of π, which {@link #refresh} brings up to date. */
    void ascendFollower(int s, int a, double step) {
        ascend(iterate.theta, pi, s * actions, actions, a, step);
    }

    /** The same for ω without the row of φ. */
    void ascendLeader(int s, int b, double step) {
        ascend(iterate.omega, phi, seen[s] * leaderActions, leaderActions, b, step);
    }

    /** Brings the rows of a state up to date. */
    void refresh(int s) {
        logSum[s] = softmax(iterate.theta, s * actions, actions, pi);
        softmax(iterate.omega, seen[s] * leaderActions, leaderActions, phi);
    }

    private static void ascend(double[] logits, double[] policy, int row, int width, int chosen, double step) {
        for (int j = 0; j < width; j++) {
            logits[row + j] += step * ((j == chosen ? 1 : 0) - policy[row + j]);
        }
    }

    /** μ̂ ← (1 − ξ) μ̂ + ξ e_z, which stays on the simplex for ξ ≤ 1: the paper's projection has nothing to do. */
    void track(int s, int a, double xi) {
        double[] mu = iterate.law;
        for (int z = 0; z < mu.length; z++) {
            mu[z] *= 1 - xi;
        }
        mu[atom[s * actions + a]] += xi;
    }
}

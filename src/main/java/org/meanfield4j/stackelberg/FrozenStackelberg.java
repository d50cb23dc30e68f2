package org.meanfield4j.stackelberg;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.core.numerics.Softmax;

/**
 * A Stackelberg game whose law is frozen: kernel and rewards as tables, checked once, and the exact values of policies in
 * it. Policies are flat tables, π of shape [S·A] and φ of shape [O·B]. One thread at a time.
 */
final class FrozenStackelberg {
    private static final double SETTLED = 1e-13;
    private static final double SAME_LAW = 1e-14;
    private static final int MOST_SWEEPS = 10_000;

    final StackelbergGame game;
    final int states;
    final int actions;
    final int leaderActions;
    final int atoms;
    final double gamma;
    final double tau;
    /** z(s, a), shape [S·A]. */
    final int[] atom;
    /** o(s), shape [S]. */
    final int[] seen;
    /** r_f, shape [S·A·B]. */
    final double[] followerReward;
    /** r_l, shape [S·B]. */
    final double[] leaderReward;

    private final boolean moving;
    private final double[] joint;
    private final double[] expected;
    private final double[] reward;
    private final double[] q;
    private final double[] improved;
    private Stop stop = Stop.never();
    private TransitionKernel kernel;
    private MarkovChain chain;

    /** Checks the sizes; frozen at the uniform law. */
    FrozenStackelberg(StackelbergGame game) {
        this.game = game;
        this.states = game.states();
        this.actions = game.actions();
        this.leaderActions = game.leaderActions();
        this.atoms = game.atoms();
        this.gamma = Require.discount(game.discount());
        this.tau = game.temperature();
        Require.temperature(tau);
        int pairs = Require.pairs(states, Require.pairs(actions, leaderActions));
        Require.atLeast("atoms", atoms, 1);
        Law.requireSize("initial law", game.initialLaw(), states);
        this.atom = new int[states * actions];
        this.seen = new int[states];
        for (int s = 0; s < states; s++) {
            seen[s] = within("observation of state " + s, game.observation(s), game.observations());
            for (int a = 0; a < actions; a++) {
                atom[s * actions + a] = within("atom of state " + s + ", action " + a, game.atom(s, a), atoms);
            }
        }
        this.moving = game.kernelDependsOnLaw();
        this.followerReward = new double[pairs];
        this.leaderReward = new double[states * leaderActions];
        this.joint = new double[pairs];
        this.expected = new double[pairs];
        this.reward = new double[states];
        this.q = new double[states * actions];
        this.improved = new double[states * actions];
        Law uniform = Law.uniform(atoms);
        kernel = kernelAt(game, uniform);
        chain = new MarkovChain(kernel);
        requireStill();
        freeze(uniform);
    }

    private static int within(String what, int value, int count) {
        if (value < 0 || value >= count) {
            throw new InvalidModelException(what + " = " + value + " must lie in 0 … " + (count - 1));
        }
        return value;
    }

    /** A kernel that looks at the law without saying so would be frozen at the wrong one. */
    private void requireStill() {
        if (!moving && !kernelAt(game, elsewhere(atoms)).identity().equals(kernel.identity())) {
            throw new InvalidModelException("the kernel of " + Identity.name(game)
                    + " changes with the law, but kernelDependsOnLaw() is false; override it, or call"
                    + " kernelDependsOnLaw() on the builder");
        }
    }

    private static TransitionKernel kernelAt(StackelbergGame game, MeanField law) {
        int leaderActions = game.leaderActions();
        return TransitionKernel.of(
                game.states(),
                game.actions() * leaderActions,
                (s, ab, row) -> game.move(s, ab / leaderActions, ab % leaderActions, law, row));
    }

    /** Half uniform, half proportional to 1, 2, …, Z. */
    static Law elsewhere(int atoms) {
        double[] p = new double[atoms];
        for (int z = 0; z < atoms; z++) {
            p[z] = 0.5 / atoms + (z + 1.0) / (1.0 * atoms * (atoms + 1));
        }
        return Law.proportionalTo(p);
    }

    static String identity(StackelbergGame game) {
        StringBuilder text = new StringBuilder("Stackelberg game of " + game.states() + " states, " + game.actions()
                + " and " + game.leaderActions() + " actions, discount " + game.discount() + ", temperature "
                + game.temperature() + ", from " + game.initialLaw().identity() + ", atoms " + game.atoms());
        for (int s = 0; s < game.states(); s++) {
            text.append(' ').append(game.observation(s));
            for (int a = 0; a < game.actions(); a++) {
                text.append(' ').append(game.atom(s, a));
            }
        }
        for (Law law : new Law[] {Law.uniform(game.atoms()), elsewhere(game.atoms())}) {
            try {
                FrozenStackelberg frozen = new FrozenStackelberg(game);
                frozen.freeze(law);
                text.append(", kernel ")
                        .append(frozen.kernel.identity())
                        .append(" and rewards ")
                        .append(Identity.digest(frozen.followerReward, frozen.leaderReward));
            } catch (RuntimeException | StackOverflowError e) {
                text.append(", refused");
            }
        }
        return text.toString();
    }

    void stopWhen(Stop when) {
        stop = when;
        chain.stopWhen(when);
    }

    TransitionKernel kernel() {
        return kernel;
    }

    MarkovChain chain() {
        return chain;
    }

    /** Freezes another law; complains about what the game breaks there. */
    void freeze(MeanField law) {
        if (moving) {
            kernel = kernelAt(game, law);
            chain = new MarkovChain(kernel);
            chain.stopWhen(stop);
        }
        for (int s = 0, i = 0, j = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                for (int b = 0; b < leaderActions; b++, i++) {
                    followerReward[i] = game.followerReward(s, a, b, law);
                    if (!Double.isFinite(followerReward[i])) {
                        throw notFinite("follower", followerReward[i], s, a, b, law);
                    }
                }
            }
            for (int b = 0; b < leaderActions; b++, j++) {
                leaderReward[j] = game.leaderReward(s, b, law);
                if (!Double.isFinite(leaderReward[j])) {
                    throw notFinite("leader", leaderReward[j], s, -1, b, law);
                }
            }
        }
    }

    /** The complaint about a reward; action −1 for the leader's. */
    static InvalidModelException notFinite(String who, double value, int s, int a, int b, MeanField law) {
        StringBuilder at = new StringBuilder();
        for (int z = 0; z < law.size() && z < 6; z++) {
            at.append(String.format(Locale.ROOT, z == 0 ? "%.4g" : ", %.4g", law.get(z)));
        }
        return new InvalidModelException(who + " reward of state " + s + (a < 0 ? "" : ", action " + a)
                + ", leader action " + b + " is " + value + " at the law (" + at + (law.size() > 6 ? ", …" : "")
                + "); it must be finite");
    }

    /** Lets all values be those of a pair of policies. */
    void follow(double[] pi, double[] phi) {
        for (int s = 0, i = 0; s < states; s++) {
            int row = seen[s] * leaderActions;
            for (int a = 0; a < actions; a++) {
                double p = pi[s * actions + a];
                for (int b = 0; b < leaderActions; b++, i++) {
                    joint[i] = p * phi[row + b];
                }
            }
        }
        chain.follow(joint);
    }

    /** V_f of the pair that is followed, with entropy weight τ or 0; values is a first guess, then the result. */
    void followerValue(double[] pi, double entropy, double[] values) {
        int width = actions * leaderActions;
        for (int s = 0; s < states; s++) {
            double sum = 0;
            for (int i = s * width; i < (s + 1) * width; i++) {
                sum += joint[i] * followerReward[i];
            }
            for (int i = s * actions; entropy > 0 && i < (s + 1) * actions; i++) {
                sum -= pi[i] > 0 ? entropy * pi[i] * FastMath.log(pi[i]) : 0;
            }
            reward[s] = sum;
        }
        chain.discountedValue(reward, gamma, values);
    }

    /** V_l of the pair that is followed. */
    void leaderValue(double[] phi, double[] values) {
        for (int s = 0; s < states; s++) {
            double sum = 0;
            for (int b = 0; b < leaderActions; b++) {
                sum += phi[seen[s] * leaderActions + b] * leaderReward[s * leaderActions + b];
            }
            reward[s] = sum;
        }
        chain.discountedValue(reward, gamma, values);
    }

    /** Q_f(s, a) = Σ_b φ(b | o(s)) [ r_f + γ P V ]. */
    void followerQ(double[] phi, double[] values, double[] out) {
        kernel.expected(values, expected);
        for (int s = 0, i = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                double sum = 0;
                for (int b = 0; b < leaderActions; b++, i++) {
                    sum += phi[seen[s] * leaderActions + b] * (followerReward[i] + gamma * expected[i]);
                }
                out[s * actions + a] = sum;
            }
        }
    }

    /**
     * The best response to a leader: soft policy iteration, π ← softmax(Q/τ), or greedy policy iteration without entropy.
     *
     * @param phi the leader
     * @param entropy τ or 0
     * @param pi a first guess, then the best response, which is also followed
     * @param values receives its V_f
     */
    void bestRespond(double[] phi, double entropy, double[] pi, double[] values) {
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; change > SETTLED; sweep++) {
            stop.check();
            if (sweep == MOST_SWEEPS) {
                throw new ArithmeticException("the followers' best response did not settle within " + SETTLED + " in "
                        + MOST_SWEEPS + " sweeps; use a larger temperature than " + tau);
            }
            follow(pi, phi);
            followerValue(pi, entropy, values);
            followerQ(phi, values, q);
            change = 0;
            for (int s = 0; s < states; s++) {
                improve(s * actions, entropy, pi);
            }
            for (int i = 0; i < pi.length; i++) {
                change = Math.max(change, Math.abs(improved[i] - pi[i]));
                pi[i] = improved[i];
            }
        }
        follow(pi, phi);
        followerValue(pi, entropy, values);
    }

    private void improve(int row, double entropy, double[] pi) {
        if (entropy > 0) {
            Softmax.softmax(q, row, actions, entropy, improved, row);
            return;
        }
        int best = 0;
        for (int a = 1; a < actions; a++) {
            best = q[row + a] > q[row + best] ? a : best;
        }
        for (int a = 0; a < actions; a++) {
            // Ties must not alternate: an action that is as good as the best one stays.
            if (pi[row + a] == 1 && q[row + a] >= q[row + best] - 1e-12 * (1 + Math.abs(q[row + best]))) {
                best = a;
            }
        }
        Arrays.fill(improved, row, row + actions, 0);
        improved[row + best] = 1;
    }

    /** The atoms' law under the stationary state law of the pair that is followed. */
    void stationary(double[] pi, double[] stateLaw, double[] law) {
        chain.stationaryLaw(stateLaw);
        Arrays.fill(law, 0);
        for (int s = 0, i = 0; s < states; s++) {
            for (int a = 0; a < actions; a++, i++) {
                law[atom[i]] += stateLaw[s] * pi[i];
            }
        }
    }

    /**
     * The induced mean field m(π, φ): the law that is stationary in the kernel that it makes itself. Afterwards the game is
     * frozen there and the pair followed.
     *
     * @param pi π
     * @param phi φ
     * @param law a first guess, then the law of the atoms
     * @param stateLaw receives the law of the states
     */
    void induce(double[] pi, double[] phi, double[] law, double[] stateLaw) {
        double[] next = new double[atoms];
        Estimate view = new Estimate(law);
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; change > SAME_LAW * atoms && (moving || sweep == 0); sweep++) {
            stop.check();
            if (sweep == MOST_SWEEPS) {
                throw new ArithmeticException("the mean field of a pair of policies did not settle in " + MOST_SWEEPS
                        + " sweeps (change " + change + "); its kernel depends on the law too strongly");
            }
            if (moving) {
                freeze(view);
            }
            follow(pi, phi);
            stationary(pi, stateLaw, next);
            change = 0;
            for (int z = 0; z < atoms; z++) {
                change += Math.abs(next[z] - law[z]);
                law[z] = next[z];
            }
        }
        freeze(view);
        follow(pi, phi);
    }

    /** ρᵀV times 1 − γ. */
    double perStep(double[] values) {
        return (1 - gamma) * game.initialLaw().expectation(values);
    }

    double[] joint() {
        return joint;
    }
}

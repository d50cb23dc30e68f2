package org.meanfield4j.stackelberg;

import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.text.Digits;

/**
 * The two gradients of a leader at the equilibrium of its followers, both with respect to the logits ω of φ: the full one,
 * ∇Φ(φ) through the equilibrium, and the partial one, ∇J_l with π* and μ* held, which single-loop methods follow.
 *
 * @param equilibrium of the leader
 * @param partial (1 − γ) ∇_ω J_l(φ, π*, μ*), shape [O·B]
 * @param full ∇_ω Φ(φ), shape [O·B]
 */
public record LeaderGradient(StackelbergEquilibrium equilibrium, double[] partial, double[] full) {

    /** Checks that the gradients have the same length. */
    public LeaderGradient {
        Require.given("equilibrium", equilibrium);
        if (Require.given("partial", partial).length != Require.given("full", full).length) {
            throw new IllegalArgumentException("partial has " + partial.length + " entries, full has " + full.length
                    + "; give one per observation and action of the leader");
        }
    }

    /**
     * Computes both gradients, by one linear solve of size Z.
     *
     * @param game the game
     * @param leader φ, shape [O, B]
     * @return the gradients
     * @throws ArithmeticException if the equilibrium does not settle
     */
    public static LeaderGradient compute(StackelbergGame game, TabularPolicy leader) {
        return compute(game, leader, Monitor.silent());
    }

    /**
     * Computes both gradients, by one linear solve of size Z.
     *
     * @param game the game
     * @param leader φ, shape [O, B]
     * @param monitor may stop the search
     * @return the gradients
     * @throws ArithmeticException if the equilibrium does not settle
     */
    public static LeaderGradient compute(StackelbergGame game, TabularPolicy leader, Monitor monitor) {
        StackelbergEquilibrium.requireLeader(game, leader);
        return Loop.watch(Monitor.Plan.of("Gradient of the leader"), monitor, watch -> {
            StackelbergEquilibrium.Point point = new StackelbergEquilibrium.Point(new FrozenStackelberg(game), watch);
            double[] phi = leader.probabilities();
            point.settle(phi);
            ImplicitResponse response = new ImplicitResponse(point, phi);
            double[] full = response.fullGradient();
            return new LeaderGradient(point.equilibrium(leader), response.partialGradient(), full);
        });
    }

    /**
     * How well the partial gradient points where the full one does.
     *
     * @return the cosine of the angle between them, NaN if one of them is zero
     */
    public double cosine() {
        return ImplicitResponse.dot(partial, full)
                / Math.sqrt(ImplicitResponse.dot(partial, partial) * ImplicitResponse.dot(full, full));
    }

    /**
     * The length of the partial gradient.
     *
     * @return its Euclidean norm
     */
    public double partialNorm() {
        return Math.sqrt(ImplicitResponse.dot(partial, partial));
    }

    /**
     * The length of the full gradient; zero at a stationary point of the leader.
     *
     * @return its Euclidean norm
     */
    public double fullNorm() {
        return Math.sqrt(ImplicitResponse.dot(full, full));
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}

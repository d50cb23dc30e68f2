package org.meanfield4j.stationary.games;

import java.util.Arrays;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.StationaryGame;

/**
 * Choose your next state: action a leads to state a, with slip p to a uniform state, and the reward is linear in the
 * law, r(s, a, μ) = (Wμ)(s). Small enough for closed forms, with γ the discount and n the number of states:
 *
 * <pre>
 * π*(a) ∝ exp(γ (1−p) (Wμ)(a) / η) in every state,     Γ_1(μ) = p/n + (1−p) π*
 * Jacobian of Γ_1 at the uniform law, on zero-sum directions: γ (1−p)² / (nη) · W
 * </pre>
 *
 * A positive diagonal of W is herding, a negative one congestion, a skew part rotation. Source: the form reconstructed,
 * rock-paper-scissors after Bench-MFG and MFGLib.
 *
 * @param name what a run calls the game
 * @param interaction W, square, at least 2×2, finite
 * @param moves action a leads to state a, with slip p
 * @param discount γ in [0, 1)
 * @param initialLaw μ_0, one entry per state
 */
@Withers
public record ChooseYourState(String name, double[][] interaction, Moves moves, double discount, Law initialLaw)
        implements StationaryGame, ChooseYourStateSettings.With {

    /** Keeps its own copy of W and checks it. */
    public ChooseYourState {
        Require.given("name", name);
        Require.all("interaction", interaction);
        int n = interaction.length;
        if (n < 2) {
            throw new InvalidModelException(
                    "interaction W has " + n + " rows, must have at least 2; one state is no choice");
        }
        interaction = Arrays.stream(interaction).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < n; i++) {
            if (interaction[i].length != n) {
                throw new InvalidModelException("row " + i + " of interaction W has " + interaction[i].length
                        + " entries, must have " + n + "; W is square");
            }
            for (int j = 0; j < n; j++) {
                Terms.finite("interaction W[" + i + "][" + j + "]", interaction[i][j]);
            }
        }
        Terms.check(n, n, moves, discount, initialLaw);
    }

    /**
     * The game of an interaction matrix.
     *
     * @param w W, square, at least 2×2; copied
     * @return the game with slip 0.1, discount 0.9 and uniform initial law
     * @throws InvalidModelException if W is not square, too small or not finite
     */
    public static ChooseYourState of(double[][] w) {
        return named("ChooseYourState", w);
    }

    /**
     * Two states with W = αI: herding for α &gt; 0, congestion for α &lt; 0. At the uniform law Γ_1' = γ(1−p)² α/(2η).
     *
     * @param alpha α, finite
     * @return the game
     */
    public static ChooseYourState twoStates(double alpha) {
        return named("TwoStates(α = " + alpha + ")", new double[][] {{Terms.finite("alpha", alpha), 0}, {0, alpha}});
    }

    /**
     * Rock-paper-scissors, W = [[0, −1, 1], [1, 0, −1], [−1, 1, 0]]: pure rotation, so C = 0 while the largest stable
     * outer step is finite.
     *
     * @return the game
     */
    public static ChooseYourState rockPaperScissors() {
        return named("RockPaperScissors", skew(0));
    }

    /**
     * Rock-paper-scissors with herding, W = αI + W_RPS: C = γ(1−p)² α/(3η), and no outer step converges once C &gt; 1.
     *
     * @param alpha α, finite
     * @return the game
     */
    public static ChooseYourState herdingRockPaperScissors(double alpha) {
        return named("HerdingRockPaperScissors(α = " + alpha + ")", skew(Terms.finite("alpha", alpha)));
    }

    private static double[][] skew(double alpha) {
        return new double[][] {{alpha, -1, 1}, {1, alpha, -1}, {-1, 1, alpha}};
    }

    private static ChooseYourState named(String name, double[][] w) {
        // A matrix that is too small has no moves, and is refused.
        int n = Math.max(1, Require.given("interaction W", w).length);
        return new ChooseYourState(name, w, Moves.of(n, n, (s, a) -> a), Terms.DISCOUNT, Law.uniform(n));
    }

    /**
     * W, the interaction matrix.
     *
     * @return a copy, shape [S, S]
     */
    @Override
    public double[][] interaction() {
        return Arrays.stream(interaction).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * The same game with another slip.
     *
     * @param slip p in [0, 1]
     * @return a new game
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public ChooseYourState withSlip(double slip) {
        return withMoves(moves.slipping(slip));
    }

    /**
     * How much of a difference of rewards reaches the population after one step.
     *
     * @return γ(1−p)²; the Jacobian of Γ_1 at the uniform law is this times W/(nη)
     */
    public double gain() {
        return discount * (1 - moves.slip()) * (1 - moves.slip());
    }

    @Override
    public int states() {
        return interaction.length;
    }

    @Override
    public int actions() {
        return interaction.length;
    }

    @Override
    public TransitionKernel kernel(Law law) {
        return moves.kernel();
    }

    @Override
    public double reward(int state, int action, Law law) {
        Terms.pair(state, action, law, this);
        double sum = 0;
        for (int j = 0; j < interaction.length; j++) {
            sum += interaction[state][j] * law.get(j);
        }
        return sum;
    }

    @Override
    public void rewards(Law law, double[] out) {
        Require.given("law", law);
        Require.room("out", out, states() * actions());
        int n = interaction.length;
        for (int s = 0; s < n; s++) {
            Arrays.fill(out, s * n, (s + 1) * n, reward(s, 0, law));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

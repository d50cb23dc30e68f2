package org.meanfield4j.stationary.games;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.StationaryGame;

/**
 * Two bars on a chain of 7 places, at places 1 and 5, with company wanted (α &gt; 0): the crowd may settle at either bar,
 * so equilibria are several. Actions left, stay, right with slip p = 0.1; a step beyond an end stays; and
 *
 * <pre>
 * r(s, a, μ) = −0.5 · min(|s − 1|, |s − 5|) − 0.1 · 1[a ≠ stay] + α μ(s).
 * </pre>
 *
 * Source: the form after Bench-MFG's {@code MultipleEquilibria}, the numbers reconstructed.
 *
 * @param herding α, finite; 0 is a game without interaction
 * @param moves left, stay, right, with slip p
 * @param discount γ in [0, 1)
 * @param initialLaw μ_0 on 7 states
 */
@Withers
public record TwoBarChain(double herding, Moves moves, double discount, Law initialLaw)
        implements StationaryGame, TwoBarChainSettings.With {
    private static final int PLACES = 7;
    private static final double ATTRACTION = 0.5;
    private static final double MOVE_COST = 0.1;

    /** Checks the sizes and the numbers. */
    public TwoBarChain {
        Terms.finite("herding", herding);
        Terms.check(PLACES, 3, moves, discount, initialLaw);
    }

    /**
     * The game with slip 0.1, discount 0.9 and uniform initial law.
     *
     * @param herding α, finite; 0 is a game without interaction
     * @throws org.meanfield4j.core.check.InvalidModelException if α is not finite
     */
    public TwoBarChain(double herding) {
        this(
                herding,
                Moves.of(PLACES, 3, (s, a) -> Math.max(0, Math.min(PLACES - 1, s + a - 1))),
                Terms.DISCOUNT,
                Law.uniform(PLACES));
    }

    /**
     * The same game with another slip.
     *
     * @param slip p in [0, 1]
     * @return a new game
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public TwoBarChain withSlip(double slip) {
        return withMoves(moves.slipping(slip));
    }

    @Override
    public int states() {
        return PLACES;
    }

    @Override
    public int actions() {
        return 3;
    }

    @Override
    public TransitionKernel kernel(Law law) {
        return moves.kernel();
    }

    @Override
    public double reward(int state, int action, Law law) {
        Terms.pair(state, action, law, this);
        int distance = Math.min(Math.abs(state - 1), Math.abs(state - 5));
        return -ATTRACTION * distance - (action == 1 ? 0 : MOVE_COST) + herding * law.get(state);
    }

    @Override
    public String toString() {
        return "TwoBarChain(α = " + herding + ")";
    }
}

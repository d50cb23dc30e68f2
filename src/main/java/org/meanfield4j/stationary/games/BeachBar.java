package org.meanfield4j.stationary.games;

import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.StationaryGame;

/**
 * Beach bar on a ring of 11 places with the bar at place 5: everyone wants to lie near the bar but not in the crowd.
 * Actions left, stay, right with slip p = 0.1, and
 *
 * <pre>
 * r(s, a, μ) = 1 − 2 · dist(s, 5)/11 − 0.1 · 1[a ≠ stay] − log max(μ(s), 1e-6).
 * </pre>
 *
 * Source: the form after OpenSpiel's {@code crowd_modelling}, the numbers reconstructed.
 *
 * @param moves left, stay, right, with slip p
 * @param discount γ in [0, 1)
 * @param initialLaw μ_0 on 11 states
 */
@Withers
public record BeachBar(Moves moves, double discount, Law initialLaw) implements StationaryGame, BeachBarSettings.With {
    private static final int BAR = 5;
    private static final int PLACES = 11;
    private static final double MOVE_COST = 0.1;

    /** Checks the sizes and the discount. */
    public BeachBar {
        Terms.check(PLACES, 3, moves, discount, initialLaw);
    }

    /** The game with slip 0.1, discount 0.9 and uniform initial law. */
    public BeachBar() {
        this(Moves.of(PLACES, 3, (s, a) -> Math.floorMod(s + a - 1, PLACES)), Terms.DISCOUNT, Law.uniform(PLACES));
    }

    /**
     * The same game with another slip.
     *
     * @param slip p in [0, 1]
     * @return a new game
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public BeachBar withSlip(double slip) {
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
        int distance = Math.abs(state - BAR);
        distance = Math.min(distance, PLACES - distance);
        return 1
                - 2.0 * distance / PLACES
                - (action == 1 ? 0 : MOVE_COST)
                - FastMath.log(Math.max(law.get(state), Terms.SMALLEST_MASS));
    }

    @Override
    public String toString() {
        return "BeachBar";
    }
}

package org.meanfield4j.stationary.games;

import org.meanfield4j.core.Law;
import org.meanfield4j.core.TransitionKernel;
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
 */
public final class TwoBarChain implements StationaryGame {
    private static final int PLACES = 7;
    private static final double ATTRACTION = 0.5;
    private static final double MOVE_COST = 0.1;

    private final double herding;
    private final Setting setting;
    private final TransitionKernel kernel;

    /**
     * The game with slip 0.1, discount 0.9 and uniform initial law.
     *
     * @param herding α, finite; 0 is a game without interaction
     * @throws org.meanfield4j.core.InvalidModelException if α is not finite
     */
    public TwoBarChain(double herding) {
        this(Setting.finite("herding", herding), Setting.standard(PLACES));
    }

    private TwoBarChain(double herding, Setting setting) {
        this.herding = herding;
        this.setting = setting;
        this.kernel = TransitionKernel.deterministic(PLACES, 3, (s, a) -> Math.max(0, Math.min(PLACES - 1, s + a - 1)))
                .withSlip(setting.slip());
    }

    /**
     * The same game with another slip.
     *
     * @param slip p in [0, 1]
     * @return a new game
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public TwoBarChain withSlip(double slip) {
        return new TwoBarChain(herding, setting.withSlip(slip));
    }

    /**
     * The same game with another discount.
     *
     * @param discount γ in [0, 1)
     * @return a new game
     * @throws IllegalArgumentException if γ is outside [0, 1)
     */
    public TwoBarChain withDiscount(double discount) {
        return new TwoBarChain(herding, setting.withDiscount(discount));
    }

    /**
     * The same game from another initial law.
     *
     * @param initialLaw μ_0 on 7 states
     * @return a new game
     * @throws IllegalArgumentException if the size differs
     */
    public TwoBarChain withInitialLaw(Law initialLaw) {
        return new TwoBarChain(herding, setting.withInitialLaw(initialLaw));
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
    public double discount() {
        return setting.discount();
    }

    @Override
    public TransitionKernel kernel(Law law) {
        return kernel;
    }

    @Override
    public double reward(int state, int action, Law law) {
        int distance = Math.min(Math.abs(state - 1), Math.abs(state - 5));
        return -ATTRACTION * distance - (action == 1 ? 0 : MOVE_COST) + herding * law.get(state);
    }

    @Override
    public Law initialLaw() {
        return setting.initialLaw();
    }

    @Override
    public String toString() {
        return "TwoBarChain(α = " + herding + ")";
    }
}

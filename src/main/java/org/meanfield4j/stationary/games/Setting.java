package org.meanfield4j.stationary.games;

import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Law;

/**
 * What every game of this package has besides its rewards.
 *
 * @param slip p, probability that a uniformly drawn action replaces the chosen one
 * @param discount γ in [0, 1)
 * @param initialLaw μ_0
 */
record Setting(double slip, double discount, Law initialLaw) {
    /** −log μ needs a floor: below it the reward of an empty state would be infinite. */
    static final double SMALLEST_MASS = 1e-6;

    Setting {
        if (!(slip >= 0 && slip <= 1)) {
            throw new IllegalArgumentException("slip = " + slip + " must lie in [0, 1]; it is a probability");
        }
        if (!(discount >= 0 && discount < 1)) {
            throw new IllegalArgumentException("discount = " + discount + " must lie in [0, 1); try 0.9");
        }
    }

    static Setting standard(int states) {
        return new Setting(0.1, 0.9, Law.uniform(states));
    }

    Setting withSlip(double p) {
        return new Setting(p, discount, initialLaw);
    }

    Setting withDiscount(double gamma) {
        return new Setting(slip, gamma, initialLaw);
    }

    Setting withInitialLaw(Law law) {
        if (law.size() != initialLaw.size()) {
            throw new IllegalArgumentException("initial law has " + law.size() + " entries, the game has "
                    + initialLaw.size() + " states; give one per state");
        }
        return new Setting(slip, discount, law);
    }

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidModelException(name + " = " + value + " must be finite");
        }
        return value;
    }
}

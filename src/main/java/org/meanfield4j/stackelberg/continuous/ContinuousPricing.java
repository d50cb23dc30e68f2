package org.meanfield4j.stackelberg.continuous;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * Continuous equilibrium pricing: output s in [0, 3], price p = b/(max(m, 0) + 1), r_f = (p − c_0) s − c_1 s² − ½ a²,
 * r_l = −(p − 1)². Without the box m = (ω/(m + 1) − c_0)/(2 c_1): the mean price meets its target at ω = 2, m = 1 for the
 * defaults. The leader's own noise costs (σ_b/(m + 1))², which the partial gradient does not see; so the true optimum is a
 * little higher. Source: reconstructed.
 *
 * @param unitCost c_0
 * @param convexCost c_1
 * @param discount γ in [0, 1)
 * @param temperature τ &gt; 0
 */
@Withers
public record ContinuousPricing(double unitCost, double convexCost, double discount, double temperature)
        implements ContinuousGame, ContinuousPricingSettings.With {
    /** Beyond it its square overflows. */
    private static final double LARGEST_COST = 1e100;

    /** Checks the numbers. */
    public ContinuousPricing {
        Require.discount(discount);
        Require.temperature(temperature);
        if (!(unitCost >= 0 && unitCost < 1)) {
            throw new IllegalArgumentException(
                    "unitCost = " + unitCost + " must lie in [0, 1), below the target of the price; try 0.2");
        }
        if (!(convexCost > 0 && convexCost <= LARGEST_COST)) {
            throw new IllegalArgumentException(
                    "convexCost = " + convexCost + " must be positive and at most " + LARGEST_COST + "; try 0.4");
        }
    }

    /**
     * c_0 = 0.2, c_1 = 0.4, γ = 0.9, τ = 0.05.
     *
     * @return the game of all results
     */
    public static ContinuousPricing defaults() {
        return new ContinuousPricing(0.2, 0.4, 0.9, 0.05);
    }

    @Override
    public double lowest() {
        return 0;
    }

    @Override
    public double highest() {
        return 3;
    }

    @Override
    public double noise() {
        return 0.1;
    }

    @Override
    public double initialMean() {
        return 1;
    }

    @Override
    public double initialDeviation() {
        return 0.5;
    }

    @Override
    public double leaderDeviation() {
        return 0.3;
    }

    @Override
    public double leaderStart() {
        return 1;
    }

    @Override
    public double meanStart() {
        return 1;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public double followerReward(double s, double a, double b, double m) {
        return (price(b, m) - unitCost) * s - convexCost * s * s - 0.5 * a * a;
    }

    @Override
    public double leaderReward(double b, double m) {
        double miss = price(b, m) - 1;
        return -miss * miss;
    }

    private static double price(double b, double m) {
        return b / (Math.max(m, 0) + 1);
    }

    /**
     * The mean that a leader leads to, without the box.
     *
     * @param omega ω
     * @return the positive root of 2 c_1 m (m + 1) = ω − c_0 (m + 1)
     */
    public double mean(double omega) {
        double linear = 2 * convexCost + unitCost;
        double constant = unitCost - omega;
        double root = linear * linear - 8 * convexCost * constant;
        if (!(root >= 0 && root < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("omega = " + omega + " must be finite and at least "
                    + (unitCost - linear * linear / (8 * convexCost)) + ", or no mean answers it; try 2");
        }
        return (-linear + Math.sqrt(root)) / (4 * convexCost);
    }

    /**
     * The Stackelberg objective without the box.
     *
     * @param omega ω
     * @return Φ(ω) = −(ω/(m + 1) − 1)² − (σ_b/(m + 1))²
     */
    public double objective(double omega) {
        double m = mean(omega);
        double miss = omega / (m + 1) - 1;
        double noise = leaderDeviation() / (m + 1);
        return -miss * miss - noise * noise;
    }

    @Override
    public Reference reference() {
        // p = 1 at m = (1 − c_0)/(2 c_1).
        double mean = (1 - unitCost) / (2 * convexCost);
        double best = new BrentOptimizer(1e-10, 1e-12)
                .optimize(
                        new MaxEval(1000),
                        GoalType.MAXIMIZE,
                        new SearchInterval(mean, 2 * (mean + 1)),
                        new UnivariateObjectiveFunction(this::objective))
                .getPoint();
        return Reference.of(this, 2 * convexCost, mean + 1, mean, best, mean(best));
    }
}

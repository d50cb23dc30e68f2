package org.meanfield4j.stackelberg.continuous;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * Continuous shop positioning on [−2, 2]:
 *
 * <pre>
 * r_f = −½ q_b (s − b)² − ½ q_z (s − z)² − ½ a² + ½ κ (s − m)²
 * r_l = −½ (b − m)² − ½ c (b − b_0)²
 * </pre>
 *
 * Closed forms without the box: m(ω) = w ω + (1 − w) z with w = q_b/(q_b + q_z); the partial gradient vanishes at
 * ((1 − w) z + c b_0)/(1 + c − w), the true optimum is ((1 − w)² z + c b_0)/((1 − w)² + c). Source: reconstructed.
 *
 * @param shopPull q_b
 * @param amenityPull q_z
 * @param dispersion κ, below q_b + q_z
 * @param amenity z
 * @param cost c
 * @param depot b_0
 * @param discount γ in [0, 1)
 * @param temperature τ &gt; 0
 * @param halfWidth the box is [−halfWidth, halfWidth]
 */
@Withers
public record ContinuousShop(
        double shopPull,
        double amenityPull,
        double dispersion,
        double amenity,
        double cost,
        double depot,
        double discount,
        double temperature,
        double halfWidth)
        implements ContinuousGame, ContinuousShopSettings.With {

    /** Checks the numbers. */
    public ContinuousShop {
        Require.discount(discount);
        Require.temperature(temperature);
        Require.finite("shopPull", shopPull);
        Require.finite("amenityPull", amenityPull);
        Require.finite("dispersion", dispersion);
        Require.finite("amenity", amenity);
        Require.finite("cost", cost);
        Require.finite("depot", depot);
        Require.positive("halfWidth", halfWidth, "try 2");
        Require.positive(
                "shopPull + amenityPull - dispersion", shopPull + amenityPull - dispersion, "lower the dispersion");
    }

    /**
     * q_b = q_z = 1, κ = 0.3, z = −1, c = 0.05, b_0 = 1, γ = 0.9, τ = 0.1.
     *
     * @return the game of all results
     */
    public static ContinuousShop defaults() {
        return new ContinuousShop(1, 1, 0.3, -1, 0.05, 1, 0.9, 0.1, 2);
    }

    @Override
    public double lowest() {
        return -halfWidth;
    }

    @Override
    public double highest() {
        return halfWidth;
    }

    @Override
    public double noise() {
        return 0.3;
    }

    @Override
    public double initialMean() {
        return 0;
    }

    @Override
    public double initialDeviation() {
        return 2;
    }

    @Override
    public double leaderDeviation() {
        return 0.3;
    }

    @Override
    public double leaderStart() {
        return 0;
    }

    @Override
    public double meanStart() {
        return 0;
    }

    @Override
    public double scale() {
        return 0.5;
    }

    @Override
    public double followerReward(double s, double a, double b, double m) {
        return 0.5
                * (-shopPull * (s - b) * (s - b)
                        - amenityPull * (s - amenity) * (s - amenity)
                        - a * a
                        + dispersion * (s - m) * (s - m));
    }

    @Override
    public double leaderReward(double b, double m) {
        return -0.5 * ((b - m) * (b - m) + cost * (b - depot) * (b - depot));
    }

    @Override
    public Reference reference() {
        double w = shopPull / (shopPull + amenityPull);
        double rest = 1 - w;
        double single = (rest * amenity + cost * depot) / (1 + cost - w);
        double best = (rest * rest * amenity + cost * depot) / (rest * rest + cost);
        return Reference.of(
                this,
                shopPull + amenityPull - dispersion,
                single,
                w * single + rest * amenity,
                best,
                w * best + rest * amenity);
    }
}

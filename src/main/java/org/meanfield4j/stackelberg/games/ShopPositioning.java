package org.meanfield4j.stackelberg.games;

import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.core.numerics.QuickMath;
import org.meanfield4j.stackelberg.StackelbergGame;

/**
 * Shop positioning: a crowd walks a circle of n places between an amenity and a shop, and the leader posts where the shop
 * stands. Actions left, stay, right; with d the distance along the circle and D the largest one
 *
 * <pre>
 * s' = s + a − 1 + ε (mod n),   ε in {−1, 0, 1}
 * r_f = −d(s, b)/D − d(s, amenity)/D − 0.1 · 1[moves] − 0.5 μ(s)
 * r_l = Σ_x μ(x) exp(−d(x, b)/width) − c d(b, depot)
 * </pre>
 *
 * The parent is MFGLib's Beach Bar, whose −log μ(s) has no Lipschitz constant; it is here as {@code logCrowd}. Source:
 * named in the paper with its c; everything else is reconstructed.
 *
 * @param places n, at least 3
 * @param cost c of a shop away from the depot
 * @param temperature τ &gt; 0
 * @param discount γ in [0, 1)
 * @param amenity a place
 * @param depot a place
 * @param moveCost of an action other than stay
 * @param crowd weight of the crowd
 * @param logCrowd the crowd term is crowd · log(μ(s) + logCrowd) if positive, at least 0.01, and crowd · μ(s) if 0
 * @param width how far a shop reaches, in places
 * @param slip law of ε = −1, 0, 1
 * @param initialLaw ρ on the places
 * @param posted whether the leader posts one place for everybody, as in all results, instead of seeing the state
 */
@Withers
public record ShopPositioning(
        int places,
        double cost,
        double temperature,
        double discount,
        int amenity,
        int depot,
        double moveCost,
        double crowd,
        double logCrowd,
        double width,
        Law slip,
        Law initialLaw,
        boolean posted)
        implements StackelbergGame, ShopPositioningSettings.With {
    private static final int STAY = 1;
    private static final double LEAST_LOG_CROWD = 1e-2;

    /** Checks the numbers. */
    public ShopPositioning {
        Require.atLeast("places", places, 3);
        Require.temperature(temperature);
        Require.discount(discount);
        requirePlace("amenity", amenity, places);
        requirePlace("depot", depot, places);
        Require.positive("width", width, "try 0.5");
        if (Require.given("initialLaw", initialLaw).size() != places) {
            throw new IllegalArgumentException("initial law has " + initialLaw.size() + " entries for places = "
                    + places + "; give one per place, both at once by with(…)");
        }
        Law.requireSize("slip", slip, 3);
        Terms.finite("cost", cost);
        Terms.finite("moveCost", moveCost);
        Terms.finite("crowd", crowd);
        Require.finite("logCrowd", logCrowd);
        if (logCrowd != 0 && !(logCrowd >= LEAST_LOG_CROWD)) {
            throw new IllegalArgumentException("logCrowd = " + logCrowd + " must be 0 or at least " + LEAST_LOG_CROWD
                    + ": below it the reward of an empty place has no useful Lipschitz constant");
        }
    }

    private static void requirePlace(String name, int place, int places) {
        if (place < 0 || place >= places) {
            throw new IllegalArgumentException(name + " = " + place + " must be one of the places 0 … " + (places - 1));
        }
    }

    /**
     * Five places, amenity at 1, depot at 3, τ = 0.2, γ = 0.9, ρ uniform.
     *
     * @param cost c, 0.05 in the headline figure, also 0.2 and 0.5
     * @return the game
     */
    public static ShopPositioning of(double cost) {
        return new ShopPositioning(
                5, cost, 0.2, 0.9, 1, 3, 0.1, 0.5, 0, 0.5, Law.of(0.1, 0.8, 0.1), Law.uniform(5), true);
    }

    @Override
    public int states() {
        return places;
    }

    @Override
    public int actions() {
        return 3;
    }

    @Override
    public int leaderActions() {
        return places;
    }

    @Override
    public void move(int state, int action, int leader, MeanField law, TransitionKernel.Row row) {
        assert Terms.inside(this, state, action, leader, law) && Require.given("row", row) != null;
        for (int e = 0; e < slip.size(); e++) {
            row.add(Math.floorMod(state + action - 1 + e - 1, places), slip.get(e));
        }
    }

    @Override
    public double followerReward(int state, int action, int leader, MeanField law) {
        assert Terms.inside(this, state, action, leader, law);
        double far = distance(state, leader) + distance(state, amenity);
        double mass = law.get(state);
        return -far / (places / 2)
                - (action == STAY ? 0 : moveCost)
                - crowd * (logCrowd > 0 ? FastMath.log(mass + logCrowd) : mass);
    }

    @Override
    public double leaderReward(int state, int leader, MeanField law) {
        assert Terms.inside(this, state, 0, leader, law);
        double reached = law.get(leader);
        double perPlace = QuickMath.exp(-1 / width);
        double weight = perPlace;
        for (int d = 1; 2 * d <= places; d++, weight *= perPlace) {
            int right = leader + d < places ? leader + d : leader + d - places;
            int left = leader < d ? leader - d + places : leader - d;
            double there = left == right ? law.get(right) : law.get(left) + law.get(right);
            reached += there * weight;
        }
        return reached - cost * distance(leader, depot);
    }

    /**
     * The distance along the circle.
     *
     * @param x a place
     * @param y a place
     * @return at most n/2
     */
    public int distance(int x, int y) {
        assert Require.index("x", x, places) >= 0 && Require.index("y", y, places) >= 0;
        int d = Math.abs(x - y);
        return Math.min(d, places - d);
    }

    @Override
    public String toString() {
        return "ShopPositioning(c=" + cost + (posted ? ")" : ", sees the place)");
    }
}

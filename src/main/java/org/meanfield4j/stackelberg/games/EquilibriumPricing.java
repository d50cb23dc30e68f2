package org.meanfield4j.stackelberg.games;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.stackelberg.StackelbergGame;

/**
 * Equilibrium pricing: firms with an inventory s ≤ i sell q and order h, demand and sales make the price, and a regulator
 * sets the level of demand so that the price meets its target. An action is a = (H + 1) q + h.
 *
 * <pre>
 * y = s − min(q, s);   s' = min(y + h, i) with the probability of delivery, otherwise y
 * atoms z(s, a) = (Q + 1) s + q;   q̄(μ) = Σ_z μ(z) (z mod (Q + 1));   p_b(μ) = (d_b / (q̄ + e_0))^{1/σ}
 * r_f = (p_b − c_0) q − c_1 q² − c_2 h − (c_2 + c_3) max(q − s, 0) − c_4 s
 * r_l = −(p_b − target)² − levelCost (d_b − d_0)
 * </pre>
 *
 * The parent is MFGLib's Equilibrium Price. Source: named in the paper with its i, read as the largest inventory;
 * everything else is reconstructed.
 *
 * @param inventory i, at least 1
 * @param sales Q, the most that is sold at once, at least 1
 * @param orders H, the most that is ordered at once, at least 0
 * @param demand levels d_0 &lt; d_1 &lt; …, the leader's actions, positive
 * @param temperature τ &gt; 0
 * @param discount γ in [0, 1)
 * @param delivery probability that an order arrives
 * @param supply e_0 &gt; 0, sales from elsewhere
 * @param elasticity σ &gt; 0
 * @param costs c_0 … c_4
 * @param target price
 * @param levelCost of demand above the lowest level
 * @param initialLaw ρ on the inventories 0 … i
 * @param posted whether the leader posts one level for everybody, as in all results, instead of seeing the inventory
 */
@Withers
public record EquilibriumPricing(
        int inventory,
        int sales,
        int orders,
        Levels demand,
        double temperature,
        double discount,
        double delivery,
        double supply,
        double elasticity,
        Costs costs,
        double target,
        double levelCost,
        Law initialLaw,
        boolean posted)
        implements StackelbergGame, EquilibriumPricingSettings.With {

    /** Checks the numbers. */
    public EquilibriumPricing {
        requireSizes(inventory, sales, orders);
        Require.temperature(temperature);
        Require.discount(discount);
        Require.probability("delivery", delivery);
        Require.positive("supply", supply, "try 1");
        Require.positive("elasticity", elasticity, "try 1");
        if (Require.given("initialLaw", initialLaw).size() != inventory + 1) {
            throw new IllegalArgumentException("initial law has " + initialLaw.size() + " entries for inventory = "
                    + inventory + "; give one per inventory 0 … i, both at once by with(…)");
        }
        Require.given("demand", demand);
        Require.given("costs", costs);
        Terms.finite("target", target);
        Terms.finite("levelCost", levelCost);
    }

    private static void requireSizes(int inventory, int sales, int orders) {
        Require.atLeast("inventory", inventory, 1);
        Require.atLeast("sales", sales, 1);
        Require.atLeast("orders", orders, 0);
        Require.memory(
                "inventory = " + inventory + ", sales = " + sales + ", orders = " + orders,
                (long) ((inventory + 1.0) * (sales + 1.0) * (orders + 1.0)),
                4,
                "values and rewards",
                "use fewer of them");
    }

    /** Levels of demand. */
    public static final class Levels implements org.meanfield4j.core.law.Identified {
        private final double[] values;

        private Levels(double[] values) {
            this.values = values;
        }

        /**
         * Levels of demand.
         *
         * @param values positive and finite, at least one
         * @return the levels
         */
        public static Levels of(double... values) {
            Require.atLeast("number of values", Require.given("values", values).length, 1);
            for (int b = 0; b < values.length; b++) {
                Require.positive("values[" + b + "]", values[b], "try 1");
            }
            return new Levels(values.clone());
        }

        /**
         * One level.
         *
         * @param b its number
         * @return d_b
         */
        public double get(int b) {
            return values[Require.index("b", b, values.length)];
        }

        @Override
        public String identity() {
            return Arrays.toString(values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Levels levels && Arrays.equals(values, levels.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return identity();
        }
    }

    /**
     * The costs of a firm.
     *
     * @param unit c_0 per unit sold
     * @param convex c_1 per squared unit sold
     * @param order c_2 per unit ordered
     * @param shortage c_3 per unit sold beyond the inventory, on top of c_2
     * @param holding c_4 per unit held
     */
    public record Costs(double unit, double convex, double order, double shortage, double holding) {
        /** Checks that they are numbers. */
        public Costs {
            Terms.finite("unit", unit);
            Terms.finite("convex", convex);
            Terms.finite("order", order);
            Terms.finite("shortage", shortage);
            Terms.finite("holding", holding);
        }
    }

    /**
     * Q = H = 2, demand 1, 2, 3, 4, τ = 0.3, γ = 0.9, ρ uniform.
     *
     * @param inventory i, 5 in the headline figure, also 3
     * @return the game
     */
    public static EquilibriumPricing of(int inventory) {
        requireSizes(inventory, 2, 2);
        return new EquilibriumPricing(
                inventory,
                2,
                2,
                Levels.of(1, 2, 3, 4),
                0.3,
                0.9,
                0.8,
                1,
                1,
                new Costs(0.2, 0.1, 0.1, 0.5, 0.02),
                1,
                0.02,
                Law.uniform(inventory + 1),
                true);
    }

    @Override
    public int states() {
        return inventory + 1;
    }

    @Override
    public int actions() {
        return (sales + 1) * (orders + 1);
    }

    @Override
    public int leaderActions() {
        return demand.values.length;
    }

    @Override
    public int atoms() {
        return (sales + 1) * states();
    }

    @Override
    public int atom(int state, int action) {
        assert Require.index("state", state, states()) >= 0 && Require.index("action", action, actions()) >= 0;
        return (sales + 1) * state + sold(action);
    }

    @Override
    public void move(int state, int action, int leader, MeanField law, TransitionKernel.Row row) {
        assert Terms.inside(this, state, action, leader, law) && Require.given("row", row) != null;
        int left = state - Math.min(sold(action), state);
        row.add(Math.min(left + action % (orders + 1), inventory), delivery);
        row.add(left, 1 - delivery);
    }

    @Override
    public double followerReward(int state, int action, int leader, MeanField law) {
        assert Terms.inside(this, state, action, leader, law);
        int q = sold(action);
        int h = action % (orders + 1);
        return (price(leader, law) - costs.unit) * q
                - costs.convex * q * q
                - costs.order * h
                - (costs.order + costs.shortage) * Math.max(q - state, 0)
                - costs.holding * state;
    }

    @Override
    public double leaderReward(int state, int leader, MeanField law) {
        assert Terms.inside(this, state, 0, leader, law);
        double miss = price(leader, law) - target;
        return -miss * miss - levelCost * (demand.values[leader] - demand.values[0]);
    }

    /**
     * The mean sale.
     *
     * @param law μ on the atoms
     * @return q̄(μ)
     */
    public double meanSale(MeanField law) {
        Require.given("law", law);
        double sum = 0;
        for (int z = 0; z < law.size(); z += sales + 1) {
            for (int q = 1; q <= sales; q++) {
                sum += q * law.get(z + q);
            }
        }
        return sum;
    }

    /**
     * The price.
     *
     * @param leader b
     * @param law μ on the atoms
     * @return p_b(μ)
     */
    public double price(int leader, MeanField law) {
        assert Require.index("leader", leader, demand.values.length) >= 0;
        double ratio = demand.values[leader] / (meanSale(law) + supply);
        return elasticity == 1 ? ratio : FastMath.pow(ratio, 1 / elasticity);
    }

    private int sold(int action) {
        return action / (orders + 1);
    }

    @Override
    public String toString() {
        return "EquilibriumPricing(i=" + inventory + (posted ? ")" : ", sees the inventory)");
    }
}

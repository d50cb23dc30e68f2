package org.meanfield4j.stackelberg.games;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.stackelberg.StackelbergGame;

/**
 * Market entrance: followers submit buy or sell orders, a market maker leans to one side and lives on fees. States out,
 * buy side, sell side; actions submit buy, submit sell; leader actions favour buy, neutral, favour sell.
 *
 * <pre>
 * s' = 1 + a with probability e(a, b) (1 − χ μ(1 + a)), otherwise out;   e = matched, neutral or opposed
 * r_f = 1[s ≠ 0] (v − w_s μ(s)) + κ 1[a and b match]
 * r_l = 1[s ≠ 0] fee_s (1 + λ μ(s)) − c 1[b not neutral]
 * </pre>
 *
 * The parent is MFGLib's Left–Right with its 1 : 2 congestion. Source: named in the paper; everything else is
 * reconstructed.
 *
 * @param buyFee fee on the buy side
 * @param sellFee fee on the sell side
 * @param temperature τ &gt; 0
 * @param discount γ in [0, 1)
 * @param crowding χ, how much a crowded side fills less, in [0, 1]
 * @param value v of being in the market
 * @param buyCongestion w_1
 * @param sellCongestion w_2
 * @param match κ, reward of an order that the leader favours
 * @param feeGrowth λ, how fees grow with the crowd
 * @param skewCost c of not being neutral
 * @param fills probabilities of a fill: matched, neutral, opposed
 * @param initialLaw ρ on the three states
 * @param posted whether the leader posts one action for everybody instead of seeing the state
 */
@Withers
public record MarketEntrance(
        double buyFee,
        double sellFee,
        double temperature,
        double discount,
        double crowding,
        double value,
        double buyCongestion,
        double sellCongestion,
        double match,
        double feeGrowth,
        double skewCost,
        Fills fills,
        Law initialLaw,
        boolean posted)
        implements StackelbergGame, MarketEntranceSettings.With {
    private static final int STATES = 3;
    private static final int NEUTRAL = 1;

    /** Checks the numbers. */
    public MarketEntrance {
        Require.temperature(temperature);
        Require.discount(discount);
        Require.probability("crowding", crowding);
        Law.requireSize("initial law", initialLaw, STATES);
        Terms.finite("buyFee", buyFee);
        Terms.finite("sellFee", sellFee);
        Terms.finite("value", value);
        Terms.finite("buyCongestion", buyCongestion);
        Terms.finite("sellCongestion", sellCongestion);
        Terms.finite("match", match);
        Terms.finite("feeGrowth", feeGrowth);
        Terms.finite("skewCost", skewCost);
        Require.given("fills", fills);
    }

    /**
     * How likely an order is filled.
     *
     * @param matched the leader favours its side
     * @param neutral the leader is neutral
     * @param opposed the leader favours the other side
     */
    public record Fills(double matched, double neutral, double opposed) {
        /** Checks that they are probabilities. */
        public Fills {
            Require.probability("matched", matched);
            Require.probability("neutral", neutral);
            Require.probability("opposed", opposed);
        }
    }

    /**
     * The same fee on both sides: (1, 1), τ = 0.5, γ = 0.9, all from outside.
     *
     * @return configuration "none"
     */
    public static MarketEntrance noSkew() {
        return new MarketEntrance(
                1,
                1,
                0.5,
                0.9,
                0.2,
                1,
                1,
                2,
                0.5,
                0.2,
                0.15,
                new Fills(0.9, 0.6, 0.2),
                Law.pointMass(STATES, 0),
                false);
    }

    /**
     * Fees (2, 0).
     *
     * @return configuration "buy skew"
     */
    public static MarketEntrance buySkew() {
        return noSkew().withBuyFee(2).withSellFee(0);
    }

    /**
     * Fees (0, 2).
     *
     * @return configuration "sell skew", that of the headline figure
     */
    public static MarketEntrance sellSkew() {
        return noSkew().withBuyFee(0).withSellFee(2);
    }

    @Override
    public int states() {
        return STATES;
    }

    @Override
    public int actions() {
        return 2;
    }

    @Override
    public int leaderActions() {
        return 3;
    }

    @Override
    public boolean kernelDependsOnLaw() {
        return crowding > 0;
    }

    @Override
    public void move(int state, int action, int leader, MeanField law, TransitionKernel.Row row) {
        assert Terms.inside(this, state, action, leader, law) && Require.given("row", row) != null;
        int side = 1 + action;
        int matched = matches(action, leader);
        int neutral = leader == NEUTRAL ? 1 : 0;
        double fill = matched * fills.matched + neutral * fills.neutral + (1 - matched - neutral) * fills.opposed;
        double filled = fill * (1 - crowding * law.get(side));
        row.add(side, filled);
        row.add(0, 1 - filled);
    }

    @Override
    public double followerReward(int state, int action, int leader, MeanField law) {
        assert Terms.inside(this, state, action, leader, law);
        double congestion = state == 1 ? buyCongestion : sellCongestion;
        double inside = state == 0 ? 0 : value - congestion * law.get(state);
        return inside + matches(action, leader) * match;
    }

    @Override
    public double leaderReward(int state, int leader, MeanField law) {
        assert Terms.inside(this, state, 0, leader, law);
        double fee = state == 1 ? buyFee : sellFee;
        double earned = state == 0 ? 0 : fee * (1 + feeGrowth * law.get(state));
        return earned - (leader == NEUTRAL ? 0 : 1) * skewCost;
    }

    /**
     * 1 if they match, otherwise 0: favour buy is 0 and favour sell is 2, submit buy 0 and submit sell 1. A factor and no
     * branch: a loop that draws both actions could not foresee it.
     */
    private static int matches(int action, int leader) {
        return leader == 2 * action ? 1 : 0;
    }

    @Override
    public String toString() {
        String skew = buyFee == sellFee ? "no skew" : buyFee > sellFee ? "buy skew" : "sell skew";
        return "MarketEntrance(" + skew + (posted ? ", posted)" : ")");
    }
}

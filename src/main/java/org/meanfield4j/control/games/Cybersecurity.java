package org.meanfield4j.control.games;

import java.util.Arrays;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.control.ProblemChecks;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.QuickMath;

/**
 * Computers that are defended or not, infected or susceptible: states DI, DS, UI, US. Action 0 keeps the level of
 * protection, action 1 switches it. Jumps with rates per unit of time, for a time dt at a constant law:
 *
 * <pre>
 * DI → DS  recovery D                                     DI ↔ UI, DS ↔ US  switching · a
 * UI → US  recovery U
 * DS → DI  hacking · direct D + β_DD μ(DI) + β_UD μ(UI)
 * US → UI  hacking · direct U + β_UU μ(UI) + β_DU μ(DI)
 * r(x) = g(x) = −dt (k_D 1[defended] + k_I 1[infected]),    P = exp(dt Q).
 * </pre>
 *
 * Training laws are uniform on the simplex, the validation law is the uniform one. Source: Kolokoltsov and Bensoussan
 * 2016; the constants are those of related work, γ per step is a reading of the paper.
 *
 * @param horizon T, at least 1
 * @param validationHorizon steps over which policies are judged, at least 1
 * @param discount γ per step, in (0, 1]
 * @param dt length of a step, positive, in units of time
 * @param defended rates of computers that are defended
 * @param undefended rates of those that are not
 * @param hacking v_H, at least 0
 * @param switching λ, at least 0
 * @param defenceCost k_D per unit of time, finite
 * @param infectionCost k_I per unit of time, finite
 */
@Withers
public record Cybersecurity(
        int horizon,
        int validationHorizon,
        double discount,
        double dt,
        Rates defended,
        Rates undefended,
        double hacking,
        double switching,
        double defenceCost,
        double infectionCost)
        implements MeanFieldControlProblem, CybersecuritySettings.With {
    /** Defended and infected. */
    public static final int DI = 0;

    /** Defended and susceptible. */
    public static final int DS = 1;

    /** Undefended and infected. */
    public static final int UI = 2;

    /** Undefended and susceptible. */
    public static final int US = 3;

    private static final int STATES = 4;

    /**
     * The rates of one level of protection.
     *
     * @param recovery of the infected, at least 0
     * @param direct of an infection by the hacker, at least 0
     * @param fromDefended β from infected computers that are defended, at least 0
     * @param fromUndefended β from infected ones that are not, at least 0
     */
    public record Rates(double recovery, double direct, double fromDefended, double fromUndefended) {
        /** Checks that they are rates. */
        public Rates {
            rate("recovery", recovery);
            rate("direct", direct);
            rate("fromDefended", fromDefended);
            rate("fromUndefended", fromUndefended);
        }
    }

    /** Checks the numbers. */
    public Cybersecurity {
        Require.atLeast("horizon", horizon, 1);
        Require.atLeast("validationHorizon", validationHorizon, 1);
        if (!(discount > 0 && discount <= 1)) {
            throw new IllegalArgumentException("discount = " + discount + " must lie in (0, 1]; 0.5 in the paper");
        }
        Require.given("defended", defended);
        Require.given("undefended", undefended);
        Require.positive("dt", dt, "try 0.2");
        rate("hacking", hacking);
        rate("switching", switching);
        Require.finite("defenceCost", defenceCost);
        Require.finite("infectionCost", infectionCost);
    }

    /**
     * The standard problem: T = 3, judged over 50 steps, γ = 0.5 per step, dt = 0.2; β_DD = β_UD = 0.4, β_UU = β_DU = 0.3,
     * recovery 0.5 and 0.4, infection by the hacker 0.6 · 0.4 and 0.6 · 0.3, switching 0.8, k_D = 0.3, k_I = 0.5.
     */
    public Cybersecurity() {
        this(3, 50, 0.5, 0.2, new Rates(0.5, 0.4, 0.4, 0.4), new Rates(0.4, 0.3, 0.3, 0.3), 0.6, 0.8, 0.3, 0.5);
    }

    /**
     * A problem with strong contagion and four different cross rates, which the standard one cannot tell apart: T = 4,
     * γ = 0.9, dt = 1. Reconstructed, for tests of everything that depends on the law.
     *
     * @return the problem
     */
    public static Cybersecurity strongContagion() {
        return new Cybersecurity(
                4, 4, 0.9, 1, new Rates(0.8, 0.4, 3.2, 2.5), new Rates(0.1, 0.3, 0.7, 1.5), 0.05, 1.2, 0.2, 1.5);
    }

    private static void rate(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " = " + value + " must be finite and at least 0; it is a rate");
        }
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
    public boolean kernelDependsOnLaw() {
        return true;
    }

    @Override
    public boolean rewardsDependOnLaw() {
        return false;
    }

    @Override
    public void kernelRow(int time, int state, int action, double[] law, double[] row) {
        assert ProblemChecks.asked(this, time, state, action, law, "row", row, states());
        double fallD = infection(defended, law);
        double fallU = infection(undefended, law);
        double s = action == 1 ? switching : 0;
        double rate = Math.max(Math.max(defended.recovery, fallD), Math.max(undefended.recovery, fallU)) + s;
        Arrays.fill(row, 0, STATES, 0);
        row[state] = 1;
        if (rate * dt > JumpChain.LONGEST_STEP) {
            JumpChain.move(generator(action, law), dt, row);
        } else if (rate > 0) {
            move(fallD / rate, fallU / rate, s / rate, rate, row);
        }
    }

    /**
     * {@link JumpChain#move} written out for four states, with rates per expected jump: a fifth of the time (85 ns against
     * 390), and estimators ask for rows by the million.
     */
    private void move(double fallD, double fallU, double s, double rate, double[] row) {
        double riseD = defended.recovery / rate;
        double riseU = undefended.recovery / rate;
        double mean = rate * dt;
        double weight = QuickMath.exp(-mean);
        double di = row[DI];
        double ds = row[DS];
        double ui = row[UI];
        double us = row[US];
        for (int i = 0; i < STATES; i++) {
            row[i] *= weight;
        }
        for (int k = 1; weight > JumpChain.NEGLIGIBLE || k <= mean; k++) {
            double healD = riseD * di - fallD * ds;
            double healU = riseU * ui - fallU * us;
            double dropI = s * (di - ui);
            double dropS = s * (ds - us);
            di -= healD + dropI;
            ds += healD - dropS;
            ui += dropI - healU;
            us += dropS + healU;
            weight *= mean / k;
            row[DI] += weight * di;
            row[DS] += weight * ds;
            row[UI] += weight * ui;
            row[US] += weight * us;
        }
    }

    @Override
    public void kernelDerivative(int time, int state, int action, double[] law, double[] out) {
        assert ProblemChecks.asked(this, time, state, action, law, "out", out, states() * states());
        Arrays.fill(out, 0, STATES * STATES, 0);
        double[] generator = generator(action, law);
        derivative(generator, state, DI, defended.fromDefended, undefended.fromDefended, out);
        derivative(generator, state, UI, defended.fromUndefended, undefended.fromUndefended, out);
    }

    /** The derivative in μ(i), which adds to the rates of infection. */
    private void derivative(
            double[] generator, int state, int i, double toDefended, double toUndefended, double[] out) {
        double[] change = new double[STATES * STATES];
        jump(change, DS, DI, toDefended);
        jump(change, US, UI, toUndefended);
        double[] law = new double[STATES];
        law[state] = 1;
        double[] derivative = new double[STATES];
        JumpChain.move(generator, change, dt, law, derivative);
        System.arraycopy(derivative, 0, out, i * STATES, STATES);
    }

    private double[] generator(int action, double[] law) {
        double[] q = new double[STATES * STATES];
        jump(q, DI, DS, defended.recovery);
        jump(q, DS, DI, infection(defended, law));
        jump(q, UI, US, undefended.recovery);
        jump(q, US, UI, infection(undefended, law));
        if (action == 1) {
            jump(q, DI, UI, switching);
            jump(q, DS, US, switching);
            jump(q, UI, DI, switching);
            jump(q, US, DS, switching);
        }
        return q;
    }

    private double infection(Rates rates, double[] law) {
        return hacking * rates.direct + rates.fromDefended * law[DI] + rates.fromUndefended * law[UI];
    }

    private static void jump(double[] generator, int from, int to, double rate) {
        generator[from * STATES + to] += rate;
        generator[from * STATES + from] -= rate;
    }

    @Override
    public double reward(int time, int state, int action, double[] law) {
        assert ProblemChecks.asked(this, time, state, action, law);
        return terminalReward(state, law);
    }

    @Override
    public double terminalReward(int state, double[] law) {
        assert ProblemChecks.asked(this, 0, state, 0, law);
        return -dt
                * ((state == DI || state == DS ? defenceCost : 0) + (state == DI || state == UI ? infectionCost : 0));
    }
}

package org.meanfield4j.graphon.internal.exact;

import java.util.Arrays;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The part J1 of the cost that only the shared slope K moves: noise around the mean. On n macro steps of length Δ,
 *
 * <pre>
 * P_n = Q_T + Q̄_T,  P_i = Q̃ + S̃'K_i + K_i'S̃ + K_i'R̃ K_i + C_i'P_(i+1) C_i,  C_i = Ã + B̃ K_i
 * S_0 = Σ_0,        S_(i+1) = C_i S_i C_i' + D̃
 * g_i = (R̃ K_i + S̃ + B̃'P_(i+1) C_i) / Δ,   gradient of J1 / Δ = g_i S_i.
 * </pre>
 *
 * A held action makes a macro step of a whole block, otherwise it is one step of the game, where Q̃ = dt (Q + Q̄),
 * S̃ = 0, R̃ = dt R. Held parameters average over the steps of a block. Not thread-safe.
 */
public final class SlopeProblem {
    public final int d;
    public final int k;
    /** Macro steps n. */
    public final int steps;
    /** Macro steps that share one slope. */
    public final int group;
    /** Slopes: n / group. */
    public final int blocks;

    private final double delta;
    private final double[] a;
    private final double[] b;
    private final double[] q;
    private final double[] s;
    private final double[] r;
    private final double[] noise;
    private final double[] terminal;
    private final double[] initial;
    private final double constant;

    private final double[] closed;
    private final double[] temp;
    private final double[] temp2;

    public SlopeProblem(LqGraphonGame game, ActionTiming timing, int blocks) {
        LqCoefficients c = game.coefficients();
        d = c.stateDimension();
        k = c.actionDimension();
        int length = game.steps() / blocks;
        int macro = timing == ActionTiming.ZERO_ORDER_HOLD ? length : 1;
        steps = game.steps() / macro;
        group = timing == ActionTiming.HELD_PARAMETERS ? length : 1;
        this.blocks = blocks;
        double h = game.dt();
        delta = macro * h;
        initial = c.noise().initialCovariance().toArray();
        terminal = c.terminalCost().weight().toArray();
        double[] weight = c.runningCost().weight().toArray();
        double[] shock =
                c.noise().volatility().times(c.noise().volatility().transpose()).toArray();
        double[] step = Euler.of(game).step();
        double[] push = Euler.of(game).control();

        double[] power = Flat.identity(d); // A_h^j
        double[] pushed = new double[d * k]; // Γ_j
        double[] spread = new double[d * d]; // noise since the start of the macro step
        q = new double[d * d];
        s = new double[k * d];
        r = Flat.scaled(c.runningCost().actionWeight().toArray(), delta);
        double inside = 0;
        for (int j = 0; j < macro; j++) {
            double[] wPower = Flat.product(weight, power, d, d, d);
            Flat.addScaled(q, 0, h, Flat.product(Flat.transpose(power, d, d), wPower, d, d, d), 0, d * d);
            double[] left = Flat.transpose(pushed, d, k);
            Flat.addScaled(s, 0, h, Flat.product(left, wPower, k, d, d), 0, k * d);
            Flat.addScaled(r, 0, h, Flat.product(left, Flat.product(weight, pushed, d, d, k), k, d, k), 0, k * k);
            inside += 0.5 * h * Flat.traceOfProduct(weight, 0, spread, 0, d);
            double[] carried = Flat.product(step, spread, d, d, d);
            spread = Flat.productRightTransposed(carried, step, d, d, d);
            Flat.addScaled(spread, 0, h, shock, 0, d * d);
            pushed = Flat.sum(Flat.product(step, pushed, d, d, k), push);
            power = Flat.product(step, power, d, d, d);
        }
        a = power;
        b = pushed;
        noise = spread;
        constant = steps * inside;
        Flat.symmetrise(q, 0, d);
        Flat.symmetrise(r, 0, k);
        closed = new double[d * d];
        temp = new double[Math.max(d, k) * Math.max(d, k)];
        temp2 = new double[Math.max(d, k) * Math.max(d, k)];
    }

    /** C_i into closed. */
    private void close(double[] slope, int i) {
        Flat.multiply(b, 0, slope, i / group * k * d, closed, 0, d, k, d);
        Flat.addScaled(closed, 0, 1, a, 0, d * d);
    }

    /** Fills P, shape [n + 1, d, d], from K, shape [blocks, k, d]. */
    public void values(double[] slope, double[] value) {
        int dd = d * d;
        System.arraycopy(terminal, 0, value, steps * dd, dd);
        for (int i = steps - 1; i >= 0; i--) {
            valueStep(slope, value, i);
        }
    }

    private void valueStep(double[] slope, double[] value, int i) {
        int dd = d * d;
        int vo = i * dd;
        close(slope, i);
        Flat.multiply(value, vo + dd, closed, 0, temp, 0, d, d, d);
        Flat.multiplyLeftTransposed(closed, 0, temp, 0, value, vo, d, d, d);
        weigh(slope, i);
        Flat.addScaled(value, vo, 1, temp2, 0, dd);
        Flat.symmetrise(value, vo, d);
    }

    /** Q̃ + 2 K'S̃ + K'R̃ K into temp2; its symmetric part is the running cost of the slope. */
    private void weigh(double[] slope, int i) {
        int ko = i / group * k * d;
        Flat.multiply(r, 0, slope, ko, temp, 0, k, k, d);
        Flat.addScaled(temp, 0, 2, s, 0, k * d);
        Flat.multiplyLeftTransposed(slope, ko, temp, 0, temp2, 0, d, k, d);
        Flat.addScaled(temp2, 0, 1, q, 0, d * d);
    }

    /** Fills the covariances S, shape [n + 1, d, d]. */
    public void covariances(double[] slope, double[] covariance) {
        int dd = d * d;
        System.arraycopy(initial, 0, covariance, 0, dd);
        for (int i = 0; i < steps; i++) {
            close(slope, i);
            Flat.multiply(closed, 0, covariance, i * dd, temp, 0, d, d, d);
            Flat.multiplyRightTransposed(temp, 0, closed, 0, covariance, (i + 1) * dd, d, d, d);
            Flat.addScaled(covariance, (i + 1) * dd, 1, noise, 0, dd);
        }
    }

    /** g_i of one macro step into out at oo, shape [k, d]. */
    private void direction(double[] slope, double[] value, int i, double[] out, int oo) {
        close(slope, i);
        Flat.multiply(value, (i + 1) * d * d, closed, 0, temp, 0, d, d, d);
        Flat.multiplyLeftTransposed(b, 0, temp, 0, out, oo, k, d, d);
        Flat.multiply(r, 0, slope, i / group * k * d, temp, 0, k, k, d);
        Flat.addScaled(out, oo, 1, temp, 0, k * d);
        Flat.addScaled(out, oo, 1, s, 0, k * d);
        for (int e = 0; e < k * d; e++) {
            out[oo + e] /= delta;
        }
    }

    /**
     * Fills the preconditioned directions, shape [blocks, k, d]: g, or (Σ g S)(Σ S)⁻¹ over a block of held parameters.
     * With newton, every g_i is first multiplied by (R + B'P_(i+1)B dt)⁻¹.
     */
    public void directions(double[] slope, double[] value, double[] covariance, boolean newton, double[] out) {
        if (group == 1) {
            for (int i = 0; i < steps; i++) {
                direction(slope, value, i, out, i * k * d);
                if (newton) {
                    divideByCurvature(value, i, out, i * k * d);
                }
            }
            return;
        }
        double[] g = new double[k * d];
        double[] total = new double[d * d];
        double[] right = new double[d * k];
        for (int block = 0; block < blocks; block++) {
            int oo = block * k * d;
            Arrays.fill(out, oo, oo + k * d, 0);
            Arrays.fill(total, 0);
            for (int i = block * group; i < (block + 1) * group; i++) {
                direction(slope, value, i, g, 0);
                if (newton) {
                    divideByCurvature(value, i, g, 0);
                }
                Flat.multiply(g, 0, covariance, i * d * d, temp, 0, k, d, d);
                Flat.addScaled(out, oo, 1, temp, 0, k * d);
                Flat.addScaled(total, 0, 1, covariance, i * d * d, d * d);
            }
            for (int row = 0; row < k; row++) { // X total = out is total X' = out'
                for (int col = 0; col < d; col++) {
                    right[col * k + row] = out[oo + row * d + col];
                }
            }
            Flat.solvePositive(total, right, 0, d, k);
            for (int row = 0; row < k; row++) {
                for (int col = 0; col < d; col++) {
                    out[oo + row * d + col] = right[col * k + row];
                }
            }
        }
    }

    /** Fills the gradients of J1 divided by the length of a block, shape [blocks, k, d]: the mean of g S. */
    public void gradients(double[] slope, double[] value, double[] covariance, double[] out) {
        double[] g = new double[k * d];
        Arrays.fill(out, 0);
        for (int i = 0; i < steps; i++) {
            direction(slope, value, i, g, 0);
            Flat.multiply(g, 0, covariance, i * d * d, temp, 0, k, d, d);
            Flat.addScaled(out, i / group * k * d, 1.0 / group, temp, 0, k * d);
        }
    }

    /** w_i = (R̃ + B̃'P_(i+1)B̃) / Δ into out, shape [k, k]. */
    public void curvature(double[] value, int i, double[] out) {
        Flat.multiply(value, (i + 1) * d * d, b, 0, temp, 0, d, d, k);
        Flat.multiplyLeftTransposed(b, 0, temp, 0, out, 0, k, d, k);
        Flat.addScaled(out, 0, 1, r, 0, k * k);
        for (int e = 0; e < k * k; e++) {
            out[e] /= delta;
        }
        Flat.symmetrise(out, 0, k);
    }

    private void divideByCurvature(double[] value, int i, double[] out, int oo) {
        curvature(value, i, temp2);
        Flat.solvePositive(temp2, out, oo, k, d);
    }

    /** J1. */
    public double cost(double[] slope, double[] covariance) {
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            weigh(slope, i);
            sum += Flat.traceOfProduct(temp2, 0, covariance, i * d * d, d);
        }
        return 0.5 * (sum + Flat.traceOfProduct(terminal, 0, covariance, steps * d * d, d)) + constant;
    }

    /** Fills the best slope K* and its value P; only where no parameters are held over several steps. */
    public void best(double[] slope, double[] value) {
        int dd = d * d;
        double[] weight = new double[k * k];
        System.arraycopy(terminal, 0, value, steps * dd, dd);
        for (int i = steps - 1; i >= 0; i--) {
            int ko = i * k * d;
            Flat.multiply(value, (i + 1) * dd, a, 0, temp, 0, d, d, d);
            Flat.multiplyLeftTransposed(b, 0, temp, 0, slope, ko, k, d, d);
            Flat.addScaled(slope, ko, 1, s, 0, k * d);
            curvature(value, i, weight);
            Flat.solvePositive(weight, slope, ko, k, d);
            for (int e = ko; e < ko + k * d; e++) {
                slope[e] = -slope[e] / delta; // the curvature is per time
            }
            valueStep(slope, value, i);
        }
    }
}

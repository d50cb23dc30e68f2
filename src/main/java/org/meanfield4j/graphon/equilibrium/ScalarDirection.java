package org.meanfield4j.graphon.equilibrium;

import java.util.OptionalDouble;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;

/**
 * The continuous-time equilibrium along one eigenvector in closed form, for d = k = 1. With a' = A + λĀ/2,
 * q' = Q + Q̄ - λQ̄H, s = B²/R, y = sΓ - a' and τ = T - t, y solves dy/dτ = ϑ² - y² with ϑ² = a'² + s q':
 *
 * <pre>
 * |y_T| &lt; ϑ: y = ϑ tanh(ϑτ + c)     |y_T| > ϑ: y = ϑ coth(ϑτ + c)     ϑ² &lt; 0: y = -ϑ tan(ϑτ + c), ϑ = √(-ϑ²)
 * μ(t) = μ(0) e^(λĀt/2) f(τ) / f(T) with f'/f = y, f one of cosh, sinh, cos of (ϑτ + c).
 * </pre>
 *
 * Where f vanishes inside the horizon Γ has a pole, but μ and Γμ stay finite and are used instead.
 */
final class ScalarDirection implements ContinuousSolver.Direction {
    private final double dt;
    private final double horizon;
    private final double growth;
    private final double shift;
    private final double s;
    private final double theta2;
    private final double yT;

    ScalarDirection(LqGraphonGame game, double lambda) {
        LqCoefficients m = game.coefficients();
        if (m.stateDimension() != 1
                || m.actionDimension() != 1
                || m.dynamics().control().get(0, 0) == 0) {
            throw new IllegalArgumentException("the closed form needs d = k = 1 and B ≠ 0, the game is " + game
                    + "; use GraphonEquilibrium.continuous");
        }
        dt = game.dt();
        horizon = game.horizon();
        double b = m.dynamics().control().get(0, 0);
        double qBar = m.runningCost().trackingWeight().get(0, 0);
        double qBarT = m.terminalCost().trackingWeight().get(0, 0);
        growth = 0.5 * lambda * m.dynamics().coupling().get(0, 0);
        shift = m.dynamics().drift().get(0, 0) + growth;
        s = b * b / m.runningCost().actionWeight().get(0, 0);
        theta2 = shift * shift
                + s
                        * (m.runningCost().stateWeight().get(0, 0)
                                + qBar
                                - lambda * qBar * m.runningCost().tracking().get(0, 0));
        yT = s
                        * (m.terminalCost().stateWeight().get(0, 0)
                                + qBarT
                                - lambda * qBarT * m.terminalCost().tracking().get(0, 0))
                - shift;
        DirectSolver.requireFinite(game, f(horizon), slope(horizon), FastMath.exp(growth * horizon));
        if (FastMath.abs(f(horizon)) <= 1e-10 * FastMath.max(1, FastMath.abs(slope(horizon)))) {
            throw DirectSolver.resonance("the means return to zero over the horizon", lambda);
        }
    }

    /** f normalised to f(0) = 1, f'(0) = y_T: one formula for tanh and coth, which differ only in c. */
    private double f(double tau) {
        if (theta2 == 0) {
            return 1 + yT * tau;
        }
        double theta = FastMath.sqrt(FastMath.abs(theta2));
        return theta2 > 0
                ? FastMath.cosh(theta * tau) + yT / theta * FastMath.sinh(theta * tau)
                : FastMath.cos(theta * tau) + yT / theta * FastMath.sin(theta * tau);
    }

    /** df/dτ. */
    private double slope(double tau) {
        if (theta2 == 0) {
            return yT;
        }
        double theta = FastMath.sqrt(FastMath.abs(theta2));
        return theta2 > 0
                ? theta * FastMath.sinh(theta * tau) + yT * FastMath.cosh(theta * tau)
                : -theta * FastMath.sin(theta * tau) + yT * FastMath.cos(theta * tau);
    }

    @Override
    public OptionalDouble pole() {
        double tau;
        if (theta2 == 0) {
            tau = -1 / yT;
        } else if (theta2 < 0) {
            double theta = FastMath.sqrt(-theta2);
            tau = (0.5 * FastMath.PI - FastMath.atan(-yT / theta)) / theta;
        } else {
            double theta = FastMath.sqrt(theta2);
            tau = yT < -theta ? -FastMath.atanh(theta / yT) / theta : Double.POSITIVE_INFINITY;
        }
        return tau > 0 && tau <= horizon ? OptionalDouble.of(horizon - tau) : OptionalDouble.empty();
    }

    /** Γ(t); at a pole it is infinite, beyond it is the value of the formula. */
    double gamma(double t) {
        double tau = horizon - t;
        return (shift + slope(tau) / f(tau)) / s;
    }

    /** μ(t) / μ(0). */
    double mean(double t) {
        return FastMath.exp(growth * t) * f(horizon - t) / f(horizon);
    }

    /** Γ(t) μ(t) / μ(0), finite also at a pole. */
    double adjoint(double t) {
        double tau = horizon - t;
        return FastMath.exp(growth * t) * (shift * f(tau) + slope(tau)) / (s * f(horizon));
    }

    @Override
    public void mean(int i, double[] start, double[] out) {
        out[0] = start[0] * mean(i * dt);
    }

    @Override
    public void adjoint(int i, double[] start, double[] out) {
        out[0] = start[0] * adjoint(i * dt);
    }
}

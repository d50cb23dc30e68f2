package org.meanfield4j.graphon.equilibrium;

import java.util.OptionalDouble;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqDynamics;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The continuous-time equilibrium along one eigenvector of W with eigenvalue λ, where Z = λ μ. With s the adjoint of
 * the mean and S = B R⁻¹B',
 *
 * <pre>
 * μ' = (A + λĀ) μ - S s,  -s' = A's + (Q + Q̄ - λ Q̄H) μ,  s_T = (Q_T + Q̄_T - λ Q̄_T H_T) μ_T.
 * </pre>
 *
 * The linear form integrates μ = U c, s = V c backward from U = I and never breaks. The Riccati form integrates
 * Γ = V U⁻¹ and has a pole wherever U is singular: a failure of the decoupling, not of the game. Both use the classical
 * Runge-Kutta method of Commons Math on at least 1000 steps.
 */
final class EigenDirection implements ContinuousSolver.Direction {
    private static final int LEAST_STEPS = 1000;

    private final LqGraphonGame game;
    private final int d;
    private final int size;
    private final double horizon;
    private final int steps;
    private final double lambda;
    /** A + λĀ, A', S, Q + Q̄ - λQ̄H, Γ_T. */
    private final double[] closed;

    private final double[] driftTransposed;
    private final double[] action;
    private final double[] weight;
    private final double[] terminal;

    /** μ(t_i) = propagator_i μ(0), shape [N + 1, d, d]. */
    private final double[] propagator;
    /** s(t_i) = adjoint_i μ(0), shape [N + 1, d, d]. */
    private final double[] adjoint;
    /** The last time before T at which the Riccati form has a pole. */
    private OptionalDouble pole = OptionalDouble.empty();

    private EigenDirection(LqGraphonGame game, double lambda) {
        this.game = game;
        LqCoefficients c = game.coefficients();
        d = c.stateDimension();
        size = d * d;
        horizon = game.horizon();
        steps = game.steps();
        this.lambda = lambda;
        LqDynamics m = c.dynamics();
        closed = m.drift().plus(m.coupling().times(lambda)).toArray();
        driftTransposed = m.drift().transpose().toArray();
        action = controlWeight(c);
        weight = c.runningCost()
                .weight()
                .plus(c.runningCost().pull().times(-lambda))
                .toArray();
        terminal = c.terminalCost()
                .weight()
                .plus(c.terminalCost().pull().times(-lambda))
                .toArray();
        propagator = new double[(steps + 1) * size];
        adjoint = new double[(steps + 1) * size];
    }

    /** S = B R⁻¹B', shape [d, d]. */
    private static double[] controlWeight(LqCoefficients c) {
        int d = c.stateDimension();
        int k = c.actionDimension();
        double[] right = c.dynamics().control().transpose().toArray();
        Flat.solvePositive(c.runningCost().actionWeight().toArray(), right, 0, k, d);
        return Flat.product(c.dynamics().control().toArray(), right, d, k, d);
    }

    /** By the Riccati form, or by the linear form where that has a pole. */
    static EigenDirection riccati(LqGraphonGame game, double lambda) {
        EigenDirection e = new EigenDirection(game, lambda);
        e.integrate(e.new Linear());
        if (e.pole.isEmpty()) {
            e.integrate(e.new Riccati());
        }
        e.normalise();
        return e;
    }

    /** By the linear form. */
    static EigenDirection linear(LqGraphonGame game, double lambda) {
        EigenDirection e = new EigenDirection(game, lambda);
        e.integrate(e.new Linear());
        e.normalise();
        return e;
    }

    @Override
    public OptionalDouble pole() {
        return pole;
    }

    @Override
    public void mean(int i, double[] start, double[] out) {
        Flat.multiply(propagator, i * size, start, 0, out, 0, d, d, 1);
    }

    @Override
    public void adjoint(int i, double[] start, double[] out) {
        Flat.multiply(adjoint, i * size, start, 0, out, 0, d, d, 1);
    }

    private void integrate(Form form) {
        double[] y = form.terminal();
        int sub = FastMath.max(1, (LEAST_STEPS + steps - 1) / steps);
        double total = steps * (double) sub;
        double end = horizon;
        form.store(y, steps);
        for (int n = steps * sub - 1; n >= 0; n--) {
            double t = horizon * n / total;
            double[] next = step(form, end, y, t);
            if (form instanceof Linear && pole.isEmpty() && determinant(y) * determinant(next) <= 0) {
                pole = OptionalDouble.of(locate(form, end, y, t));
            }
            y = next;
            end = t;
            if (n % sub == 0) {
                form.store(y, n / sub);
            }
        }
    }

    private static double[] step(Form form, double from, double[] y, double to) {
        return new ClassicalRungeKuttaIntegrator(FastMath.abs(from - to)).singleStep(form, from, y, to);
    }

    /** The zero of det U inside a step, by bisection. */
    private double locate(Form form, double end, double[] y, double start) {
        double low = start;
        double high = end;
        double sign = FastMath.signum(determinant(y));
        for (int i = 0; i < 40; i++) {
            double middle = 0.5 * (low + high);
            if (FastMath.signum(determinant(step(form, end, y, middle))) == sign) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** det U of a state of the linear form. */
    private double determinant(double[] y) {
        return new LUDecomposition(SmallMatrix.unchecked(d, d, y).asReal(), 0).getDeterminant();
    }

    /** Divides by U(0), which is singular at a resonance. */
    private void normalise() {
        DirectSolver.requireFinite(game, propagator);
        double scale = 0;
        for (double u : propagator) {
            scale = FastMath.max(scale, FastMath.abs(u));
        }
        LUDecomposition lu =
                new LUDecomposition(SmallMatrix.unchecked(d, d, propagator).asReal(), 0);
        DecompositionSolver solver = lu.getSolver();
        if (!solver.isNonSingular() || !(FastMath.abs(lu.getDeterminant()) > 1e-10 * FastMath.pow(scale, d))) {
            throw DirectSolver.resonance("the means return to zero over the horizon", lambda);
        }
        double[] inverse = new double[size];
        for (int i = 0; i < d; i++) {
            System.arraycopy(solver.getInverse().getRow(i), 0, inverse, i * d, d);
        }
        double[] temp = new double[size];
        for (double[] path : new double[][] {propagator, adjoint}) {
            for (int i = 0; i <= steps; i++) {
                Flat.multiply(path, i * size, inverse, 0, temp, 0, d, d, d);
                System.arraycopy(temp, 0, path, i * size, size);
            }
        }
    }

    /** Two d x d matrices as one state of an ordinary differential equation. */
    private abstract class Form implements FirstOrderDifferentialEquations {
        final double[] temp = new double[size];

        abstract double[] terminal();

        abstract void store(double[] y, int i);

        @Override
        public int getDimension() {
            return 2 * size;
        }
    }

    /** y = (U, V). */
    private final class Linear extends Form {
        @Override
        double[] terminal() {
            double[] y = java.util.Arrays.copyOf(Flat.identity(d), 2 * size);
            System.arraycopy(terminal, 0, y, size, size);
            return y;
        }

        @Override
        void store(double[] y, int i) {
            System.arraycopy(y, 0, propagator, i * size, size);
            System.arraycopy(y, size, adjoint, i * size, size);
        }

        @Override
        public void computeDerivatives(double t, double[] y, double[] yDot) {
            Flat.multiply(closed, 0, y, 0, yDot, 0, d, d, d);
            Flat.multiply(action, 0, y, size, temp, 0, d, d, d);
            Flat.addScaled(yDot, 0, -1, temp, 0, size);
            Flat.multiply(driftTransposed, 0, y, size, yDot, size, d, d, d);
            Flat.multiply(weight, 0, y, 0, temp, 0, d, d, d);
            for (int e = 0; e < size; e++) {
                yDot[size + e] = -yDot[size + e] - temp[e];
            }
        }
    }

    /** y = (Γ, Ψ) with Ψ' = (A + λĀ - SΓ) Ψ, so that U = Ψ and V = ΓΨ. */
    private final class Riccati extends Form {
        private final double[] feedback = new double[size];

        @Override
        double[] terminal() {
            double[] y = java.util.Arrays.copyOf(terminal, 2 * size);
            System.arraycopy(Flat.identity(d), 0, y, size, size);
            return y;
        }

        @Override
        void store(double[] y, int i) {
            System.arraycopy(y, size, propagator, i * size, size);
            Flat.multiply(y, 0, y, size, adjoint, i * size, d, d, d);
        }

        @Override
        public void computeDerivatives(double t, double[] y, double[] yDot) {
            Flat.multiply(action, 0, y, 0, feedback, 0, d, d, d);
            for (int e = 0; e < size; e++) {
                feedback[e] = closed[e] - feedback[e];
            }
            Flat.multiply(y, 0, feedback, 0, yDot, 0, d, d, d);
            Flat.multiply(driftTransposed, 0, y, 0, temp, 0, d, d, d);
            for (int e = 0; e < size; e++) {
                yDot[e] = -yDot[e] - temp[e] - weight[e];
            }
            Flat.multiply(feedback, 0, y, size, yDot, size, d, d, d);
        }
    }
}

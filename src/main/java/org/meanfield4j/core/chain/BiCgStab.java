package org.meanfield4j.core.chain;

import java.util.Arrays;
import org.meanfield4j.core.Stop;

/**
 * The stabilised bi-conjugate gradient method (van der Vorst 1992) for (I − γP) x = b or its transpose, P sparse. Used
 * where a band factorisation would cost more; Commons Math has iterative solvers for symmetric matrices only. Works to
 * a residual of 1e-14 of the right-hand side and falls back on the contraction x ← b + γPx, which always converges.
 */
final class BiCgStab {
    private static final double TOLERANCE = 1e-14;
    private static final int MOST_STEPS = 2_000;

    /** A product with P or with its transpose. */
    @FunctionalInterface
    interface Product {
        void apply(double[] x, double[] out);
    }

    private final double[] residual;
    private final double[] shadow;
    private final double[] direction;
    private final double[] image;
    private final double[] half;
    private final double[] halfImage;

    BiCgStab(int size) {
        residual = new double[size];
        shadow = new double[size];
        direction = new double[size];
        image = new double[size];
        half = new double[size];
        halfImage = new double[size];
    }

    /** Improves x until (I − γP) x = b to rounding. */
    void solve(Product p, double discount, double[] b, double[] x, Stop stop) {
        double goal = TOLERANCE * Math.max(norm(b), Double.MIN_NORMAL);
        for (int restart = 0; restart < 3; restart++) {
            if (run(p, discount, b, x, goal, stop)) {
                return;
            }
        }
        contract(p, discount, b, x, goal, stop);
    }

    private boolean run(Product p, double discount, double[] b, double[] x, double goal, Stop stop) {
        operator(p, discount, x, residual);
        for (int i = 0; i < b.length; i++) {
            residual[i] = b[i] - residual[i];
        }
        System.arraycopy(residual, 0, shadow, 0, b.length);
        Arrays.fill(direction, 0);
        Arrays.fill(image, 0);
        double rho = 1;
        double alpha = 1;
        double omega = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (norm(residual) <= goal) {
                return true;
            }
            stop.check();
            double newRho = dot(shadow, residual);
            double beta = newRho / rho * (alpha / omega);
            rho = newRho;
            for (int i = 0; i < b.length; i++) {
                direction[i] = residual[i] + beta * (direction[i] - omega * image[i]);
            }
            operator(p, discount, direction, image);
            alpha = rho / dot(shadow, image);
            for (int i = 0; i < b.length; i++) {
                half[i] = residual[i] - alpha * image[i];
            }
            operator(p, discount, half, halfImage);
            double square = dot(halfImage, halfImage);
            omega = square == 0 ? 0 : dot(halfImage, half) / square;
            if (!(Math.abs(alpha) < Double.POSITIVE_INFINITY && Math.abs(omega) < Double.POSITIVE_INFINITY)) {
                return false;
            }
            for (int i = 0; i < b.length; i++) {
                x[i] += alpha * direction[i] + omega * half[i];
                residual[i] = half[i] - omega * halfImage[i];
            }
            if (omega == 0) {
                return norm(residual) <= goal;
            }
        }
        return false;
    }

    private void contract(Product p, double discount, double[] b, double[] x, double goal, Stop stop) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Double.isFinite(x[i]) ? x[i] : 0;
        }
        double change;
        double before = Double.POSITIVE_INFINITY;
        do {
            stop.check();
            p.apply(x, image);
            change = 0;
            for (int i = 0; i < b.length; i++) {
                double next = b[i] + discount * image[i];
                change = Math.max(change, Math.abs(next - x[i]));
                x[i] = next;
            }
            if (change >= before && change <= 100 * goal / (1 - discount)) {
                return;
            }
            before = change;
        } while (change > goal);
    }

    private static void operator(Product p, double discount, double[] x, double[] out) {
        p.apply(x, out);
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] - discount * out[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] x) {
        double max = 0;
        for (double v : x) {
            max = Math.max(max, Math.abs(v));
        }
        return max;
    }
}

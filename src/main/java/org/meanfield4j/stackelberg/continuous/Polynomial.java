package org.meanfield4j.stackelberg.continuous;

import java.util.random.RandomGenerator;

/** f(x) = Σ_i c_i x^i, all coefficients zero at the start. */
final class Polynomial extends Approximation {
    private final int degree;

    Polynomial(int degree) {
        this.degree = degree;
    }

    @Override
    int parameters() {
        return degree + 1;
    }

    @Override
    void initialise(double[] parameters, RandomGenerator random) {
        java.util.Arrays.fill(parameters, 0);
    }

    @Override
    double value(double[] parameters, double x) {
        double sum = 0;
        for (int i = degree; i >= 0; i--) {
            sum = sum * x + parameters[i];
        }
        return sum;
    }

    @Override
    void ascend(double[] parameters, double x, double amount) {
        double power = amount;
        for (int i = 0; i <= degree; i++) {
            parameters[i] += power;
            power *= x;
        }
    }
}

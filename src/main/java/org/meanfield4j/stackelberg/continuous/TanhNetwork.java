package org.meanfield4j.stackelberg.continuous;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.numerics.QuickMath;

/**
 * One layer of tanh units of a scalar: f(x) = d + Σ_i u_i tanh(w_i x + c_i). Parameters w, c, u, d one after another; at the
 * start w ~ N(0, 1), c ~ N(0, 0.5²), u ~ N(0, (0.1/√n)²), d = 0.
 */
final class TanhNetwork extends Approximation {
    private final int units;
    private final double[] active;

    TanhNetwork(int units) {
        this.units = units;
        this.active = new double[units];
    }

    @Override
    int parameters() {
        return 3 * units + 1;
    }

    @Override
    void initialise(double[] parameters, RandomGenerator random) {
        for (int i = 0; i < units; i++) {
            parameters[i] = random.nextGaussian();
            parameters[units + i] = 0.5 * random.nextGaussian();
            parameters[2 * units + i] = 0.1 / Math.sqrt(units) * random.nextGaussian();
        }
        parameters[3 * units] = 0;
    }

    @Override
    double value(double[] parameters, double x) {
        double sum = parameters[3 * units];
        for (int i = 0; i < units; i++) {
            // tanh y = 1 − 2/(e^{2y} + 1), good to the last digits but two, and the same bits everywhere.
            double t = 1 - 2 / (QuickMath.exp(2 * (parameters[i] * x + parameters[units + i])) + 1);
            active[i] = t;
            sum += parameters[2 * units + i] * t;
        }
        return sum;
    }

    @Override
    void ascend(double[] parameters, double x, double amount) {
        for (int i = 0; i < units; i++) {
            double t = active[i];
            double inner = amount * parameters[2 * units + i] * (1 - t * t);
            parameters[i] += inner * x;
            parameters[units + i] += inner;
            parameters[2 * units + i] += amount * t;
        }
        parameters[3 * units] += amount;
    }
}

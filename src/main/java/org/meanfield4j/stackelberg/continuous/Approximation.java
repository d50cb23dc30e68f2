package org.meanfield4j.stackelberg.continuous;

import java.util.random.RandomGenerator;

/** A function of one number with parameters in an array: its value, and a step along its gradient in the parameters. */
abstract sealed class Approximation permits TanhNetwork, Polynomial {

    /** How many parameters there are. */
    abstract int parameters();

    /** Draws parameters to start from. */
    abstract void initialise(double[] parameters, RandomGenerator random);

    /** f(x). */
    abstract double value(double[] parameters, double x);

    /** Adds {@code amount} times ∂f/∂parameters at x, the last point whose value was asked for. */
    abstract void ascend(double[] parameters, double x, double amount);
}

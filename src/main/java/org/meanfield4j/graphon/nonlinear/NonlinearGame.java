package org.meanfield4j.graphon.nonlinear;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * A game of one population beyond linear dynamics, dX = (A X + f(X) + B u + Ā Z) dt + D dB.
 *
 * @param base everything but f
 * @param drift f
 * @param name what readers see
 */
public record NonlinearGame(LqGraphonGame base, DoubleUnaryOperator drift, String name) implements Identified {
    private static final int PROBES = 161;

    /** Checks that nothing is missing. */
    public NonlinearGame {
        Require.given("base", base);
        Require.given("drift", drift);
        Require.given("name", name);
    }

    /**
     * A game.
     *
     * @param base everything but f
     * @param drift f
     * @return the game
     */
    public static NonlinearGame of(LqGraphonGame base, DoubleUnaryOperator drift) {
        return new NonlinearGame(base, drift, base + " with a nonlinear drift");
    }

    /** The base and the values of f from -8 to 8: a function has no other name that outlives a session. */
    @Override
    public String identity() {
        double[] values = new double[PROBES];
        Arrays.setAll(values, j -> probe((j - PROBES / 2) / 10.0));
        return base.identity() + " with the drift " + Identity.digest(values);
    }

    /** A drift need not be defined beyond the grid of a solver. */
    private double probe(double x) {
        try {
            return drift.applyAsDouble(x);
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * The linear-quadratic game of the experiment as one population: the base game with N = 50, Z = E[X] / 2 and
     * m_0 = 1.5.
     *
     * @return the game
     */
    public static LqGraphonGame experiment() {
        return LqGraphonGame.base()
                .withSteps(50)
                .withGraphon(Graphon.constant(0.5), 1)
                .withInitialMean(x -> new double[] {1.5});
    }
}

package org.meanfield4j.stationary.games;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.StationaryGame;

/**
 * A continuous state space on a grid: a circle x ∈ [0, 1) at S points x_i = i/S, drifts −0.05, 0, +0.05 with wrapped
 * Gaussian noise σ = 0.03 (rows normalised, no slip), and a crowd felt through a smoothed density, so that the game has
 * a limit as S → ∞:
 *
 * <pre>
 * r(x, a, μ) = cos(2π(x − ½)) − 0.1 · |drift|/0.05 − 0.5 · (k_h ∗ μ)(x),     k_h wrapped Gaussian density, h = 0.05.
 * </pre>
 *
 * The kernel is dense: memory O(S²), and an evaluation of the rewards costs O(S²). Source: reconstructed.
 */
public final class Circle implements StationaryGame {
    private static final double DRIFT = 0.05;
    private static final double NOISE = 0.03;
    private static final double WIDTH = 0.05;
    private static final double CROWDING = 0.5;
    private static final double MOVE_COST = 0.1;

    /** Turns of the circle that a wrapped Gaussian counts on each side: the next one weighs less than 1e-300. */
    private static final int TURNS = 4;

    private final int states;
    private final double discount;
    private final TransitionKernel kernel;
    private final double[] density;

    /**
     * The game on a grid of S points with discount 0.9.
     *
     * @param states S, at least 10; below about 40 the grid is coarser than the noise
     * @throws InvalidModelException if S is too small
     */
    public Circle(int states) {
        if (states < 10) {
            throw new InvalidModelException(
                    "states = " + states + " must be at least 10; 40 points resolve noise and crowd");
        }
        Require.memory("states = " + states, 3L * states * states, 2, "the dense kernel", "use fewer points");
        this.states = states;
        this.discount = 0.9;
        this.kernel = TransitionKernel.of(states, 3, this::row);
        this.density = new double[states];
        double peak = WIDTH * FastMath.sqrt(2 * FastMath.PI);
        for (int i = 0; i < states; i++) {
            density[i] = wrapped((double) i / states, WIDTH) / peak;
        }
    }

    private void row(int state, int action, TransitionKernel.Row row) {
        double mean = (double) state / states + DRIFT * (action - 1);
        double[] weight = new double[states];
        double sum = 0;
        for (int i = 0; i < states; i++) {
            weight[i] = wrapped((double) i / states - mean, NOISE);
            sum += weight[i];
        }
        for (int i = 0; i < states; i++) {
            row.add(i, weight[i] / sum);
        }
    }

    private static double wrapped(double distance, double width) {
        double sum = 0;
        for (int turn = -TURNS; turn <= TURNS; turn++) {
            double d = (distance + turn) / width;
            sum += FastMath.exp(-0.5 * d * d);
        }
        return sum;
    }

    /**
     * Where a state lies.
     *
     * @param state 0 … S − 1
     * @return x in [0, 1)
     */
    public double position(int state) {
        Require.index("state", state, states);
        return (double) state / states;
    }

    @Override
    public int states() {
        return states;
    }

    @Override
    public int actions() {
        return 3;
    }

    @Override
    public double discount() {
        return discount;
    }

    @Override
    public TransitionKernel kernel(Law law) {
        return kernel;
    }

    @Override
    public double reward(int state, int action, Law law) {
        Terms.pair(state, action, law, this);
        return place(state, law) - (action == 1 ? 0 : MOVE_COST);
    }

    @Override
    public void rewards(Law law, double[] out) {
        Require.given("law", law);
        Require.room("out", out, states() * actions());
        for (int s = 0; s < states; s++) {
            Arrays.fill(out, 3 * s, 3 * s + 3, place(s, law));
            out[3 * s] -= MOVE_COST;
            out[3 * s + 2] -= MOVE_COST;
        }
    }

    private double place(int state, Law law) {
        double crowd = 0;
        for (int j = 0; j < states; j++) {
            crowd += density[Math.floorMod(state - j, states)] * law.get(j);
        }
        return FastMath.cos(2 * FastMath.PI * (position(state) - 0.5)) - CROWDING * crowd;
    }

    @Override
    public String toString() {
        return "Circle(" + states + " points)";
    }
}

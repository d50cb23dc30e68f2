package org.meanfield4j.graphon.players;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.operator.Graphon;

class CommonNoiseTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    /** Numbers of an independent implementation, derivatives there by differences: src/test/reference/common_noise.py. */
    @Test
    void slopesOfPlayersWantToPartUnderCommonNoise() {
        CommonNoise weak = CommonNoise.compute(BASE, 0.25);
        assertLabels(new double[] {2.8636e-2, 3.2058e-2, 4.7172e-2}, weak.addedCost(), 5);
        assertLabels(new double[] {-6.986e-3, -5.252e-3, -1.336e-4}, weak.derivative(), 4);
        assertLabels(new double[] {4.408e-2, 3.303e-2, 8.323e-4}, weak.newtonShift(), 4);
        CommonNoise strong = CommonNoise.compute(BASE, 0.5);
        assertLabels(new double[] {0.114545, 0.128234, 0.188688}, strong.addedCost(), 6);
        assertLabels(new double[] {0.14053, 0.10456}, strong.newtonShift(), 5);
        assertPrinted(2.582e-3, strong.newtonShift()[49], 4);
    }

    private static void assertLabels(double[] printed, double[] actual, int digits) {
        int[] labels = {0, 24, 49};
        for (int j = 0; j < printed.length; j++) {
            assertPrinted(printed[j], actual[labels[j]], digits);
        }
    }

    @Test
    void withoutCommonNoiseNothingMoves() {
        CommonNoise none = CommonNoise.compute(BASE, 0);
        assertArrayEquals(new double[50], none.addedCost(), 0);
        assertArrayEquals(new double[50], none.newtonShift(), 1e-14); // J1' = 0 at K*, up to rounding
    }

    /** Central differences, extrapolated to an error of the order of h⁴ = 6e-10. */
    @Test
    void derivativesAreThoseOfTheCost() {
        double h = 5e-3;
        double[] exact = CommonNoise.compute(BASE, 0.5, 0.3).derivative();
        double[] near = difference(0.3, h);
        double[] far = difference(0.3, 2 * h);
        for (int x = 0; x < 50; x++) {
            assertEquals((4 * near[x] - far[x]) / 3, exact[x], 1e-9);
        }
    }

    private static double[] difference(double shift, double h) {
        double[] up = CommonNoise.compute(BASE, 0.5, shift + h).addedCost();
        double[] down = CommonNoise.compute(BASE, 0.5, shift - h).addedCost();
        for (int x = 0; x < up.length; x++) {
            up[x] = (up[x] - down[x]) / (2 * h);
        }
        return up;
    }

    /** Where the Newton shift vanishes the slope is optimal among constant shifts: J1 + J3 has no derivative there. */
    @Test
    void newtonShiftsLeadToAFixedPoint() {
        double shift = 0;
        for (int n = 0; n < 6; n++) {
            shift += CommonNoise.compute(BASE, 0.5, shift).newtonShift()[0];
        }
        double h = 1e-4;
        double above = cost(shift + h);
        double below = cost(shift - h);
        assertEquals(0, (above - below) / (2 * h), 1e-9);
    }

    private static double cost(double shift) {
        double[] slope = GraphonEquilibrium.compute(BASE).policy().slopes();
        SlopeProblem problem = new SlopeProblem(BASE, ActionTiming.EVERY_STEP, BASE.steps());
        for (int i = 0; i < slope.length; i++) {
            slope[i] += shift;
        }
        double[] covariance = new double[slope.length + 1];
        problem.covariances(slope, covariance);
        return problem.cost(slope, covariance)
                + CommonNoise.compute(BASE, 0.5, shift).addedCost()[0];
    }

    /** The definition: paths of the deviations from the means, averaged; four standard errors. */
    @Test
    void addedCostIsTheMeanOverPaths() {
        LqGraphonGame game = BASE.withSteps(20).withGraphon(Graphon.rankedAttachment(), 4);
        double[] w = game.aggregate().toArray();
        double[] slope = GraphonEquilibrium.compute(game).policy().slopes();
        double shift = 0.4;
        double dt = game.dt();
        Random random = new Random(5);
        int paths = 20_000;
        double sum = 0;
        double squares = 0;
        for (int p = 0; p < paths; p++) {
            double[] c = new double[4];
            double e = 0; // the deviator has the label x_2
            double pay = 0;
            for (int i = 0; i < 20; i++) {
                double z = w[4] * c[0] + w[5] * c[1] + w[6] * c[2] + w[7] * c[3];
                double u = (slope[i] + shift) * e;
                pay += 0.5 * dt * (0.5 * e * e + 2 * (e - z) * (e - z) + u * u);
                double shock = 0.5 * Math.sqrt(dt) * random.nextGaussian();
                double[] next = new double[4];
                for (int x = 0; x < 4; x++) {
                    double zx = w[4 * x] * c[0] + w[4 * x + 1] * c[1] + w[4 * x + 2] * c[2] + w[4 * x + 3] * c[3];
                    next[x] = c[x] + dt * (0.2 * c[x] + slope[i] * c[x] + 0.3 * zx) + shock;
                }
                e += dt * (0.2 * e + u + 0.3 * z) + shock;
                c = next;
            }
            double z = w[4] * c[0] + w[5] * c[1] + w[6] * c[2] + w[7] * c[3];
            pay += 0.5 * (e - z) * (e - z);
            sum += pay;
            squares += pay * pay;
        }
        double mean = sum / paths;
        double error = Math.sqrt((squares / paths - mean * mean) / paths);
        assertEquals(mean, CommonNoise.compute(game, 0.5, shift).addedCost()[1], 4 * error);
    }

    @Test
    void refusesWhatItCannotMeasure() {
        assertThrows(IllegalArgumentException.class, () -> CommonNoise.compute(LqGraphonGame.base2d(), 0.5));
        assertThrows(IllegalArgumentException.class, () -> CommonNoise.compute(BASE, -1));
        assertThrows(IllegalArgumentException.class, () -> CommonNoise.compute(BASE, 0.5, Double.NaN));
    }

    @Test
    void aMillionLabelsAreRefusedWithTheirSize() {
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(0.5), 1_000_000);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> CommonNoise.compute(game, 0.5));
        assertTrue(e.getMessage().contains("labels M = 1000000 needs 80000.0 GB"), e.getMessage());
    }
}

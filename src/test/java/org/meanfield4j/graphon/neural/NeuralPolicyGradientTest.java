package org.meanfield4j.graphon.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.nd4j.Dense;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.operator.Graphon;
import org.nd4j.linalg.factory.Nd4j;

class NeuralPolicyGradientTest {
    private static final NeuralPolicyGradient SOLVER = NeuralPolicyGradient.defaults();

    private static LqGraphonGame game() {
        assumeTrue(Dense.backend().equals("nd4j"), Dense.backend());
        return LqGraphonGame.base().withSteps(50).withGraphon(Graphon.uniformAttachment(), 20);
    }

    /** An independent program's range of final values over four seeds, widened by half of it: another generator. */
    @Test
    void endsInTheRangeOfTheReference() {
        GraphonRun run = SOLVER.solve(game());

        assertEquals(2.2e-2, run.history().last("RMSE of the slope"), 1.2e-2);
        assertEquals(1.65e-2, run.history().last("RMSE of the intercepts"), 0.9e-2);
        assertTrue(run.history().last("RMSE of the aggregate") < 3e-4);
        assertTrue(run.history().last("exploitability") < 1.5e-4);
    }

    /** Adam's first step is the step size times the sign of the gradient (up to 1e-8): so it must go downhill. */
    @Test
    void firstStepFollowsTheSignOfTheDifferenceQuotient() {
        game();
        double[] inputs = {-1, -0.5, 0, 0.5, 1};
        Perceptron net = new Perceptron(Nd4j.create(inputs, 5, 1), Streams.of(3).at(0), 1, 4, 3, 1);
        double[] target = {1, 0.5, 2, -1, 0.3};
        double[] before = net.parameters();
        double[] out = net.outputs(Stop.never());
        double[] gradient = new double[5];
        for (int e = 0; e < 5; e++) {
            gradient[e] = out[e] - target[e];
        }

        net.descend(gradient, 1e-3, 0, Stop.never());

        double[] after = net.parameters();
        double[] quotient = differences(inputs, target, before);
        for (int p = 0; p < before.length; p++) {
            assertEquals(-1e-3 * Math.signum(quotient[p]), after[p] - before[p], 1e-7, "parameter " + p);
        }
    }

    /** Central differences of half the squared error of the same network in plain loops. */
    private static double[] differences(double[] inputs, double[] target, double[] parameters) {
        double[] out = new double[parameters.length];
        for (int p = 0; p < out.length; p++) {
            double[] up = parameters.clone();
            double[] down = parameters.clone();
            up[p] += 1e-6;
            down[p] -= 1e-6;
            out[p] = (loss(inputs, target, up) - loss(inputs, target, down)) / 2e-6;
        }
        return out;
    }

    private static double loss(double[] inputs, double[] target, double[] p) {
        int[] sizes = {1, 4, 3, 1};
        double sum = 0;
        for (int b = 0; b < inputs.length; b++) {
            double[] h = {inputs[b]};
            int at = 0;
            for (int l = 0; l < 3; l++) {
                double[] next = new double[sizes[l + 1]];
                for (int o = 0; o < next.length; o++) {
                    next[o] = p[at + sizes[l] * next.length + o];
                    for (int i = 0; i < sizes[l]; i++) {
                        next[o] += h[i] * p[at + i * next.length + o];
                    }
                    next[o] = l < 2 ? Math.tanh(next[o]) : next[o];
                }
                at += (sizes[l] + 1) * next.length;
                h = next;
            }
            sum += 0.5 * (h[0] - target[b]) * (h[0] - target[b]);
        }
        return sum;
    }

    @Test
    void sameSeedGivesTheSameBits() {
        NeuralPolicyGradient brief = SOLVER.withIterations(2).withInnerSteps(5);

        assertArrayEquals(
                brief.solve(game()).history().toArray(),
                brief.solve(game()).history().toArray());
    }

    @Test
    void matrixGamesImprove() {
        game();
        LqGraphonGame full = LqGraphonGame.full2d().withSteps(20).withGraphon(Graphon.uniformAttachment(), 6);

        GraphonRun run = SOLVER.withIterations(4).solve(full);

        assertTrue(run.history().last("exploitability") < run.history().get(0, "exploitability") / 20);
    }

    @Test
    void refusesParametersOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withInnerSteps(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withWidths(0, 3));
    }
}

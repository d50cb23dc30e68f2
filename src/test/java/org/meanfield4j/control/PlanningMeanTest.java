package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.control.ControlCases.norm;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.control.games.DistributionPlanning;
import org.meanfield4j.core.law.Law;

/**
 * Exact bias on ten places, where tensor rules are out of reach: section 18.3 of the specification. Printed by
 * src/test/reference/control_places.py too.
 */
class PlanningMeanTest {
    private static final GaussIntegrator HERMITE = new GaussIntegratorFactory().hermite(80);

    /**
     * E M_i^q of M = softmax(l + ε Λ) = ∫ s^{q−1} E[W_i^q e^{−s W_i}] Π_{j≠i} E[e^{−s W_j}] ds with W_j = exp(l_j + ε Λ_j),
     * because 1/(Σ W)^q = ∫ s^{q−1} e^{−s Σ W} ds/Γ(q); trapezoid rule in log s.
     */
    private static double[] moment(double[] logits, double epsilon, int q) {
        int states = logits.length;
        double top = Arrays.stream(logits).max().orElseThrow();
        double[] out = new double[states];
        int nodes = 600;
        double step = 69.0 / (nodes - 1);
        double[] laplace = new double[states];
        double[] power = new double[states];
        for (int m = 0; m < nodes; m++) {
            double s = Math.exp(-60 + m * step);
            for (int j = 0; j < states; j++) {
                laplace[j] = 0;
                power[j] = 0;
                for (int n = 0; n < HERMITE.getNumberOfPoints(); n++) {
                    double w = Math.exp(logits[j] - top + epsilon * Math.sqrt(2) * HERMITE.getPoint(n));
                    double e = HERMITE.getWeight(n) / Math.sqrt(Math.PI) * Math.exp(-s * w);
                    laplace[j] += e;
                    power[j] += e * Math.pow(w, q);
                }
            }
            for (int i = 0; i < states; i++) {
                double product = power[i] * Math.pow(s, q) * step / Gamma.gamma(q);
                for (int j = 0; j < states; j++) {
                    product *= j == i ? 1 : laplace[j];
                }
                out[i] += product;
            }
        }
        return out;
    }

    @Test
    void momentsOfPerturbedLaws() {
        double[] logits = {Math.log(.1), Math.log(.3), Math.log(.4), Math.log(.2)};

        assertArrayEquals(new double[] {.118514, .296582, .371232, .213672}, moment(logits, 1, 1), 1e-6);
        assertArrayEquals(new double[] {.028425, .130624, .187901, .076308}, moment(logits, 1, 2), 1e-6);
    }

    /** Sections 12.5 and 18.3: the bias of ∇V^ε relative to ∇V at θ = 0 from the uniform law, the same for every T. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.00100", "0.2, 0.00403", "0.5, 0.02596", "1, 0.10519"})
    void theBiasOnTenPlaces(double epsilon, double expected) {
        DistributionPlanning problem = new DistributionPlanning(DistributionPlanning.targetA(), 5);
        ExactControlGradient exact = ExactControlGradient.compute(
                problem,
                ControlPolicy.table(10, 3),
                new double[30],
                Law.uniform(10).toArray(),
                5);
        double[] slope = slope(problem.target().toArray(), epsilon); // laws stay uniform
        double[] difference = exact.md().clone();
        for (int t = 1; t <= 5; t++) {
            for (int i = 0; i < 10; i++) {
                for (int k = 0; k < 30; k++) {
                    difference[k] -= slope[i] * exact.sensitivities()[(t * 10 + i) * 30 + k];
                }
            }
        }

        assertEquals(expected, norm(difference) / norm(exact.gradient()), 1e-5);
    }

    /** The derivative of −E |M − target|² in the logits of the uniform law. */
    private static double[] slope(double[] target, double epsilon) {
        double h = 1e-4;
        double[] logits = new double[10];
        double[][] up = new double[2][];
        double[][] down = new double[2][];
        double[] out = new double[10];
        // By symmetry a change of logit i changes the moments of i in one way and those of all others in another.
        for (int q = 1; q <= 2; q++) {
            logits[0] = h;
            up[q - 1] = moment(logits, epsilon, q);
            logits[0] = -h;
            down[q - 1] = moment(logits, epsilon, q);
        }
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                int from = i == j ? 0 : 1;
                double first = (up[0][from] - down[0][from]) / (2 * h);
                double second = (up[1][from] - down[1][from]) / (2 * h);
                out[i] -= second - 2 * target[j] * first;
            }
        }
        return out;
    }
}

package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.TrpoStep;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * The failure signature of a low temperature or a large step without slip (p = 0, B = 200, K = 60): values of an
 * independent program, bands ±25 %. Its E_0 of the row OCCUPATION, 1/η, η = 0.005 is left out: the chain is so nearly reducible
 * that its stationary law depends on the linear solver.
 */
class SampledCollapseTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5).withSlip(0);
    private static final int SEEDS = 12;

    private static SampledTails run(RestartMode restart, boolean shrinking, double temperature) {
        SampledMfTrpo solver = SampledMfTrpo.defaults()
                .withTemperature(temperature)
                .withOuterSteps(60)
                .withTrustRegion(shrinking ? TrpoStep.shrinking() : TrpoStep.constant(1))
                .withSampling(Sampling.defaults().withRollouts(200).withRestart(restart));
        return SampledTails.of(solver, GAME, SEEDS, 10);
    }

    @ParameterizedTest
    @CsvSource({
        "OCCUPATION, true, 0.02, 0.12, 6.0",
        "OCCUPATION, false, 0.02, 0.44, 24.7",
        "OCCUPATION, true, 0.005, 0.79, 33",
        "OCCUPATION, false, 0.005, 0.55, ",
        "NO_RESTART, true, 0.3, 0.347, 0.70",
        "NO_RESTART, true, 0.05, 0.144, 1.48",
        "NO_RESTART, true, 0.005, 1.01, 27",
        "NO_RESTART, false, 0.05, 0.42, 12.9",
        "NO_RESTART, false, 0.005, 0.65, 30"
    })
    void exploitability(RestartMode restart, boolean shrinking, double temperature, double bare, Double strict) {
        SampledTails tails = run(restart, shrinking, temperature);

        assertEquals(bare, tails.mean(Metrics.UNREGULARISED), 0.25 * bare);
        if (strict != null) {
            assertEquals(strict, tails.mean(Metrics.EXPLOITABILITY), 0.25 * strict);
        }
    }

    @Test
    void deterministicRowsAndANearlyReducibleChainAppearTogether() {
        // Rows with entropy below 0.01: 0.1 against 12.5 of 25; second eigenvalue 0.907 against 0.997.
        SampledTails sound = run(RestartMode.OCCUPATION, true, 0.02);
        SampledTails collapsed = run(RestartMode.OCCUPATION, false, 0.005);

        assertTrue(sharpRows(sound) < 1, "sound run: " + sharpRows(sound));
        assertEquals(12.5, sharpRows(collapsed), 0.25 * 12.5);
        assertEquals(0.907, secondEigenvalue(sound), 0.01);
        assertEquals(0.997, secondEigenvalue(collapsed), 0.003);
    }

    private static double sharpRows(SampledTails tails) {
        double sum = 0;
        for (SampledRun run : tails.sweep().results()) {
            for (int s = 0; s < 25; s++) {
                sum += run.policy().entropy(s) < 0.01 ? 1 : 0;
            }
        }
        return sum / tails.sweep().results().size();
    }

    private static double secondEigenvalue(SampledTails tails) {
        double sum = 0;
        for (SampledRun run : tails.sweep().results()) {
            MarkovChain chain = GAME.kernel(run.law()).under(run.policy());
            double[][] p = new double[25][25];
            for (int s = 0; s < 25; s++) {
                for (int next = 0; next < 25; next++) {
                    p[s][next] = chain.probability(s, next);
                }
            }
            EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(p));
            double[] modulus = new double[25];
            for (int i = 0; i < 25; i++) {
                modulus[i] = Math.hypot(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i));
            }
            Arrays.sort(modulus);
            sum += modulus[23];
        }
        return sum / tails.sweep().results().size();
    }
}

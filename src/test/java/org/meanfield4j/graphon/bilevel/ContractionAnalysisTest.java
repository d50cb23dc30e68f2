package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;

import java.util.Random;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.InterceptHessian;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.AggregateOperator;
import org.meanfield4j.graphon.operator.DenseAggregate;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * Numbers come from two independent implementations that feed impulses through best response and forward pass. Those of
 * games of one dimension are printed by src/test/reference/outer_map.py too.
 */
public class ContractionAnalysisTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    @ParameterizedTest
    @CsvSource({
        "constant0.5, 0.3040, 0.3471, 0.3368, 0.4159",
        "uniformAttachment, 0.2441, 0.2781, 0.2730, 0.3372",
        "rankedAttachment, 0.4842, 0.5559, 0.5216, 0.6441",
        "minMax, 0.0592, 0.0670, 0.0683, 0.0843",
        "threshold, 0.3925, 0.4493, 0.4288, 0.5295",
        "sbm2, 0.3040, 0.3471, 0.3368, 0.4159",
        "constant1, 0.6402, 0.7385, 0.6736, 0.8319"
    })
    void radiusAndSupNormOfEveryGraphon(String name, double rhoSc, double kappaSc, double rhoFr, double kappaFr) {
        ContractionAnalysis a = ContractionAnalysis.compute(BASE.withGraphon(GraphonFixtures.graphon(name), 50));
        assertDecimals(rhoSc, a.selfConsistent().spectralRadius(), 4);
        assertDecimals(kappaSc, a.selfConsistent().supNorm(), 4);
        assertDecimals(rhoFr, a.frozen().spectralRadius(), 4);
        assertDecimals(kappaFr, a.frozen().supNorm(), 4);
        assertEquals(0.67363 * a.graphonEigenvalue(), a.frozen().spectralRadius(), 5e-6); // exactly proportional
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 0.640, 0.739, 0.6736, 0.832",
        "1.3, 0.859, 0.997, 0.8757, 1.081",
        "1.45, 0.973, 1.134, 0.9768, 1.206",
        "1.5, 1.012, 1.181, 1.0105, 1.248",
        "1.7, 1.172, 1.373, 1.1452, 1.414"
    })
    void strongCouplingLosesTheContraction(double p, double rhoSc, double kappaSc, double rhoFr, double kappaFr) {
        ContractionAnalysis a = ContractionAnalysis.compute(BASE.withGraphon(Graphon.constant(p), 10));
        assertDecimals(rhoSc, a.selfConsistent().spectralRadius(), 3);
        assertDecimals(kappaSc, a.selfConsistent().supNorm(), 3);
        assertDecimals(rhoFr, a.frozen().spectralRadius(), 4);
        assertDecimals(kappaFr, a.frozen().supNorm(), 3);
    }

    @ParameterizedTest
    @CsvSource({
        "1, -0.7598, -0.5795, 0.903, 0.626",
        "1.5, -1.1088, -0.8966, 1.313, 0.983",
        "2, -1.4581, -1.2127, 1.724, 1.343",
        "3, -2.1567, -1.8442, 2.545, 2.063"
    })
    void antiCoordinationHasANegativeLeadingEigenvalue(
            double h, double sc, double frozen, double kappaSc, double kappaFr) {
        ContractionAnalysis a = ContractionAnalysis.compute(antiCoordination(h));
        assertDecimals(sc, a.selfConsistent().leading(), 4);
        assertDecimals(frozen, a.frozen().leading(), 4);
        assertDecimals(kappaSc, a.selfConsistent().supNorm(), 3);
        assertDecimals(kappaFr, a.frozen().supNorm(), 3);
    }

    public static LqGraphonGame antiCoordination(double h) {
        LqCoefficients c = BASE.coefficients().withTracking(SmallMatrix.scalar(-h), SmallMatrix.scalar(-h));
        return BASE.withGraphon(Graphon.constant(1), 10).withCoefficients(c);
    }

    @Test
    void fullMatrices() {
        ContractionAnalysis a = ContractionAnalysis.compute(LqGraphonGame.full2d());
        assertDecimals(0.4054931322, a.graphonEigenvalue(), 10);
        assertDecimals(0.2222377400, a.frozen().spectralRadius(), 10);
        assertDecimals(0.1963210199, a.selfConsistent().spectralRadius(), 10);
        assertDecimals(0.3459350969, a.frozen().supNorm(), 10);
        assertDecimals(0.2874249609, a.selfConsistent().supNorm(), 10);
    }

    @Test
    void oscillatorRadius() {
        assertDecimals(
                0.1809,
                ContractionAnalysis.compute(LqGraphonGame.base2d())
                        .selfConsistent()
                        .spectralRadius(),
                4);
    }

    @Test
    void curvatureOfTheInterceptProblem() {
        ContractionAnalysis a = ContractionAnalysis.compute(BASE);
        assertDecimals(1.0100, a.smallestCurvature(), 4);
        assertDecimals(1.0176, a.largestCurvature(), 4);
        double[][] expected = {{0, 1.0001, 3.3097}, {-1, 1.010, 1.430}, {1, 0.990, 10.38}, {-2, 0.684, 1.020}};
        int[][] decimals = {{4, 4}, {3, 3}, {3, 2}, {3, 3}};
        for (int q = 0; q < 4; q++) {
            double[] slope = new double[100];
            java.util.Arrays.fill(slope, expected[q][0]);
            double[] h = InterceptHessian.eigenvalues(BASE, slope, Stop.never());
            assertDecimals(expected[q][1], java.util.Arrays.stream(h).min().orElseThrow(), decimals[q][0]);
            assertDecimals(expected[q][2], java.util.Arrays.stream(h).max().orElseThrow(), decimals[q][1]);
        }
    }

    /** The smallest eigenvalue of two positive blocks is 0 up to rounding; ρ as in an independent program. */
    @Test
    void survivesAnEigenvalueOfRoundingSize() {
        ContractionAnalysis a = ContractionAnalysis.compute(BASE.withGraphon(Graphon.sbm3(), 50));

        assertDecimals(0.2614, a.selfConsistent().spectralRadius(), 4);
    }

    @Test
    void rateLawOfTheInnerSteps() {
        ContractionAnalysis a = ContractionAnalysis.compute(BASE);
        int[] inner = {1, 2, 5, 10, 20};
        double[] predicted = {0.6935, 0.5112, 0.3002, 0.2482, 0.2441};
        for (int q = 0; q < 5; q++) {
            assertDecimals(
                    predicted[q],
                    a.predictedRate(BilevelPolicyGradient.defaults().withInnerSteps(inner[q])),
                    4);
        }
    }

    @Test
    void adviceTellsWhatWillHappen() {
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults();
        assertTrue(ContractionAnalysis.compute(BASE).advice(solver).contains("guaranteed"));
        String strong = ContractionAnalysis.compute(BASE.withGraphon(Graphon.constant(1.5), 10))
                .advice(solver);
        assertTrue(strong.contains("every step size"), strong);
        String anti = ContractionAnalysis.compute(antiCoordination(1.5)).advice(solver);
        assertTrue(anti.contains("fewer inner steps or FROZEN"), anti);
        String step = ContractionAnalysis.compute(BASE).advice(solver.withStepSize(2));
        assertTrue(step.contains("stay below 1.96"), step);
    }

    /** η_K above 2 / (R + B'PB dt) diverges however well the intercepts do. */
    @ParameterizedTest
    @CsvSource({"NATURAL, 2.5", "GAUSS_NEWTON, 2.5", "PLAIN, 50", "JOINT, 50"})
    void adviceForeseesSlopesThatDiverge(SlopeStep direction, double eta) {
        BilevelPolicyGradient solver =
                BilevelPolicyGradient.defaults().withSlopeStep(direction).withSlopeStepSize(eta);
        GraphonRun run = solver.solve(BASE);
        assertEquals(StopReason.DIVERGED, run.stopped());
        ContractionAnalysis a = ContractionAnalysis.compute(BASE);

        String advice = a.advice(solver);

        assertTrue(advice.contains("slopeStepSize = " + eta) && advice.contains("do not settle"), advice);
        assertFalse(advice.contains("expect rate"), advice);
        assertEquals(direction != SlopeStep.GAUSS_NEWTON, advice.endsWith(", or GAUSS_NEWTON"), advice);
        assertTrue(a.predictedRate(solver) > 1);
    }

    /** Where the slopes are slower than the environment, they set the rate. */
    @ParameterizedTest
    @CsvSource({"NATURAL, 0.05", "GAUSS_NEWTON, 0.05", "PLAIN, 0.4"})
    void slowSlopesSetTheRate(SlopeStep direction, double eta) {
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults()
                .withSlopeStep(direction)
                .withSlopeStepSize(eta)
                .withIterations(60);
        GraphonRun run = solver.solve(BASE);

        double predicted = ContractionAnalysis.compute(BASE).predictedRate(solver);

        assertTrue(predicted > 0.4, "rate " + predicted);
        double[] error = run.history().column(GraphonMetrics.SLOPE);
        assertEquals(predicted, error[50] / error[49], 0.02);
    }

    /**
     * The slow twin: the Hessian in K_i at K* of the cost of slopes, by central differences, here with d = 2, k = 3. Small
     * steps are limited by its smallest eigenvalue, large ones by its largest.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 3})
    void thePlainRateIsThatOfTheCurvatureOfTheCost(double eta) {
        LqGraphonGame game = GraphonFixtures.randomGame(new Random(3), 2, 3, 4, 3);
        double[] best = GraphonEquilibrium.compute(game).policy().slopes();
        double slowest = 0;
        for (int i = 0; i < 4; i++) {
            for (double v : new EigenDecomposition(hessian(game, best, 6 * i)).getRealEigenvalues()) {
                slowest = Math.max(slowest, Math.abs(1 - eta * v));
            }
        }
        ContractionAnalysis a = ContractionAnalysis.compute(game);
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults()
                .withSlopeStep(SlopeStep.PLAIN)
                .withSlopeStepSize(eta)
                .withInnerSteps(2);

        double rate = a.predictedRate(solver);

        assertTrue(rate
                > a.predictedRate(solver.withSlopeStep(SlopeStep.GAUSS_NEWTON).withSlopeStepSize(1)));
        assertEquals(slowest * slowest, rate, 1e-5 * rate); // h² and rounding over h² of the differences
    }

    private static RealMatrix hessian(LqGraphonGame game, double[] slopes, int from) {
        SlopeProblem problem = new SlopeProblem(game, ActionTiming.EVERY_STEP, game.steps());
        double[] covariance = new double[(game.steps() + 1) * 4];
        double h = 1e-3;
        RealMatrix out = MatrixUtils.createRealMatrix(6, 6);
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                double sum = 0;
                for (int sign : new int[] {1, -1}) {
                    for (int other : new int[] {1, -1}) {
                        double[] k = slopes.clone();
                        k[from + a] += sign * h;
                        k[from + b] += other * h;
                        problem.covariances(k, covariance);
                        sum += sign * other * problem.cost(k, covariance);
                    }
                }
                out.setEntry(a, b, sum / (4 * h * h * game.dt()));
            }
        }
        return out;
    }

    @Test
    void coldStartConvergesAtAnotherRateToAnErrorThatStays() {
        BilevelPolicyGradient warm = BilevelPolicyGradient.defaults().withInnerSteps(2);
        BilevelPolicyGradient cold = warm.withColdStart(true).withIterations(12);
        ContractionAnalysis a = ContractionAnalysis.compute(BASE);
        double[] z = cold.withIterations(40).solve(BASE).aggregate().toArray();
        double before = Flat.rootMeanSquareDistance(
                cold.withIterations(5).solve(BASE).aggregate().toArray(), z);
        double after = Flat.rootMeanSquareDistance(
                cold.withIterations(6).solve(BASE).aggregate().toArray(), z);

        assertTrue(a.advice(cold).contains("coldStart brings back"), a.advice(cold));
        assertEquals(after / before, a.predictedRate(cold), 0.05); // the outer map is that of K*
        assertTrue(a.predictedRate(cold) < a.predictedRate(warm) - 0.2);
    }

    @Test
    void stepsFarTooLargeAreToldHowSmallTheTriedOnesWere() {
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults().withSlopeStepSize(0x1p40);

        String advice = ContractionAnalysis.compute(BASE).advice(solver);

        assertTrue(
                advice.endsWith(
                        "no step size above " + (double) (1 << 19) + " is safe from this start; use GAUSS_NEWTON"),
                advice);
    }

    @Test
    void stepsOfZeroAreNotPromisedAnything() {
        String advice = ContractionAnalysis.compute(BASE)
                .advice(BilevelPolicyGradient.defaults().withSlopeStepSize(0));
        assertTrue(advice.contains("a step size of 0"), advice);
    }

    @Test
    void atAResonanceNoSolverIsRecommended() {
        double rho = ContractionAnalysis.compute(BASE.withGraphon(Graphon.constant(1), 4))
                .frozen()
                .leading();
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(1 / rho), 4);
        assertThrows(InvalidModelException.class, () -> GraphonEquilibrium.direct(game));

        String advice = ContractionAnalysis.compute(game).advice(BilevelPolicyGradient.defaults());

        assertTrue(advice.contains("resonance") && !advice.contains("GraphonEquilibrium.direct"), advice);
    }

    /** The largest eigenvalue is far beyond 1, the second one of the graphon makes an outer eigenvalue of 1. */
    @Test
    void atAResonanceOfAnInnerEigenvalueTheDirectSolverIsNotRecommended() {
        double rho = ContractionAnalysis.compute(BASE.withGraphon(Graphon.constant(1), 4))
                .frozen()
                .leading();
        LqGraphonGame game = BASE.withAggregate(twoBlocks(2, 1 / rho), "resonant");
        assertThrows(InvalidModelException.class, () -> GraphonEquilibrium.direct(game));
        LqGraphonGame near = BASE.withAggregate(twoBlocks(2, 0.99 / rho), "near");

        String advice = ContractionAnalysis.compute(game).advice(BilevelPolicyGradient.defaults());
        String other = ContractionAnalysis.compute(near).advice(BilevelPolicyGradient.defaults());

        assertTrue(advice.contains("resonance") && !advice.contains("GraphonEquilibrium.direct"), advice);
        assertTrue(other.contains("GraphonEquilibrium.direct"), other);
        assertTrue(GraphonEquilibrium.direct(near).converged());
    }

    /** Two players with these eigenvalues. */
    private static AggregateOperator twoBlocks(double first, double second) {
        double same = 0.5 * (first + second);
        double other = 0.5 * (first - second);
        return DenseAggregate.of(new double[] {same, other, other, same}, 2, "two players");
    }
}

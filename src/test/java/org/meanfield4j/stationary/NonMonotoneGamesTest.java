package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.stationary.Printed.assertPrinted;

import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.games.TwoBarChain;

/**
 * Games outside the theory: what exact MF-TRPO does there. L = 20 unless stated. Roots come from the closed form
 * m = p/2 + (1−p) σ(γ(1−p) α (2m−1)/η), other printed values from independent programs (NumPy, C, plain Java),
 * which src/test/reference/non_monotone.py prints too.
 */
class NonMonotoneGamesTest {
    private static final Law TILTED = Law.of(0.6, 0.4);

    private static Trace twoStates(double alpha, double eta, double beta, int outer, int inner) {
        return Trace.of(ChooseYourState.twoStates(alpha).withInitialLaw(TILTED), eta, beta, outer, inner, 1);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "0.3, 0.8039330418", "0.1, 0.9493801343"})
    void herdingOfTwoStatesLeavesTheMiddleBelowThePitchfork(double eta, double limit) {
        assertEquals(limit, twoStates(1, eta, 0.1, 2000, 20).last()[0], 1e-10);
    }

    @Test
    void herdingApproachesAtTheLinearRate() {
        assertPrinted("0.8039322", twoStates(1, 0.3, 0.1, 400, 20).last()[0], "μ(0) after 400 steps");
    }

    @Test
    void anExactlySymmetricStartStaysOnTheUnstableMiddle() {
        ChooseYourState game = ChooseYourState.twoStates(1);

        assertEquals(0.5, Trace.of(game, 0.1, 0.1, 1000, 20, 1).last()[0], 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.8039330418", "0.1, 0.9493801343"})
    void congestionOfTwoStatesAlternatesWithFullSteps(double eta, double high) {
        // Exact best responses: the fixed-point iteration of Γ_1.
        PopulationOperator gamma = new PopulationOperator(ChooseYourState.twoStates(-1), eta, 1);
        Law law = TILTED;
        for (int k = 0; k < 400; k++) {
            law = gamma.apply(law);
        }
        Law next = gamma.apply(law);

        assertEquals(high, Math.max(law.get(0), next.get(0)), 1e-10);
        assertEquals(1 - high, Math.min(law.get(0), next.get(0)), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 20, 0.7305625578",
        "0.3, 200, 0.7979006211",
        "0.1, 20, 0.948789",
        "0.1, 200, 0.949333",
        "0.5, 20, 0.5"
    })
    void finitelyManyInnerStepsLagInTheTwoCycle(double eta, int inner, String high) {
        double[] last = twoStates(-1, eta, 1, 400, inner).last();

        assertPrinted(high, Math.max(last[0], last[1]), "upper branch");
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.3", "0.1"})
    void smallerStepsCalmCongestion(double eta) {
        assertEquals(0.5, twoStates(-1, eta, 0.2, 400, 20).last()[0], 1e-10);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.05, 3000, 0.113",
        "0.05, 0.1, 3000, 0.196",
        "0.05, 0.5, 3000, 0.57",
        "0.05, 1, 3000, 0.90",
        "0.05, 0.026, 20000, 0.0171",
        "0.05, 0.0275, 3000, 0.0331",
        "0.3, 1, 3000, 0.66"
    })
    void rockPaperScissorsCirclesAboveTheThreshold(double eta, double beta, int outer, String amplitude) {
        ChooseYourState game = ChooseYourState.rockPaperScissors().withInitialLaw(Law.of(0.5, 0.3, 0.2));

        assertPrinted(amplitude, Trace.of(game, eta, beta, outer, 20, 1).amplitude(0, 1000), "amplitude of μ(0)");
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.02, 3000", "0.05, 0.024, 6000", "0.3, 0.1, 1000", "0.3, 0.5, 1000"})
    void rockPaperScissorsSettlesBelowTheThreshold(double eta, double beta, int outer) {
        ChooseYourState game = ChooseYourState.rockPaperScissors().withInitialLaw(Law.of(0.5, 0.3, 0.2));
        double factor = StabilityAnalysis.compute(game, eta, 1).errorFactor(beta, 20);
        double amplitude = Trace.of(game, eta, beta, outer, 20, 1).amplitude(0, 100);

        // The linear factor governs the end; a spiral from a distance of 0.2 is within a factor 10 of it.
        assertTrue(factor < 1);
        assertTrue(amplitude < 10 * FastMath.pow(factor, outer - 100) + 1e-12, "amplitude " + amplitude);
    }

    @ParameterizedTest
    @CsvSource({
        "0.6, 0.01, 0.327",
        "0.6, 0.02, 0.342",
        "0.6, 0.05, 0.382",
        "0.6, 0.1, 0.432",
        "0.9, 0.01, 0.579",
        "0.9, 0.02, 0.584",
        "0.9, 0.05, 0.598",
        "0.9, 0.1, 0.620",
        "0, 0.1, 0.030"
    })
    void herdingRockPaperScissorsHasALimitCycleForEveryStep(double alpha, double beta, String amplitude) {
        // 60 units of time β·k, the last 20 measured.
        Trace trace = herdingRockPaperScissors(alpha, 0.1, beta, (int) Math.round(60 / beta));

        assertPrinted(amplitude, trace.amplitude(0, (int) Math.round(20 / beta)), "amplitude of μ(0)");
    }

    @Test
    void warmthRestoresConvergenceOfHerdingRockPaperScissors() {
        assertPrinted("6e-10", herdingRockPaperScissors(0.6, 0.3, 0.05, 1200).amplitude(0, 400), "amplitude of μ(0)");
        for (double beta : new double[] {0.01, 0.02, 0.05}) {
            int outer = (int) Math.round(60 / beta);
            double early = herdingRockPaperScissors(0, 0.1, beta, outer / 2).amplitude(0, outer / 6);
            double late = herdingRockPaperScissors(0, 0.1, beta, outer).amplitude(0, outer / 6);
            assertTrue(late < 0.01 * early, "amplitude " + early + " then " + late);
        }
    }

    private static Trace herdingRockPaperScissors(double alpha, double eta, double beta, int outer) {
        ChooseYourState game = ChooseYourState.herdingRockPaperScissors(alpha).withInitialLaw(Law.of(0.4, 0.3, 0.3));
        return Trace.of(game, eta, beta, outer, 20, 1);
    }

    @Test
    void aSmallPushTipsTheTwoBarChain() {
        TwoBarChain game = new TwoBarChain(1);
        double[] symmetric = Equilibrium.compute(game, 0.3).law().toArray();
        String[] limit = {".0466", ".9085", ".0433", ".0016", ".0001", "0.0000", "0.0000"};
        for (int sign : new int[] {1, -1}) {
            double[] start = symmetric.clone();
            start[1] += sign * 1e-3;
            start[5] -= sign * 1e-3;
            double[] last = Trace.of(game.withInitialLaw(Law.of(start)), 0.3, 0.1, 1500, 20, 5)
                    .last();
            for (int s = 0; s < 7; s++) {
                assertPrinted(limit[s], last[sign > 0 ? s : 6 - s], "μ(" + s + "), push " + sign);
            }
        }
        for (int side : new int[] {0, 6}) {
            double[] last = Trace.of(game.withInitialLaw(Law.pointMass(7, side)), 0.3, 0.1, 1500, 20, 5)
                    .last();
            assertPrinted(".9085", last[side == 0 ? 1 : 5], "start at " + side);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 24, 0.942705, 24, 0.942705, 24, 0.942705",
        "-1.5, 24, 0.953203, 24, 0.953203, 12, 0.770501",
        "-2, 24, 0.955699, 0, 0.954719, 12, 0.886821",
        "-3, 24, 0.956487, 0, 0.956423, 12, 0.913104"
    })
    void herdingInTheRoomKeepsTheCrowdWhereItStarts(
            double kappa, int even, String evenMass, int corner, String cornerMass, int centre, String centreMass) {
        CrowdGrid game = CrowdGrid.corner(5).withCongestion(kappa);

        assertLargest(game, even, evenMass);
        assertLargest(game.withInitialLaw(Trace.crowdAt(0)), corner, cornerMass);
        assertLargest(game.withInitialLaw(Trace.crowdAt(12)), centre, centreMass);
    }

    private static void assertLargest(CrowdGrid game, int cell, String mass) {
        double[] last = Trace.of(game, 0.3, 0.05, 2000, 20, 5).last();
        int largest = 0;
        for (int s = 1; s < 25; s++) {
            largest = last[s] > last[largest] ? s : largest;
        }
        assertEquals(cell, largest);
        assertPrinted(mass, last[cell], "largest mass");
    }

    private static CrowdGrid wavy(double frequency) {
        return CrowdGrid.corner(5)
                .withCrowdPenalty("0.3 sin(2πfμ)", m -> 0.3 * FastMath.sin(2 * FastMath.PI * frequency * m));
    }

    @ParameterizedTest
    @CsvSource({
        "20, -1, 0.30903975, 0.394, 8.359888",
        "20, 0, 0.55948456, 0.405, 8.257232",
        "20, 24, 0.79785808, 0.125, 11.922949",
        "10, -1, 0.70213976, , ",
        "10, 0, 0.50920190, , ",
        "10, 24, 0.79822941, , "
    })
    void aWavyCrowdTermHasALimitPerStart(double frequency, int start, String corner, String e0, String value) {
        CrowdGrid game = wavy(frequency);
        CrowdGrid started = start < 0 ? game : game.withInitialLaw(Trace.crowdAt(start));
        Trace trace = Trace.of(started, 0.1, 0.01, 3000, 20, 5);

        assertPrinted(corner, trace.last()[24], "μ(24)");
        assertTrue(trace.amplitude(24, 100) < 1e-12);
        if (e0 != null) {
            assertPrinted(e0, trace.mean(game, 1, Double.NaN), "E_0");
            Equilibrium limit = Equilibrium.compute(game, 0.1, Law.of(trace.last()));
            assertTrue(limit.converged());
            assertPrinted(value, limit.expectedValue(), "J_η");
        }
    }

    /**
     * The motion has no period: three programs give 0.034, 0.0338, 0.0338, then 0.016, 0.0165, 0.0166 and 0.020, 0.0219,
     * 0.0219, hence 15 %.
     */
    @ParameterizedTest
    @CsvSource({"-1, 0.034", "0, 0.016", "24, 0.020"})
    void aWavyCrowdTermNeverSettlesWithLargeSteps(int start, double amplitude) {
        CrowdGrid game = start < 0 ? wavy(20) : wavy(20).withInitialLaw(Trace.crowdAt(start));

        assertEquals(amplitude, Trace.of(game, 0.1, 0.05, 400, 20, 5).amplitude(24, 100), 0.15 * amplitude);
    }

    private static CrowdGrid steep(double width) {
        return CrowdGrid.corner(5).withCrowdPenalty("logistic", m -> 1 / (1 + FastMath.exp(-(m - 0.1) / width)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 13.86, 0.1473, 0.027",
        "0.02, 30.30, 0.0705, 0.230",
        "0.01, 59.01, 0.0372, 0.731",
        "0.005, 116.3, 0.0193, 2.289"
    })
    void steepCongestionHasALargeLipschitzConstant(double width, String lambda, String stable, String c) {
        StabilityAnalysis analysis = StabilityAnalysis.compute(steep(width), 0.1, 5);

        assertPrinted(lambda, analysis.lipschitz(), "Λ");
        assertPrinted(stable, analysis.stableStep(20), "β_eff");
        assertPrinted(c, analysis.oneSidedLipschitz(), "C");
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.13652", "0.02, 0.10325"})
    void steepCongestionSettlesBelowItsThreshold(double width, String corner) {
        Trace trace = Trace.of(steep(width), 0.1, 0.05, 600, 20, 5);

        assertPrinted(corner, trace.last()[24], "μ(24)");
        assertTrue(trace.movement(20) < 1e-12);
    }

    @Test
    void steepCongestionOscillatesAboveItsThreshold() {
        Trace trace = Trace.of(steep(0.01), 0.1, 0.05, 600, 20, 5);

        assertPrinted("1.4e-2", trace.movement(20), "‖Δμ‖₁");
        assertPrinted("4.6", trace.mean(steep(0.01), 20, Double.NaN), "E_0");
    }

    /** Chaotic: over windows of 20 steps a NumPy program gives ‖Δμ‖₁ 0.032 to 0.038 and E_0 7.0 to 8.0, hence 20 %. */
    @Test
    void steeperCongestionIsChaotic() {
        Trace trace = Trace.of(steep(0.005), 0.1, 0.05, 600, 20, 5);

        assertEquals(3.4e-2, trace.movement(20), 0.2 * 3.4e-2);
        assertEquals(7.4, trace.mean(steep(0.005), 20, Double.NaN), 0.2 * 7.4);
    }
}

package org.meanfield4j.stationary.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.CountingMonitor;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryRun;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * The baselines on the 5×5 room with its point of interest in the corner: policy exploitability E_0 after 10, 50, 100
 * and 500 iterations, from two independent programs (NumPy, plain Java). Those of the baselines and of MF-TRPO at
 * η = 0.05 are printed by src/test/reference/baselines.py too.
 */
class BaselinesTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5);

    @Test
    void bestResponseIterationCyclesFarFromEquilibrium() {
        // Two laws alternate; the last printed digit is 0.01.
        assertAll(BestResponseIteration.defaults().solve(GAME).history(), 0.006, 17.36, 17.36, 17.36, 17.36);
    }

    @Test
    void regularisedFixedPointCyclesAsWell() {
        History warm = RegularisedFixedPoint.defaults().solve(GAME).history();
        History cold = RegularisedFixedPoint.defaults()
                .withTemperature(0.05)
                .solve(GAME)
                .history();

        assertAll(warm, 0.006, 5.63, 5.56, 5.56, 8.23);
        assertAll(cold, 0.006, 7.01, 7.01, 7.01, 7.05);
    }

    @Test
    void dampedBestResponseKeepsCirclingNearTheEquilibrium() {
        History h = DampedBestResponse.defaults().solve(GAME).history();

        // 2 % before rounding decides ties, a factor 2 around the range of the two programs afterwards.
        assertEquals(1.03, at(h, 10), 0.02 * 1.03);
        assertBetween(0.48 / 2, at(h, 50), 0.58 * 2);
        assertBetween(0.18 / 2, at(h, 100), 0.61 * 2);
        assertBetween(0.55 / 2, at(h, 500), 0.67 * 2);
    }

    @Test
    void fictitiousPlayConvergesSlowly() {
        History h = FictitiousPlay.defaults().solve(GAME).history();

        assertEquals(0.737, at(h, 10), 0.02 * 0.737);
        assertBetween(0.22 / 2, at(h, 50), 0.25 * 2);
        assertBetween(0.09 / 2, at(h, 100), 0.12 * 2);
        assertBetween(0.019 / 2, at(h, 500), 0.024 * 2);
    }

    @Test
    void mirrorDescentHasNoBias() {
        History slow = OnlineMirrorDescent.defaults().solve(GAME).history();
        History fast =
                OnlineMirrorDescent.defaults().withStepSize(0.5).solve(GAME).history();

        assertAll(slow, 0.0006, 0.371, 0.102, 0.060, 0.0247);
        // 6.8e-5 in NumPy, printed as 0.0001.
        assertAll(fast, 0.0006, 0.089, 0.047, 0.024, 0.0001);
        assertEquals(0.0001, at(fast, 500), 0.5e-4);
    }

    /** A policy that no symmetry of the room helps. */
    private static TabularPolicy uneven() {
        return TabularPolicy.ofLogits(
                GAME.states(),
                GAME.actions(),
                Streams.of(5).at(0).doubles(125, -1, 1).toArray());
    }

    @Test
    void mirrorDescentStartsAtTheOwnLawOfItsStartAndAddsItsLogPolicy() {
        TabularPolicy start = uneven();
        Law corner = Law.pointMass(GAME.states(), 0); // of no account: the crowd that follows a policy has its own law
        double[] score = start.logProbabilities();
        double[] q = new FrozenMdp(GAME, new Metrics(GAME).stationaryLaw(start))
                .evaluate(start, 0)
                .q();
        for (int i = 0; i < q.length; i++) {
            score[i] += 0.3 * q[i];
        }

        StationaryRun run = new OnlineMirrorDescent(0.3, 1, 1)
                .startingFrom(new PolicyAndLaw(start, corner))
                .solve(GAME);

        double[] expected =
                TabularPolicy.ofLogits(GAME.states(), GAME.actions(), score).logProbabilities();
        assertArrayEquals(expected, run.policy().logProbabilities(), 1e-12);
    }

    @Test
    void thePolicyOfAStartWeighsInTheAverageOfFictitiousPlay() {
        TabularPolicy start = uneven();
        Law law = Law.proportionalTo(Streams.of(6).at(0).doubles(25).toArray());
        TabularPolicy response = new FrozenMdp(GAME, law).optimum(0).policy();
        Law settled = new Metrics(GAME).stationaryLaw(response);

        StationaryRun run = FictitiousPlay.defaults()
                .withIterations(1)
                .startingFrom(new PolicyAndLaw(start, law))
                .solve(GAME);

        for (int s = 0; s < 25; s++) {
            for (int a = 0; a < 5; a++) {
                double joint = law.get(s) * start.probability(s, a) + settled.get(s) * response.probability(s, a);
                assertEquals(joint / (law.get(s) + settled.get(s)), run.policy().probability(s, a), 1e-12);
            }
        }
    }

    @Test
    void mfTrpoStopsAtItsBias() {
        ExactMfTrpo cold = ExactMfTrpo.defaults().withOuterSteps(500);
        ExactMfTrpo warm = cold.withTemperature(0.3).withStepSize(0.2);

        assertAll(cold.solve(GAME).history(), 0.00051, 2.978, 0.1058, 0.0269, 0.0250);
        assertAll(warm.solve(GAME).history(), 0.00006, 0.2442, 0.1998, 0.1998, 0.1998);
    }

    @Test
    void annealingGoesBelowTheBias() {
        assertAll(ExactMfTrpo.annealed().solve(GAME).history(), 0.00006, 0.4028, 0.0809, 0.0526, 0.0106);
    }

    @Test
    void orderAfterFiveHundredIterations() {
        double omd =
                at(OnlineMirrorDescent.defaults().withStepSize(0.5).solve(GAME).history(), 500);
        double play = at(FictitiousPlay.defaults().solve(GAME).history(), 500);
        double damped = at(DampedBestResponse.defaults().solve(GAME).history(), 500);
        double fixedPoint = at(RegularisedFixedPoint.defaults().solve(GAME).history(), 500);
        double best = at(BestResponseIteration.defaults().solve(GAME).history(), 500);

        assertTrue(omd < play && play < damped && damped < fixedPoint && fixedPoint < best);
    }

    @Test
    void averagePolicyReproducesTheAverageOfThePopulations() {
        // With K = 1 and β = 1 the average is the best response itself.
        StationaryRun once =
                DampedBestResponse.defaults().withStepSize(1).withIterations(1).solve(GAME);
        StationaryRun best = BestResponseIteration.defaults().withIterations(1).solve(GAME);

        assertEquals(0, Simplex.l1(once.law().toArray(), best.law().toArray()), 1e-14);
        for (int s = 0; s < 25; s++) {
            for (int a = 0; a < 5; a++) {
                assertEquals(best.policy().probability(s, a), once.policy().probability(s, a), 1e-14);
            }
        }
    }

    @Test
    void regularisedFixedPointFindsTheEquilibriumOfAWarmGame() {
        // The Jacobian of the soft best response shrinks as 1/η: at η = 10 the iteration is a contraction.
        StationaryRun run = RegularisedFixedPoint.defaults()
                .withTemperature(10)
                .withIterations(200)
                .solve(GAME);
        Equilibrium equilibrium = Equilibrium.compute(GAME, 10);

        assertTrue(equilibrium.converged());
        assertEquals(0, Simplex.l1(run.law().toArray(), equilibrium.law().toArray()), 1e-11);
        assertEquals(0, run.history().last(Metrics.REGULARISED), 1e-12);
    }

    @Test
    void metricsCanBeThinnedOut() {
        History h = FictitiousPlay.defaults()
                .withIterations(25)
                .withMetricsEvery(10)
                .solve(GAME)
                .history();

        assertEquals(3, h.rows());
        assertEquals(25, h.last(Metrics.ITERATION));
        assertEquals(
                List.of(Metrics.ITERATION, Metrics.UNREGULARISED, Metrics.EXPLOITABILITY, Metrics.CONSISTENCY),
                h.columns());
    }

    @Test
    void interruptedRunKeepsTheLastCompleteIterate() {
        CountingMonitor interruptedBeforeTheFourth = CountingMonitor.after(3, 0);

        StationaryRun run = OnlineMirrorDescent.defaults().solve(GAME, interruptedBeforeTheFourth);

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        StationaryRun three = OnlineMirrorDescent.defaults().withIterations(3).solve(GAME);
        assertEquals(three.law(), run.law());
        assertEquals(three.policy(), run.policy());
        assertEquals(3, run.history().rows());
    }

    @Test
    void brokenRewardStopsWithTheLastGoodIterate() {
        // log of a mass that the best response empties: −∞ in the second iteration.
        StationaryGame game = StationaryGame.builder(2, 2)
                .next((s, a) -> a)
                .reward((s, a, mu) -> s == 0 ? 1 : Math.log(mu.get(1)))
                .build();

        StationaryRun run = BestResponseIteration.defaults().solve(game);

        assertEquals(StopReason.FAILED, run.stopped());
        assertEquals(Law.of(0.5, 0.5), run.law());
        assertEquals(TabularPolicy.uniform(2, 2), run.policy());
        assertTrue(run.info().warnings().get(0).contains("state 1"), run.info().warnings()::toString);
    }

    @Test
    void refusesParametersOutOfRange() {
        assertThrows(
                IllegalArgumentException.class, () -> FictitiousPlay.defaults().withIterations(0));
        assertThrows(
                IllegalArgumentException.class, () -> FictitiousPlay.defaults().withMetricsEvery(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> DampedBestResponse.defaults().withStepSize(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> OnlineMirrorDescent.defaults().withStepSize(-1));
        assertThrows(
                IllegalArgumentException.class,
                () -> RegularisedFixedPoint.defaults().withTemperature(0));
    }

    private static void assertAll(History h, double tolerance, double... expected) {
        int[] iterations = {10, 50, 100, 500};
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], at(h, iterations[i]), tolerance, "k = " + iterations[i]);
        }
    }

    private static double at(History h, int iteration) {
        return h.get(iteration - 1, Metrics.EXPLOITABILITY);
    }

    private static void assertBetween(double low, double value, double high) {
        assertTrue(low <= value && value <= high, value + " outside [" + low + ", " + high + "]");
    }

    @Test
    void withoutSlipTheBaselinesRunToTheEndAsMfTrpoDoes() {
        // Without slip greedy policies have several recurrent classes: everyone stays where a wall or the best cell is.
        CrowdGrid firm = CrowdGrid.corner(5).withSlip(0);
        List<Solver<StationaryGame, StationaryRun>> baselines = List.of(
                new FictitiousPlay(60, 1),
                new DampedBestResponse(0.05, 60, 1),
                new BestResponseIteration(60, 1),
                new RegularisedFixedPoint(0.001, 60, 1),
                new OnlineMirrorDescent(20, 60, 1));

        for (Solver<StationaryGame, StationaryRun> baseline : baselines) {
            StationaryRun run = baseline.solve(firm);

            assertEquals(StopReason.COMPLETED, run.stopped(), run::summary);
            assertTrue(run.history().last(Metrics.EXPLOITABILITY) >= 0, run::summary);
        }
    }
}

package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.Budgets;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.nd4j.Dense;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.ContractionAnalysis;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.equilibrium.Claimed;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.neural.NeuralPolicyGradient;
import org.meanfield4j.graphon.operator.FiniteNetwork;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.graphon.players.CommonNoise;
import org.meanfield4j.graphon.players.NetworkGap;

/** How runs of graphon solvers end, go on and start, beyond what every solver does. */
class GraphonRunsTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();
    private static final LqGraphonGame SMALL = BASE.withSteps(10).withGraphon(Graphon.uniformAttachment(), 5);
    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    @TempDir
    Path folder;

    /** η_G = 3 ends at an aggregate of 10^63, far from overflow. */
    @Test
    void stepsThatRunAwayWithoutOverflowEndDivergedWithAdviceThatIsSaved() {
        GraphonRun run = SOLVER.withStepSizes(0.4, 3).solve(BASE);

        assertEquals(StopReason.DIVERGED, run.stopped());
        assertEquals(21, run.history().rows(), "a run goes on while its numbers are finite");
        List<String> warnings = run.info().warnings();
        assertTrue(warnings.get(0).startsWith("diverged: RMSE of the aggregate grew from 0.2"), run::summary);
        assertTrue(warnings.get(1).startsWith("safe from this start: slopeStepSize = 0.2000, "), run::summary);
        run.save(folder.resolve("run"));
        assertEquals(warnings, SavedRun.load(folder.resolve("run")).info().warnings());
    }

    @Test
    void networksThatDivergeAreAdvisedToLearnSlower() {
        assumeTrue(Dense.backend().equals("nd4j"), Dense.backend());

        GraphonRun run = NeuralPolicyGradient.defaults().withStepSize(1e200).solve(SMALL);

        assertEquals(StopReason.DIVERGED, run.stopped());
        assertTrue(run.info().warnings().get(1).startsWith("use a smaller step size"), run::summary);
    }

    @Test
    void aRunThatConvergesGivesNoAdvice() {
        assertEquals(List.of(), SOLVER.solve(BASE).info().warnings());
    }

    /** Where it is asked and says no, the run has not begun: its reference is not known yet. */
    @Test
    void aRunStoppedBeforeItsReferenceIsFoundReturnsTheStart() {
        GraphonRun run = SOLVER.solve(BASE, new Questions(5));

        assertEquals(StopReason.BUDGET, run.stopped());
        assertNull(run.reference());
        assertEquals(0, run.history().rows());
        assertEquals(0, run.inner().rows());
        assertArrayEquals(BASE.initialAggregate(), run.aggregate().toArray());
    }

    /** One question per 10 000 numbers is a few thousandths of a second; so every pass over time can be given up. */
    @Test
    void everyPassOverTimeAsksWhetherToStop() {
        LqGraphonGame game = BASE.withSteps(20).withGraphon(Graphon.uniformAttachment(), 10_000);
        BilevelPolicyGradient solver = SOLVER.withInnerSteps(2).withIterations(2);
        GraphonEquilibrium reference = GraphonEquilibrium.compute(game);
        Questions all = new Questions(Integer.MAX_VALUE);
        GraphonRun whole = solver.measuredAgainst(reference).solve(game, all);

        // Means and adjoints of an inner step, the population, and in a row the best response, the gap, the costs.
        assertTrue(all.asked.get() > 2 * 20 * (2 * 2 + 1 + 3), () -> all.asked + " questions");
        for (int n = 1; n < all.asked.get(); n += 7) {
            Questions few = new Questions(n);
            GraphonRun run = solver.measuredAgainst(reference).solve(game, few);

            if (few.asked.get() <= n) {
                continue; // who waits for the work asks too, now and then, and did so more often in the whole run
            }
            assertEquals(StopReason.BUDGET, run.stopped());
            int rows = run.history().rows();
            for (String column : whole.history().columns()) {
                for (int row = 0; row < rows; row++) {
                    assertEquals(whole.history().get(row, column), run.history().get(row, column));
                }
            }
            assertEquals(rows == 0 ? 0 : 1 + 2 * (rows - 1), run.inner().rows(), "inner rows of complete iterations");
        }
    }

    @Test
    void aTimeBudgetStopsAVeryLargeRunInMidIteration() {
        LqGraphonGame game = BASE.withSteps(50).withGraphon(Graphon.uniformAttachment(), 20_000);
        GraphonRun run = Budgets.spend(budget -> {
            Monitor monitor = Monitor.silent().within(budget);
            return Budgets.endsAtOnce(() -> SOLVER.withInnerSteps(100_000).solve(game, monitor));
        });

        assertEquals(StopReason.BUDGET, run.stopped());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aColdRunFromAStartOfItsOwnGoesOnToTheSameBits(boolean held) {
        BilevelPolicyGradient cold = SOLVER.withColdStart(true).withInnerSteps(3);
        BilevelPolicyGradient solver = held ? cold.withTiming(ActionTiming.ZERO_ORDER_HOLD, 5) : cold;
        int blocks = held ? 5 : 10;
        GraphonStart start = GraphonStart.zero(SMALL, blocks)
                .withPolicy(GraphonPolicy.of(
                        1,
                        GraphonFixtures.normal(new java.util.Random(3), blocks, 0.1),
                        LabelPaths.of(1, 5, GraphonFixtures.normal(new java.util.Random(4), blocks * 5, 0.1))));

        GraphonRun straight = solver.withIterations(6).startingFrom(start).solve(SMALL);
        GraphonRun part = solver.withIterations(2).startingFrom(start).solve(SMALL);
        GraphonRun whole = solver.withIterations(6).continuing(part).solve(SMALL);

        assertArrayEquals(straight.history().toArray(), whole.history().toArray());
        assertArrayEquals(straight.inner().toArray(), whole.inner().toArray());
        assertArrayEquals(straight.policy().slopes(), whole.policy().slopes());
        assertArrayEquals(
                straight.policy().intercepts().toArray(),
                whole.policy().intercepts().toArray());
    }

    @Test
    void anotherNumberOfIterationsIsAnotherScheduleOfTheNetworks() {
        assumeTrue(Dense.backend().equals("nd4j"), Dense.backend());
        NeuralPolicyGradient neural = NeuralPolicyGradient.defaults()
                .withInnerSteps(2)
                .withWidths(3, 3)
                .withIterations(2);
        GraphonRun run = neural.solve(SMALL);

        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> neural.withIterations(4).continuing(run).solve(SMALL));

        assertTrue(
                refused.getMessage().startsWith("iterations = 4, the run that is continued had 2; only "),
                refused::getMessage);
    }

    @Test
    void aRunStartsFromTheRunOfAnotherSolver() {
        assumeTrue(Dense.backend().equals("nd4j"), Dense.backend());
        NeuralPolicyGradient neural =
                NeuralPolicyGradient.defaults().withInnerSteps(20).withIterations(3);
        GraphonRun networks = neural.solve(SMALL);
        double reached = networks.history().last("RMSE of the aggregate");

        GraphonRun exact = SOLVER.startingFrom(networks).solve(SMALL);
        GraphonRun further = neural.startingFrom(networks).solve(SMALL);

        assertEquals(reached, exact.history().get(0, "RMSE of the aggregate"));
        assertEquals(
                networks.history().last("RMSE of the slope"), exact.history().get(0, "RMSE of the slope"));
        assertEquals(
                networks.history().last("RMSE of the slope"),
                further.history().get(0, "RMSE of the slope"),
                "networks");
    }

    @Test
    void networksDoNotStartFromAPolicyTheyCannotTakeOver() {
        assumeTrue(Dense.backend().equals("nd4j"), Dense.backend());
        GraphonRun exact = SOLVER.solve(SMALL);

        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> NeuralPolicyGradient.defaults().startingFrom(exact).solve(SMALL));

        assertEquals(
                "start has [aggregate, intercepts, slopes], no slope network, and a policy is not turned into one;"
                        + " start from a run of NeuralPolicyGradient",
                refused.getMessage());
    }

    @Test
    void aReferenceThatIsNoneIsAWarningAndNoRunConvergesToIt() {
        GraphonEquilibrium nash = GraphonEquilibrium.compute(SMALL);
        GraphonEquilibrium half = Claimed.equilibrium(
                SMALL, nash.policy(), nash.means().toArray(), nash.aggregate().toArray(), new double[11], 0.1);

        GraphonRun run = SOLVER.measuredAgainst(half)
                .until("RMSE of the aggregate", 1e-3)
                .solve(SMALL);

        assertEquals(StopReason.COMPLETED, run.stopped());
        assertEquals(
                "the reference equilibrium did not converge: residual 0.10",
                run.info().warnings().get(0));
        assertEquals(
                StopReason.CONVERGED,
                SOLVER.measuredAgainst(nash)
                        .until("RMSE of the aggregate", 1e-3)
                        .solve(SMALL)
                        .stopped());
    }

    @Test
    void equilibriaKnowHowFarTheyAreFromOne() {
        for (GraphonEquilibrium e : List.of(
                GraphonEquilibrium.compute(BASE),
                GraphonEquilibrium.direct(BASE),
                GraphonEquilibrium.continuous(BASE),
                GraphonEquilibrium.closedForm(BASE))) {
            assertTrue(e.converged(), () -> e + ": " + e.residual());
        }
    }

    /** Long work that is no run of a solver. */
    static Stream<Consumer<Monitor>> work() {
        LqGraphonGame game = BASE.withSteps(20).withGraphon(Graphon.constant(1.7), 10);
        return Stream.of(
                m -> GraphonEquilibrium.compute(game, m),
                m -> GraphonEquilibrium.direct(game, m),
                m -> GraphonEquilibrium.continuous(game, m),
                m -> GraphonEquilibrium.continuousLinear(game, m),
                m -> GraphonEquilibrium.closedForm(game, m),
                m -> ContractionAnalysis.compute(game, m),
                m -> CommonNoise.compute(game, 0.5, 0, m),
                m -> NetworkGap.compute(game, Graphon.uniformAttachment(), 20, 1, m),
                m -> FiniteNetwork.sample(Graphon.uniformAttachment(), 20, 1, m));
    }

    @ParameterizedTest
    @MethodSource("work")
    void longWorkCanBeStopped(Consumer<Monitor> work) {
        Questions all = new OfWork(Integer.MAX_VALUE);
        work.accept(all);
        assertEquals(StopReason.COMPLETED, all.ended);

        for (int n : new int[] {0, all.asked.get() / 2}) {
            Questions few = new OfWork(n);
            assertThrows(StoppedException.class, () -> work.accept(few));
            assertEquals(StopReason.BUDGET, few.ended);
        }
    }

    @Test
    void gamesAreKnownByTheirNumbers() {
        LqGraphonGame same = LqGraphonGame.base().withInitialMean(x -> new double[] {1 + x});

        assertEquals(BASE.identity(), same.identity());
        for (LqGraphonGame other : List.of(
                BASE.withSteps(99),
                BASE.withHorizon(2),
                BASE.withGraphon(Graphon.uniformAttachment(), 49),
                BASE.withGraphon(Graphon.minMax(), 50),
                BASE.withInitialMean(x -> new double[] {1 - x}),
                BASE.withCoefficients(BASE.coefficients().withVolatility(0.6)))) {
            assertNotEquals(BASE.identity(), other.identity(), other::toString);
        }
        assertFalse(GraphonEquilibrium.compute(BASE)
                .identity()
                .equals(GraphonEquilibrium.closedForm(BASE).identity()));
    }

    /** Time is up after so many questions, which may come from any thread. */
    private static class Questions implements Monitor {
        final AtomicInteger asked = new AtomicInteger();
        private final int most;
        private StopReason ended;

        Questions(int most) {
            this.most = most;
        }

        @Override
        public void begin(Plan plan) {}

        @Override
        public void iterated(long iteration) {}

        @Override
        public boolean cancelled() {
            return asked.incrementAndGet() > most;
        }

        @Override
        public StopReason reason() {
            return StopReason.BUDGET;
        }

        @Override
        public void end(StopReason reason) {
            ended = reason;
        }
    }

    /** Who waits for the work asks as often as time allows; that does not count. */
    private static final class OfWork extends Questions {
        private final Thread waiting = Thread.currentThread();

        OfWork(int most) {
            super(most);
        }

        @Override
        public boolean cancelled() {
            return Thread.currentThread() != waiting && super.cancelled();
        }
    }
}

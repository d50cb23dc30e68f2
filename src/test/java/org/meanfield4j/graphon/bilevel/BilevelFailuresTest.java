package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.z;

import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/** What a run says that diverges, is stopped, or was asked for what cannot be. */
class BilevelFailuresTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    @Test
    void largestStepSizesOverflowAndSaySo() {
        GraphonRun slow = SOLVER.withStepSize(1.9).solve(BASE);
        assertPrinted(5.8e-4, z(slow, 20), 2);
        for (double eta : new double[] {1.95, 2, 3}) {
            GraphonRun run = SOLVER.withStepSize(eta).solve(BASE);
            assertEquals(StopReason.DIVERGED, run.stopped(), "step " + eta);
            int iteration = eta < 2 ? 3 : 1; // 1.95 blows up in iteration 2 and leaves the doubles in iteration 3
            assertEquals(iteration, run.history().rows(), "step " + eta);
            assertTrue(run.info().warnings().get(0).startsWith("diverged in iteration " + iteration), run::summary);
            assertTrue(run.info().warnings().get(1).startsWith("safe from this start"), run::summary);
            assertTrue(Flat.isFinite(run.policy().slopes()));
            assertTrue(Flat.isFinite(run.policy().intercepts().toArray()));
            assertTrue(Flat.isFinite(run.aggregate().toArray()));
        }
        assertEquals(
                StopReason.COMPLETED,
                SOLVER.withSlopeStep(SlopeStep.PLAIN)
                        .withStepSizes(7, 0.4)
                        .solve(BASE)
                        .stopped());
        assertEquals(
                StopReason.DIVERGED,
                SOLVER.withSlopeStep(SlopeStep.PLAIN)
                        .withStepSizes(8, 0.4)
                        .solve(BASE)
                        .stopped());
    }

    @Test
    void interceptStepsThatOverflowAloneAreNamedToo() {
        GraphonRun run = SOLVER.withStepSizes(0.4, 3).solve(BASE);

        assertEquals(StopReason.DIVERGED, run.stopped());
        assertEquals(
                "safe from this start: slopeStepSize = 0.2000, interceptStepSize = 1.500, or GAUSS_NEWTON",
                run.info().warnings().get(1));
    }

    @Test
    void outerDivergenceIsNotBlamedOnTheStep() {
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(3), 2);
        GraphonRun run = SOLVER.withIterations(2000).solve(game);
        assertEquals(StopReason.DIVERGED, run.stopped());
        assertTrue(run.info().warnings().stream().anyMatch(w -> w.contains("every step size")), run::summary);
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withSlopeStepSize(-1));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withInterceptStepSize(-1));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withInnerSteps(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withIterations(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withTiming(ActionTiming.EVERY_STEP, 5));
        IllegalArgumentException blocks = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withTiming(ActionTiming.ZERO_ORDER_HOLD, 7).solve(BASE));
        assertTrue(blocks.getMessage().contains("7") && blocks.getMessage().contains("100"), blocks.getMessage());
        LqGraphonGame still =
                BASE.withCoefficients(BASE.coefficients().withVolatility(0).withInitialCovariance(0));
        IllegalArgumentException degenerate = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withSlopeStep(SlopeStep.PLAIN).solve(still));
        assertTrue(degenerate.getMessage().contains("covariance"), degenerate.getMessage());
        assertEquals(StopReason.COMPLETED, SOLVER.solve(still).stopped());
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.startingFrom(GraphonStart.zero(BASE.withSteps(50), 50))
                        .solve(BASE));
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.measuredAgainst(GraphonEquilibrium.compute(BASE.withSteps(50)))
                        .solve(BASE));
    }

    @Test
    void interruptedRunReturnsTheLastCompleteIterate() {
        GraphonRun expected = SOLVER.withIterations(3).solve(BASE);
        GraphonRun run = SOLVER.solve(BASE, new StopAfter(3, 5));
        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertEquals(4, run.history().rows());
        assertArrayEquals(expected.policy().slopes(), run.policy().slopes(), 0);
        assertArrayEquals(expected.aggregate().toArray(), run.aggregate().toArray(), 0);
    }

    /** Cancels some questions after an outer iteration. */
    private static final class StopAfter implements Monitor {
        private final long iterations;
        private int questions;
        private long done;

        StopAfter(long iterations, int questions) {
            this.iterations = iterations;
            this.questions = questions;
        }

        @Override
        public void begin(Plan plan) {}

        @Override
        public void iterated(long iteration) {
            done = iteration;
        }

        @Override
        public boolean cancelled() {
            return done >= iterations && --questions < 0;
        }

        @Override
        public void end(StopReason reason) {}
    }
}

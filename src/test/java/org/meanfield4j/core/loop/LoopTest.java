package org.meanfield4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.FakeRun;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Watch;

/** What the loop makes of the numbers that an algorithm reports. */
class LoopTest {

    @Test
    void noiseAroundAnEquilibriumIsNoDivergence() {
        assertEquals(StopReason.COMPLETED, reporting(1e-12, 0.5, 1.5, 2).stopped());
    }

    @Test
    void anErrorThatGrowsOutOfRoundingIsDivergence() {
        assertEquals(StopReason.DIVERGED, reporting(1e-12, 1e-8, 1e-4, 2).stopped());
        assertEquals(StopReason.DIVERGED, reporting(1, 1e4, 1e8).stopped());
    }

    @Test
    void aRunThatMetItsGoalIsNotContinuedBeyondIt() {
        Solver<String, FakeRun> solver = (game, call) -> reporting(call, 1, 0.1, 0.01, 0.001);
        FakeRun met = solver.until("error", 0.1).solve("no game");
        FakeRun again = solver.until("error", 0.1).continuing(met).solve("no game");

        assertEquals(StopReason.CONVERGED, again.stopped());
        assertEquals(met.history().rows(), again.history().rows());
    }

    @Test
    void aRunOfOneRowIsNotJudged() {
        assertEquals(
                StopReason.COMPLETED,
                run(Call.of(Monitor.silent()), new Told(false, 1, 1e-12)).stopped());
    }

    @Test
    void whatIsThrownOverANumberThatIsNoneIsDivergence() {
        FakeRun run = run(Call.of(Monitor.silent()), new Told(true, 1, 1) {
            @Override
            public void step(int k, Numbers now, Numbers next, Watch watch) {
                next.values[0] = Double.NaN;
                throw new ArithmeticException("not a number");
            }
        });

        assertEquals(StopReason.DIVERGED, run.stopped());
        assertEquals(
                List.of("diverged in k 1: ArithmeticException: not a number"),
                run.info().warnings());
    }

    @Test
    void aRunThatHadNotSettledDoesNotConvergeWhenItIsContinued() {
        Solver<String, FakeRun> part = (game, call) -> run(call, new Told(true, 1, 0.5) {
            @Override
            public void step(int k, Numbers now, Numbers next, Watch watch) {
                watch.notConverged("the inner solver", 0.5);
            }
        });
        Solver<String, FakeRun> rest = (game, call) -> reporting(call, 1, 0.5, 0.1);
        FakeRun begun = part.solve("no game");

        FakeRun ended = rest.until("error", 0.1).continuing(begun).solve("no game");

        assertEquals(StopReason.COMPLETED, ended.stopped());
        assertEquals(begun.info().warnings(), ended.info().warnings());
    }

    @Test
    void theClosingRowIsThatOfTheLastIterate() {
        FakeRun run = run(Call.of(Monitor.silent()), new Told(true, 0, 1, 2, 3) {
            @Override
            public Rows<Numbers> rows() {
                return Rows.<Numbers>of(
                                "k",
                                "error",
                                List.of(new Column<>("error", "its number", at -> at.iterate().values[0])))
                        .withEvery(2);
            }

            @Override
            public void step(int k, Numbers now, Numbers next, Watch watch) {
                next.values[0] = k;
            }
        });

        assertArrayEquals(new double[] {2, 3}, run.history().column("error"));
    }

    @Test
    void samplesBeyondTheBudgetAreRefusedAndEndTheRun() {
        RunWatch watch = new RunWatch(Monitor.silent(), new SampleMeter(3, 0));

        assertTrue(watch.take(3));
        assertFalse(watch.take(1));
        assertEquals(StopReason.BUDGET, watch.reason());
    }

    /** The run of an algorithm whose error is told, that of its start first. */
    private static FakeRun reporting(double... errors) {
        return reporting(Call.of(Monitor.silent()), errors);
    }

    private static FakeRun reporting(Call call, double... errors) {
        return run(call, new Told(true, errors));
    }

    private static FakeRun run(Call call, Told algorithm) {
        return Loop.run("told", "no game", call, algorithm);
    }

    private static final class Numbers implements Iterate {
        private final double[] values = new double[1];

        @Override
        public void fields(Fields fields) {
            fields.numbers("values", values);
        }
    }

    /** Does nothing, and its errors are told. */
    private static class Told implements Algorithm<Numbers, FakeRun> {
        private final boolean fromStart;
        private final double[] errors;

        Told(boolean fromStart, double... errors) {
            this.fromStart = fromStart;
            this.errors = errors;
        }

        @Override
        public int iterations() {
            return errors.length - 1;
        }

        @Override
        public Rows<Numbers> rows() {
            return Rows.<Numbers>of("k", "error", List.of(new Column<>("error", "told", at -> errors[at.k()])))
                    .withFromStart(fromStart);
        }

        @Override
        public Numbers start() {
            return new Numbers();
        }

        @Override
        public void step(int k, Numbers now, Numbers next, Watch watch) {}

        @Override
        public FakeRun run(Numbers last, Outcome outcome) {
            return new FakeRun(outcome);
        }
    }
}

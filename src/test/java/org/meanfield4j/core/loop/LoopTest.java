package org.meanfield4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    /** The run of an algorithm whose error is told, that of its start first. */
    private static FakeRun reporting(double... errors) {
        return reporting(Call.of(Monitor.silent()), errors);
    }

    private static FakeRun reporting(Call call, double... errors) {
        return Loop.run("told", "no game", call, new Algorithm<Iterate, FakeRun>() {
            @Override
            public int iterations() {
                return errors.length - 1;
            }

            @Override
            public Rows<Iterate> rows() {
                return Rows.<Iterate>of("k", "error", List.of(new Column<>("error", "told", at -> errors[at.k()])))
                        .withFromStart(true);
            }

            @Override
            public Iterate start() {
                double[] nothing = new double[1];
                return fields -> fields.numbers("nothing", nothing);
            }

            @Override
            public void step(int k, Iterate now, Iterate next, Watch watch) {}

            @Override
            public FakeRun run(Iterate last, Outcome outcome) {
                return new FakeRun(outcome);
            }
        });
    }
}

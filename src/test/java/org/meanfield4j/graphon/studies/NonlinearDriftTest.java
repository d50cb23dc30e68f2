package org.meanfield4j.graphon.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;

class NonlinearDriftTest {

    /**
     * Numbers of an independent program, src/test/reference/nonlinear.py, computed on the same grid; ε = 0 is the
     * linear-quadratic game.
     */
    @ParameterizedTest
    @CsvSource({
        "0, -1.72027, 0.51807, 0.374433, 1.753029, 1.7e-7, 2e-7, 0.3067",
        "0.1, -1.02646, -0.02123, 0.371094, 1.461044, 1.577e-3, 1e-6, 0.2961"
    })
    void affinePoliciesUnderACubicDrift(
            double epsilon,
            double slope,
            double intercept,
            double aggregate,
            double cost,
            double exploitability,
            double tolerance,
            double rate) {
        double[] row = NonlinearDrift.solve(epsilon, Monitor.silent());

        assertEquals(slope, row[1], 1e-5);
        assertEquals(intercept, row[2], 1e-5);
        assertEquals(aggregate, row[3], 1e-6);
        assertEquals(cost, row[4], 1e-6);
        assertEquals(exploitability, row[5], tolerance);
        assertEquals(rate, row[6], 1e-3);
    }

    /** The monitor sees one piece of work with four parts, not the runs inside. */
    @Test
    void aStoppedExperimentIsOneRunAndWritesNothing(@TempDir Path folder) throws IOException {
        List<String> seen = new ArrayList<>();
        Monitor stopsAfterOne = new Monitor() {
            @Override
            public void begin(Plan plan) {
                seen.add(plan.solver() + " " + plan.iterations());
            }

            @Override
            public void iterated(long iteration) {
                seen.add("part " + iteration);
            }

            @Override
            public boolean cancelled() {
                return seen.contains("part 1");
            }

            @Override
            public void end(StopReason reason) {
                seen.add(reason.toString());
            }
        };

        new NonlinearDrift().run(folder, stopsAfterOne);

        assertEquals(List.of("graphon-nonlinear-drift 4", "part 1"), seen.subList(0, 2));
        assertEquals("INTERRUPTED", seen.get(seen.size() - 1));
        // Parts that were under way may still end; runs inside of them are not seen.
        assertTrue(
                seen.subList(1, seen.size() - 1).stream().allMatch(line -> line.startsWith("part ")), seen::toString);
        assertEquals(0, folder.toFile().list().length);
    }
}

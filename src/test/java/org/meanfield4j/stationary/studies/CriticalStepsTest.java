package org.meanfield4j.stationary.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.History;
import org.meanfield4j.core.experiment.RecordedResult;

class CriticalStepsTest {
    /** β_eff lets all of Γ' lag; the push by the kernel does not, which matters where the policy remembers much. */
    @Test
    void recordedStepsAreNearTheirPredictionWhereThePolicyForgetsOrNothingElsePushes() throws IOException {
        RecordedResult result = RecordedResult.load(Path.of("notebooks", "results", "mf-trpo-critical-steps.csv"));
        History table = result.table();
        assertTrue(table.rows() > 100, () -> "rows: " + table.rows());
        for (int row = 0; row < table.rows(); row++) {
            double predicted = table.get(row, "beta_eff");
            boolean choosesItsState = table.get(row, "game") >= 7;
            double off = choosesItsState ? 0.015 : table.get(row, "inner steps") == 20 ? 0.025 : 0.3;
            assertEquals(predicted, table.get(row, "critical step"), off * predicted, "row " + row);
        }
    }
}

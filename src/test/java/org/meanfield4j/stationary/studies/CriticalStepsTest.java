package org.meanfield4j.stationary.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.History;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.StabilityAnalysis;
import org.meanfield4j.stationary.games.ChooseYourState;

class CriticalStepsTest {
    private static final ExactMfTrpo ONE_PUSH = ExactMfTrpo.defaults().withKernelSteps(1);

    @Test
    void theBisectedStepIsTheOneOfTheLinearisation() {
        ChooseYourState game = ChooseYourState.rockPaperScissors();
        for (double eta : new double[] {0.1, 0.3}) {
            Equilibrium equilibrium = Equilibrium.compute(game, eta);
            double predicted = StabilityAnalysis.compute(equilibrium, 1).stableStep(20);
            double found = CriticalSteps.critical(ONE_PUSH.withTemperature(eta), equilibrium, predicted);
            assertEquals(predicted, found, 0.01 * predicted, "eta = " + eta);
        }
    }

    @Test
    void aGuessThatIsFarOffIsNoCriticalStep() {
        Equilibrium equilibrium = Equilibrium.compute(ChooseYourState.rockPaperScissors(), 0.1);
        assertTrue(Double.isNaN(CriticalSteps.critical(ONE_PUSH.withTemperature(0.1), equilibrium, 0.01)));
    }

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

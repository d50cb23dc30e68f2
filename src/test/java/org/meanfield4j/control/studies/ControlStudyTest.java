package org.meanfield4j.control.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.control.ControlRun;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.RecordedResult;

class ControlStudyTest {
    private static final class Small extends ControlStudy {
        Small() {
            super("small", "ten updates", 2, 2, 5);
        }

        @Override
        List<Training> trainings() {
            MfReinforce ten = MfReinforce.defaults().withUpdates(10);
            return List.of(new Training("short", new TwoStates(2), ten), new Training("longer", new TwoStates(3), ten));
        }
    }

    @Test
    void recordsValueLawAndPolicyOfEveryKeptUpdate(@TempDir Path folder) throws IOException {
        new Small().run(folder, Monitor.silent());

        RecordedResult result = RecordedResult.load(folder.resolve("small.csv"));
        ControlRun run = MfReinforce.defaults()
                .withUpdates(10)
                .withMetricsEvery(5)
                .withSeed(2)
                .solve(new TwoStates(3));
        History rows = result.table().where("training", 1).where("seed", 2);
        assertEquals(12, result.table().rows());
        assertEquals("longer", result.label("training", 1));
        assertFalse(result.origin().containsKey("seed"), "every row has its own");
        assertEquals(run.history().last("value"), rows.last("value"));
        assertEquals(1 / (1 + Math.exp(run.theta()[1] - run.theta()[0])), rows.last("action 0 in 0"), 1e-15);
        assertEquals(1, rows.last("law 0") + rows.last("law 1"), 1e-15);
        assertEquals(0.5, rows.get(0, "action 0 in 1"));
    }

    /** The first rows of recorded runs, to rounding. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4})
    void recordedTrainingsOfTwoStatesComeOutAgain(int number) throws IOException {
        ControlStudy.Training training = new TwoStateTrainings().trainings().get(number);
        ControlStudy.Training begun = new ControlStudy.Training(
                training.label(), training.problem(), training.solver().withUpdates(100));
        History recorded = RecordedResult.load(Path.of("notebooks", "results", "mf-reinforce-two-states.csv"))
                .table()
                .where("training", number)
                .where("seed", 2);

        for (double[] row : begun.rows(number, 2, 50, Monitor.silent())) {
            double value = recorded.where("update", row[2]).last("value");
            assertEquals(value, row[3], 1e-9 * Math.abs(value), () -> Arrays.toString(row));
        }
    }
}

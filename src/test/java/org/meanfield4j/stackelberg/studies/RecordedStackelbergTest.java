package org.meanfield4j.stackelberg.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.stackelberg.StackelbergMetrics;

/**
 * The recorded studies that the notebook draws: slices of each are computed again, and the tables meet the values of an
 * independent program, which had 40 to 300 seeds of its own.
 */
class RecordedStackelbergTest {
    private static History configurations;
    private static History steps;

    @BeforeAll
    static void load() throws IOException {
        configurations = table("ac-smfg-configurations");
        steps = table("ac-smfg-steps");
    }

    private static History table(String name) throws IOException {
        return RecordedResult.load(Path.of("notebooks", "results", name + ".csv"))
                .table();
    }

    /** To rounding, since sums may have changed their order since the table was recorded. */
    private static void assertRecorded(String name, int keys, List<double[]> rows) throws IOException {
        History all = table(name);
        for (double[] row : rows) {
            History same = all;
            for (int key = 0; key < keys; key++) {
                same = same.where(all.columns().get(key), row[key]);
            }
            assertEquals(1, same.rows(), name + ": " + Arrays.toString(row));
            for (int c = keys; c < row.length; c++) {
                double recorded = same.get(0, all.columns().get(c));
                assertEquals(
                        recorded,
                        row[c],
                        1e-9 * Math.max(1, Math.abs(recorded)),
                        all.columns().get(c));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 3", "1, 1, 2", "2, 2, 10", "1, 3, 1"})
    void aCurveComesOutAgain(int game, int method, int seed) throws IOException {
        List<double[]> rows = LearningCurves.rows(game, method, seed);

        assertEquals(49, rows.size());
        assertRecorded("ac-smfg-curves", 4, rows);
    }

    @Test
    void rowsOfTheOtherTablesComeOutAgain() throws IOException {
        assertRecorded(
                "ac-smfg-configurations",
                3,
                List.of(LeaderConfigurations.row(5, 4, 7), LeaderConfigurations.row(3, 1, 20)));
        assertRecorded("ac-smfg-ablations", 4, LearnerAblations.rows(0, 2, 5));
        assertRecorded("ac-smfg-steps", 4, List.of(LearnerSteps.row(1, 1, 3, 4), LearnerSteps.row(2, 2, 0.3, 5)));
        assertRecorded("ac-smfg-temperatures", 3, List.of(LearnerTemperatures.row(2, 0.6, 3)));
        assertRecorded("ac-smfg-followers", 2, List.of(FollowerCrowds.row(1, 30)));
        assertRecorded("ac-smfg-frozen", 2, List.of(FrozenSeeds.row(0, 17), FrozenSeeds.row(2000, 3)));
    }

    @Test
    void gradientsComeOutAgain() throws IOException {
        assertRecorded("ac-smfg-gradients", 4, GradientRates.rows(0, 1, 2));
    }

    @Test
    void continuousCurvesComeOutAgain() throws IOException {
        assertRecorded("ac-smfg-continuous", 4, ContinuousCurves.rows(1, 2, 4));
        assertRecorded("ac-smfg-continuous", 4, ContinuousCurves.rows(0, 0, 2));
    }

    /** Mean leader reward over the first 20 000 samples: four standard errors of the difference of two means. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.729, 0.642, 0.430, 0.678",
        "1, 0.529, 0.507, 0.228, 0.327",
        "2, -0.0634, -0.0993, -0.1742, -0.0866",
        "3, 0.475, 0.462, 0.478, 0.462",
        "4, 0.974, 0.865, 0.752, 0.923",
        "5, 0.169, 0.141, 0.098, 0.170",
        "6, 0.246, 0.141, -0.070, 0.186",
        "7, -0.0627, -0.0969, -0.1741, -0.0855"
    })
    void areasAreThoseOfAnIndependentProgram(int game, double ac, double oneByOne, double cui, double adage) {
        double[] expected = {ac, oneByOne, cui, adage};
        for (int m = 0; m < expected.length; m++) {
            double[] areas =
                    configurations.where("game", game).where("method", m).column("mean to 20k");
            double error = Math.sqrt(StatUtils.variance(areas) * (1.0 / areas.length + 1 / 100.0));
            // The values are given to three digits.
            assertEquals(expected[m], StatUtils.mean(areas), 4 * error + 5e-4, "method " + m);
        }
    }

    @Test
    void waitingRemovesFrozenSeeds() {
        double[] market = actions(0, 4);
        double[] shop = actions(5, 4);

        assertTrue(Arrays.stream(market).allMatch(a -> a == 222), Arrays.toString(market));
        assertTrue(Arrays.stream(shop).allMatch(a -> a == 1), Arrays.toString(shop));
    }

    private static double[] actions(int game, int method) {
        return configurations.where("game", game).where("method", method).column("leader actions");
    }

    /** Medians of forty seeds at 100 000 samples here and in the program; four standard errors of their difference. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.1, 0.587",
        "0, 0, 0.3, 0.791",
        "0, 0, 1, 0.865",
        "1, 0, 0.1, 0.220",
        "1, 0, 0.3, 0.606",
        "1, 0, 1, 0.687",
        "1, 0, 3, 0.692",
        "2, 0, 0.1, -0.0985",
        "2, 0, 1, -0.0349",
        "2, 0, 3, -0.0324",
        "0, 1, 0.1, 0.545",
        "1, 1, 1, 0.686",
        "2, 1, 0.1, -0.1190",
        "0, 3, 0.03, 0.845",
        "0, 3, 0.3, 0.873",
        "1, 3, 0.1, 0.695",
        "2, 3, 0.1, -0.0326",
        "2, 3, 1, -0.0302",
        "0, 2, 0.1, 0.590",
        "1, 2, 0.3, 0.318",
        "2, 2, 1, -0.1132"
    })
    void stepSizesActAsInAnIndependentProgram(int game, int method, double step, double expected) {
        double[] ends = steps.where("game", game)
                .where("method", method)
                .where("step", step)
                .column(StackelbergMetrics.LEADER);

        double error = 1.2533 * Math.sqrt(StatUtils.variance(ends) * (2 / 40.0));
        assertEquals(expected, StatUtils.percentile(ends, 50), 4 * error + 5e-4);
    }
}

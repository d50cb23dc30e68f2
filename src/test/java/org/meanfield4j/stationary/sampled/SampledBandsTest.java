package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.studies.MfTrpoPaperFigure;

/**
 * The paper's figure at full size against the values of two independent programs. Bands: mean ± 3 standard deviations of a
 * seed at η = 0.05 (ten seeds); at η = 0.3 (three seeds) ±35 % for φ_η and ±20 % for φ_0 from k = 20 on, somewhat more than
 * three deviations of a mean of three. The seeds of src/test/reference/sampled_mf_trpo.py are in the same bands.
 */
public class SampledBandsTest {
    private static RecordedResult figure;

    @BeforeAll
    static void runBothPanels(@TempDir Path folder) throws Exception {
        new MfTrpoPaperFigure().run(folder, Monitor.silent());
        figure = RecordedResult.load(folder.resolve("mf-trpo-sampled.csv"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.117, 0.031, 0.0156, 0.005, 0.1981, 0.0002",
        "2, 0.135, 0.016, 0.231, 0.028, 0.1827, 0.0004",
        "5, 0.0235, 0.005, 0.069, 0.017, 0.1454, 0.0004",
        "10, 0.0101, 0.0031, 0.071, 0.018, 0.1028, 0.0004",
        "20, 0.0043, 0.0008, 0.076, 0.008, 0.0550, 0.0002",
        "50, 0.0024, 0.0011, 0.039, 0.011, 0.0107, 0.0002",
        "100, 0.0013, 0.0006, 0.040, 0.006, 0.0023, 0.0003"
    })
    void coldPanel(int k, double phi, double phiStd, double bare, double bareStd, double distance, double distanceStd) {
        assertEquals(phi, mean(0.05, k, Metrics.REGULARISED), 3 * phiStd);
        assertEquals(bare, mean(0.05, k, Metrics.UNREGULARISED), 3 * bareStd);
        assertEquals(distance, mean(0.05, k, Metrics.DISTANCE), 3 * distanceStd);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.0445, 0.009, 0.596, 0.046, 0.1828, 0.0005",
        "2, 0.0259, 0.003, 0.537, 0.012, 0.1698, 0.0005",
        "5, 0.0182, 0.0024, 0.458, 0.012, 0.1378, 0.0005",
        "10, 0.0093, 0.0018, 0.356, 0.029, 0.1000, 0.0005"
    })
    void warmPanelEarly(
            int k, double phi, double phiStd, double bare, double bareStd, double distance, double distanceStd) {
        assertEquals(phi, mean(0.3, k, Metrics.REGULARISED), 3 * phiStd);
        assertEquals(bare, mean(0.3, k, Metrics.UNREGULARISED), 3 * bareStd);
        assertEquals(distance, mean(0.3, k, Metrics.DISTANCE), 3 * distanceStd);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0.0041, 0.269, 0.0557, 0.0005",
        "50, 0.0019, 0.216, 0.0123, 0.0006",
        "100, 0.0014, 0.198, 0.0037, 0.0008"
    })
    void warmPanelLate(int k, double phi, double bare, double distance, double distanceStd) {
        assertEquals(phi, mean(0.3, k, Metrics.REGULARISED), 0.35 * phi);
        assertEquals(bare, mean(0.3, k, Metrics.UNREGULARISED), 0.2 * bare);
        assertEquals(distance, mean(0.3, k, Metrics.DISTANCE), 3 * distanceStd);
    }

    @Test
    void theStrictMeasureLevelsOff() {
        // E_0(k = 100) = 0.48 ± 0.20 and 0.26 ± 0.07; consistency 0.033 and 0.019, to a quarter.
        assertEquals(0.48, mean(0.05, 100, Metrics.EXPLOITABILITY), 3 * 0.20);
        assertEquals(0.26, mean(0.3, 100, Metrics.EXPLOITABILITY), 3 * 0.07);
        assertEquals(0.033, mean(0.05, 100, Metrics.CONSISTENCY), 0.25 * 0.033);
        assertEquals(0.019, mean(0.3, 100, Metrics.CONSISTENCY), 0.25 * 0.019);
    }

    @Test
    void samplesAreThoseOfTheFormula() {
        // L·B·(T + γ(1−γ^T)/(1−γ)) + N·M per outer step; 10^6 walks of standard deviation 9.5 each in all.
        double perStep = 10 * 1000 * (50 + 9 * (1 - Math.pow(0.9, 50))) + 5000;
        assertEquals(100 * perStep, mean(0.05, 100, SampledRun.SAMPLES), 4 * 9.5 * 1000 / Math.sqrt(10));
    }

    @Test
    void theRecordedFigureIsWhatTheCodeGives() throws Exception {
        RecordedResult recorded = RecordedResult.load(Path.of("notebooks", "results", "mf-trpo-sampled.csv"));

        assertEquals(figure.table().columns(), recorded.table().columns());
        assertEquals(1300, recorded.table().rows());
        for (String column : figure.table().columns()) {
            // Bit for bit; only the reference equilibrium is itself the result of an iteration, good to 1e-12.
            double tolerance = column.equals(Metrics.DISTANCE) ? 1e-11 : 0;
            assertArrayEquals(figure.table().column(column), recorded.table().column(column), tolerance, column);
        }
        assertTrue(recorded.origin().get("solver").contains("SampledMfTrpo[eta=0.05"));
        assertTrue(recorded.origin().get("seed").startsWith("1 to 10"));
    }

    /** K = 60, L = 5, B = 500, T = 40: what a notebook runs live; the reference has eight seeds. */
    @ParameterizedTest
    @CsvSource({"0.05, 0.05, 0.0296, 0.0070, 0.0041, 0.0071", "0.3, 0.08, 0.0274, 0.0087, 0.0068, 0.0050"})
    void quickSetting(double temperature, double beta, double phi10, double phi30, double phi60, double distance) {
        SampledMfTrpo quick = SampledTails.solver(temperature)
                .withStepSize(beta)
                .withInnerSteps(5)
                .withSampling(Sampling.defaults().withRollouts(500).withTruncation(40));

        var sweep = SampledTails.of(quick, SampledTails.CORNER, 8, 1).sweep();

        // Single seeds scatter by about a quarter; the mean of eight by a tenth.
        double[] mean = sweep.band(Metrics.REGULARISED).mean();
        assertEquals(phi10, mean[9], 0.3 * phi10);
        assertEquals(phi30, mean[29], 0.3 * phi30);
        assertEquals(phi60, mean[59], 0.3 * phi60);
        assertEquals(distance, sweep.band(Metrics.DISTANCE).mean()[59], 0.3 * distance);
        for (SampledRun run : sweep.results()) {
            assertTrue(run.history().last(Metrics.REGULARISED) < 0.012);
            assertTrue(run.history().last(Metrics.DISTANCE) < 0.01);
        }
    }

    private static double mean(double temperature, int k, String column) {
        History t = figure.table();
        double sum = 0;
        int seeds = 0;
        for (int r = 0; r < t.rows(); r++) {
            if (t.get(r, MfTrpoPaperFigure.TEMPERATURE) == temperature && t.get(r, Metrics.ITERATION) == k) {
                sum += t.get(r, column);
                seeds++;
            }
        }
        assertEquals(temperature == 0.05 ? 10 : 3, seeds);
        return sum / seeds;
    }
}

package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;

/** Schedules and trust-region steps as somebody would write them in a cell. */
class OwnRulesTest {
    private static final StationaryGame GAME = CrowdGrid.corner(3);
    private static final ExactMfTrpo SOLVER =
            ExactMfTrpo.defaults().withTemperature(0.3).withInnerSteps(4).withOuterSteps(6);
    private static final TrpoStep OWN_SHRINKING =
            TrpoStep.of("own", (l, eta, q, log) -> TrpoStep.along(1 / (eta * (l + 2)), eta, q, log));

    @Test
    void anOwnScheduleOfTheSameValuesMakesTheSameBits() {
        ExactMfTrpo own = SOLVER.withStepSize(Schedule.of("1/(k+1), own", k -> 1.0 / (k + 1)));

        assertEquals(
                SOLVER.withStepSize(Schedule.harmonic()).solve(GAME).law(),
                own.solve(GAME).law());
        assertTrue(own.toString().contains("1/(k+1), own"), own::toString);
    }

    @Test
    void aPowerOfKCanBeWritten() {
        StationaryRun run = SOLVER.withStepSize(Schedule.of("k^-0.7", k -> Math.pow(k, -0.7)))
                .solve(GAME);

        assertEquals(StopReason.COMPLETED, run.stopped());
    }

    @Test
    void anOwnStepOfTheSameFormulaMakesTheSamePolicy() {
        double[] own =
                SOLVER.withTrustRegion(OWN_SHRINKING).solve(GAME).policy().logProbabilities();

        // The library normalises once more what is normalised already.
        assertArrayEquals(SOLVER.solve(GAME).policy().logProbabilities(), own, 1e-12);
        SampledMfTrpo sampled = SampledMfTrpo.defaults().withOuterSteps(2).withInnerSteps(2);
        assertArrayEquals(
                sampled.solve(GAME).policy().logProbabilities(),
                sampled.withTrustRegion(OWN_SHRINKING).solve(GAME).policy().logProbabilities(),
                1e-12);
    }

    @Test
    void aRunWithOwnRulesIsContinuedInANewSession(@TempDir Path folder) {
        SOLVER.withStepSize(Schedule.of("slow", k -> 0.1 / k))
                .withTrustRegion(OWN_SHRINKING)
                .withOuterSteps(3)
                .solve(GAME)
                .save(folder);
        ExactMfTrpo again = SOLVER.withStepSize(Schedule.of("slow", k -> 0.1 / k))
                .withTrustRegion(TrpoStep.of(
                        "own", (l, eta, q, log) -> TrpoStep.along(1 / (eta * (l + 2)), eta, q, log)));

        assertEquals(
                again.solve(GAME).policy(), again.continuing(folder).solve(GAME).policy());
        var other = again.withStepSize(Schedule.of("slower", k -> 0.1 / k)).continuing(folder);
        var e = assertThrows(IllegalArgumentException.class, () -> other.solve(GAME));
        assertTrue(e.getMessage().contains("slower"), e.getMessage());
    }

    @Test
    void aScheduleThatIsNegativeInBetweenIsRefusedAtTheDoor() {
        Schedule wave = Schedule.of("wave", k -> k == 4 ? -0.5 : 0.5);

        var step = assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(wave));
        var eta = assertThrows(IllegalArgumentException.class, () -> SOLVER.withTemperature(wave));

        assertEquals("step beta = -0.5 must lie in (0, 1]; try 0.05; it is wave at k = 4", step.getMessage());
        assertTrue(eta.getMessage().endsWith("it is wave at k = 4"), eta.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(wave.timesAtMost(1, 0.5)));
        var alternating = assertThrows(IllegalArgumentException.class, () -> Schedule.geometric(1, -0.9, -1));
        assertEquals("ratio = -0.9 must lie in (0, 1]; try 0.98", alternating.getMessage());
    }

    @Test
    void aRuleThatReturnsNoNumbersSaysSo() {
        StationaryRun run = SOLVER.withTrustRegion(TrpoStep.of("broken", (l, eta, q, log) -> new double[] {Double.NaN}))
                .solve(GAME);

        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(
                run.info()
                        .warnings()
                        .get(0)
                        .contains("trust-region step 'broken' at inner step 0 made the logits [NaN]"),
                run::summary);
        var e = assertThrows(IllegalArgumentException.class, () -> Schedule.of(" ", k -> 1));
        assertEquals("name of the schedule = ' ' must be one line that is not blank; say what it does", e.getMessage());
    }
}

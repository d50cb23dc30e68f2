package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.baselines.OnlineMirrorDescent;
import org.meanfield4j.stationary.games.CrowdGrid;

/** The solver that the first notebook writes in a cell. */
class OwnSolverTest {
    private static final StationaryGame GAME = CrowdGrid.corner(5);

    private static StationarySolver descent(int iterations) {
        return StationarySolver.of("mirror descent, rate 0.1", iterations, (g, k, now, stop) -> {
            var law = new Metrics(g).stationaryLaw(now.policy());
            double[] y = now.policy().logProbabilities();
            double[] q = new FrozenMdp(g, law).evaluate(now.policy(), 0).q();
            Arrays.setAll(y, i -> y[i] + 0.1 * q[i]);
            return new PolicyAndLaw(TabularPolicy.ofLogits(g.states(), g.actions(), y), law);
        });
    }

    @Test
    void fiveLinesInACellAreTheMirrorDescentOfTheLibrary() {
        StationaryRun own = descent(60).solve(GAME);
        StationaryRun ours = OnlineMirrorDescent.defaults().withIterations(60).solve(GAME);

        // The cell normalises its scores at every step; 60 roundings of size 1e-15.
        assertArrayEquals(ours.policy().probabilities(), own.policy().probabilities(), 1e-12);
        assertArrayEquals(
                ours.history().column(Metrics.EXPLOITABILITY),
                own.history().column(Metrics.EXPLOITABILITY),
                1e-11); // sums of values of size 10
    }

    @Test
    void itGoesOnWhereItStoppedAndEndsWhenItIsGoodEnough() {
        StationaryRun part = descent(20).solve(GAME);

        assertEquals(
                descent(40).solve(GAME).policy(),
                descent(40).continuing(part).solve(GAME).policy());
        StationaryRun enough = descent(1000).until(Metrics.EXPLOITABILITY, 0.05).solve(GAME);
        assertEquals(StopReason.CONVERGED, enough.stopped());
    }
}

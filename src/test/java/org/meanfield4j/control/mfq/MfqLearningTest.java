package org.meanfield4j.control.mfq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.Run;

/**
 * The lifted problem of cybersecurity; reference values of another program, which breaks ties in the same way. Those without
 * learning are printed by src/test/reference/control_lifted.py too.
 */
class MfqLearningTest {
    private static final double[] UNIFORM = {.25, .25, .25, .25};

    @ParameterizedTest
    @CsvSource({
        "10, 286, -0.158929, .2281, .2719, .2202, .2798",
        "20, 1771, -0.152524, .1450, .1735, .2994, .3822",
        "30, 5456, -0.151756, .0938, .1125, .3483, .4454"
    })
    void theExactLimitOfEachGridMovesTheTrueLaw(
            int cells, int points, double value, double di, double ds, double ui, double us) {
        LiftedProblem lifted = new LiftedProblem(new Cybersecurity(), cells);

        double[] q = lifted.optimum();

        assertEquals(points, lifted.grid().points());
        assertEquals(value, lifted.value(q, UNIFORM, 50), 5.1e-7);
        double[] flow = lifted.flow(q, UNIFORM, 50);
        assertArrayEquals(new double[] {di, ds, ui, us}, Arrays.copyOfRange(flow, 200, 204), 5.1e-5);
    }

    @ParameterizedTest
    @CsvSource({"10, -0.172000", "20, -0.149250", "30, -0.156104"})
    void theGridHasAValueOfItsOwn(int cells, double value) {
        LiftedProblem lifted = new LiftedProblem(new Cybersecurity(), cells);
        double[] q = lifted.optimum();

        double best = q[lifted.grid().nearest(UNIFORM) * 16 + lifted.rule(q, UNIFORM)];

        assertEquals(value, best, 5.1e-7);
    }

    /** Error 0.009 after 15 sweeps in another program, and a true value of −.1517. */
    @Test
    void learningComesNearTheExactLimit() {
        MfqRun run = MfqLearning.defaults().solve(new Cybersecurity());

        assertEquals(0.009, run.history().last("error"), 0.004);
        assertEquals(-.1517, run.history().last("value"), 0.0003);
        assertEquals(15 * 87_296L, run.info().samples());
    }

    @Test
    void everyLawOfTheGridIsItsOwnNearest() {
        LawGrid grid = new LawGrid(3, 7);

        for (int point = 0; point < grid.points(); point++) {
            assertEquals(point, grid.nearest(grid.law(point)));
        }
        assertEquals(36, grid.points());
        assertArrayEquals(new double[] {0, 0, 1}, grid.law(0));
        // Remainders 1/3 each and one unit: the lowest state gets it.
        double third = 1.0 / 3;
        assertArrayEquals(
                new double[] {3.0 / 7, 2.0 / 7, 2.0 / 7}, grid.law(grid.nearest(new double[] {third, third, third})));
    }

    @Test
    void aProblemWithoutDiscountIsRefused() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> MfqLearning.defaults().solve(new TwoStates(2)));

        assertEquals("discount = 1.0 must lie in [0, 1); try 0.9", e.getMessage());
    }

    @Test
    void aRunStartsFromTheValuesOfAnother() {
        MfqLearning solver = MfqLearning.defaults().withCells(6).withSweeps(4);
        Run run = solver.solve(new Cybersecurity());

        MfqRun warm = solver.startingFrom(run).solve(new Cybersecurity());

        assertTrue(warm.history().last("error") < run.history().last("error"));
    }
}

package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.g;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.k;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.z;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;

/**
 * Held parameters, held actions and coarse grids: as fast, but down to a floor of their own. Numbers come from two independent
 * implementations; they are compared to the digits that were printed. The floors of held parameters and actions are printed by
 * src/test/reference/held.py too.
 */
class BilevelTimingTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    @ParameterizedTest
    @CsvSource({
        "5, 5.241e-2, 7.303e-3, 4.020e-4, 1.924e-1, 5.183e-2, 2.030e-3",
        "20, 1.317e-2, 1.801e-3, 2.525e-5, 4.996e-2, 1.342e-2, 1.272e-4",
        "160, 1.429e-3, 1.952e-4, 5.012e-7, 3.597e-3, 9.307e-4, 2.031e-6"
    })
    void heldParametersAndActionsStopAtFloorsOfTheirActionFrequency(
            int actions, double pk, double pg, double pz, double ak, double ag, double az) {
        LqGraphonGame fine = BASE.withSteps(320);
        GraphonRun held = SOLVER.withTiming(ActionTiming.HELD_PARAMETERS, actions)
                .withIterations(12)
                .solve(fine);
        assertPrinted(pk, k(held, 12), 4);
        assertPrinted(pg, g(held, 12), 4);
        assertPrinted(pz, z(held, 12), 4);
        GraphonRun acted =
                SOLVER.withTiming(ActionTiming.ZERO_ORDER_HOLD, actions).solve(fine);
        assertPrinted(ak, k(acted, 20), 4);
        assertPrinted(ag, g(acted, 20), 4);
        assertPrinted(az, z(acted, 20), 4);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 3.565e-1, 5.794e-2, 1.826e-2, 0.2343",
        "10, 1.883e-1, 2.981e-2, 8.471e-3, 0.2406",
        "40, 4.905e-2, 7.589e-3, 1.996e-3, 0.2468",
        "160, 1.239e-2, 1.905e-3, 4.916e-4, 0.2486"
    })
    void coarseGridsConvergeAsFastAndStopAtFirstOrderFloors(int steps, double fk, double fg, double fz, double rate) {
        LqGraphonGame game = BASE.withSteps(steps);
        GraphonRun run = SOLVER.withIterations(12)
                .measuredAgainst(GraphonEquilibrium.closedForm(game))
                .solve(game);
        assertPrinted(fk, k(run, 12), 4);
        assertPrinted(fg, g(run, 12), 4);
        assertPrinted(fz, z(run, 12), 4);
        assertDecimals(rate, SOLVER.solve(game).history().tailRate("RMSE of the aggregate"), 4);
    }

    @Test
    void holdingOverOneStepIsEuler() {
        for (LqGraphonGame game : new LqGraphonGame[] {BASE, LqGraphonGame.full2d()}) {
            GraphonRun euler = SOLVER.withIterations(3).solve(game);
            for (ActionTiming timing :
                    new ActionTiming[] {ActionTiming.HELD_PARAMETERS, ActionTiming.ZERO_ORDER_HOLD}) {
                GraphonRun held = SOLVER.withIterations(3)
                        .withTiming(timing, game.steps())
                        .solve(game);
                assertArrayEquals(euler.policy().slopes(), held.policy().slopes(), 1e-12);
                assertArrayEquals(euler.aggregate().toArray(), held.aggregate().toArray(), 1e-12);
            }
        }
    }
}

package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.g;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.k;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.z;

import org.junit.jupiter.api.Test;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;

/**
 * Games of two dimensions. Numbers come from two independent implementations; they are compared to the digits that were
 * printed, those of runs that act at every step by src/test/reference/bilevel_matrices.py too.
 */
class BilevelMatricesTest {
    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    @Test
    void oscillator() {
        GraphonRun run = SOLVER.withStepSize(0.8).solve(LqGraphonGame.base2d());
        double[] slope = {1.108, 3.651e-3, 2.059e-5, 1.164e-7};
        for (int n = 0; n < 4; n++) {
            assertPrinted(slope[n], k(run, n), 4);
        }
        int[] n = {1, 2, 3, 5, 10};
        double[] aggregate = {3.625e-2, 6.715e-3, 1.246e-3, 4.287e-5, 9.422e-9};
        for (int q = 0; q < 5; q++) {
            assertPrinted(aggregate[q], z(run, n[q]), 4);
        }
    }

    @Test
    void fullMatrices() {
        LqGraphonGame game = LqGraphonGame.full2d();
        BilevelPolicyGradient solver = SOLVER.withStepSizes(0.5, 0.8).withInnerSteps(6);
        GraphonRun run = solver.solve(game);
        int[] n = {0, 1, 2, 5, 10};
        double[] slope = {0.9807, 0.1596, 4.428e-2, 1.100e-3, 2.406e-6};
        double[] intercept = {0.1058, 0.2506, 8.218e-2, 2.985e-3, 7.978e-6};
        double[] aggregate = {0.2055, 3.464e-2, 8.280e-3, 2.904e-4, 8.380e-7};
        double[] frozen = {0.2055, 3.649e-2, 8.073e-3, 2.866e-4, 1.000e-6};
        double[] jacobi = {0.2055, 3.722e-2, 1.044e-2, 4.058e-4, 1.174e-6};
        double[] plain = {0.9807, 0.4355, 0.3224, 0.1689, 7.814e-2};
        double[] newton = {0.2055, 3.468e-2, 6.898e-3, 7.082e-5, 6.758e-8};
        GraphonRun frozenRun =
                solver.withAggregateUpdate(AggregateUpdate.FROZEN).solve(game);
        GraphonRun jacobiRun = solver.withOrder(UpdateOrder.JACOBI).solve(game);
        GraphonRun plainRun =
                solver.withSlopeStep(SlopeStep.PLAIN).withStepSizes(1, 0.8).solve(game);
        GraphonRun newtonRun = solver.withSlopeStep(SlopeStep.GAUSS_NEWTON).solve(game);
        for (int q = 0; q < n.length; q++) {
            assertPrinted(slope[q], k(run, n[q]), 4);
            assertPrinted(intercept[q], g(run, n[q]), 4);
            assertPrinted(aggregate[q], z(run, n[q]), 4);
            assertPrinted(frozen[q], z(frozenRun, n[q]), 4);
            assertPrinted(jacobi[q], z(jacobiRun, n[q]), 4);
            assertPrinted(plain[q], k(plainRun, n[q]), 4);
            assertPrinted(newton[q], z(newtonRun, n[q]), 4);
        }
        BilevelPolicyGradient held = solver.withInnerSteps(10);
        GraphonRun params = held.withTiming(ActionTiming.HELD_PARAMETERS, 5).solve(game);
        GraphonRun actions = held.withTiming(ActionTiming.ZERO_ORDER_HOLD, 5).solve(game);
        double[] paramFloor = {3.635e-2, 1.060e-2, 4.435e-4};
        double[] actionFloor = {0.1694, 2.121e-2, 2.015e-3};
        assertPrinted(paramFloor[0], k(params, 20), 4);
        assertPrinted(paramFloor[1], g(params, 20), 4);
        assertPrinted(paramFloor[2], z(params, 20), 4);
        assertPrinted(actionFloor[0], k(actions, 20), 4);
        assertPrinted(actionFloor[1], g(actions, 20), 4);
        assertPrinted(actionFloor[2], z(actions, 20), 4);
        SlopeProblem macro = new SlopeProblem(game, ActionTiming.ZERO_ORDER_HOLD, 5);
        double[] best = new double[20];
        macro.best(best, new double[24]);
        double[] exact = {-1.180291984, -0.600914567, 0.757860173, -0.642300702};
        for (int q = 0; q < 4; q++) {
            assertDecimals(exact[q], best[q], 9);
            assertEquals(best[q], actions.policy().slope(0).toArray()[q], 1e-10); // what the run converges to
        }
    }
}

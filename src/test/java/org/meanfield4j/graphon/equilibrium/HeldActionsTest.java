package org.meanfield4j.graphon.equilibrium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/** The equilibrium of players who hold their actions, against gradients, costs and runs that know nothing of it. */
class HeldActionsTest {
    private static final ActionTiming HOLD = ActionTiming.ZERO_ORDER_HOLD;
    private static final LqGraphonGame BASE = LqGraphonGame.base().withSteps(40);
    private static final LqGraphonGame FULL = LqGraphonGame.full2d();

    @Test
    void nobodyGainsByLeavingItWhileHoldingActions() {
        for (LqGraphonGame game : new LqGraphonGame[] {BASE, FULL}) {
            GraphonEquilibrium e = GraphonEquilibrium.compute(game, HOLD, 5);
            assertEquals(5, e.policy().blocks());
            assertTrue(e.converged(), e.toString());
            assertEquals(0, PolicyEvaluation.exploitability(game, e.policy(), HOLD), 1e-24); // squares of rounding
            PolicyEvaluation at = PolicyEvaluation.compute(game, e.policy(), e.aggregate(), HOLD);
            assertArrayEquals(
                    new double[5 * game.actionDimension() * game.stateDimension()], at.slopeGradients(), 1e-13);
            assertEquals(0, largest(at.interceptGradients().toArray()), 1e-13);
            assertArrayEquals(at.meanCosts(), e.meanCosts(), 1e-13);
            assertEquals(at.slopeCost(), e.slopeCost(), 1e-13);
            assertArrayEquals(at.means().toArray(), e.means().toArray(), 1e-13);
            assertArrayEquals(at.values(), values(e), 1e-13);
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static double[] values(GraphonEquilibrium e) {
        double[] out = new double[0];
        for (int b = 0; b <= e.policy().blocks(); b++) {
            double[] p = e.value(b).toArray();
            out = Arrays.copyOf(out, out.length + p.length);
            System.arraycopy(p, 0, out, out.length - p.length, p.length);
        }
        return out;
    }

    @Test
    void theGainIsTheDifferenceOfTwoCosts() {
        GraphonPolicy policy = GraphonEquilibrium.compute(FULL, HOLD, 5).policy();
        double[] slopes = policy.slopes();
        double[] intercepts = policy.intercepts().toArray();
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] += 0.1 * Math.sin(i);
        }
        for (int i = 0; i < intercepts.length; i++) {
            intercepts[i] += 0.1 * Math.cos(i);
        }
        GraphonPolicy other = GraphonPolicy.of(2, slopes, LabelPaths.of(2, FULL.labels(), intercepts));
        LabelPaths z = BilevelPolicyGradient.defaults() // steps of size 0: the aggregate that the policy makes
                .withStepSize(0)
                .withIterations(1)
                .withTiming(HOLD, 5)
                .startingFrom(GraphonStart.zero(FULL, 5).withPolicy(other))
                .solve(FULL)
                .aggregate();
        GraphonPolicy best = PolicyEvaluation.bestResponse(FULL, z, HOLD, 5);
        double gain = cost(other, z) - cost(best, z);
        assertEquals(gain, PolicyEvaluation.exploitability(FULL, other, HOLD), 1e-13);
        assertTrue(gain > 1e-3, () -> "gain " + gain);
    }

    private static double cost(GraphonPolicy policy, LabelPaths z) {
        PolicyEvaluation e = PolicyEvaluation.compute(FULL, policy, z, HOLD);
        return e.slopeCost() + Arrays.stream(e.meanCosts()).average().orElseThrow();
    }

    @Test
    void policyGradientOfHeldActionsSettlesOnIt() {
        GraphonEquilibrium e = GraphonEquilibrium.compute(BASE, HOLD, 10);
        GraphonRun run = BilevelPolicyGradient.defaults()
                .withIterations(30)
                .withTiming(HOLD, 10)
                .measuredAgainst(e)
                .solve(BASE);
        for (String column : new String[] {GraphonMetrics.SLOPE, GraphonMetrics.INTERCEPT, GraphonMetrics.AGGREGATE}) {
            assertEquals(0, run.history().last(column), 1e-12, column);
        }
        assertArrayEquals(e.policy().slopes(), run.policy().slopes(), 1e-12);
    }

    @Test
    void itTendsToTheOneThatActsAtEveryStep() {
        LqGraphonGame game = LqGraphonGame.base().withSteps(160);
        GraphonEquilibrium fine = GraphonEquilibrium.compute(game);
        double before = Double.NaN;
        for (int actions : new int[] {10, 20, 40, 80}) {
            GraphonEquilibrium held = GraphonEquilibrium.compute(game, HOLD, actions);
            double gap = Flat.rootMeanSquareDistance(
                    held.aggregate().toArray(), fine.aggregate().toArray());
            double gain = PolicyEvaluation.exploitability(game, held.policy(), HOLD);
            assertEquals(0, gain, 1e-24);
            assertTrue(!(before < 2 * gap), before + " to " + gap); // at least first order in the length of a block
            before = gap;
        }
        assertTrue(before < 1e-4, () -> "still far away");
    }

    @ParameterizedTest
    @EnumSource(ActionTiming.class)
    void oneActionPerStepIsTheEquilibriumOfEveryStep(ActionTiming timing) {
        GraphonEquilibrium e = GraphonEquilibrium.compute(FULL, timing, 0);
        GraphonEquilibrium every = GraphonEquilibrium.compute(FULL);
        assertArrayEquals(every.policy().slopes(), e.policy().slopes());
        assertArrayEquals(every.aggregate().toArray(), e.aggregate().toArray());
    }

    /** Where best responses diverge, the linear systems are those of held actions too. */
    @Test
    void directSystemsKnowHeldActions() {
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(1), 4).withInitialMean(x -> new double[] {1 + x});
        LqGraphonGame strong = game.withCoefficients(game.coefficients().withCoupling(6));
        GraphonEquilibrium e = GraphonEquilibrium.compute(strong, HOLD, 8);
        assertTrue(e.method().contains("linear systems"), e.method());
        assertTrue(e.converged(), () -> "residual " + e.residual());
        PolicyEvaluation at = PolicyEvaluation.compute(strong, e.policy(), e.aggregate(), HOLD);
        double scale = largest(e.aggregate().toArray());
        assertEquals(0, largest(at.interceptGradients().toArray()), 1e-11 * scale);
    }

    @Test
    void heldParametersAreRefusedInOneLine() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> GraphonEquilibrium.compute(BASE, ActionTiming.HELD_PARAMETERS, 5));
        assertTrue(e.getMessage().contains("HELD_PARAMETERS"), e.getMessage());
        assertTrue(e.getMessage().contains("use ZERO_ORDER_HOLD"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> GraphonEquilibrium.compute(BASE, HOLD, 7));
        assertThrows(
                IllegalArgumentException.class,
                () -> BilevelPolicyGradient.defaults()
                        .measuredAgainst(GraphonEquilibrium.compute(BASE, HOLD, 5))
                        .solve(BASE));
    }
}

package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.equilibrium.PolicyEvaluation;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.DenseAggregate;

/**
 * What whole runs must not notice, or must follow exactly. Games are random with full matrices; tolerances are rounding
 * of three outer iterations on matrices of moderate condition.
 */
class GraphonInvariantsTest {
    private static final double ROUNDING = 1e-11;
    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults()
            .withStepSizes(0.2, 0.3)
            .withInnerSteps(3)
            .withIterations(3);

    private static LqGraphonGame game(int d, int k, int seed) {
        return GraphonFixtures.randomGame(new Random(seed), d, k, 8, 4);
    }

    private static double[] intercepts(GraphonRun run) {
        return run.policy().intercepts().toArray();
    }

    @Property(tries = 20)
    void unitOfCostDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 3) int d, @ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(d, k, seed);
        LqCoefficients c = game.coefficients();
        double unit = 2.5;
        LqRunningCost running = c.runningCost();
        LqTerminalCost terminal = c.terminalCost();
        LqGraphonGame scaled = game.withCoefficients(c.withWeights(
                        running.stateWeight().times(unit),
                        running.trackingWeight().times(unit),
                        running.actionWeight().times(unit))
                .withTerminalWeights(
                        terminal.stateWeight().times(unit),
                        terminal.trackingWeight().times(unit)));
        assertSame(
                SOLVER.solve(game), SOLVER.withStepSizes(0.2 / unit, 0.3 / unit).solve(scaled));
    }

    @Property(tries = 20)
    void unitOfTimeDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 3) int d, @ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(d, k, seed);
        LqCoefficients c = game.coefficients();
        double unit = 1.7;
        double rate = 1 / unit;
        LqDynamics dynamics = c.dynamics();
        LqRunningCost running = c.runningCost();
        LqCoefficients slower = c.withDynamics(new LqDynamics(
                        dynamics.drift().times(rate),
                        dynamics.control().times(rate),
                        dynamics.coupling().times(rate)))
                .withNoise(c.noise().withVolatility(c.noise().volatility().times(1 / Math.sqrt(unit))))
                .withWeights(
                        running.stateWeight().times(rate),
                        running.trackingWeight().times(rate),
                        running.actionWeight().times(rate));
        LqGraphonGame scaled = game.withCoefficients(slower).withHorizon(game.horizon() * unit);
        assertSame(
                SOLVER.solve(game), SOLVER.withStepSizes(0.2 * unit, 0.3 * unit).solve(scaled));
    }

    private static void assertSame(GraphonRun expected, GraphonRun actual) {
        assertArrayEquals(expected.policy().slopes(), actual.policy().slopes(), ROUNDING);
        assertArrayEquals(intercepts(expected), intercepts(actual), ROUNDING);
        assertArrayEquals(expected.aggregate().toArray(), actual.aggregate().toArray(), ROUNDING);
    }

    @Property(tries = 20)
    void coordinatesOfTheStateDoNotMatter(@ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(2, k, seed);
        LqCoefficients c = game.coefficients();
        SmallMatrix s = SmallMatrix.of(2, 2, 1.2, 0.4, -0.3, 0.9);
        double det = 1.2 * 0.9 + 0.3 * 0.4;
        SmallMatrix inverse = SmallMatrix.of(2, 2, 0.9, -0.4, 0.3, 1.2).times(1 / det);
        SmallMatrix adjoint = inverse.transpose();
        LqDynamics dynamics = c.dynamics();
        LqRunningCost running = c.runningCost();
        LqTerminalCost terminal = c.terminalCost();
        LqCoefficients moved = new LqCoefficients(
                new LqDynamics(
                        s.times(dynamics.drift()).times(inverse),
                        s.times(dynamics.control()),
                        s.times(dynamics.coupling()).times(inverse)),
                new LqRunningCost(
                        adjoint.times(running.stateWeight()).times(inverse),
                        adjoint.times(running.trackingWeight()).times(inverse),
                        s.times(running.tracking()).times(inverse),
                        running.actionWeight()),
                new LqTerminalCost(
                        adjoint.times(terminal.stateWeight()).times(inverse),
                        adjoint.times(terminal.trackingWeight()).times(inverse),
                        s.times(terminal.tracking()).times(inverse)),
                new LqNoise(
                        s.times(c.noise().volatility()),
                        s.times(c.noise().initialCovariance()).times(s.transpose())));
        double[] start = game.initialMeans();
        LqGraphonGame changed = game.withCoefficients(moved).withInitialMean(x -> {
            int j = (int) (x * 4);
            return s.times(SmallMatrix.of(2, 1, start[j], start[4 + j])).toArray();
        });
        GraphonRun a = SOLVER.solve(game);
        GraphonRun b = SOLVER.solve(changed);
        assertArrayEquals(intercepts(a), intercepts(b), ROUNDING);
        for (int i = 0; i < 8; i++) {
            assertArrayEquals(
                    a.policy().slope(i).times(inverse).toArray(),
                    b.policy().slope(i).toArray(),
                    ROUNDING);
            for (int j = 0; j < 4; j++) {
                SmallMatrix z = SmallMatrix.of(
                        2, 1, a.aggregate().get(i, 0, j), a.aggregate().get(i, 1, j));
                double[] moved2 = s.times(z).toArray();
                assertEquals(moved2[0], b.aggregate().get(i, 0, j), ROUNDING);
                assertEquals(moved2[1], b.aggregate().get(i, 1, j), ROUNDING);
            }
        }
    }

    @Property(tries = 20)
    void rotatedActionsRotateThePolicy(@ForAll @IntRange(min = 1, max = 3) int d, @ForAll int seed) {
        LqGraphonGame game = game(d, 2, seed);
        LqCoefficients c = game.coefficients();
        SmallMatrix u = SmallMatrix.of(2, 2, 0.8, -0.6, 0.6, 0.8);
        LqDynamics dynamics = c.dynamics();
        SmallMatrix actionWeight = c.actionWeight();
        LqCoefficients turned = c.withDynamics(
                        dynamics.withControl(dynamics.control().times(u)))
                .withRunningCost(c.runningCost()
                        .withActionWeight(
                                symmetric(u.transpose().times(actionWeight).times(u))));
        GraphonRun a = SOLVER.solve(game);
        GraphonRun b = SOLVER.solve(game.withCoefficients(turned));
        assertArrayEquals(a.aggregate().toArray(), b.aggregate().toArray(), ROUNDING);
        for (int i = 0; i < 8; i++) {
            assertArrayEquals(
                    u.transpose().times(a.policy().slope(i)).toArray(),
                    b.policy().slope(i).toArray(),
                    ROUNDING);
        }
    }

    private static SmallMatrix symmetric(SmallMatrix m) {
        return m.plus(m.transpose()).times(0.5);
    }

    @Property(tries = 10)
    void permutedLabelsPermuteTheResult(@ForAll @IntRange(min = 1, max = 3) int d, @ForAll int seed) {
        LqGraphonGame game = game(d, 2, seed);
        int[] order = {2, 0, 3, 1};
        double[] w = game.aggregate().toArray();
        double[] permuted = new double[16];
        double[] start = game.initialMeans();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                permuted[i * 4 + j] = w[order[i] * 4 + order[j]];
            }
        }
        LqGraphonGame other = game.withAggregate(DenseAggregate.of(permuted, 4, "permuted"), "permuted")
                .withInitialMean(x -> {
                    double[] m = new double[d];
                    for (int a = 0; a < d; a++) {
                        m[a] = start[a * 4 + order[(int) (x * 4)]];
                    }
                    return m;
                });
        GraphonRun a = SOLVER.solve(game);
        GraphonRun b = SOLVER.solve(other);
        assertArrayEquals(a.policy().slopes(), b.policy().slopes(), 0);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(
                        a.policy().intercepts().get(i, 1, order[j]),
                        b.policy().intercepts().get(i, 1, j),
                        ROUNDING);
                assertEquals(a.aggregate().get(i, 0, order[j]), b.aggregate().get(i, 0, j), ROUNDING);
            }
        }
    }

    @Property(tries = 10)
    void twiceTheStartIsTwiceTheInterceptsAndAggregate(
            @ForAll @IntRange(min = 1, max = 3) int d, @ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(d, k, seed);
        double[] start = game.initialMeans();
        GraphonRun a = SOLVER.solve(game);
        GraphonRun b = SOLVER.solve(game.withInitialMean(x -> {
            double[] m = new double[d];
            for (int c = 0; c < d; c++) {
                m[c] = 2 * start[c * 4 + (int) (x * 4)];
            }
            return m;
        }));
        assertArrayEquals(a.policy().slopes(), b.policy().slopes(), 0);
        assertArrayEquals(Flat.scaled(intercepts(a), 2), intercepts(b), 0); // times two is exact
        assertArrayEquals(Flat.scaled(a.aggregate().toArray(), 2), b.aggregate().toArray(), 0);
    }

    @Property(tries = 10)
    void noiseDoesNotMatterToThePreconditionedRun(
            @ForAll @IntRange(min = 1, max = 3) int d, @ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(d, k, seed);
        LqCoefficients c = game.coefficients();
        GraphonRun a = SOLVER.solve(game);
        GraphonRun b = SOLVER.solve(game.withCoefficients(c.withVolatility(
                        c.noise().volatility().times(3).toArray())
                .withInitialCovariance(c.noise().initialCovariance().times(0.1).toArray())));
        assertArrayEquals(a.policy().slopes(), b.policy().slopes(), 0);
        assertArrayEquals(intercepts(a), intercepts(b), 0);
        assertArrayEquals(a.aggregate().toArray(), b.aggregate().toArray(), 0);
    }

    @Property(tries = 10)
    void withoutCouplingDriftBothAggregateUpdatesAgree(
            @ForAll @IntRange(min = 1, max = 3) int d, @ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(d, k, seed);
        LqGraphonGame uncoupled = game.withCoefficients(game.coefficients().withCoupling(new double[d * d]));
        assertSame(
                SOLVER.solve(uncoupled),
                SOLVER.withAggregateUpdate(AggregateUpdate.FROZEN).solve(uncoupled));
    }

    @Property(tries = 10)
    void stepOfZeroMovesNothing(
            @ForAll @IntRange(min = 1, max = 3) int d, @ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(d, k, seed);
        for (double v : intercepts(SOLVER.withStepSizes(0.2, 0).solve(game))) {
            assertEquals(0, v, 0);
        }
        for (double v : SOLVER.withStepSizes(0, 0.2).solve(game).policy().slopes()) {
            assertEquals(0, v, 0);
        }
    }

    @Property(tries = 20)
    void bothEquilibriumSolversAgree(
            @ForAll @IntRange(min = 1, max = 3) int d, @ForAll @IntRange(min = 1, max = 3) int k, @ForAll int seed) {
        LqGraphonGame game = game(d, k, seed);
        GraphonEquilibrium a = GraphonEquilibrium.compute(game);
        GraphonEquilibrium b = GraphonEquilibrium.direct(game);
        assertArrayEquals(a.aggregate().toArray(), b.aggregate().toArray(), ROUNDING);
        PolicyEvaluation at = PolicyEvaluation.compute(game, b.policy(), b.aggregate());
        for (double v : at.slopeGradients()) {
            assertEquals(0, v, ROUNDING);
        }
        for (double v : at.interceptGradients().toArray()) {
            assertEquals(0, v, ROUNDING);
        }
    }
}

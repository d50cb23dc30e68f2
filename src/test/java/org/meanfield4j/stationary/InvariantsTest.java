package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.games.CrowdGrid;

/** Changes of a game that must not change the answer, or must change it in a known way. */
class InvariantsTest {
    /** Fifty outer steps of twenty evaluations each amplify roundings of 1e-16, differently for other orders of sums. */
    private static final double ROUNDING = 1e-11;

    private static final ExactMfTrpo SOLVER =
            ExactMfTrpo.defaults().withTemperature(0.1).withOuterSteps(50).withKernelSteps(3);

    private static final CrowdGrid KINETIC = CrowdGrid.kinetic();
    private static final StationaryRun KINETIC_RUN = SOLVER.solve(KINETIC);

    /** Same states, actions, dynamics and discount; other rewards. */
    private static StationaryGame withReward(StationaryGame game, StationaryGameBuilder.Reward reward) {
        StationaryGameBuilder builder = StationaryGame.builder(game.states(), game.actions())
                .discount(game.discount())
                .initialLaw(game.initialLaw())
                .reward(reward);
        return (game.kernelDependsOnLaw()
                        ? builder.kernel(game::kernel)
                        : builder.kernel(game.kernel(game.initialLaw())))
                .build();
    }

    @Property(tries = 10)
    void relabellingTheStatesRelabelsTheAnswer(@ForAll long seed) {
        CrowdGrid game = AsymmetricGrid.create();
        int states = game.states();
        List<Integer> names = new ArrayList<>();
        for (int s = 0; s < states; s++) {
            names.add(s);
        }
        Collections.shuffle(names, new Random(seed));
        TransitionKernel kernel = game.kernel(game.initialLaw());
        StationaryGame relabelled = StationaryGame.builder(states, game.actions())
                .discount(game.discount())
                .kernel(TransitionKernel.of(states, game.actions(), (s, a, row) -> {
                    for (int t = 0; t < states; t++) {
                        row.add(t, kernel.probability(names.get(s), a, names.get(t)));
                    }
                }))
                .reward((s, a, mu) -> {
                    double[] law = new double[states];
                    for (int t = 0; t < states; t++) {
                        law[names.get(t)] = mu.get(t);
                    }
                    return game.reward(names.get(s), a, Law.of(law));
                })
                .build();

        StationaryRun expected = SOLVER.solve(game);
        StationaryRun actual = SOLVER.solve(relabelled);

        for (int s = 0; s < states; s++) {
            assertEquals(expected.law().get(names.get(s)), actual.law().get(s), ROUNDING);
            for (int a = 0; a < game.actions(); a++) {
                assertEquals(
                        expected.policy().probability(names.get(s), a),
                        actual.policy().probability(s, a),
                        ROUNDING);
            }
        }
        assertSameMetrics(expected, actual, 1);
    }

    @Test
    void transposingTheRoomTransposesTheAnswer() {
        CrowdGrid game = AsymmetricGrid.create();
        CrowdGrid transposed = CrowdGrid.room(6, 4)
                .withTarget(5, 1)
                .withWalls(new int[][] {{2, 1}, {2, 2}, {4, 0}})
                .withDistanceScale(6)
                .withCongestion(3)
                .withMoveCost(0.05)
                .withSlip(0.2)
                .withDiscount(0.8);
        int[] action = {0, 4, 3, 2, 1};

        StationaryRun expected = SOLVER.solve(game);
        StationaryRun actual = SOLVER.solve(transposed);

        for (int s = 0; s < game.states(); s++) {
            int cell = game.cellOf(s);
            int twin = transposed.stateOf(cell % 6, cell / 6);
            assertEquals(expected.law().get(s), actual.law().get(twin), ROUNDING);
            for (int a = 0; a < 5; a++) {
                assertEquals(
                        expected.policy().probability(s, a), actual.policy().probability(twin, action[a]), ROUNDING);
            }
        }
        assertSameMetrics(expected, actual, 1);
    }

    @Property(tries = 4)
    void aConstantInTheRewardChangesNothingButValues(@ForAll @DoubleRange(min = -10, max = 10) double constant) {
        StationaryGame shifted = withReward(KINETIC, (s, a, mu) -> KINETIC.reward(s, a, mu) + constant);

        StationaryRun actual = SOLVER.solve(shifted);

        Law law = KINETIC_RUN.law();
        assertArrayEquals(law.toArray(), actual.law().toArray(), ROUNDING);
        assertSameMetrics(KINETIC_RUN, actual, 1);
        double[] v = new FrozenMdp(KINETIC, law).optimum(0.1).v();
        double[] w = new FrozenMdp(shifted, law).optimum(0.1).v();
        for (int s = 0; s < v.length; s++) {
            assertEquals(v[s] + constant / 0.1, w[s], ROUNDING);
        }
    }

    @Test
    void doublingRewardAndTemperatureDoublesValuesOnly() {
        CrowdGrid game = AsymmetricGrid.create();
        StationaryGame doubled = withReward(game, (s, a, mu) -> 2 * game.reward(s, a, mu));

        StationaryRun expected = SOLVER.solve(game);
        StationaryRun actual = SOLVER.withTemperature(0.2).solve(doubled);

        assertArrayEquals(expected.law().toArray(), actual.law().toArray(), ROUNDING);
        assertArrayEquals(expected.policy().probabilities(), actual.policy().probabilities(), ROUNDING);
        assertSameMetrics(expected, actual, 2);
        double[] v = new FrozenMdp(game, expected.law()).optimum(0.1).v();
        double[] w = new FrozenMdp(doubled, expected.law()).optimum(0.2).v();
        for (int s = 0; s < v.length; s++) {
            assertEquals(2 * v[s], w[s], ROUNDING);
        }
    }

    private static void assertSameMetrics(StationaryRun expected, StationaryRun actual, double factor) {
        for (String column : List.of(Metrics.REGULARISED, Metrics.UNREGULARISED, Metrics.EXPLOITABILITY)) {
            assertEquals(
                    factor * expected.history().last(column), actual.history().last(column), 10 * ROUNDING, column);
        }
    }

    @Test
    void thePopulationMovesWithTheKernelOfTheOldLaw() {
        CrowdGrid game = CrowdGrid.kinetic().withInitialLaw(Trace.crowdAt(12));
        int steps = 4;

        StationaryRun run = ExactMfTrpo.defaults()
                .withOuterSteps(1)
                .withKernelSteps(steps)
                .withStepSize(1)
                .solve(game);

        TransitionKernel kernel = game.kernel(game.initialLaw());
        double[] mu = game.initialLaw().toArray();
        double[] moving = mu.clone();
        for (int m = 0; m < steps; m++) {
            mu = pushed(kernel, run.policy(), mu);
            moving = pushed(game.kernel(Law.proportionalTo(moving)), run.policy(), moving);
        }
        assertArrayEquals(mu, run.law().toArray(), 1e-14);
        // Refreshing the kernel between the steps is another algorithm.
        double difference = 0;
        for (int s = 0; s < mu.length; s++) {
            difference += Math.abs(mu[s] - moving[s]);
        }
        assertTrue(difference > 0.01, "the two differ by " + difference);
    }

    private static double[] pushed(TransitionKernel kernel, TabularPolicy policy, double[] mu) {
        double[] next = new double[mu.length];
        for (int s = 0; s < mu.length; s++) {
            for (int a = 0; a < policy.actions(); a++) {
                for (int t = 0; t < mu.length; t++) {
                    next[t] += mu[s] * policy.probability(s, a) * kernel.probability(s, a, t);
                }
            }
        }
        return next;
    }

    @Test
    void policyAndPairExploitabilityAgreeExactlyWhereTheLawIsStationary() {
        CrowdGrid game = CrowdGrid.corner(5);
        Metrics metrics = new Metrics(game);
        TabularPolicy uniform = TabularPolicy.uniform(25, 5);

        // The uniform policy is doubly stochastic on a grid, so its stationary law is uniform.
        double strict = metrics.policyExploitability(uniform, 0);
        assertEquals(strict, metrics.exploitability(uniform, 0, Law.uniform(25)), 1e-11);
        assertTrue(Math.abs(strict - metrics.exploitability(uniform, 0, Trace.crowdAt(3))) > 0.1);
    }

    @Test
    void theSolverAgreesWithItsSlowTwin() {
        Trace twin = Trace.of(KINETIC, 0.1, 0.05, 50, 20, 3);

        assertArrayEquals(twin.last(), KINETIC_RUN.law().toArray(), 1e-14);
        assertArrayEquals(twin.policy().logProbabilities(), KINETIC_RUN.policy().logProbabilities(), 1e-12);
    }
}

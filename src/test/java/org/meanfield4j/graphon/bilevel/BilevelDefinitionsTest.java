package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.FollowedPlayers;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.PolicyEvaluation;
import org.meanfield4j.graphon.internal.exact.BestResponse;

/**
 * What a run records and how it steps, by definition: against players who are followed path by path and against
 * differences of what they pay. The game has d = 2, k = 3 and no structure, so that nothing transposed goes unnoticed.
 */
class BilevelDefinitionsTest {
    private static final int STEPS = 8;
    private static final int LABELS = 3;
    private static final LqGraphonGame GAME = GraphonFixtures.randomGame(new Random(5), 2, 3, STEPS, LABELS);
    /** Rounding of sums of some hundred terms of size 1. */
    private static final double ROUNDING = 1e-12;

    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults()
            .withStepSizes(0.1, 0.2)
            .withInnerSteps(2)
            .withIterations(2);

    private static GraphonStart start(int blocks) {
        Random random = new Random(8);
        LabelPaths g = LabelPaths.of(3, LABELS, GraphonFixtures.normal(random, blocks * 3 * LABELS, 0.5));
        GraphonPolicy policy = GraphonPolicy.of(2, GraphonFixtures.normal(random, blocks * 6, 0.5), g);
        LabelPaths z = LabelPaths.of(2, LABELS, GraphonFixtures.normal(random, (STEPS + 1) * 2 * LABELS, 0.5));
        return new GraphonStart(policy, z);
    }

    @ParameterizedTest
    @CsvSource({
        "EVERY_STEP, 0, SELF_CONSISTENT",
        "EVERY_STEP, 0, FROZEN",
        "HELD_PARAMETERS, 2, SELF_CONSISTENT",
        "ZERO_ORDER_HOLD, 2, SELF_CONSISTENT",
        "ZERO_ORDER_HOLD, 4, FROZEN"
    })
    void theLastRowIsThatOfTheSolutionAndTheFirstThatOfTheStart(
            ActionTiming timing, int actions, AggregateUpdate update) {
        GraphonStart start = start(actions == 0 ? STEPS : actions);
        GraphonRun run = SOLVER.withAggregateUpdate(update)
                .withTiming(timing, actions)
                .startingFrom(start)
                .solve(GAME);

        requireRow(run, 0, timing, start.policy(), start.aggregate());
        requireRow(run, 2, timing, run.policy(), run.aggregate());
    }

    private static void requireRow(
            GraphonRun run, int row, ActionTiming timing, GraphonPolicy policy, LabelPaths environment) {
        FollowedPlayers players = new FollowedPlayers(GAME, timing, policy);
        LabelPaths population = players.population();
        BestResponse best = new BestResponse(GAME);
        double[] answer = new double[STEPS * 3 * LABELS];
        best.intercepts(population.toArray(), answer);
        FollowedPlayers deviators = new FollowedPlayers(
                GAME, ActionTiming.EVERY_STEP, GraphonPolicy.of(2, best.slope, LabelPaths.of(3, LABELS, answer)));
        double saving = players.slopeCost()
                + players.meanCost(population)
                - deviators.slopeCost()
                - deviators.meanCost(population);

        requireClose(players.slopeCost(), run.history().get(row, "cost of the slope"));
        requireClose(players.meanCost(environment), run.history().get(row, "cost of the means"));
        requireClose(saving, run.history().get(row, "exploitability"));
        GraphonPolicy star = run.reference().policy();
        requireClose(
                distance(repeated(policy.slopes(), 6), star.slopes()),
                run.history().get(row, "RMSE of the slope"));
        requireClose(
                distance(
                        repeated(policy.intercepts().toArray(), 3 * LABELS),
                        star.intercepts().toArray()),
                run.history().get(row, "RMSE of the intercepts"));
        requireClose(
                distance(environment.toArray(), run.reference().aggregate().toArray()),
                run.history().get(row, "RMSE of the aggregate"));
    }

    private static void requireClose(double expected, double actual) {
        assertEquals(expected, actual, ROUNDING * (1 + Math.abs(expected)));
    }

    /** The rows of blocks, once per step. */
    private static double[] repeated(double[] blocks, int width) {
        int length = STEPS * width / blocks.length;
        double[] out = new double[STEPS * width];
        Arrays.setAll(out, e -> blocks[e / width / length * width + e % width]);
        return out;
    }

    private static double distance(double[] a, double[] b) {
        assertEquals(a.length, b.length);
        double sum = 0;
        for (int e = 0; e < a.length; e++) {
            sum += (a[e] - b[e]) * (a[e] - b[e]);
        }
        return Math.sqrt(sum / a.length);
    }

    /** Central differences of a quadratic function of G, and of a smooth one of K: an error of the order of h². */
    @ParameterizedTest
    @CsvSource({
        "PLAIN, EVERY_STEP, 0",
        "PLAIN, HELD_PARAMETERS, 2",
        "PLAIN, ZERO_ORDER_HOLD, 2",
        "JOINT, EVERY_STEP, 0",
        "JOINT, HELD_PARAMETERS, 2",
        "JOINT, ZERO_ORDER_HOLD, 4"
    })
    void aStepGoesDownTheCostItNames(SlopeStep step, ActionTiming timing, int actions) {
        int blocks = actions == 0 ? STEPS : actions;
        double time = GAME.horizon() / blocks;
        GraphonStart start = start(blocks);
        GraphonRun run = SOLVER.withSlopeStep(step)
                .withOrder(UpdateOrder.JACOBI)
                .withInnerSteps(1)
                .withIterations(1)
                .withTiming(timing, actions)
                .startingFrom(start)
                .solve(GAME);

        double[] k = start.policy().slopes();
        double[] g = start.policy().intercepts().toArray();
        ToDoubleFunction<FollowedPlayers> cost = step == SlopeStep.PLAIN
                ? FollowedPlayers::slopeCost
                : players -> players.slopeCost() + players.meanCost(start.aggregate());
        for (int e = 0; e < k.length; e++) {
            double gradient = difference(k, e, timing, slopes -> policy(slopes, g), cost) / time;
            double moved = (k[e] - run.policy().slopes()[e]) / SOLVER.slopeStepSize();
            assertEquals(gradient, moved, 1e-6 * (1 + Math.abs(gradient)), "slope entry " + e);
        }
        for (int e = 0; e < g.length; e++) {
            int label = e % LABELS;
            double gradient = difference(
                            g,
                            e,
                            timing,
                            intercepts -> policy(k, intercepts),
                            players -> players.meanCost(label, start.aggregate()))
                    / time;
            double moved = (g[e] - run.policy().intercepts().toArray()[e]) / SOLVER.interceptStepSize();
            assertEquals(gradient, moved, 1e-6 * (1 + Math.abs(gradient)), "intercept entry " + e);
        }
    }

    private static GraphonPolicy policy(double[] slopes, double[] intercepts) {
        return GraphonPolicy.of(2, slopes, LabelPaths.of(3, LABELS, intercepts));
    }

    private static double difference(
            double[] at,
            int entry,
            ActionTiming timing,
            Function<double[], GraphonPolicy> policy,
            ToDoubleFunction<FollowedPlayers> cost) {
        double h = 1e-4;
        double[] costs = new double[2];
        for (int sign = 0; sign < 2; sign++) {
            double[] moved = at.clone();
            moved[entry] += sign == 0 ? h : -h;
            costs[sign] = cost.applyAsDouble(new FollowedPlayers(GAME, timing, policy.apply(moved)));
        }
        return (costs[0] - costs[1]) / (2 * h);
    }

    /** A block moves by the mean of what its steps would do, weighed by the covariance: (Σ g S)(Σ S)⁻¹. */
    @ParameterizedTest
    @EnumSource(names = {"NATURAL", "GAUSS_NEWTON"})
    void heldParametersMoveByTheMeanOfTheirSteps(SlopeStep step) {
        BilevelPolicyGradient once =
                SOLVER.withSlopeStep(step).withStepSizes(1, 0).withInnerSteps(1).withIterations(1);
        GraphonStart held = start(2);
        double[] before = held.policy().slopes();
        GraphonPolicy spread = GraphonPolicy.of(2, repeated(before, 6), LabelPaths.of(3, LABELS, new double[72]));
        GraphonStart free = new GraphonStart(spread, held.aggregate());
        double[] covariance =
                PolicyEvaluation.compute(GAME, spread, held.aggregate()).covariances();

        GraphonRun ofSteps = once.startingFrom(free).solve(GAME);
        GraphonRun ofBlocks = once.withTiming(ActionTiming.HELD_PARAMETERS, 2)
                .startingFrom(held)
                .solve(GAME);

        for (int block = 0; block < 2; block++) {
            RealMatrix moved = MatrixUtils.createRealMatrix(3, 2);
            RealMatrix total = MatrixUtils.createRealMatrix(2, 2);
            for (int i = 4 * block; i < 4 * block + 4; i++) {
                RealMatrix s = MatrixUtils.createRealMatrix(new double[][] {
                    {covariance[4 * i], covariance[4 * i + 1]}, {covariance[4 * i + 2], covariance[4 * i + 3]}
                });
                RealMatrix direction = spread.slope(i)
                        .asReal()
                        .subtract(ofSteps.policy().slope(i).asReal());
                moved = moved.add(direction.multiply(s));
                total = total.add(s);
            }
            RealMatrix expected = held.policy()
                    .slope(block)
                    .asReal()
                    .subtract(moved.multiply(
                            new LUDecomposition(total).getSolver().getInverse()));
            for (int r = 0; r < 3; r++) {
                assertArrayEquals(
                        expected.getRow(r),
                        ofBlocks.policy().slope(block).asReal().getRow(r),
                        ROUNDING);
            }
        }
        assertTrue(distance(before, ofBlocks.policy().slopes()) > 0.1); // it did move
    }
}

package org.meanfield4j.graphon.equilibrium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * Numbers come from two independent implementations; the policies are constant in time and label. The costs in the base
 * game are printed by src/test/reference/lq_graphon.py too, all numbers by src/test/reference/lq_policy.py.
 */
class PolicyEvaluationTest {

    @Test
    void constantPolicyInTheBaseGame() {
        LqGraphonGame game = LqGraphonGame.base();
        GraphonPolicy policy = GraphonPolicy.constant(game, SmallMatrix.scalar(-0.7), 0.3);
        PolicyEvaluation e = PolicyEvaluation.compute(
                game, policy, GraphonEquilibrium.compute(game).aggregate());
        assertEquals(0.49929057086946227, e.slopeCost(), 1e-13); // sum of 100 terms of size 0.01
        assertEquals(2.2644977846722933, e.values()[0], 1e-13);
        assertEquals(0.2503966429688423, e.covariances()[100], 1e-14);
        int[] labels = {0, 24, 49};
        double[] j2 = {0.84791967, 2.18899132, 5.03493894};
        double[] mean = {0.94599278, 1.2151096, 1.44409881};
        for (int j = 0; j < 3; j++) {
            assertDecimals(j2[j], e.meanCosts()[labels[j]], 8);
            assertDecimals(mean[j], e.means().get(100, 0, labels[j]), 8);
        }
        int[] times = {0, 50, 99};
        double[] direction = {1.54582692, 1.0664031, 0.295};
        double[] gradient = {0.38645673, 0.26686419, 0.07386633};
        double[] intercept = {2.3379276, 1.48178497, 0.43657647};
        for (int t = 0; t < 3; t++) {
            assertDecimals(direction[t], e.slopeDirections()[times[t]], 8);
            assertDecimals(gradient[t], e.slopeGradients()[times[t]], 8);
            assertDecimals(intercept[t], e.interceptGradients().get(times[t], 0, 24), 8);
        }
    }

    @Test
    void constantPolicyWithFullMatrices() {
        LqGraphonGame game = LqGraphonGame.full2d();
        GraphonPolicy policy = GraphonPolicy.constant(game, SmallMatrix.of(2, 2, -0.7, 0.2, 0.1, -0.5), 0.3, -0.2);
        PolicyEvaluation e = PolicyEvaluation.compute(
                game, policy, GraphonEquilibrium.compute(game).aggregate());
        double nine = 5.1e-10; // half a unit of the ninth decimal
        assertEquals(0.7582817479590251, e.slopeCost(), 1e-13);
        assertEquals(0.493725922, e.meanCosts()[0], nine);
        assertEquals(0.880994875, e.meanCosts()[9], nine);
        assertEquals(1.788679883, e.meanCosts()[19], nine);
        assertArrayEquals(
                new double[] {1.473593542, 0.632425744, 0.632425744, 1.925602257}, Arrays.copyOf(e.values(), 4), nine);
        assertArrayEquals(
                new double[] {0.232164806, 0.006375101, 0.006375101, 0.088183139},
                Arrays.copyOfRange(e.covariances(), 240, 244),
                nine);
        assertEquals(0.177198747, e.means().get(60, 0, 9), nine);
        assertEquals(-0.651532502, e.means().get(60, 1, 9), nine);
        assertArrayEquals(
                new double[] {0.864450108, 1.410148540, -0.094549951, 0.819935238},
                Arrays.copyOf(e.slopeDirections(), 4),
                nine);
        assertArrayEquals(
                new double[] {0.243397449, 0.466267067, 0.022086772, 0.241253074},
                Arrays.copyOf(e.slopeGradients(), 4),
                nine);
        assertArrayEquals(
                new double[] {0.26700681, 0.190533514, -0.012048837, 0.06192645},
                Arrays.copyOfRange(e.slopeGradients(), 120, 124),
                nine);
        int[] times = {0, 30, 59};
        double[][] g = {{0.939353006, -0.185365427}, {0.195098252, -0.383506799}, {-0.034054433, -0.319451161}};
        for (int t = 0; t < 3; t++) {
            for (int a = 0; a < 2; a++) {
                assertEquals(g[t][a], e.interceptGradients().get(times[t], a, 9), nine);
            }
        }
    }

    /** Central differences of a quartic in K and a quadratic in G with step 1e-5: error about 1e-9. */
    @Property(tries = 40)
    void gradientsAreCentralDifferencesOfTheCost(
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 3) int k,
            @ForAll @IntRange(min = 0, max = 2) int timing,
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
        Random random = new Random(seed);
        LqGraphonGame game = GraphonFixtures.randomGame(random, d, k, 6, 3);
        ActionTiming hold = ActionTiming.values()[timing];
        int blocks = hold == ActionTiming.EVERY_STEP ? 6 : 2;
        double[] slope = GraphonFixtures.normal(random, blocks * k * d, 0.5);
        double[] intercept = GraphonFixtures.normal(random, blocks * k * 3, 0.5);
        LabelPaths z = LabelPaths.of(d, 3, GraphonFixtures.normal(random, 7 * d * 3, 1));
        PolicyEvaluation e = evaluate(game, slope, intercept, z, hold);
        double h = 1e-5;
        double length = game.horizon() / blocks;
        for (int i = 0; i < slope.length; i++) {
            double center = slope[i];
            slope[i] = center + h;
            double up = evaluate(game, slope, intercept, z, hold).slopeCost();
            slope[i] = center - h;
            double down = evaluate(game, slope, intercept, z, hold).slopeCost();
            slope[i] = center;
            assertEquals((up - down) / (2 * h * length), e.slopeGradients()[i], 1e-7 * (1 + e.slopeCost()));
        }
        double[] gradient = e.interceptGradients().toArray();
        for (int i = 0; i < intercept.length; i++) {
            int label = i % 3;
            double center = intercept[i];
            intercept[i] = center + h;
            double up = evaluate(game, slope, intercept, z, hold).meanCosts()[label];
            intercept[i] = center - h;
            double down = evaluate(game, slope, intercept, z, hold).meanCosts()[label];
            intercept[i] = center;
            assertEquals((up - down) / (2 * h * length), gradient[i], 1e-7 * (1 + e.meanCosts()[label]));
        }
    }

    private static PolicyEvaluation evaluate(
            LqGraphonGame game, double[] slope, double[] intercept, LabelPaths z, ActionTiming hold) {
        LabelPaths g = LabelPaths.of(game.actionDimension(), game.labels(), intercept);
        return PolicyEvaluation.compute(game, GraphonPolicy.of(game.stateDimension(), slope, g), z, hold);
    }

    /** J(K, G; Z) - min = ½ dt Σ tr[w ΔK S ΔK'] + v'w v, exact in the discrete game. */
    @Property(tries = 40)
    void exploitabilityIsTheDifferenceOfTheCosts(
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 3) int k,
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
        Random random = new Random(seed);
        LqGraphonGame game = GraphonFixtures.randomGame(random, d, k, 6, 3);
        double[] slope = GraphonFixtures.normal(random, 6 * k * d, 0.5);
        LabelPaths g = LabelPaths.of(k, 3, GraphonFixtures.normal(random, 6 * k * 3, 0.5));
        GraphonPolicy policy = GraphonPolicy.of(d, slope, g);
        LabelPaths z = PolicyEvaluation.populationAggregate(game, policy);
        BestResponse best = new BestResponse(game);
        double[] answer = new double[6 * k * 3];
        best.intercepts(z.toArray(), answer);

        double own = total(PolicyEvaluation.compute(game, policy, z));
        double least =
                total(PolicyEvaluation.compute(game, GraphonPolicy.of(d, best.slope, LabelPaths.of(k, 3, answer)), z));

        assertEquals(own - least, PolicyEvaluation.exploitability(game, policy), 1e-12 * own);
    }

    private static double total(PolicyEvaluation e) {
        return e.slopeCost() + Arrays.stream(e.meanCosts()).average().orElseThrow();
    }

    /** The best J1 is ½ tr(P_0 Σ_0) + ½ dt Σ tr(P_(i+1) DD'): noise enters through the values alone. */
    @Property(tries = 40)
    void bestSlopeCostIsTheValueOfTheNoise(
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 3) int k,
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
        LqGraphonGame game = GraphonFixtures.randomGame(new Random(seed), d, k, 6, 1);
        GraphonEquilibrium e = GraphonEquilibrium.compute(game);
        LqCoefficients c = game.coefficients();
        double[] shock =
                c.noise().volatility().times(c.noise().volatility().transpose()).toArray();
        double sum = 0.5
                * Flat.traceOfProduct(
                        e.value(0).toArray(), 0, c.noise().initialCovariance().toArray(), 0, d);
        for (int i = 1; i <= 6; i++) {
            sum += 0.5 * game.dt() * Flat.traceOfProduct(e.value(i).toArray(), 0, shock, 0, d);
        }
        assertEquals(sum, e.slopeCost(), 1e-12 * (1 + sum));
    }

    @Test
    void policyOfAnotherGridIsRefused() {
        LqGraphonGame game = LqGraphonGame.base();
        GraphonPolicy policy = GraphonPolicy.constant(game.withSteps(50), SmallMatrix.scalar(0), 0);
        LabelPaths z = GraphonEquilibrium.compute(game).aggregate();
        assertThrows(IllegalArgumentException.class, () -> PolicyEvaluation.compute(game, policy, z));
    }

    @Test
    void theBestResponseToTheEquilibriumAggregateIsTheEquilibrium() {
        LqGraphonGame game = LqGraphonGame.full2d();
        GraphonEquilibrium nash = GraphonEquilibrium.compute(game);

        GraphonPolicy best = PolicyEvaluation.bestResponse(game, nash.aggregate());

        assertArrayEquals(nash.policy().slopes(), best.slopes());
        assertArrayEquals(
                nash.policy().intercepts().toArray(), best.intercepts().toArray(), 1e-12); // the fixed point's residual
    }

    @Test
    void theBestResponseToAForecastHasNoGradient() {
        LqGraphonGame game = LqGraphonGame.base();
        double[] forecast = new double[101 * 50];
        Arrays.setAll(forecast, i -> Math.sin(i));
        LabelPaths aggregate = LabelPaths.of(1, 50, forecast);

        PolicyEvaluation at = PolicyEvaluation.compute(game, PolicyEvaluation.bestResponse(game, aggregate), aggregate);

        assertArrayEquals(new double[100 * 50], at.interceptGradients().toArray(), 1e-13);
        assertThrows(
                IllegalArgumentException.class, () -> PolicyEvaluation.bestResponse(game.withSteps(50), aggregate));
    }

    @Test
    void aPolicyOfAnotherGameOrTimeGridIsRefused() {
        LqGraphonGame game = LqGraphonGame.base();
        GraphonPolicy shorter = GraphonPolicy.constant(game.withSteps(50), SmallMatrix.scalar(-0.7), 0.3);
        GraphonPolicy wider = GraphonPolicy.constant(LqGraphonGame.base2d(), SmallMatrix.of(1, 2, -0.7, 0.1), 0.3);
        for (GraphonPolicy foreign : new GraphonPolicy[] {shorter, wider}) {
            for (Executable use : new Executable[] {
                () -> PolicyEvaluation.exploitability(game, foreign),
                () -> PolicyEvaluation.populationAggregate(game, foreign)
            }) {
                IllegalArgumentException e = assertThrows(IllegalArgumentException.class, use);
                assertTrue(e.getMessage().startsWith("policy has " + foreign.blocks()), e.getMessage());
            }
        }
    }

    /** Two components of 25 labels are as many numbers as one of 50. */
    @Test
    void anAggregateOfOtherDimensionsIsRefused() {
        LqGraphonGame game = LqGraphonGame.base();
        GraphonPolicy policy = GraphonPolicy.constant(game, SmallMatrix.scalar(-0.7), 0.3);
        LabelPaths foreign = LabelPaths.of(2, 25, new double[101 * 50]);

        assertThrows(IllegalArgumentException.class, () -> PolicyEvaluation.compute(game, policy, foreign));
    }

    @Test
    void indicesOutOfRangeHaveNoValue() {
        LqGraphonGame game = LqGraphonGame.base();
        GraphonEquilibrium e = GraphonEquilibrium.compute(game);

        assertThrows(IndexOutOfBoundsException.class, () -> e.policy().slope(100));
        assertThrows(IndexOutOfBoundsException.class, () -> e.value(101));
        assertThrows(IndexOutOfBoundsException.class, () -> e.aggregate().get(0, 0, 50));
        assertThrows(IndexOutOfBoundsException.class, () -> e.aggregate().profile(0, 1));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> SmallMatrix.diagonal(1, 2).get(0, 2));
    }
}

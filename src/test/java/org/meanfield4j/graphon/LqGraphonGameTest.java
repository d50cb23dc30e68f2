package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.graphon.operator.AggregateOperator;
import org.meanfield4j.graphon.operator.DenseAggregate;
import org.meanfield4j.graphon.operator.Graphon;

class LqGraphonGameTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    @Test
    void initialMeansAreThoseOfTheMidpoints() {
        assertArrayEquals(
                new double[] {1.125, 1.375, 1.625, 1.875},
                BASE.withGraphon(Graphon.minMax(), 4).initialMeans());
        assertArrayEquals(
                new double[] {1.25, 1.75, 0, 0},
                LqGraphonGame.base2d().withGraphon(Graphon.minMax(), 2).initialMeans());
    }

    @Test
    void oneNumberTracksTheAggregateThroughoutAndAtTheEnd() {
        LqCoefficients fleeing = BASE.coefficients().withTracking(-1.5);

        assertEquals(-1.5, fleeing.runningCost().tracking().get(0, 0));
        assertEquals(-1.5, fleeing.terminalCost().tracking().get(0, 0));
        LqCoefficients two = LqGraphonGame.base2d().coefficients();
        assertThrows(IllegalArgumentException.class, () -> two.withTracking(1));
    }

    @Test
    void aRandomStartIsStandardNormalAndTheSameForTheSameSeed() {
        GraphonStart start = GraphonStart.random(BASE, 100, 3);
        double[] g = start.policy().intercepts().toArray();

        assertArrayEquals(
                g, GraphonStart.random(BASE, 100, 3).policy().intercepts().toArray());
        assertFalse(Arrays.equals(
                g, GraphonStart.random(BASE, 100, 4).policy().intercepts().toArray()));
        assertEquals(0, Arrays.stream(g).average().orElseThrow(), 4 / Math.sqrt(g.length));
        assertEquals(1, Arrays.stream(g).map(v -> v * v).average().orElseThrow(), 4 * Math.sqrt(2.0 / g.length));
        assertEquals(100, Arrays.stream(start.policy().slopes()).distinct().count());
        assertArrayEquals(
                GraphonStart.zero(BASE, 100).aggregate().toArray(),
                start.aggregate().toArray());
    }

    @Test
    void wrongModelsAreRefusedInOneLineThatNamesTheParameter() {
        LqCoefficients c = BASE.coefficients();
        LqCoefficients full = LqGraphonGame.full2d().coefficients();
        SmallMatrix one = SmallMatrix.scalar(1);
        refused("actionWeight R", "positive definite", () -> c.withWeights(one, one, SmallMatrix.scalar(0)));
        refused("actionWeight R", "positive definite", () -> c.withWeights(one, one, SmallMatrix.scalar(-1)));
        refused(
                "actionWeight R",
                "symmetric",
                () -> full.withWeights(one2(), one2(), SmallMatrix.of(2, 2, 1, 0.2, 0.1, 1)));
        refused("stateWeight Q", "semidefinite", () -> c.withWeights(SmallMatrix.scalar(-0.1), one, one));
        refused("trackingWeight", "expected 1 x 1", () -> c.withWeights(one, one2(), one));
        refused("initialCovariance", "semidefinite", () -> full.withInitialCovariance(1, 2, 2, 1));
        refused("horizon T = 0.0", "positive", () -> BASE.withHorizon(0));
        refused("horizon T = NaN", "positive", () -> BASE.withHorizon(Double.NaN));
        refused("steps N = 0", "at least 1", () -> BASE.withSteps(0));
        refused("initialMean", "finite", () -> BASE.withInitialMean(x -> new double[] {Double.NaN}));
        refused("initialMean", "1 finite", () -> BASE.withInitialMean(x -> new double[] {1, 2}));
        IllegalArgumentException labels =
                assertThrows(IllegalArgumentException.class, () -> BASE.withGraphon(Graphon.minMax(), 0));
        assertTrue(labels.getMessage().contains("labels M = 0"), labels.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SmallMatrix.of(2, 2, 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> SmallMatrix.scalar(Double.POSITIVE_INFINITY));
    }

    @Test
    void meansAndAdjacencyAreTakenAsArrays() {
        double[] table = {0, 0.25, 0.25, 0, 0.25, 0, 0, 0.25, 0.25, 0, 0, 0.25, 0, 0.25, 0.25, 0}; // a ring of four
        LqGraphonGame ring =
                BASE.withAggregate(DenseAggregate.of(table, 4, "ring"), "ring").withInitialMeans(1, 2, 3, 5);

        assertArrayEquals(new double[] {1, 2, 3, 5}, ring.initialMeans());
        assertArrayEquals(
                new double[] {5.0 / 4, 6.0 / 4, 6.0 / 4, 5.0 / 4}, Arrays.copyOf(ring.initialAggregate(), 4), 1e-15);
        LqGraphonGame finer = ring.withGraphon(Graphon.constant(1), 8);
        assertArrayEquals(new double[] {1, 1, 2, 2, 3, 3, 5, 5}, finer.initialMeans());
        double[] two = LqGraphonGame.full2d().initialMeans();
        assertArrayEquals(
                two, LqGraphonGame.full2d().withInitialMeans(two.clone()).initialMeans());
        refused("initial means have 2 values", "expected d·M = 4", () -> ring.withInitialMeans(1, 2));
        refused("initialMean", "finite", () -> ring.withInitialMeans(1, Double.NaN, 1, 1));
    }

    private static SmallMatrix one2() {
        return SmallMatrix.diagonal(1, 1);
    }

    private static void refused(String parameter, String constraint, Executable build) {
        InvalidModelException e = assertThrows(InvalidModelException.class, build);
        assertTrue(e.getMessage().contains(parameter), e.getMessage());
        assertTrue(e.getMessage().contains(constraint), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    /** One entry of 2500 is enough. */
    @Test
    void anAsymmetricAggregateIsRefused() {
        AggregateOperator symmetric = Graphon.uniformAttachment().aggregate(50);
        AggregateOperator skew = new AggregateOperator() {
            @Override
            public int labels() {
                return 50;
            }

            @Override
            public void apply(double[] f, int from, double[] out, int to, int rows) {
                symmetric.apply(f, from, out, to, rows);
                for (int r = 0; r < rows; r++) {
                    out[to + r * 50] += 1e-3 * f[from + r * 50 + 7];
                }
            }

            @Override
            public String form() {
                return "skew";
            }
        };

        refused("aggregate skew", "symmetric", () -> BASE.withAggregate(skew, "skew"));
        assertEquals(50, BASE.withAggregate(symmetric, "own").labels());
    }

    @Test
    void fastFormsOfAMillionLabelsAreSymmetricEnough() {
        for (Graphon graphon : new Graphon[] {
            Graphon.constant(0), Graphon.minMax(), Graphon.threshold(), Graphon.band(0.3), Graphon.sbm3()
        }) {
            assertEquals(1_000_000, BASE.withGraphon(graphon, 1_000_000).labels());
        }
    }
}

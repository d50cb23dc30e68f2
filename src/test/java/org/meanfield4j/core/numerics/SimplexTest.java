package org.meanfield4j.core.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.Streams;

class SimplexTest {
    /** Sums of a few dozen numbers of size one: some 50 roundings of 1e-16. */
    private static final double ROUNDING = 1e-14;

    @Test
    void projectionOfKnownPoints() {
        // By hand: (0.5, 0.5) is a law; (2, 0) is nearest to the vertex; (1, 1, -9) loses 0.5 in two coordinates.
        assertArrayEquals(new double[] {0.5, 0.5}, Simplex.project(new double[] {0.5, 0.5}), ROUNDING);
        assertArrayEquals(new double[] {1, 0}, Simplex.project(new double[] {2, 0}), ROUNDING);
        assertArrayEquals(new double[] {0.5, 0.5, 0}, Simplex.project(new double[] {1, 1, -9}), ROUNDING);
        assertArrayEquals(new double[] {1}, Simplex.project(new double[] {-7}), ROUNDING);
    }

    @Property
    void projectionMeetsItsOptimalityConditions(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -5, max = 5) Double> values) {
        double[] v = values.stream().mapToDouble(Double::doubleValue).toArray();

        double[] p = Simplex.project(v);

        // Karush-Kuhn-Tucker: v - p is the same θ where p > 0 and at most θ elsewhere. Sufficient: the problem is
        // convex.
        Require.law("projection", p);
        double theta = v[argmax(p)] - p[argmax(p)];
        for (int i = 0; i < v.length; i++) {
            if (p[i] > 0) {
                assertEquals(theta, v[i] - p[i], ROUNDING);
            } else {
                assertTrue(v[i] <= theta + ROUNDING);
            }
        }
    }

    @Property
    void projectionIgnoresACommonShiftHoweverLarge(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = -64, max = 64) Integer> steps) {
        // Multiples of 1/64 keep their digits when 2^40 is added: the shifted problem is exactly the same problem.
        double[] v = steps.stream().mapToDouble(s -> s / 64.0).toArray();
        double[] shifted = Arrays.stream(v).map(x -> x + 0x1p40).toArray();

        assertArrayEquals(Simplex.project(v), Simplex.project(shifted), ROUNDING);
    }

    @Test
    void projectionMayOverwriteItsArgument() {
        double[] v = {3, 1, 2.5};
        double[] expected = Simplex.project(v);

        Simplex.project(v, v);

        assertArrayEquals(expected, v);
    }

    @Test
    void projectionRefusesWhatIsNotFiniteOrEmptyOrOfAnotherShape() {
        assertMessage(
                "v[1] = NaN must be finite; the step before the projection diverged",
                () -> Simplex.project(new double[] {0, Double.NaN}));
        assertMessage(
                "v[0] = -Infinity must be finite; the step before the projection diverged",
                () -> Simplex.project(new double[] {Double.NEGATIVE_INFINITY, 1}));
        assertMessage("v is empty; the projection needs at least one entry", () -> Simplex.project(new double[0]));
        assertMessage(
                "v has 2 values, out has 3, must have equally many; both live on the same points",
                () -> Simplex.project(new double[2], new double[3]));
    }

    @Test
    void entropyIsLogNForUniformLawsAndZeroForPointMasses() {
        assertEquals(Math.log(7), Simplex.entropy(Law.uniform(7).toArray()), ROUNDING);
        assertEquals(0, Simplex.entropy(new double[] {0, 1, 0}));
        // ½ log 2 + ½ log 4 … of (1/2, 1/4, 1/4): 1.5 log 2.
        assertEquals(1.5 * Math.log(2), Simplex.entropy(new double[] {9, 0.5, 0.25, 0.25, 9}, 1, 3), ROUNDING);
    }

    @Test
    void divergenceOfKnownLaws() {
        // p = (1/2, 1/2), q = (1/4, 3/4): ½ log 2 + ½ log(2/3).
        double expected = 0.5 * Math.log(2) + 0.5 * Math.log(2.0 / 3);
        assertEquals(expected, Simplex.kl(new double[] {0.5, 0.5}, new double[] {0.25, 0.75}), ROUNDING);
        assertEquals(0, Simplex.kl(new double[] {0, 1}, new double[] {0, 1}));
        assertEquals(Double.POSITIVE_INFINITY, Simplex.kl(new double[] {0.5, 0.5}, new double[] {0, 1}));
        assertEquals(Math.log(2), Simplex.kl(new double[] {0, 1}, new double[] {0.5, 0.5}), ROUNDING);
    }

    @Test
    void distancesOfKnownLaws() {
        double[] p = {0.5, 0.5, 0};
        double[] q = {0, 0.5, 0.5};
        assertEquals(0.5, Simplex.totalVariation(p, q));
        assertEquals(1, Simplex.l1(p, q));
        assertEquals(Math.sqrt(0.5), Simplex.l2(p, q), ROUNDING);
        // Half the mass moves two steps to the right, or one step round the ring.
        assertEquals(1, Simplex.wassersteinLine(p, q), ROUNDING);
        assertEquals(0.5, Simplex.wassersteinRing(p, q), ROUNDING);
    }

    @Test
    void aPointMassTravelsItsDistance() {
        int n = 7;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[] p = Law.pointMass(n, i).toArray();
                double[] q = Law.pointMass(n, j).toArray();
                int line = Math.abs(i - j);
                assertEquals(line, Simplex.wassersteinLine(p, q));
                assertEquals(Math.min(line, n - line), Simplex.wassersteinRing(p, q));
            }
        }
    }

    @Property(tries = 50)
    void wassersteinDistancesSolveTheTransportProblem(@ForAll @IntRange(min = 2, max = 5) int n, @ForAll long seed) {
        RandomGenerator random = Streams.of(seed).at(n);
        double[] p = Law.proportionalTo(random.doubles(n).toArray()).toArray();
        double[] q = Law.proportionalTo(random.doubles(n).toArray()).toArray();

        // Commons Math's linear programme solver stops at 1e-6; it is the independent twin.
        assertEquals(transport(p, q, false), Simplex.wassersteinLine(p, q), 1e-6);
        assertEquals(transport(p, q, true), Simplex.wassersteinRing(p, q), 1e-6);
    }

    @Property
    void distancesAreMetricsAndOrdered(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        RandomGenerator random = Streams.of(seed).at(n);
        double[] p = Law.proportionalTo(random.doubles(n).toArray()).toArray();
        double[] q = Law.proportionalTo(random.doubles(n).toArray()).toArray();
        double[] r = Law.proportionalTo(random.doubles(n).toArray()).toArray();

        assertEquals(0, Simplex.wassersteinRing(p, p));
        assertEquals(Simplex.wassersteinRing(p, q), Simplex.wassersteinRing(q, p), ROUNDING);
        assertTrue(Simplex.wassersteinRing(p, r)
                <= Simplex.wassersteinRing(p, q) + Simplex.wassersteinRing(q, r) + ROUNDING);
        assertTrue(Simplex.wassersteinRing(p, q) <= Simplex.wassersteinLine(p, q) + ROUNDING);
        assertTrue(Simplex.totalVariation(p, q) <= Simplex.wassersteinRing(p, q) + ROUNDING);
        assertTrue(Simplex.l2(p, q) <= Simplex.l1(p, q) + ROUNDING);
        // Pinsker's inequality.
        double tv = Simplex.totalVariation(p, q);
        assertTrue(Simplex.kl(p, q) >= 2 * tv * tv - ROUNDING);
    }

    @Test
    void badEntriesShowAsNaN() {
        double[] bad = {Double.NaN, 1};
        double[] good = {0.5, 0.5};
        assertTrue(Double.isNaN(Simplex.entropy(bad)));
        assertTrue(Double.isNaN(Simplex.entropy(new double[] {-0.5, 1.5})));
        assertTrue(Double.isNaN(Simplex.kl(bad, good)));
        assertTrue(Double.isNaN(Simplex.kl(new double[] {0, 1}, bad)));
        assertTrue(Double.isNaN(Simplex.l1(bad, good)));
        assertTrue(Double.isNaN(Simplex.l2(bad, good)));
        assertTrue(Double.isNaN(Simplex.totalVariation(bad, good)));
        assertTrue(Double.isNaN(Simplex.wassersteinLine(bad, good)));
        assertTrue(Double.isNaN(Simplex.wassersteinRing(bad, good)));
        assertTrue(Double.isNaN(Simplex.wassersteinRing(new double[] {Double.NaN}, new double[] {1})));
        assertTrue(Double.isNaN(Simplex.wassersteinLine(new double[] {Double.NaN}, new double[] {1})));
    }

    @Test
    void differentLengthsAreRefused() {
        double[] two = {0.5, 0.5};
        double[] one = {1};
        String message = "p has 2 values, q has 1, must have equally many; both live on the same points";
        assertMessage(message, () -> Simplex.l1(two, one));
        assertMessage(message, () -> Simplex.l2(two, one));
        assertMessage(message, () -> Simplex.kl(two, one));
        assertMessage(message, () -> Simplex.totalVariation(two, one));
        assertMessage(message, () -> Simplex.wassersteinLine(two, one));
        assertMessage(message, () -> Simplex.wassersteinRing(two, one));
    }

    /** The optimal transport cost by linear programming over all n² plans. */
    private static double transport(double[] p, double[] q, boolean ring) {
        int n = p.length;
        double[] cost = new double[n * n];
        List<LinearConstraint> constraints = new java.util.ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] row = new double[n * n];
            double[] column = new double[n * n];
            for (int j = 0; j < n; j++) {
                int d = Math.abs(i - j);
                cost[i * n + j] = ring ? Math.min(d, n - d) : d;
                row[i * n + j] = 1;
                column[j * n + i] = 1;
            }
            constraints.add(new LinearConstraint(row, Relationship.EQ, p[i]));
            constraints.add(new LinearConstraint(column, Relationship.EQ, q[i]));
        }
        return new SimplexSolver()
                .optimize(
                        new MaxIter(10_000),
                        new LinearObjectiveFunction(cost, 0),
                        new LinearConstraintSet(constraints),
                        GoalType.MINIMIZE,
                        new NonNegativeConstraint(true))
                .getValue();
    }

    private static int argmax(double[] p) {
        int best = 0;
        for (int i = 1; i < p.length; i++) {
            best = p[i] > p[best] ? i : best;
        }
        return best;
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}

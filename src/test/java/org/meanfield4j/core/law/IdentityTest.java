package org.meanfield4j.core.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.files.ArrayFiles;

class IdentityTest {
    private static final class Nameless {}

    private record Settings(double rate, int iterations, Law start, double[][] weights, List<Integer> sizes) {}

    private record Penalty(String label, DoubleUnaryOperator f) {}

    private interface Model {
        int size();
    }

    private static Settings settings(double weight) {
        return new Settings(0.5, 10, Law.of(0.25, 0.75), new double[][] {{1, weight}, {3}}, List.of(4, 5));
    }

    @Test
    void aThingWithoutATextIsNamedByItsClass() {
        assertEquals("Nameless", Identity.name(new Nameless()));
        assertEquals("own Model", Identity.name(new Model() {
            @Override
            public int size() {
                return 0;
            }
        }));
        assertEquals("own Model", Identity.name((Model) () -> 3));
        assertEquals("Law[0.5000, 0.5000]", Identity.name(Law.uniform(2)));
        assertEquals("null", Identity.name(null));
    }

    @Test
    void aLambdaWithinARecordHasNoAddressInItsName() {
        assertEquals("Penalty[label=square, f=own function]", Identity.name(new Penalty("square", m -> m * m)));
        assertEquals("Penalty[label=square f=own DoubleUnaryOperator ]", Identity.of(new Penalty("square", m -> m)));
    }

    @Test
    void settingsAreComparedByValue() {
        assertEquals(Identity.of(settings(2)), Identity.of(settings(2)));
        assertNotEquals(Identity.of(settings(2)), Identity.of(settings(Math.nextUp(2.0))));
        assertFalse(Identity.of(settings(2)).contains("@"), Identity.of(settings(2)));
        assertFalse(Identity.of(settings(2)).contains("\n"), Identity.of(settings(2)));
    }

    @Test
    void settingsThatMayChangeDoNotCount() {
        Settings longer = new Settings(0.5, 99, Law.of(0.25, 0.75), new double[][] {{1, 2}, {3}}, List.of(4, 5));

        assertNotEquals(Identity.of(settings(2)), Identity.of(longer));
        assertEquals(Identity.of(settings(2), Set.of("iterations")), Identity.of(longer, Set.of("iterations")));
    }

    @Test
    void lawsPoliciesAndKernelsAreTheirNumbers() {
        // Both print as 0.5000.
        assertNotEquals(
                Law.of(0.5, 0.5).identity(), Law.of(0.5 + 1e-13, 0.5 - 1e-13).identity());
        assertEquals(Law.of(0.5, 0.5).identity(), Law.uniform(2).identity());

        assertEquals(
                TabularPolicy.uniform(2, 3).identity(),
                TabularPolicy.uniform(2, 3).identity());
        assertNotEquals(
                TabularPolicy.uniform(2, 3).identity(),
                TabularPolicy.uniform(3, 2).identity());

        TransitionKernel right = TransitionKernel.deterministic(3, 2, (s, a) -> (s + a) % 3);
        assertEquals(
                right.identity(),
                TransitionKernel.of(3, 2, (s, a, row) -> row.add((s + a) % 3, 1))
                        .identity());
        assertNotEquals(
                right.identity(),
                TransitionKernel.deterministic(3, 2, (s, a) -> (s + 2 * a) % 3).identity());
        assertNotEquals(right.identity(), right.withSlip(1e-6).identity());
    }

    @Test
    void aDigestSeesEveryBitAndWhereAnArrayEnds() {
        assertEquals(16, Identity.digest(new double[] {1, 2}).length());
        assertEquals(Identity.digest(new double[] {1, 2}), Identity.digest(new double[] {1, 2}));
        assertNotEquals(Identity.digest(new double[] {0.0}), Identity.digest(new double[] {-0.0}));
        assertNotEquals(Identity.digest(new double[] {1}, new double[] {2}), Identity.digest(new double[] {1, 2}));
        assertTrue(Identity.digest().matches("[0-9a-f]{16}"));
    }

    @Test
    void aStartOfOnesOwnIsWhatItHolds() {
        Start start = () -> Map.of("law", ArrayFiles.Array.vector(0.5, 0.5), "x", ArrayFiles.Array.vector(1));
        Start same = () -> Map.of("x", ArrayFiles.Array.vector(1), "law", ArrayFiles.Array.vector(0.5, 0.5));
        Start other = () -> Map.of("law", ArrayFiles.Array.vector(0.5, 0.5), "x", ArrayFiles.Array.vector(2));

        assertEquals(Identity.of(start), Identity.of(same));
        assertNotEquals(Identity.of(start), Identity.of(other));
        assertTrue(Identity.of(start).startsWith("law[2]"), Identity.of(start));
    }
}

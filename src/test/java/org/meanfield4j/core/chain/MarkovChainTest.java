package org.meanfield4j.core.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.TabularPolicy;
import org.meanfield4j.core.random.Streams;

/** Chains against the slow obvious twin: dense matrices and the LU decomposition of Commons Math. */
public class MarkovChainTest {

    /** A random kernel in which state s reaches s+1 (mod S), so that it has one class. */
    static TransitionKernel randomKernel(int states, int actions, long seed) {
        var random = Streams.of(seed).at();
        return TransitionKernel.of(states, actions, (s, a, row) -> {
            double p = 0.1 + 0.5 * random.nextDouble();
            double q = (1 - p) * random.nextDouble();
            row.add((s + 1) % states, p);
            row.add(random.nextInt(states), q);
            row.add(random.nextInt(states), 1 - p - q);
        });
    }

    public static TabularPolicy randomPolicy(int states, int actions, long seed) {
        return TabularPolicy.ofLogits(
                states,
                actions,
                Streams.of(seed).at(1).doubles((long) states * actions, -2, 2).toArray());
    }

    private static RealMatrix dense(TransitionKernel kernel, TabularPolicy policy) {
        RealMatrix p = MatrixUtils.createRealMatrix(kernel.states(), kernel.states());
        for (int s = 0; s < kernel.states(); s++) {
            for (int a = 0; a < kernel.actions(); a++) {
                for (int t = 0; t < kernel.states(); t++) {
                    p.addToEntry(s, t, policy.probability(s, a) * kernel.probability(s, a, t));
                }
            }
        }
        return p;
    }

    @Property(tries = 100)
    void agreesWithDenseMatrices(
            @ForAll @IntRange(min = 1, max = 30) int states,
            @ForAll @IntRange(min = 1, max = 4) int actions,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TransitionKernel kernel = randomKernel(states, actions, seed);
        TabularPolicy policy = randomPolicy(states, actions, seed);
        MarkovChain chain = kernel.under(policy);
        RealMatrix p = dense(kernel, policy);
        double[] x = Streams.of(seed).at(2).doubles(states, -1, 1).toArray();
        double[] law = Law.proportionalTo(
                        Streams.of(seed).at(3).doubles(states, 0.1, 1).toArray())
                .toArray();
        double[] out = new double[states];

        chain.push(law, out);
        assertArrayEquals(p.preMultiply(law), out, 1e-14);
        chain.expected(x, out);
        assertArrayEquals(p.operate(x), out, 1e-14);
        RealMatrix system = MatrixUtils.createRealIdentityMatrix(states).subtract(p.scalarMultiply(0.9));
        chain.discountedValue(x, 0.9, out);
        assertArrayEquals(
                new LUDecomposition(system)
                        .getSolver()
                        .solve(MatrixUtils.createRealVector(x))
                        .toArray(),
                out,
                1e-12);
        chain.occupation(law, 0.9, out);
        assertArrayEquals(
                new LUDecomposition(system.transpose())
                        .getSolver()
                        .solve(MatrixUtils.createRealVector(law).mapMultiply(0.1))
                        .toArray(),
                out,
                1e-13);
        double[] mu = chain.stationaryLaw().toArray();
        assertArrayEquals(mu, p.preMultiply(mu), 1e-13);
    }

    @Test
    void theIterativeSolverAgreesWithTheDirectOne() {
        TransitionKernel kernel = randomKernel(300, 3, 5);
        MarkovChain chain = kernel.under(randomPolicy(300, 3, 5));
        double[] r = Streams.of(9).at().doubles(300, -1, 1).toArray();
        for (double gamma : new double[] {0, 0.5, 0.9, 0.99}) {
            double[] iterative = new double[300];
            new BiCgStab(300).solve(chain::expected, gamma, r, iterative, Stop.never());
            double[] residual = new double[300];
            chain.expected(iterative, residual);
            for (int s = 0; s < 300; s++) {
                assertEquals(r[s], iterative[s] - gamma * residual[s], 2e-14, "γ = " + gamma);
            }
            RealMatrix system = MatrixUtils.createRealIdentityMatrix(300)
                    .subtract(dense(kernel, randomPolicy(300, 3, 5)).scalarMultiply(gamma));
            double[] expected = new LUDecomposition(system)
                    .getSolver()
                    .solve(MatrixUtils.createRealVector(r))
                    .toArray();
            assertArrayEquals(expected, iterative, 1e-11);
        }
    }

    @Test
    void transientStatesHaveNoMassWhateverTheirNumber() {
        // 0 → 1 → 2 ⇄ 3: only the last two are recurrent, and state 0 is where the search starts.
        TransitionKernel kernel = TransitionKernel.deterministic(4, 1, (s, a) -> new int[] {1, 2, 3, 2}[s]);

        Law law = kernel.under(TabularPolicy.uniform(4, 1)).stationaryLaw();

        assertArrayEquals(new double[] {0, 0, 0.5, 0.5}, law.toArray(), 1e-15);
    }

    @Test
    void twoRecurrentClassesAreNamed() {
        TransitionKernel kernel = TransitionKernel.deterministic(4, 1, (s, a) -> new int[] {1, 1, 3, 3}[s]);

        var e = assertThrows(
                InvalidModelException.class,
                () -> kernel.under(TabularPolicy.uniform(4, 1)).stationaryLaw());

        assertEquals(
                "states 1 and 3 lie in different recurrent classes, so there is no single stationary law;"
                        + " connect the classes, for instance with a slip probability",
                e.getMessage());
    }

    @Test
    void lawsOfRarelyVisitedStatesKeepTheirDigits() {
        // A birth-death chain with ratio r = 1/99: μ(s) ∝ r^s exactly, down to 1e-40.
        TransitionKernel kernel = TransitionKernel.of(21, 1, (s, a, row) -> {
            row.add(Math.min(20, s + 1), 0.01);
            row.add(Math.max(0, s - 1), 0.99);
        });
        double[] law =
                kernel.under(TabularPolicy.uniform(21, 1)).stationaryLaw().toArray();
        for (int s = 1; s < 21; s++) {
            assertTrue(Math.abs(law[s] / law[s - 1] * 99 - 1) < 1e-12, "state " + s);
        }
    }

    @Test
    void aChainThatFallsApartAtDoublePrecisionIsRefused() {
        // A ladder that is climbed 1e150 times less often than descended, rung by rung.
        TransitionKernel kernel = TransitionKernel.of(8, 1, (s, a, row) -> {
            row.add(Math.max(0, s - 1), 1e-100);
            row.add(Math.min(7, s + 1), 1e-250);
            row.add(s, 1);
        });

        var e = assertThrows(
                InvalidModelException.class,
                () -> new MarkovChain(TransitionKernel.of(3, 1, (s, a, row) -> {
                            row.add(s, 1);
                            row.add((s + 1) % 3, 1e-300);
                        }))
                        .stationaryLaw());
        assertTrue(e.getMessage().startsWith("the chain has a part that is left"), e.getMessage());
        // Within the range the digits are kept: ratios of 1e-150 per rung.
        double[] law = new MarkovChain(kernel).stationaryLaw().toArray();
        assertEquals(1e-150, law[1] / law[0], 1e-162);
    }
}

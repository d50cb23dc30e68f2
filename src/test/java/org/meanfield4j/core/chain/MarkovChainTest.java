package org.meanfield4j.core.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
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

    @Test
    void theLawIsRightWhereTheFirstStateIsTransient() {
        // By hand: 0 → 2; 1 → 1 (¾), 2 (¼); 2 → 1 (½), 2 (½). Balance between 1 and 2: μ(1)/4 = μ(2)/2.
        double[][] rows = {{0, 0, 1}, {0, 0.75, 0.25}, {0, 0.5, 0.5}};

        Law law = new MarkovChain(of(rows)).stationaryLaw();

        assertArrayEquals(new double[] {0, 2.0 / 3, 1.0 / 3}, law.toArray(), 1e-14);
    }

    @Property(tries = 200)
    void stationaryLawsSolveTheirDenseEquationWhateverTheOrderOfTransientStates(
            @ForAll @IntRange(min = 1, max = 12) int recurrent,
            @ForAll @IntRange(min = 0, max = 6) int transients,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var random = Streams.of(seed).at(4);
        int size = recurrent + transients;
        int[] name = shuffled(size, random);
        TransitionKernel inner = randomKernel(recurrent, 1, seed);
        double[][] rows = new double[size][size];
        for (int s = 0; s < recurrent; s++) {
            for (int t = 0; t < recurrent; t++) {
                rows[name[s]][name[t]] = inner.probability(s, 0, t);
            }
        }
        // A transient state stays, moves on to the next one, or enters the class anywhere.
        for (int s = recurrent; s < size; s++) {
            rows[name[s]][name[s]] = 0.3;
            rows[name[s]][name[Math.min(s + 1, size - 1)]] += 0.2;
            rows[name[s]][name[random.nextInt(recurrent)]] += 0.5;
        }

        double[] law = new double[size];
        Arrays.fill(law, Double.NaN);
        new MarkovChain(of(rows)).stationaryLaw(law);

        // (Pᵀ − I) μ = 0 with its last equation replaced by Σ μ = 1.
        RealMatrix system = MatrixUtils.createRealMatrix(rows).transpose();
        system = system.subtract(MatrixUtils.createRealIdentityMatrix(size));
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        system.setRow(size - 1, ones);
        double[] right = new double[size];
        right[size - 1] = 1;
        double[] expected = new LUDecomposition(system)
                .getSolver()
                .solve(MatrixUtils.createRealVector(right))
                .toArray();
        // Conditioned by the mixing of a ring of twelve states at most: some 1e2 roundings.
        assertArrayEquals(expected, law, 1e-12);
        for (int s = recurrent; s < size; s++) {
            assertEquals(0, law[name[s]]);
        }
    }

    private static int[] shuffled(int size, RandomGenerator random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static TransitionKernel of(double[][] rows) {
        return TransitionKernel.of(rows.length, 1, (s, a, row) -> {
            for (int t = 0; t < rows.length; t++) {
                row.add(t, rows[s][t]);
            }
        });
    }

    @Test
    void anEdgeWithoutProbabilityIsNoWayBack() {
        // Action 1 would lead back from 1 to 0 and on from 1 to 2, but the policy never takes it there.
        TransitionKernel kernel = TransitionKernel.of(3, 2, (s, a, row) -> {
            if (s == 1 && a == 1) {
                row.add(0, 0.5);
                row.add(2, 0.5);
            } else {
                row.add(s == 2 && a == 1 ? 0 : Math.max(1, s), 1);
            }
        });
        double[] policy = {0.5, 0.5, 1, 0, 0.5, 0.5};

        Law law = kernel.under(TabularPolicy.ofProbabilities(3, 2, policy)).stationaryLaw();

        assertEquals(Law.pointMass(3, 1), law);
        // The last state stays for ever as well: two classes, which only edges without probability connect.
        policy[4] = 1;
        policy[5] = 0;
        MarkovChain apart = kernel.under(TabularPolicy.ofProbabilities(3, 2, policy));
        String message =
                assertThrows(InvalidModelException.class, apart::stationaryLaw).getMessage();
        assertTrue(message.startsWith("states 1 and 2 lie in different recurrent classes"), message);
    }

    @Test
    void aChainTooWideForEliminationIsIteratedLazily() {
        // 33000 states, band 32999: the table of the elimination would have more entries than an array can. The chain
        // has period two: 0 → 1 (¾) or the last (¼), all others → 0. Without laziness it would swing for ever.
        int size = 33_000;
        MarkovChain chain = new MarkovChain(TransitionKernel.of(size, 1, (s, a, row) -> {
            row.add(s == 0 ? 1 : 0, s == 0 ? 0.75 : 1);
            row.add(s == 0 ? size - 1 : 0, s == 0 ? 0.25 : 0);
        }));
        int[] questions = {0};
        chain.stopWhen(() -> ++questions[0] > 1000);
        double[] law = new double[size];
        Arrays.fill(law, Double.NaN);

        chain.stationaryLaw(law);

        double[] expected = new double[size];
        expected[0] = 0.5;
        expected[1] = 0.375;
        expected[size - 1] = 0.125;
        // Stops once a step moves 1e-14; the error halves at each step.
        assertArrayEquals(expected, law, 2e-14);
    }

    @Test
    void theIterativeSolverMayStartAnywhere() {
        // Band 299: iterative; what the arrays hold on entry is a guess, whatever it is.
        TransitionKernel kernel = randomKernel(300, 3, 6);
        TabularPolicy policy = randomPolicy(300, 3, 6);
        MarkovChain chain = kernel.under(policy);
        double[] r = Streams.of(9).at(1).doubles(300, -1, 1).toArray();
        double[] law = Law.proportionalTo(
                        Streams.of(9).at(2).doubles(300, 0.1, 1).toArray())
                .toArray();
        RealMatrix system = MatrixUtils.createRealIdentityMatrix(300)
                .subtract(dense(kernel, policy).scalarMultiply(0.9));
        double[] value = new LUDecomposition(system)
                .getSolver()
                .solve(MatrixUtils.createRealVector(r))
                .toArray();
        double[] occupation = new LUDecomposition(system.transpose())
                .getSolver()
                .solve(MatrixUtils.createRealVector(law).mapMultiply(0.1))
                .toArray();
        for (double first : new double[] {0, 1, -1000, Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] out = Streams.of(9).at(3).doubles(300, -1, 1).toArray();
            out[17] = first;
            chain.discountedValue(r, 0.9, out);
            assertArrayEquals(value, out, 1e-11, "value from " + first);
            out[17] = first;
            chain.occupation(law, 0.9, out);
            assertArrayEquals(occupation, out, 1e-13, "occupation from " + first);
        }
    }

    @Test
    void aBreakdownOfTheIterationFallsBackOnTheContraction() {
        // All states lead to state 0 and γ = ½: with b = (4, 1 × 8) the product <b, (I − γP)b> = 24 − ½·4·12 is exactly
        // zero, so that the first step of the gradient method divides by it, at every restart.
        double[] b = {4, 1, 1, 1, 1, 1, 1, 1, 1};
        MarkovChain chain = new MarkovChain(TransitionKernel.deterministic(9, 1, (s, a) -> 0));
        for (double first : new double[] {0, Double.NaN}) {
            double[] x = new double[9];
            x[3] = first;

            new BiCgStab(9).solve(chain::expected, 0.5, b, x, Stop.never());

            // V(0) = 4/(1 − ½), the others 1 + ½ V(0).
            assertArrayEquals(new double[] {8, 5, 5, 5, 5, 5, 5, 5, 5}, x, 1e-13, "from " + first);
        }
    }

    @Test
    void theIterativeSolverNeedsFewProductsWhereTheContractionNeedsThousands() {
        // γ = 0.999: x ← b + γPx gains a digit in 2300 products.
        MarkovChain chain = randomKernel(300, 3, 8).under(randomPolicy(300, 3, 8));
        double[] r = Streams.of(9).at(5).doubles(300, -1, 1).toArray();
        int[] products = {0};
        BiCgStab.Product counted = (x, out) -> {
            products[0]++;
            chain.expected(x, out);
        };
        double[] x = new double[300];

        new BiCgStab(300).solve(counted, 0.999, r, x, Stop.never());
        int first = products[0];
        new BiCgStab(300).solve(counted, 0.999, r, x, Stop.never());

        assertTrue(first <= 100, first + " products");
        assertTrue(products[0] - first <= first / 2, (products[0] - first) + " more products from the solution");
    }

    @Test
    void aUsedIterativeSolverGivesTheBitsOfAFreshOne() {
        MarkovChain chain = randomKernel(300, 3, 7).under(randomPolicy(300, 3, 7));
        double[] r = Streams.of(9).at(4).doubles(300, -1, 1).toArray();
        double[] expected = new double[300];
        new BiCgStab(300).solve(chain::expected, 0.9, r, expected, Stop.never());
        BiCgStab used = new BiCgStab(300);
        used.solve(chain::push, 0.99, chain.stationaryLaw().toArray(), new double[300], Stop.never());
        double[] x = new double[300];

        used.solve(chain::expected, 0.9, r, x, Stop.never());

        assertArrayEquals(expected, x);
    }

    @Test
    void aChainStartsUnderTheUniformPolicy() {
        TransitionKernel kernel = randomKernel(6, 3, 8);
        MarkovChain chain = new MarkovChain(kernel);
        for (int s = 0; s < 6; s++) {
            for (int t = 0; t < 6; t++) {
                double mean =
                        (kernel.probability(s, 0, t) + kernel.probability(s, 1, t) + kernel.probability(s, 2, t)) / 3;
                assertEquals(mean, chain.probability(s, t), 1e-15);
            }
        }
    }

    @Test
    void nothingOfAnEarlierPolicyDiscountOrResultIsLeft() {
        TransitionKernel kernel = randomKernel(20, 3, 10);
        TabularPolicy policy = randomPolicy(20, 3, 11);
        double[] x = Streams.of(10).at(2).doubles(20, 0.1, 1).toArray();
        MarkovChain used = kernel.under(randomPolicy(20, 3, 12));
        double[] mu = used.stationaryLaw().toArray();
        double[] out = new double[20];
        used.discountedValue(x, 0.5, out);
        used.follow(policy.probabilities());
        // The same chain, never used before.
        for (double gamma : new double[] {0.5, 0.9, 0.5}) {
            double[] fresh = new double[20];
            Arrays.fill(out, Double.NaN);
            used.discountedValue(x, gamma, out);
            kernel.under(policy).discountedValue(x, gamma, fresh);
            assertArrayEquals(fresh, out);
            Arrays.fill(out, Double.NaN);
            used.occupation(x, gamma, out);
            kernel.under(policy).occupation(x, gamma, fresh);
            assertArrayEquals(fresh, out);
        }
        double[] fresh = new double[20];
        Arrays.fill(out, Double.NaN);
        used.push(mu, out);
        kernel.under(policy).push(mu, fresh);
        assertArrayEquals(fresh, out);
        Arrays.fill(out, Double.NaN);
        used.expected(x, out);
        kernel.under(policy).expected(x, fresh);
        assertArrayEquals(fresh, out);
        Arrays.fill(out, Double.NaN);
        used.stationaryLaw(out);
        assertArrayEquals(kernel.under(policy).stationaryLaw().toArray(), out);
        double[] q = new double[60];
        Arrays.fill(q, Double.NaN);
        kernel.expected(x, q);
        double[] freshQ = new double[60];
        kernel.expected(x, freshQ);
        assertArrayEquals(freshQ, q);
    }
}

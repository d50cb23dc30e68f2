package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * The frozen problem: unit values from two independent programs (tolerance: the digits given), and identities. The values of the
 * random walk and of the optimum are printed by src/test/reference/exploitability.py too.
 */
class FrozenMdpTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5);

    private static final Law UNIFORM = Law.uniform(25);

    private static final TabularPolicy RANDOM_WALK = TabularPolicy.uniform(25, 5);

    private static final CrowdGrid ASYMMETRIC = AsymmetricGrid.create();

    private static double mean(Law law, double[] v) {
        double sum = 0;
        for (int s = 0; s < v.length; s++) {
            sum += law.get(s) * v[s];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0, 3.400000, 6.9548978", "0.05, 4.2047190, 7.3698214", "0.3, 8.2283137, 10.2456708"})
    void valuesOfTheRandomWalkAndOfTheOptimum(double eta, double value, double best) {
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);

        assertEquals(value, mean(UNIFORM, frozen.evaluate(RANDOM_WALK, eta).v()), 6e-8);
        assertEquals(best, mean(UNIFORM, frozen.optimum(eta).v()), 6e-8);
        assertEquals(
                best - value, new Metrics(GAME).exploitability(RANDOM_WALK, eta, UNIFORM), 1.2e-7, "φ of the walk");
    }

    @Test
    void valuesPerStateOfTheRandomWalk() {
        FrozenMdp.Values walk = new FrozenMdp(GAME, UNIFORM).evaluate(RANDOM_WALK, 0);

        assertEquals(0.5473029, walk.v()[0], 6e-8);
        assertEquals(6.2526971, walk.v()[24], 6e-8);
        assertArrayEquals(
                new double[] {6.445954, 5.962811, 6.445954, 6.445954, 5.962811},
                Arrays.copyOfRange(walk.q(), 120, 125),
                6e-7);
    }

    @Test
    void everyPolicyThatIsEvaluatedCounts() {
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);
        assertEquals(0, frozen.evaluations());
        FrozenMdp.Values best = frozen.optimum(0);
        int iterations = frozen.evaluations();
        assertTrue(iterations > 1 && iterations < 20, () -> "policy iterations: " + iterations);
        frozen.evaluate(best.policy(), 0);
        assertEquals(iterations + 1, frozen.evaluations());
    }

    @Test
    void theOptimumSolvesItsOwnEquation() {
        for (double eta : new double[] {0.01, 0.05, 0.3, 1}) {
            FrozenMdp frozen = new FrozenMdp(ASYMMETRIC, Law.uniform(21));
            FrozenMdp.Values best = frozen.optimum(eta);
            double[] q = new double[best.q().length];
            frozen.lookAhead(best.v(), q);
            for (int s = 0; s < 21; s++) {
                double soft = 0;
                for (int a = 0; a < 5; a++) {
                    soft += FastMath.exp((q[5 * s + a] - best.v()[s]) / eta);
                }
                assertEquals(1, soft, 1e-11 / eta, "V* = η log Σ exp(Q*/η)");
            }
        }
    }

    @Test
    void theAsymmetricRoomTellsRowsFromColumns() {
        FrozenMdp frozen = new FrozenMdp(ASYMMETRIC, Law.uniform(21));
        FrozenMdp.Values walk = frozen.evaluate(TabularPolicy.uniform(21, 5), 0.1);
        FrozenMdp.Values best = frozen.optimum(0.1);

        assertEquals(9, ASYMMETRIC.stateOf(1, 5));
        assertEquals(1.9142428, mean(Law.uniform(21), walk.v()), 6e-8);
        assertEquals(2.7113272, mean(Law.uniform(21), best.v()), 6e-8);
        assertEquals(
                0.7970845,
                new Metrics(ASYMMETRIC).exploitability(TabularPolicy.uniform(21, 5), 0.1, Law.uniform(21)),
                6e-8);
        assertEquals(0.4105149, walk.v()[0], 6e-8);
        assertEquals(3.1723821, walk.v()[20], 6e-8);
        assertArrayEquals(
                new double[] {0.206358, 0.156358, 0.470927, 0.257854, 0.156358}, Arrays.copyOf(walk.q(), 5), 6e-7);
        assertArrayEquals(
                new double[] {0.021310, 0.012925, 0.941229, 0.011610, 0.012925},
                Arrays.copyOf(best.policy().probabilities(), 5),
                6e-7);
    }

    @Test
    void evaluationAgreesWithADenseSolveOfCommonsMath() {
        // The slow obvious twin: V = (I − γP)^{-1} r by dense LU.
        for (CrowdGrid game : new CrowdGrid[] {GAME, ASYMMETRIC, CrowdGrid.fourRooms(), CrowdGrid.kinetic()}) {
            int n = game.states();
            TabularPolicy pi = Policies.randomPolicy(n, 5, 7);
            Law law = Law.uniform(n);
            FrozenMdp frozen = new FrozenMdp(game, law);
            FrozenMdp.Values values = frozen.evaluate(pi, 0.1);
            RealMatrix system = MatrixUtils.createRealIdentityMatrix(n);
            double[] r = new double[n];
            for (int s = 0; s < n; s++) {
                for (int a = 0; a < 5; a++) {
                    double p = pi.probability(s, a);
                    r[s] += p * (game.reward(s, a, law) - 0.1 * FastMath.log(p));
                    for (int t = 0; t < n; t++) {
                        system.addToEntry(
                                s, t, -game.discount() * p * frozen.kernel().probability(s, a, t));
                    }
                }
            }
            double[] expected = new LUDecomposition(system)
                    .getSolver()
                    .solve(MatrixUtils.createRealVector(r))
                    .toArray();
            assertArrayEquals(expected, values.v(), 1e-12);
        }
    }

    @Test
    void nothingOfAnEarlierLawOrPolicyIsLeft() {
        for (CrowdGrid game : new CrowdGrid[] {GAME, CrowdGrid.kinetic()}) {
            double[] log = Policies.randomPolicy(25, 5, 7).logProbabilities();
            FrozenMdp used = new FrozenMdp(game, Policies.randomLaw(25, 5));
            used.optimum(0.1);
            used.freeze(Policies.randomLaw(25, 6));
            double[] v = new double[25];
            double[] q = new double[125];
            Arrays.fill(v, Double.NaN);
            Arrays.fill(q, Double.NaN);

            used.evaluate(log, 0.1, v, q);

            FrozenMdp.Values fresh = new FrozenMdp(game, Policies.randomLaw(25, 6))
                    .evaluate(TabularPolicy.ofLogProbabilities(25, 5, log), 0.1);
            assertArrayEquals(fresh.v(), v);
            assertArrayEquals(fresh.q(), q);
        }
    }

    @Test
    void exploitabilityIsTheDifferenceOfValues() {
        // The KL identity and the performance difference lemma against their definition.
        for (double eta : new double[] {0, 0.05, 0.3}) {
            for (CrowdGrid game : new CrowdGrid[] {GAME, ASYMMETRIC, CrowdGrid.kinetic()}) {
                int n = game.states();
                Law law = Policies.randomLaw(n, 3);
                TabularPolicy pi = Policies.randomPolicy(n, 5, 4);
                FrozenMdp frozen = new FrozenMdp(game, law);

                double difference = mean(law, frozen.optimum(eta).v())
                        - mean(law, frozen.evaluate(pi, eta).v());

                assertEquals(difference, new Metrics(game).exploitability(pi, eta, law), 1e-10);
            }
        }
    }

    @Test
    void aVanishingDiscountGivesTheSoftmaxOfTheReward() {
        CrowdGrid game = ASYMMETRIC.withDiscount(1e-9);
        FrozenMdp frozen = new FrozenMdp(game, Law.uniform(21));
        double[] pi = frozen.optimum(0.2).policy().probabilities();
        double[] r = frozen.reward();
        for (int s = 0; s < 21; s++) {
            assertEquals(r[5 * s + 1] - r[5 * s], 0.2 * FastMath.log(pi[5 * s + 1] / pi[5 * s]), 1e-8);
        }
    }

    @Test
    void duplicatedActionsShareTheirWeight() {
        // Without slip a copy of action 2 adds log 2 to its weight and nothing else changes for the others.
        CrowdGrid game = ASYMMETRIC.withSlip(0);
        Law law = Law.uniform(21);
        StationaryGame doubled = StationaryGame.builder(21, 6)
                .kernel(TransitionKernel.of(21, 6, (s, a, row) -> {
                    TransitionKernel k = game.kernel(law);
                    int b = a == 5 ? 2 : a;
                    for (int e = k.start(s, b); e < k.end(s, b); e++) {
                        row.add(k.successor(e), k.probability(e));
                    }
                }))
                .reward((s, a, mu) -> game.reward(s, a == 5 ? 2 : a, mu))
                .discount(0.8)
                .build();

        FrozenMdp.Values best = new FrozenMdp(doubled, law).optimum(0.1);

        for (int s = 0; s < 21; s++) {
            assertEquals(best.policy().probability(s, 2), best.policy().probability(s, 5), 1e-14);
            double sum = 2 * FastMath.exp((best.q()[6 * s + 2] - best.v()[s]) / 0.1);
            for (int a : new int[] {0, 1, 3, 4}) {
                sum += FastMath.exp((best.q()[6 * s + a] - best.v()[s]) / 0.1);
            }
            assertEquals(1, sum, 1e-10);
        }
    }

    @Test
    void anOptimumIsFoundHoweverNearOneTheDiscountIs() {
        for (double discount : new double[] {0.99999, 0.999999, 0.9999999}) {
            for (double eta : new double[] {1, 0.3, 0.05, 0}) {
                StationaryGame game = ChooseYourState.rockPaperScissors().withDiscount(discount);

                FrozenMdp.Values best = new FrozenMdp(game, Law.of(0.5, 0.3, 0.2)).optimum(eta);

                // The closed form of the game; at η = 0 the best state, r = (−0.1, 0.3, −0.2), for certain.
                double[] r = {-0.1, 0.3, -0.2};
                double[] expected = eta == 0 ? new double[] {0, 1, 0} : softmax(r, discount * 0.9 / eta);
                for (int a = 0; a < 3; a++) {
                    assertEquals(expected[a], best.policy().probability(0, a), 1e-13 / (1 - discount));
                }
            }
        }
    }

    /**
     * By the symmetry of these rooms right and down are worth the same in the first cell. Rounding tells them apart, this
     * way after one choice and that way after the other: whoever follows it tries them in turn for ever.
     */
    @Test
    void tiedActionsAreSharedAndNotTriedInTurn() {
        for (CrowdGrid room : new CrowdGrid[] {
            CrowdGrid.corner(3),
            CrowdGrid.corner(3).withDiscount(0.9999),
            CrowdGrid.kinetic(),
            CrowdGrid.fourRooms().withDiscount(0.99)
        }) {
            assertShared(room, 1);
        }
        for (double unit : new double[] {1e4, 1e9, 1e15}) { // rounding grows with the unit of the reward
            assertShared(CrowdGrid.fourRooms(), unit);
        }
    }

    private static void assertShared(CrowdGrid room, double unit) {
        Law law = Law.uniform(room.states());
        StationaryGame game = StationaryGame.builder(room.states(), 5)
                .kernel(room.kernel(law))
                .reward((s, a, mu) -> unit * room.reward(s, a, mu))
                .discount(room.discount())
                .build();
        FrozenMdp frozen = new FrozenMdp(game, law);

        TabularPolicy best = frozen.optimum(0).policy();

        assertEquals(0.5, best.probability(0, 2), 1e-15);
        assertEquals(0.5, best.probability(0, 3), 1e-15);
        assertTrue(frozen.evaluations() <= 5, () -> "policy iterations: " + frozen.evaluations());
    }

    @Test
    void anInterruptEndsALongWalkOfThePopulation() {
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);

        Thread.currentThread().interrupt();
        assertThrows(StoppedException.class, () -> frozen.push(RANDOM_WALK, UNIFORM, 1));

        assertTrue(Thread.interrupted());
        var e = assertThrows(IllegalArgumentException.class, () -> frozen.push(RANDOM_WALK, Law.uniform(24), 1));
        assertEquals("law has 24 entries, the game has 25 states; give one per state", e.getMessage());
    }

    private static double[] softmax(double[] r, double factor) {
        double[] p = new double[r.length];
        double sum = 0;
        for (int i = 0; i < r.length; i++) {
            p[i] = Math.exp(factor * r[i]);
            sum += p[i];
        }
        for (int i = 0; i < r.length; i++) {
            p[i] /= sum;
        }
        return p;
    }
}

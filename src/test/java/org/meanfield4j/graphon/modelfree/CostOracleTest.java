package org.meanfield4j.graphon.modelfree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Columns;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

class CostOracleTest {
    private static final Streams STREAMS = Streams.of(3);

    /** J1 + J2 at three labels for K = -0.7, G = 0.3 in the equilibrium environment: see src/test/reference/lq_graphon.py. */
    @Test
    void meanCostIsTheCostOfTheGame() {
        LqGraphonGame game = LqGraphonGame.base();
        GraphonEquilibrium equilibrium = GraphonEquilibrium.compute(game);
        double[] expected = {1.34721024, 2.68828189, 5.53422951};
        int[] label = {0, 24, 49};
        double[] slope = new double[100];
        double[] intercept = new double[100];
        Arrays.fill(slope, -0.7);
        Arrays.fill(intercept, 0.3);
        int batches = 100;
        CostOracle.Rollouts rollouts = CostOracle.of(game).rollouts(100, false);
        for (int x = 0; x < 3; x++) {
            double[] z = Columns.of(equilibrium.aggregate().toArray(), 50, label[x]);
            double sum = 0;
            double squares = 0;
            for (int b = 0; b < batches; b++) {
                rollouts.draw(label[x], STREAMS.at(label[x], b));
                double cost = rollouts.meanCost(slope, intercept, z);
                sum += cost;
                squares += cost * cost;
            }
            double mean = sum / batches;
            double error = Math.sqrt((squares / batches - mean * mean) / batches);
            assertEquals(expected[x], mean, 4 * error);
        }
    }

    /** Mirrored noise cancels from the mean of a linear system, so empirical means are the exact ones. */
    @Test
    void antitheticPopulationHasTheExactAggregate() {
        LqGraphonGame game = LqGraphonGame.full2d();
        GraphonEquilibrium equilibrium = GraphonEquilibrium.compute(game);

        double[] z = CostOracle.of(game)
                .population(
                        equilibrium.policy().slopes(),
                        equilibrium.policy().intercepts().toArray(),
                        4,
                        true,
                        STREAMS::at);

        assertArrayEquals(equilibrium.aggregate().toArray(), z, 1e-12);
    }

    @Test
    void sameNoiseGivesTheSameCost() {
        LqGraphonGame game = LqGraphonGame.base().withSteps(5);
        double[] zero = new double[5];
        double[] z = Columns.of(game.initialAggregate(), 50, 3);
        CostOracle.Rollouts first = CostOracle.of(game).rollouts(6, false);
        CostOracle.Rollouts second = CostOracle.of(game).rollouts(6, false);
        first.draw(3, STREAMS.at(1));
        second.draw(3, STREAMS.at(1));

        double cost = first.meanCost(zero, zero, z);

        assertEquals(cost, first.meanCost(zero, zero, z));
        assertEquals(cost, second.meanCost(zero, zero, z));
    }

    /** Checkpoints tell games apart by this; the text of a game names no coefficient. */
    @Test
    void identityIsThatOfTheGame() {
        LqGraphonGame game = LqGraphonGame.base().withSteps(5);
        LqGraphonGame same = LqGraphonGame.base().withSteps(5);
        LqGraphonGame noisier = game.withCoefficients(game.coefficients().withVolatility(1));
        LqGraphonGame elsewhere = game.withInitialMean(x -> new double[] {2 + x});
        LqGraphonGame otherwise = game.withGraphon(Graphon.minMax(), 50);

        String identity = CostOracle.of(game).identity();

        assertEquals(identity, CostOracle.of(same).identity());
        for (LqGraphonGame other : new LqGraphonGame[] {noisier, elsewhere, otherwise, game.withSteps(6)}) {
            assertNotEquals(identity, CostOracle.of(other).identity());
        }
    }

    /** What an oracle charges, told from label, slopes and intercepts of the players and the cost of the game. */
    private interface Price {
        double of(int label, double[] slopes, double[] intercepts, double cost);
    }

    /** An oracle of one's own need not say what it is. */
    @Test
    void otherCostsInTheSameSettingAreAnotherGame() {
        CostOracle oracle = CostOracle.of(LqGraphonGame.full2d().withSteps(5));
        int last = oracle.labels() - 1;
        String plain = priced(oracle, (label, k, g, cost) -> cost).identity();

        assertEquals(plain, priced(oracle, (label, k, g, cost) -> cost).identity());
        for (Price other : new Price[] {
            (label, k, g, cost) -> 3 * cost,
            (label, k, g, cost) -> label == 0 ? 3 * cost : cost,
            (label, k, g, cost) -> label == last ? 3 * cost : cost,
            (label, k, g, cost) -> cost + k[0],
            (label, k, g, cost) -> cost + k[k.length - 1],
            (label, k, g, cost) -> cost + g[0],
            (label, k, g, cost) -> cost + g[g.length - 1],
            (label, k, g, cost) -> cost + k.length + g.length
        }) {
            assertNotEquals(plain, priced(oracle, other).identity());
        }
    }

    @Test
    void playersAreAskedWithAsManySlopesAndInterceptsAsTheGameHas() {
        CostOracle oracle = CostOracle.of(LqGraphonGame.full2d().withSteps(5));
        int[] lengths = new int[2];

        priced(oracle, (label, k, g, cost) -> {
                    lengths[0] = k.length;
                    lengths[1] = g.length;
                    return cost;
                })
                .identity();

        assertArrayEquals(
                new int[] {5 * oracle.actionDimension() * oracle.stateDimension(), 5 * oracle.actionDimension()},
                lengths);
    }

    /** The same oracle at another price, which says of itself only what every oracle does. */
    private static CostOracle priced(CostOracle oracle, Price price) {
        int[] label = {-1}; // nobody is drawn yet
        return proxy(CostOracle.class, (self, method, args) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(self, method, args);
            }
            Object answer = method.invoke(oracle, args);
            return answer instanceof CostOracle.Rollouts players
                    ? proxy(CostOracle.Rollouts.class, (it, asked, with) -> {
                        if (asked.getName().equals("draw")) {
                            label[0] = (Integer) with[0];
                        }
                        Object cost = asked.invoke(players, with);
                        return cost instanceof Double d
                                ? price.of(label[0], (double[]) with[0], (double[]) with[1], d)
                                : cost;
                    })
                    : answer;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The mean of n players at each of M labels scatters by S/(nM) around the crowd's; the shocks are part of S. */
    @Test
    void aPopulationScattersAsItsShocksSay() {
        int labels = 4;
        int players = 2;
        int repeats = 4000;
        LqGraphonGame base = LqGraphonGame.base().withSteps(6).withGraphon(Graphon.constant(1), labels);
        // Nobody follows the crowd: then the scatter of the mean does not feed itself.
        LqGraphonGame game = base.withCoefficients(base.coefficients().withCoupling(0));
        double[] slopes = new double[6];
        Arrays.fill(slopes, -0.7);
        double[] intercepts = new double[6 * labels];
        CostOracle oracle = CostOracle.of(game);
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < repeats; r++) {
            Streams noise = STREAMS.child(r);
            double last = oracle.population(slopes, intercepts, players, false, noise::at)[6 * labels];
            sum += last;
            squares += last * last;
        }
        double[] covariance = new double[7];
        new SlopeProblem(game, ActionTiming.EVERY_STEP, 6).covariances(slopes, covariance);
        double expected = covariance[6] / (players * labels);

        double variance = squares / repeats - sum / repeats * (sum / repeats);

        assertEquals(expected, variance, 5 * expected * Math.sqrt(2.0 / repeats));
    }

    @Test
    void firstStatesAreCorrelatedAsTheGameSays() {
        LqGraphonGame base = LqGraphonGame.full2d().withSteps(1);
        double[] expected = {0.5, 0.3, 0.3, 0.4};
        LqGraphonGame game = base.withCoefficients(base.coefficients().withInitialCovariance(expected));
        int n = 40_000;
        double[] x = new double[2 * 2 * n];
        CostOracle.Rollouts rollouts = CostOracle.of(game).rollouts(n, false);
        rollouts.draw(0, STREAMS.at(5));

        rollouts.states(new double[4], new double[2], new double[4], x);

        double[] mean = {game.initialMeans()[0], game.initialMeans()[game.labels()]};
        for (int a = 0; a < 2; a++) {
            double m = Arrays.stream(x, a * n, (a + 1) * n).average().orElseThrow();
            assertEquals(mean[a], m, 5 * Math.sqrt(expected[3 * a] / n));
            for (int b = 0; b < 2; b++) {
                double got = Flat.dot(x, a * n, x, b * n, n) / n - mean[a] * mean[b];
                // As below, and twice the mean times the error of the mean.
                double error =
                        Math.sqrt((expected[3 * a] * expected[3 * b] + expected[2 * a + b] * expected[2 * a + b]) / n)
                                + 2 * Math.abs(mean[a]) * Math.sqrt(expected[3 * a] / n);
                assertEquals(expected[2 * a + b], got, 5 * error);
            }
        }
    }

    /** The pooled covariance of simulated states against the exact one, d = 2 with correlated noise. */
    @Test
    void statesHaveTheCovarianceOfTheGame() {
        LqGraphonGame game = LqGraphonGame.full2d().withSteps(6);
        GraphonPolicy policy = GraphonPolicy.constant(game, SmallMatrix.of(2, 2, -0.7, 0.2, 0.1, -0.5), 0.3, -0.2);
        int n = 40_000;
        double[] states = new double[7 * 2 * n];
        CostOracle.Rollouts rollouts = CostOracle.of(game).rollouts(n, false);
        rollouts.draw(0, STREAMS.at(5));
        rollouts.states(
                policy.slopes(),
                Columns.of(policy.intercepts().toArray(), game.labels(), 0),
                Columns.of(game.initialAggregate(), game.labels(), 0),
                states);
        SlopeProblem exact = new SlopeProblem(game, ActionTiming.EVERY_STEP, 6);
        double[] s = new double[7 * 4];
        exact.covariances(policy.slopes(), s);
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                int ao = (6 * 2 + a) * n;
                int bo = (6 * 2 + b) * n;
                double meanA = Arrays.stream(states, ao, ao + n).average().orElseThrow();
                double meanB = Arrays.stream(states, bo, bo + n).average().orElseThrow();
                double got = Flat.dot(states, ao, states, bo, n) / n - meanA * meanB;
                // Standard error of a covariance: sqrt((S_aa S_bb + S_ab²) / n); five of them.
                double error = Math.sqrt((s[24 + 3 * a] * s[24 + 3 * b] + s[24 + 2 * a + b] * s[24 + 2 * a + b]) / n);
                assertEquals(s[24 + 2 * a + b], got, 5 * error);
            }
        }
    }
}

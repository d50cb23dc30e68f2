package org.meanfield4j.stationary.players;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Population;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.sampled.PolicySampler;

/**
 * N players who all follow one policy, against the mean-field limit N → ∞. The players start independently from a law
 * and see each other only through their empirical law μ̂_t:
 *
 * <pre>
 * V_N = 1/N Σ_i Σ_{t&lt;T} γ^t r(s_t^i, a_t^i, μ̂_t),   a_t^i ~ π(·|s_t^i),   s_{t+1}^i ~ P_{μ̂_t}(·|s_t^i, a_t^i)
 * V   =       Σ_{t&lt;T} γ^t Σ_{s,a} μ_t(s) π(a|s) r(s, a, μ_t),   μ_{t+1} = μ_t P^π_{μ_t}
 * </pre>
 *
 * V_N − V scatters by order 1/√N; its mean, the bias, is of order 1/N but has the larger constant on crowded games, so
 * that the gap falls like 1/N first and like 1/√N from some thousand players on. Both sums end at the same T, so that
 * truncation adds nothing. The result does
 * not depend on the number of threads. Cost O(repetitions · T · (N + S·A)), memory O(N). Source: reconstructed.
 *
 * @param horizon T ≥ 1
 * @param repetitions independent populations, at least 2
 * @param seed of the random numbers
 * @param threads how many threads at most; the result is the same to the bit
 */
@Withers
public record NPlayerSimulation(int horizon, int repetitions, long seed, int threads)
        implements NPlayerSimulationSettings.With {
    /** The column of N. */
    public static final String PLAYERS = "players";

    /** The column of the root of the mean of (V_N − V)². */
    public static final String GAP = "gap to the mean-field value";

    /** The column of the standard deviation of V_N. */
    public static final String SPREAD = "standard deviation";

    /** The column of the mean of V_N − V. */
    public static final String BIAS = "bias";

    /** The column of the mean of ‖μ̂_t − μ_t‖_1 over times and repetitions. */
    public static final String LAW_GAP = "distance of the empirical law";

    /** Players moved at a time: their arrays stay in the cache of a core. */
    private static final int LANES = 1024;

    /** Checks the sizes. */
    public NPlayerSimulation {
        Require.atLeast("horizon", horizon, 1);
        Require.atLeast("threads", threads, 1);
        if (repetitions < 2) {
            throw new IllegalArgumentException(
                    "repetitions = " + repetitions + " must be at least 2: one does not tell how a gap scatters");
        }
    }

    /**
     * T = 100, 32 repetitions, seed 1, all processors.
     *
     * @return the defaults
     */
    public static NPlayerSimulation defaults() {
        return new NPlayerSimulation(100, 32, 1, Parallel.threads());
    }

    /**
     * Simulates populations of several sizes.
     *
     * @param game the game
     * @param policy π
     * @param start law of the players at t = 0, for instance the stationary law of π
     * @param players sizes N, each at least 1
     * @return one row per size, columns {@link #PLAYERS}, {@link #GAP}, {@link #BIAS}, {@link #SPREAD}, {@link #LAW_GAP}
     * @throws IllegalArgumentException if a size is below 1 or shapes differ
     * @throws org.meanfield4j.core.check.InvalidModelException if the game breaks its contract at an empirical law
     */
    public History play(StationaryGame game, TabularPolicy policy, Law start, int... players) {
        return play(game, policy, start, Monitor.silent(), players);
    }

    /**
     * Simulates populations of several sizes while a monitor watches.
     *
     * @param game the game
     * @param policy π
     * @param start law of the players at t = 0
     * @param monitor may stop the simulation
     * @param players sizes N, each at least 1
     * @return as {@link #play(StationaryGame, TabularPolicy, Law, int...)}
     * @throws IllegalArgumentException if a size is below 1 or shapes differ
     * @throws org.meanfield4j.core.check.InvalidModelException if the game breaks its contract at an empirical law
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public History play(StationaryGame game, TabularPolicy policy, Law start, Monitor monitor, int... players) {
        Require.given("players", players);
        Require.given("monitor", monitor);
        History table = new History(PLAYERS, GAP, BIAS, SPREAD, LAW_GAP);
        return Loop.watch(Monitor.Plan.of("NPlayerSimulation", players.length, table), monitor, watch -> {
            play(game, policy, start, table, watch, monitor, players);
            return table;
        });
    }

    private void play(
            StationaryGame game,
            TabularPolicy policy,
            Law start,
            History table,
            Stop stop,
            Monitor monitor,
            int... players) {
        check(game, policy, start);
        double[][] flow = new double[horizon][];
        double limit = meanField(game, policy, start, flow);
        for (int n : players) {
            Require.atLeast("players", n, 1);
            Require.memory("players = " + n, n, threads, "their states", "use fewer");
            Streams streams = Streams.of(seed).child(n);
            double[] gaps = new double[repetitions];
            double[] distances = new double[repetitions];
            Parallel.forEach(repetitions, threads, i -> {
                Population population = new Population(game, policy, start, n, streams.at(i));
                gaps[i] = population.value(flow, stop) - limit;
                distances[i] = population.distance / horizon;
            });
            double bias = Arrays.stream(gaps).sum() / repetitions;
            double variance = 0;
            for (double gap : gaps) {
                variance += (gap - bias) * (gap - bias) / (repetitions - 1);
            }
            double scatter = variance * (repetitions - 1) / repetitions;
            double lawGap = Arrays.stream(distances).sum() / repetitions;
            table.add(n, Math.sqrt(bias * bias + scatter), bias, Math.sqrt(variance), lawGap);
            monitor.iterated(table.rows());
        }
    }

    /**
     * The mean-field value V over the horizon.
     *
     * @param game the game
     * @param policy π
     * @param start μ_0
     * @return V, a discounted sum without entropy
     * @throws IllegalArgumentException if shapes differ
     */
    public double meanFieldValue(StationaryGame game, TabularPolicy policy, Law start) {
        check(game, policy, start);
        return meanField(game, policy, start, new double[horizon][]);
    }

    private static void check(StationaryGame game, TabularPolicy policy, Law start) {
        Require.given("game", game);
        TabularPolicy.requireShape(policy, game.states(), game.actions());
        Law.requireSize("start law", start, game.states());
    }

    private double meanField(StationaryGame game, TabularPolicy policy, Law start, double[][] flow) {
        double[] pi = policy.probabilities();
        double[] mu = start.toArray();
        FrozenMdp frozen = new FrozenMdp(game, start);
        double value = 0;
        double power = 1;
        for (int t = 0; t < horizon; t++) {
            flow[t] = mu;
            Law law = Law.proportionalTo(mu);
            frozen.freeze(law);
            double[] reward = frozen.reward();
            for (int i = 0; i < pi.length; i++) {
                value += power * mu[i / game.actions()] * pi[i] * reward[i];
            }
            MarkovChain chain = frozen.kernel().under(policy);
            mu = new double[mu.length];
            chain.push(flow[t], mu);
            power *= game.discount();
        }
        return value;
    }

    /** One population of N players. */
    private static final class Population {
        private final StationaryGame game;
        private final FrozenMdp frozen;
        private final PolicySampler policy;
        private final RandomGenerator random;
        private final int[] states;
        private final int[] here = new int[LANES];
        private final int[] pairs = new int[LANES];
        private final double[] empirical;
        private double distance;

        Population(StationaryGame game, TabularPolicy policy, Law start, int players, RandomGenerator random) {
            this.game = game;
            this.random = random;
            this.frozen = new FrozenMdp(game, start);
            this.policy = new PolicySampler(game.states(), game.actions());
            this.policy.set(policy.logProbabilities(), frozen.reward(), 0);
            this.states = new int[players];
            this.empirical = new double[game.states()];
            AliasTables first = AliasTables.ofLaw(start.toArray());
            for (int i = 0; i < players; i++) {
                states[i] = first.draw(0, random.nextLong() >>> 32);
            }
        }

        double value(double[][] flow, Stop stop) {
            double value = 0;
            double power = 1;
            AliasTables kernel = AliasTables.ofKernel(frozen.kernel());
            for (double[] mu : flow) {
                count();
                distance += Simplex.l1(empirical, mu);
                frozen.freeze(Law.of(empirical));
                if (game.kernelDependsOnLaw()) {
                    kernel = AliasTables.ofKernel(frozen.kernel());
                }
                value += power * step(kernel, frozen.reward(), stop) / states.length;
                power *= game.discount();
            }
            return value;
        }

        private void count() {
            int[] occupants = new int[empirical.length];
            for (int s : states) {
                occupants[s]++;
            }
            for (int s = 0; s < occupants.length; s++) {
                empirical[s] = (double) occupants[s] / states.length;
            }
        }

        /** Moves everyone; the sum of their rewards. */
        private double step(AliasTables kernel, double[] reward, Stop stop) {
            double earned = 0;
            for (int from = 0; from < states.length; from += LANES) {
                stop.check();
                int lanes = Math.min(LANES, states.length - from);
                System.arraycopy(states, from, here, 0, lanes);
                policy.act(here, pairs, lanes, random);
                for (int i = 0; i < lanes; i++) {
                    earned += reward[pairs[i]];
                    states[from + i] = kernel.draw(pairs[i], random.nextLong() >>> 32);
                }
            }
            return earned;
        }
    }
}

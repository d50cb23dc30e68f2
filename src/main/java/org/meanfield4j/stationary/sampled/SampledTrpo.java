package org.meanfield4j.stationary.sampled;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.StationaryGame;

/**
 * The part of an outer step that sees the dynamics only through samples: L inner steps of B rollouts at a frozen law,
 * then the particles that estimate the next law. Holds all working memory; one thread at a time calls it.
 */
final class SampledTrpo {
    /** Rollouts per block, at most: enough lanes to hide the latency of memory, few enough blocks' worth to share. */
    private static final int LANES = 128;

    private static final long PARTICLES = -1;

    private final ExactMfTrpo settings;
    private final Sampling sampling;
    private final int states;
    private final int actions;
    private final AliasTables restart;
    private final int threads;
    private final Watch watch;
    private final RolloutBlock[] blocks;
    private final int[] blockStart;
    private final PolicySampler policy;
    private final int[] pairs;
    private final double[] returns;
    private final ReturnTable table;
    private final BitSet covered;
    private final double[] q;
    private final double[] reward;
    private TransitionKernel dynamics;
    private AliasTables kernel;
    private int walker;

    SampledTrpo(ExactMfTrpo settings, Sampling sampling, StationaryGame game, Law nu, int threads, Watch watch) {
        this.settings = settings;
        this.sampling = sampling;
        this.states = game.states();
        this.actions = game.actions();
        Require.memory("rollouts = " + sampling.rollouts(), sampling.rollouts(), 3, "their returns", "use fewer");
        long lengths = (sampling.truncation() + 2L) * (sampling.rollouts() / LANES + 1L);
        Require.memory("truncation = " + sampling.truncation(), lengths, 5, "lengths of walks", "use a shorter one");
        this.restart = AliasTables.ofLaw(nu.toArray());
        this.threads = threads;
        this.watch = watch;
        blockStart =
                split(sampling.rollouts(), sampling.restart() == RestartMode.NO_RESTART ? sampling.rollouts() : LANES);
        blocks = new RolloutBlock[blockStart.length - 1];
        for (int b = 0; b < blocks.length; b++) {
            int lanes = sampling.restart() == RestartMode.NO_RESTART ? 1 : blockStart[b + 1] - blockStart[b];
            blocks[b] = new RolloutBlock(lanes, actions, sampling.truncation(), game.discount());
        }
        policy = new PolicySampler(states, actions);
        pairs = new int[sampling.rollouts()];
        returns = new double[sampling.rollouts()];
        table = new ReturnTable(states, actions);
        covered = new BitSet(states);
        q = new double[states * actions];
        reward = new double[states * actions];
    }

    /** Where the equal parts of {@code total} start, each of at most {@code most}; last, the total. */
    private static int[] split(int total, int most) {
        int parts = (total + most - 1) / most;
        int[] start = new int[parts + 1];
        for (int i = 0; i <= parts; i++) {
            start[i] = (int) ((long) total * i / parts);
        }
        return start;
    }

    /** The state that the trajectory without restarts is in. */
    int walker() {
        return walker;
    }

    /** Puts the trajectory without restarts into a state. */
    void walkFrom(int state) {
        walker = state;
    }

    /** In how many states rollouts have started since the law was frozen; only they have learnt. */
    int coverage() {
        return covered.cardinality();
    }

    /** Takes over the dynamics and rewards of a frozen law. */
    void freeze(FrozenMdp mdp) {
        covered.clear();
        if (mdp.kernel() != dynamics) {
            dynamics = mdp.kernel();
            kernel = AliasTables.ofKernel(dynamics);
        }
        System.arraycopy(mdp.reward(), 0, reward, 0, reward.length);
    }

    /**
     * The inner loop.
     *
     * @param streams those of the outer step
     * @param firstInner ℓ of the first inner step
     * @param temperature η
     * @param logPolicy log π_0 on entry, log π_L on exit; worthless if the run was stopped
     * @param members receives log π_0 … log π_{L−1}, shape [L·S·A]; empty if nobody wants them
     */
    void improve(Streams streams, int firstInner, double temperature, double[] logPolicy, double[] members) {
        policy.set(logPolicy, reward, temperature);
        Crew.together(Math.min(threads, blocks.length), crew -> {
            for (int l = 0; l < settings.innerSteps() && !watch.now(); l++) {
                if (members.length > 0) {
                    System.arraycopy(logPolicy, 0, members, l * logPolicy.length, logPolicy.length);
                }
                Streams inner = streams.child(l);
                crew.forEach(blocks.length, b -> rollOut(b, inner.at(b)));
                step(firstInner + l, temperature, logPolicy);
            }
        });
        watch.check();
    }

    private void rollOut(int b, RandomGenerator random) {
        RestartOracle oracle = new GameOracle(restart, kernel, watch.meter(), random);
        RolloutBlock block = blocks[b];
        int from = blockStart[b];
        int lanes = blockStart[b + 1] - from;
        switch (sampling.restart()) {
            case OCCUPATION -> block.restartByOccupation(oracle, random, policy, lanes, watch);
            case DIRECT -> block.restart(oracle, lanes);
            case NO_RESTART -> {
                followTrajectory(block, oracle, random);
                return;
            }
        }
        block.rollOut(oracle, random, policy, lanes, reward, pairs, returns, from, watch);
    }

    private void followTrajectory(RolloutBlock block, RestartOracle oracle, RandomGenerator random) {
        for (int m = 0; m < pairs.length && !watch.now(); m++) {
            block.startAt(walker);
            block.rollOut(oracle, random, policy, 1, reward, pairs, returns, m, watch);
            walker = block.leave(oracle);
        }
    }

    private void step(int inner, double temperature, double[] logPolicy) {
        table.gather(pairs, returns);
        for (int v = 0; v < table.visitedCount(); v++) {
            int s = table.visited(v);
            covered.set(s);
            table.estimate(sampling.estimator(), s, q);
            settings.trustRegion().applyRow(inner, temperature, actions, q, logPolicy, s * actions);
            policy.setState(s, logPolicy, reward, temperature);
        }
    }

    /**
     * The law of N particles after M steps: each is drawn from a law, draws a member and follows it.
     *
     * @param streams those of the outer step
     * @param law μ_{k−1}, whose kernel is the frozen one
     * @param temperature η
     * @param members log-policies, shape [count·S·A], equally likely
     * @return shares of the particles, shape [S]
     */
    double[] push(Streams streams, double[] law, double temperature, double[] members) {
        int size = states * actions;
        int count = members.length / size;
        RandomGenerator random = streams.at(PARTICLES);
        RestartOracle oracle = new GameOracle(AliasTables.ofLaw(law), kernel, watch.meter(), random);
        int particles = sampling.particles();
        int[] following = new int[count];
        for (int i = 0; i < particles; i++) {
            following[(int) ((random.nextLong() >>> 32) * count >>> 32)]++;
        }
        int[] arrived = new int[states];
        int[] at = new int[particles];
        int[] chosen = new int[particles];
        for (int j = 0; j < count; j++) {
            int lanes = following[j];
            policy.set(Arrays.copyOfRange(members, j * size, (j + 1) * size), reward, temperature);
            oracle.reset(at, lanes);
            for (int m = 0; m < settings.kernelSteps() && !watch.now(); m++) {
                policy.act(at, chosen, lanes, random);
                oracle.step(chosen, at, lanes);
            }
            for (int i = 0; i < lanes; i++) {
                arrived[at[i]]++;
            }
        }
        watch.check();
        double[] shares = new double[states];
        for (int s = 0; s < states; s++) {
            shares[s] = (double) arrived[s] / particles;
        }
        return shares;
    }
}

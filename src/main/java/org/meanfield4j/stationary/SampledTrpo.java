package org.meanfield4j.stationary;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.AliasTables;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Streams;
import org.meanfield4j.core.TransitionKernel;

/**
 * The part of an outer step that sees the dynamics only through samples: L inner steps of B rollouts at a frozen law,
 * then the particles that estimate the next law. Holds all working memory; one thread at a time calls it.
 */
final class SampledTrpo {
    /** Rollouts per block, at most: enough lanes to hide the latency of memory, few enough blocks' worth to share. */
    private static final int LANES = 128;

    private static final long PARTICLES = -1;

    private final SampledMfTrpo solver;
    private final Sampling sampling;
    private final int states;
    private final int actions;
    private final AliasTables restart;
    private final SampleMeter meter;
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

    SampledTrpo(SampledMfTrpo solver, StationaryGame game, Law nu, SampleMeter meter, int walker) {
        this.solver = solver;
        this.sampling = solver.sampling();
        this.states = game.states();
        this.actions = game.actions();
        this.restart = AliasTables.ofLaw(nu.toArray());
        this.meter = meter;
        this.walker = walker;
        blockStart = split(sampling.rollouts(), sampling.restart() == Restart.NO_RESTART ? sampling.rollouts() : LANES);
        blocks = new RolloutBlock[blockStart.length - 1];
        for (int b = 0; b < blocks.length; b++) {
            int lanes = sampling.restart() == Restart.NO_RESTART ? 1 : blockStart[b + 1] - blockStart[b];
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
     * @param logPolicy log π_0 on entry, log π_L on exit
     * @param members receives copies of log π_0 … log π_{L−1}; null if nobody wants them
     * @param cancelled asked in every rollout step
     * @return whether it is complete; if not, {@code logPolicy} is worthless
     */
    boolean improve(
            Streams streams, int firstInner, double[] logPolicy, List<double[]> members, BooleanSupplier cancelled) {
        BooleanSupplier stop = () -> meter.exhausted() || cancelled.getAsBoolean();
        double temperature = solver.temperature();
        policy.set(logPolicy, reward, temperature);
        try {
            Crew.together(Math.min(solver.threads(), blocks.length), crew -> {
                for (int l = 0; l < solver.innerSteps() && !stop.getAsBoolean(); l++) {
                    if (members != null) {
                        members.add(logPolicy.clone());
                    }
                    Streams inner = streams.child(l);
                    crew.forEach(blocks.length, b -> rollOut(b, inner.at(b), stop));
                    step(firstInner + l, temperature, logPolicy);
                }
            });
        } catch (CancellationException interrupted) {
            return false;
        }
        return !stop.getAsBoolean();
    }

    private void rollOut(int b, RandomGenerator random, BooleanSupplier stop) {
        RestartOracle oracle = new GameOracle(restart, kernel, meter, random);
        RolloutBlock block = blocks[b];
        int from = blockStart[b];
        int lanes = blockStart[b + 1] - from;
        switch (sampling.restart()) {
            case OCCUPATION -> block.restartByOccupation(oracle, random, policy, lanes, stop);
            case DIRECT -> block.restart(oracle, lanes);
            case NO_RESTART -> {
                followTrajectory(block, oracle, random, stop);
                return;
            }
        }
        block.rollOut(oracle, random, policy, lanes, reward, pairs, returns, from, stop);
    }

    private void followTrajectory(
            RolloutBlock block, RestartOracle oracle, RandomGenerator random, BooleanSupplier stop) {
        for (int m = 0; m < pairs.length && !stop.getAsBoolean(); m++) {
            block.startAt(walker);
            block.rollOut(oracle, random, policy, 1, reward, pairs, returns, m, stop);
            walker = block.leave(oracle);
        }
    }

    private void step(int inner, double temperature, double[] logPolicy) {
        table.gather(pairs, returns);
        for (int v = 0; v < table.visitedCount(); v++) {
            int s = table.visited(v);
            covered.set(s);
            table.estimate(sampling.estimator(), s, q);
            solver.trustRegion().applyRow(inner, temperature, actions, q, logPolicy, s * actions);
            policy.setState(s, logPolicy, reward, temperature);
        }
    }

    /**
     * The law of N particles after M steps: each is drawn from a law, draws a member and follows it.
     *
     * @param streams those of the outer step
     * @param law μ_{k−1}, whose kernel is the frozen one
     * @param members log-policies, equally likely
     * @param cancelled asked in every step
     * @return shares of the particles, shape [S], or null if the samples or the patience ran out
     */
    double[] push(Streams streams, double[] law, List<double[]> members, BooleanSupplier cancelled) {
        BooleanSupplier stop = () -> meter.exhausted() || cancelled.getAsBoolean();
        AliasTables start = AliasTables.ofLaw(law);
        RandomGenerator random = streams.at(PARTICLES);
        RestartOracle oracle = new GameOracle(start, kernel, meter, random);
        int particles = sampling.particles();
        int[] following = new int[members.size()];
        for (int i = 0; i < particles; i++) {
            following[(int) ((random.nextLong() >>> 32) * members.size() >>> 32)]++;
        }
        int[] arrived = new int[states];
        int[] at = new int[particles];
        int[] chosen = new int[particles];
        for (int j = 0; j < following.length; j++) {
            int lanes = following[j];
            policy.set(members.get(j), reward, solver.temperature());
            oracle.reset(at, lanes);
            for (int m = 0; m < solver.kernelSteps() && !stop.getAsBoolean(); m++) {
                policy.act(at, chosen, lanes, random);
                oracle.step(chosen, at, lanes);
            }
            for (int i = 0; i < lanes; i++) {
                arrived[at[i]]++;
            }
        }
        if (stop.getAsBoolean()) {
            return null;
        }
        double[] shares = new double[states];
        for (int s = 0; s < states; s++) {
            shares[s] = (double) arrived[s] / particles;
        }
        return shares;
    }
}

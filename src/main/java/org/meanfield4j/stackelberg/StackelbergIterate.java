package org.meanfield4j.stackelberg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.numerics.Softmax;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;

/** What all actor-critic methods of the paper carry from block to block; random streams need no state. */
final class StackelbergIterate implements StackelbergPair, BlockIterate<StackelbergRun> {
    /** Where the counters have the occupancy trajectory and the stationary one. */
    static final int STATE = 1;

    static final int STATIONARY = 2;

    /** θ, follower logits, shape [S·A]. */
    final double[] theta;
    /** ω, leader logits, shape [O·B]. */
    final double[] omega;
    /** Critic of the follower, shape [S]. */
    final double[] followerValue;
    /** Critic of the leader, shape [S]. */
    final double[] leaderValue;
    /** μ̂, shape [Z]. */
    final double[] law;
    /** How far the run is, and where its trajectories are. */
    final long[] counts;

    private final int actions;
    private final int leaderActions;

    /** A type of followers of its own under the leader and in the mean field of another iterate. */
    StackelbergIterate(StackelbergGame game, StackelbergIterate shared) {
        actions = game.actions();
        leaderActions = game.leaderActions();
        theta = new double[game.states() * actions];
        omega = shared.omega;
        followerValue = new double[game.states()];
        leaderValue = new double[game.states()];
        law = shared.law;
        counts = shared.counts;
    }

    /** The start of a run: all zero and μ̂ uniform, or what a start holds. */
    StackelbergIterate(StackelbergGame game, Start start, int counters) {
        actions = game.actions();
        leaderActions = game.leaderActions();
        theta = new double[game.states() * actions];
        omega = new double[game.observations() * leaderActions];
        followerValue = new double[game.states()];
        leaderValue = new double[game.states()];
        law = new double[game.atoms()];
        counts = new long[counters];
        Arrays.fill(law, 1.0 / law.length);
        if (start != null) {
            Starts.fill(this, start, "theta");
        }
    }

    /** A start whose trajectories begin at draws of ρ. */
    static StackelbergIterate start(StackelbergGame game, Start start, int trajectories, long seed) {
        StackelbergIterate x = new StackelbergIterate(game, start, 1 + trajectories);
        begin(game, x.counts, seed);
        return x;
    }

    /** Draws from ρ where all trajectories begin. */
    static void begin(StackelbergGame game, long[] counts, long seed) {
        AliasTables rho = AliasTables.ofLaw(game.initialLaw().toArray());
        RandomGenerator random = Streams.of(seed).at(0);
        for (int i = 1; i < counts.length; i++) {
            counts[i] = rho.draw(0, random);
        }
    }

    @Override
    public void fields(Fields fields) {
        fields.numbers("theta", theta, theta.length / actions, actions);
        fields.numbers("omega", omega, omega.length / leaderActions, leaderActions);
        fields.numbers("follower value", followerValue, followerValue.length);
        fields.numbers("leader value", leaderValue, leaderValue.length);
        fields.numbers("mean field", law, law.length);
        fields.counts("counts", counts);
    }

    @Override
    public void policies(double[] pi, double[] phi) {
        Softmax.softmaxRows(theta, actions, 1, pi);
        Softmax.softmaxRows(omega, leaderActions, 1, phi);
    }

    @Override
    public double[] law() {
        return law;
    }

    @Override
    public long[] counts() {
        return counts;
    }

    TabularPolicy follower() {
        return TabularPolicy.ofLogits(theta.length / actions, actions, theta);
    }

    TabularPolicy leader() {
        return TabularPolicy.ofLogits(omega.length / leaderActions, leaderActions, omega);
    }

    @Override
    public StackelbergRun run(Outcome outcome) {
        return new StackelbergRun(follower(), leader(), Law.proportionalTo(law), outcome);
    }
}

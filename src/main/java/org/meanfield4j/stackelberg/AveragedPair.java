package org.meanfield4j.stackelberg;

import java.util.Arrays;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.core.law.TabularPolicy;

/** The iterate of fictitious play: both averaged policies, the tables they come from, the mean field. */
final class AveragedPair implements StackelbergPair, BlockIterate<StackelbergRun> {
    /** π̄, shape [S·A]. */
    final double[] follower;
    /** φ̄, shape [O·B]. */
    final double[] leader;
    /** Q_f, shape [S·A]. */
    final double[] followerQ;
    /** Q_l, shape [O·B]. */
    final double[] leaderQ;

    final double[] law;
    final long[] counts = new long[3];
    private final int actions;
    private final int leaderActions;

    /** Uniform policies and law and Q = 0, or what a start holds: averaged policies, or those of logits. */
    AveragedPair(StackelbergGame game, Start start) {
        actions = game.actions();
        leaderActions = game.leaderActions();
        follower = new double[game.states() * actions];
        leader = new double[game.observations() * leaderActions];
        followerQ = new double[follower.length];
        leaderQ = new double[leader.length];
        law = new double[game.atoms()];
        Arrays.fill(follower, 1.0 / actions);
        Arrays.fill(leader, 1.0 / leaderActions);
        Arrays.fill(law, 1.0 / law.length);
        if (start != null) {
            Starts.fill(this, start, "follower");
            if (start.arrays().containsKey("theta")) {
                StackelbergIterate of = new StackelbergIterate(game, start, 0);
                of.policies(follower, leader);
            }
        }
    }

    @Override
    public void fields(Fields fields) {
        fields.numbers("follower", follower, follower.length / actions, actions);
        fields.numbers("leader", leader, leader.length / leaderActions, leaderActions);
        fields.numbers("follower Q", followerQ, followerQ.length / actions, actions);
        fields.numbers("leader Q", leaderQ, leaderQ.length / leaderActions, leaderActions);
        fields.numbers("mean field", law, law.length);
        fields.counts("counts", counts);
    }

    @Override
    public long[] counts() {
        return counts;
    }

    @Override
    public void policies(double[] pi, double[] phi) {
        System.arraycopy(follower, 0, pi, 0, pi.length);
        System.arraycopy(leader, 0, phi, 0, phi.length);
    }

    @Override
    public double[] law() {
        return law;
    }

    /** average ← (average · (it + 1) + greedy) / (it + 2), the first of the best actions of each row. */
    static void averageIn(double[] average, double[] q, int width, long it, double tie) {
        for (int row = 0; row < q.length; row += width) {
            int best = firstBest(q, row, width, tie);
            for (int j = 0; j < width; j++) {
                average[row + j] = (average[row + j] * (it + 1) + (j == best ? 1 : 0)) / (it + 2);
            }
        }
    }

    /** The lowest index whose value is within a tie of the largest. */
    static int firstBest(double[] q, int row, int width, double tie) {
        double best = q[row];
        for (int j = 1; j < width; j++) {
            best = Math.max(best, q[row + j]);
        }
        int j = 0;
        while (q[row + j] < best - tie) {
            j++;
        }
        return j;
    }

    @Override
    public StackelbergRun run(Outcome outcome) {
        return new StackelbergRun(
                TabularPolicy.ofProbabilities(follower.length / actions, actions, follower),
                TabularPolicy.ofProbabilities(leader.length / leaderActions, leaderActions, leader),
                Law.proportionalTo(law),
                outcome);
    }
}

package org.meanfield4j.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.numerics.Parallel;

/**
 * Adds up weighted scores of recorded decisions, Σ w ∇ log p(a | t, y, M). Policies that do not look at the law have few
 * different scores: their weights are summed first. For others, chunks of rows are cut once, dealt to a few lanes with a
 * sum each, and the lanes added in order: the same bits on any number of threads.
 */
final class ScoreSum {
    private static final int ROWS = 512;
    private static final int LANES = 8;

    private final ControlPolicy policy;
    private final boolean kept;
    private final List<List<Chunk>> lanes = new ArrayList<>();
    private final double[][] sums;
    private final double[] table;
    private final double[] law;

    private record Chunk(int batch, int from, int to) {}

    /** Sums of scores of these batches, of which policies may use what they kept at the same parameters. */
    ScoreSum(ControlPolicy policy, List<Trajectories> batches, boolean kept) {
        this.policy = policy;
        this.kept = kept;
        law = new double[policy.states()];
        int times = policy.dependsOnTime() ? batches.get(0).steps : 1;
        table = new double[policy.dependsOnLaw() ? 0 : times * policy.states() * policy.actions()];
        int dealt = 0;
        for (int b = 0; b < batches.size() && policy.dependsOnLaw(); b++) {
            int rows = batches.get(b).steps * batches.get(b).count;
            for (int from = 0; from < rows; from += ROWS, dealt++) {
                if (lanes.size() < LANES) {
                    lanes.add(new ArrayList<>());
                }
                lanes.get(dealt % LANES).add(new Chunk(b, from, Math.min(from + ROWS, rows)));
            }
        }
        sums = new double[lanes.size()][policy.parameters()];
    }

    /** Adds all scores with their weights. */
    void add(double[] theta, RecordedDraws draws, AdjointEstimate adjoint, int threads, Stop stop, double[] gradient) {
        if (!policy.dependsOnLaw()) {
            addTable(theta, draws, adjoint, gradient);
            return;
        }
        Parallel.forEach(lanes.size(), threads, lane -> {
            Arrays.fill(sums[lane], 0);
            for (Chunk chunk : lanes.get(lane)) {
                stop.check();
                Decisions decisions = batch(draws, chunk.batch()).decisions;
                policy.addScores(
                        theta,
                        kept ? decisions : decisions.forgotten(),
                        chunk.from(),
                        chunk.to(),
                        weights(adjoint, chunk.batch()),
                        sums[lane]);
            }
        });
        for (double[] sum : sums) {
            for (int i = 0; i < sum.length; i++) {
                gradient[i] += sum[i];
            }
        }
    }

    private static Trajectories batch(RecordedDraws draws, int batch) {
        return batch == 0 ? draws.main() : draws.auxiliary().get(batch - 1);
    }

    private static double[] weights(AdjointEstimate adjoint, int batch) {
        return batch == 0 ? adjoint.mainWeight : adjoint.auxiliaryWeight[batch - 1];
    }

    private void addTable(double[] theta, RecordedDraws draws, AdjointEstimate adjoint, double[] gradient) {
        int states = policy.states();
        int actions = policy.actions();
        Arrays.fill(table, 0);
        for (int b = 0; b <= adjoint.auxiliaryWeight.length; b++) {
            Trajectories batch = batch(draws, b);
            double[] weights = weights(adjoint, b);
            for (int t = 0; t < batch.steps; t++) {
                int block = policy.dependsOnTime() ? t * states : 0;
                for (int row = t * batch.count; row < (t + 1) * batch.count; row++) {
                    table[(block + batch.state[row]) * actions + batch.action[row]] += weights[row];
                }
            }
        }
        System.arraycopy(draws.flow().laws(), 0, law, 0, states);
        for (int at = 0; at < table.length; at++) {
            int state = at / actions;
            policy.addScore(theta, state / states, state % states, at % actions, law, table[at], gradient);
        }
    }
}

package org.meanfield4j.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Moves particles one step under their raw empirical law; they are alike, so that counts are all there is to know. */
final class ParticleStep {
    private final MeanFieldControlProblem problem;
    private final ControlPolicy policy;
    private final double[] theta;
    private final RandomGenerator random;
    private final int states;
    private final int actions;

    ParticleStep(MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, RandomGenerator random) {
        this.problem = problem;
        this.policy = policy;
        this.theta = theta;
        this.random = random;
        states = problem.states();
        actions = problem.actions();
    }

    long[] next(int time, long[] counts, int particles) {
        double[] law = new double[states];
        Arrays.setAll(law, i -> (double) counts[i] / particles);
        double[] p = new double[states * actions];
        policy.probabilities(theta, time, law, p);
        double[] row = new double[states];
        double[] averaged = new double[states];
        long[] next = new long[states];
        for (int x = 0; x < states; x++) {
            if (counts[x] == 0) {
                continue;
            }
            Arrays.fill(averaged, 0);
            for (int a = 0; a < actions; a++) {
                problem.kernelRow(time, x, a, law, row);
                ProblemChecks.row(time, x, a, law, row);
                for (int y = 0; y < states; y++) {
                    averaged[y] += p[x * actions + a] * row[y];
                }
            }
            for (long m = 0; m < counts[x]; m++) {
                PopulationFlow.checkStop(m);
                next[PopulationFlow.draw(averaged, 0, states, random)]++;
            }
        }
        return next;
    }
}

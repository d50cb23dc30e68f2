package org.meanfield4j.stationary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.numerics.Simplex;

/**
 * Exact MF-TRPO with RESET_STEP, written straight from its pseudocode, that keeps every law: for statements about
 * trajectories, and as the slow twin of {@link ExactMfTrpo}.
 */
public final class Trace {
    private final List<double[]> laws = new ArrayList<>();
    private final List<TabularPolicy> policies = new ArrayList<>();

    private Trace() {}

    public static Trace of(StationaryGame game, double eta, double beta, int outer, int inner, int kernelSteps) {
        Trace trace = new Trace();
        TabularPolicy policy = TabularPolicy.uniform(game.states(), game.actions());
        double[] mu = game.initialLaw().toArray();
        trace.laws.add(mu);
        FrozenMdp frozen = new FrozenMdp(game, game.initialLaw());
        double[] v = new double[game.states()];
        double[] q = new double[game.states() * game.actions()];
        double[] log = policy.logProbabilities();
        for (int k = 1; k <= outer; k++) {
            frozen.freeze(Law.of(mu));
            for (int l = 0; l < inner; l++) {
                frozen.evaluate(log, eta, v, q);
                TrpoStep.shrinking().apply(l, eta, game.actions(), q, log);
            }
            double[] y = mu;
            for (int m = 0; m < kernelSteps; m++) {
                double[] next = new double[mu.length];
                frozen.chain(log).push(y, next);
                y = next;
            }
            double[] moved = new double[mu.length];
            for (int s = 0; s < mu.length; s++) {
                moved[s] = mu[s] + beta * (y[s] - mu[s]);
            }
            mu = moved;
            trace.laws.add(mu);
            trace.policies.add(TabularPolicy.ofLogProbabilities(game.states(), game.actions(), log));
        }
        return trace;
    }

    /** μ_K. */
    double[] last() {
        return laws.get(laws.size() - 1);
    }

    TabularPolicy policy() {
        return policies.get(policies.size() - 1);
    }

    /** max − min of μ(state) over the last steps. */
    double amplitude(int state, int steps) {
        double[] tail = tail(state, steps);
        return Arrays.stream(tail).max().orElseThrow()
                - Arrays.stream(tail).min().orElseThrow();
    }

    private double[] tail(int state, int steps) {
        return laws.subList(laws.size() - steps, laws.size()).stream()
                .mapToDouble(mu -> mu[state])
                .toArray();
    }

    /** Mean of ‖μ_k − μ_{k−1}‖_1 over the last steps. */
    double movement(int steps) {
        double sum = 0;
        for (int k = laws.size() - steps; k < laws.size(); k++) {
            sum += Simplex.l1(laws.get(k), laws.get(k - 1));
        }
        return sum / steps;
    }

    /** Mean over the last steps of one of φ_η, φ_0 (a pair) or E_0 (temperature NaN). */
    double mean(StationaryGame game, int steps, double temperature) {
        Metrics metrics = new Metrics(game);
        double sum = 0;
        for (int k = laws.size() - steps; k < laws.size(); k++) {
            TabularPolicy policy = policies.get(k - 1);
            sum += Double.isNaN(temperature)
                    ? metrics.policyExploitability(policy, 0)
                    : metrics.exploitability(policy, temperature, Law.of(laws.get(k)));
        }
        return sum / steps;
    }

    /** 0.76 at one of 25 cells, 0.01 elsewhere. */
    public static Law crowdAt(int cell) {
        double[] p = new double[25];
        Arrays.fill(p, 0.01);
        p[cell] = 0.76;
        return Law.of(p);
    }
}

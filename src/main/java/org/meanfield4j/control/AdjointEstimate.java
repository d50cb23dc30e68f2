package org.meanfield4j.control;

import java.util.Arrays;

/**
 * The gradient estimate as weights of scores, one per recorded decision. The estimate is linear in every D_t, so weights
 * of states are pushed backwards in time instead of p-vectors forwards; for each group of main trajectories that shares
 * an estimate of the sensitivity
 *
 * <pre>
 * v_t(i) = Σ_k (G_t^k − b_t) Λ_t^k(i) / (ε N)                              t = 1 … T
 * for t = T … 1, each of the n auxiliary trajectories with target t:
 *     w = v_t(y_t) / (n μ_t(y_t))                                          weighs each of its scores
 *     v_s(i) += w Λ_s(i) / ε_aux                                           s = 1 … t−1
 * ĝ = Σ_k Σ_t (G_t^k − b_t)/N ∇ log p(a_t^k | t, y_t^k, M_t^k) + Σ w ∇ log p(a_s | s, y_s, M_s)
 * </pre>
 *
 * The same number as the forward form, without matrices of shape [S, p]. Work space for one problem size; reused.
 */
final class AdjointEstimate {
    private final GradientEstimator settings;
    private final int states;
    private final int horizon;
    private final int main;
    private final int groups;
    /** v, shape [T + 1, S]. */
    private final double[] v;
    /** v summed over the groups, for a sensitivity that is known. */
    private final double[] total;

    private final double[] base;
    private final double[] shift;
    /** (G_t − b_t)/N, shape [T + 1, N]; those of times before T weigh the scores. */
    final double[] mainWeight;
    /** w per target time, shape [t, count]. */
    final double[][] auxiliaryWeight;

    AdjointEstimate(GradientEstimator settings, RecordedDraws draws) {
        this(settings, draws.main().count, draws.flow().states(), draws.main().steps);
        for (int t = 1; t <= auxiliaryWeight.length; t++) {
            auxiliaryWeight[t - 1] = new double[t * draws.auxiliary().get(t - 1).count];
        }
    }

    AdjointEstimate(GradientEstimator settings, int main, int states, int horizon) {
        this.settings = settings;
        this.states = states;
        this.horizon = horizon;
        this.main = main;
        groups = settings.sensitivity().groups(main);
        v = new double[(horizon + 1) * states];
        total = new double[v.length];
        base = new double[main];
        shift = new double[states];
        mainWeight = new double[(horizon + 1) * main];
        auxiliaryWeight = new double[groups == 0 ? 0 : horizon][];
        for (int t = 1; t <= auxiliaryWeight.length; t++) {
            auxiliaryWeight[t - 1] =
                    new double[t * groups * settings.sensitivity().trajectories()];
        }
    }

    /** Fills all weights from the returns G, shape [T + 1, N]; each counts 1/scale. */
    void weigh(RecordedDraws draws, double[] returns, int scale) {
        boolean pairs = settings.perturbation().antithetic();
        for (int t = 0; t <= horizon; t++) {
            settings.baseline().fill(returns, t * main, main, pairs, base);
            for (int k = 0; k < main; k++) {
                mainWeight[t * main + k] = (returns[t * main + k] - base[k]) / scale;
            }
        }
        Arrays.fill(total, 0);
        int each = groups == 0 ? main : main / groups;
        for (int first = 0; first < main; first += each) {
            Arrays.fill(v, 0);
            for (int t = 1; t <= horizon; t++) {
                for (int k = first; k < first + each; k++) {
                    addNoise(
                            draws.main(),
                            t,
                            k,
                            mainWeight[t * main + k] / settings.perturbation().size(),
                            t);
                }
            }
            if (groups > 0) {
                pushBack(draws, first / each);
            } else {
                for (int i = 0; i < v.length; i++) {
                    total[i] += v[i];
                }
            }
        }
    }

    private void pushBack(RecordedDraws draws, int group) {
        int n = settings.sensitivity().trajectories();
        double inside = settings.perturbation().inside();
        for (int t = horizon; t >= 1; t--) {
            Trajectories target = draws.auxiliary().get(t - 1);
            double[] weight = auxiliaryWeight[t - 1];
            for (int j = group * n; j < group * n + n; j++) {
                int end = t * states + target.state[t * target.count + j];
                double w = v[end] / (n * draws.flow().laws()[end]);
                for (int s = 0; s < t; s++) {
                    weight[s * target.count + j] = w;
                    if (s > 0 && settings.sensitivity().recursion()) {
                        addNoise(target, s, j, w / inside, s);
                    }
                }
            }
        }
    }

    /** Adds a multiple of the noise as scores see it to v of a time. */
    private void addNoise(Trajectories from, int t, int k, double weight, int time) {
        int at = (t * from.count + k) * states;
        System.arraycopy(from.noise, at, shift, 0, states);
        if (settings.sensitivity().gauge()) {
            centre(shift);
        }
        for (int i = 0; i < states; i++) {
            v[time * states + i] += weight * shift[i];
        }
    }

    /** Takes the mean off. */
    static void centre(double[] noise) {
        double mean = 0;
        for (double x : noise) {
            mean += x;
        }
        mean /= noise.length;
        for (int i = 0; i < noise.length; i++) {
            noise[i] -= mean;
        }
    }

    /** Adds Σ_t Σ_i v_t(i) D_t(i, ·) of known sensitivities, shape [T + 1, S, p]. */
    void addSensitivities(double[] sensitivities, double[] gradient) {
        int p = gradient.length;
        for (int row = 0; row < total.length; row++) {
            for (int k = 0; k < p; k++) {
                gradient[k] += total[row] * sensitivities[row * p + k];
            }
        }
    }
}

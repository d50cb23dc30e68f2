package org.meanfield4j.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Normals;

/**
 * Walks perturbed trajectories of a problem: at time t an agent sees M_t = softmax(l_t + ε Λ_t) of the unperturbed flow,
 * acts by p_θ(· | t, y, M_t), earns r(y, a, M_t) and moves by P(· | y, a, M_t). All trajectories of a block go step by step
 * together, so that a network sees many rows at once. What does not depend on the law is drawn from tables. Aimed by one
 * thread, then read by many.
 */
final class Simulator {
    private static final double BIT = 0x1p-32;
    private static final long LOW = 0xFFFF_FFFFL;

    private final ControlPolicy policy;
    private final int states;
    private final int actions;
    private final int horizon;
    private final AliasTables first;
    private final AliasTables choices;
    private final AliasTables moves;
    private final double[] table;

    private MeanFieldControlProblem problem;
    private boolean timed;
    private double[] theta;
    private PopulationFlow flow;

    Simulator(MeanFieldControlProblem problem, ControlPolicy policy, int horizon) {
        this.policy = policy;
        states = problem.states();
        actions = problem.actions();
        this.horizon = horizon;
        first = AliasTables.ofColumns(1, states);
        choices = policy.dependsOnLaw() ? null : AliasTables.ofColumns(horizon * states, actions);
        moves = problem.kernelDependsOnLaw() ? null : AliasTables.ofColumns(horizon * states * actions, states);
        table = new double[states * actions];
        aim(problem);
    }

    /** Takes another problem of the same kind, such as that of another path of shocks. */
    void aim(MeanFieldControlProblem next) {
        problem = next;
        timed = next.dependsOnTime();
        if (moves == null) {
            return;
        }
        double[] law = Law.uniform(states).toArray();
        double[] row = new double[states];
        for (int t = 0; t < (timed ? horizon : 1); t++) {
            for (int x = 0; x < states; x++) {
                for (int a = 0; a < actions; a++) {
                    next.kernelRow(t, x, a, law, row);
                    ProblemChecks.row(t, x, a, law, row);
                    moves.setRow((t * states + x) * actions + a, row, 0);
                }
            }
        }
    }

    /** Takes a policy and the flow that it makes. */
    void aim(double[] parameters, PopulationFlow population) {
        theta = parameters;
        flow = population;
        first.setRow(0, population.laws(), 0);
        if (choices == null) {
            return;
        }
        for (int t = 0; t < (policy.dependsOnTime() ? horizon : 1); t++) {
            policy.probabilities(theta, t, population.law(t), table);
            for (int x = 0; x < states; x++) {
                choices.setRow(t * states + x, table, x * actions);
            }
        }
    }

    /** Whether anybody on the way looks at the law. */
    boolean lawMatters() {
        return choices == null || moves == null;
    }

    /** The work space of one block. */
    static final class Space {
        final long[] bits;
        final double[] probabilities;
        final double[] law;
        final double[] row;

        Space(int block, int states, int actions) {
            bits = new long[block];
            probabilities = new double[block * actions];
            law = new double[states];
            row = new double[states];
        }
    }

    /** Draws the noises of some trajectories; in pairs, the second has the opposite ones. */
    void drawNoise(
            Trajectories batch, int from, int to, RandomGenerator random, LogitPerturbation kind, boolean pairs) {
        boolean main = batch.seen > batch.steps;
        boolean seen = main || lawMatters();
        for (int t = 0; t < batch.seen; t++) {
            boolean silent = t == 0 && (!kind.first() || !seen);
            for (int k = from; k < to; k++) {
                int at = (t * batch.count + k) * states;
                int end = at + states;
                if (silent) {
                    Arrays.fill(batch.noise, at, end, 0);
                } else if (pairs && (k & 1) == 1) {
                    for (int i = at; i < end; i++) {
                        batch.noise[i] = -batch.noise[i - states];
                    }
                } else {
                    Normals.fill(random, batch.noise, at, end);
                }
            }
        }
    }

    /** Walks some trajectories whose noises are drawn; {@code size} 0 shows the flow itself. */
    void walk(Trajectories batch, int from, int to, double size, RandomGenerator random, boolean pairs, Space space) {
        boolean seen = lawMatters() || batch.seen > batch.steps;
        drawBits(from, to, random, pairs, space.bits);
        for (int k = from; k < to; k++) {
            batch.state[k] = first.drawColumn(0, states, space.bits[k - from] >>> 32);
        }
        for (int t = 0; t < batch.seen; t++) {
            if (seen && size > 0) {
                batch.perturb(flow, size, t, from, to);
            } else if (seen) {
                batch.show(flow, t, from, to);
            }
            if (t < batch.steps) {
                drawBits(from, to, random, pairs, space.bits);
                act(batch, t, from, to, space);
                move(batch, t, from, to, space);
            }
        }
    }

    private static void drawBits(int from, int to, RandomGenerator random, boolean pairs, long[] bits) {
        for (int k = from; k < to; k++) {
            bits[k - from] = pairs && (k & 1) == 1 ? bits[k - from - 1] : random.nextLong();
        }
    }

    private void act(Trajectories batch, int t, int from, int to, Space space) {
        int row = t * batch.count;
        if (choices != null) {
            int block = policy.dependsOnTime() ? t * states : 0;
            for (int k = from; k < to; k++) {
                int at = block + batch.state[row + k];
                batch.action[row + k] = choices.drawColumn(at, actions, space.bits[k - from] >>> 32) - at * actions;
            }
            return;
        }
        try {
            policy.probabilities(theta, batch.decisions, row + from, row + to, space.probabilities);
        } catch (DivergedException e) {
            throw seenAt(batch, t, from, to, e);
        }
        for (int k = from; k < to; k++) {
            batch.action[row + k] =
                    draw(space.probabilities, (k - from) * actions, actions, (space.bits[k - from] >>> 32) * BIT);
        }
    }

    /** The same complaint with the law that was shown. */
    private DivergedException seenAt(Trajectories batch, int t, int from, int to, DivergedException e) {
        double[] row = new double[actions];
        for (int k = from; k < to; k++) {
            int at = (t * batch.count + k) * states;
            double[] law = Arrays.copyOfRange(batch.law, at, at + states);
            try {
                policy.probabilities(theta, t, batch.state[t * batch.count + k], law, row);
            } catch (DivergedException same) {
                return new DivergedException(same.getMessage() + "; the law shown was " + Arrays.toString(law));
            }
        }
        return e;
    }

    private void move(Trajectories batch, int t, int from, int to, Space space) {
        int row = t * batch.count;
        if (moves != null) {
            int block = timed ? t * states : 0;
            for (int k = from; k < to; k++) {
                int at = (block + batch.state[row + k]) * actions + batch.action[row + k];
                batch.state[row + batch.count + k] =
                        moves.drawColumn(at, states, space.bits[k - from] & LOW) - at * states;
            }
            return;
        }
        for (int k = from; k < to; k++) {
            int y = batch.state[row + k];
            int a = batch.action[row + k];
            System.arraycopy(batch.law, (row + k) * states, space.law, 0, states);
            problem.kernelRow(t, y, a, space.law, space.row);
            ProblemChecks.row(t, y, a, space.law, space.row);
            batch.state[row + batch.count + k] = draw(space.row, 0, states, (space.bits[k - from] & LOW) * BIT);
        }
    }

    /** Rounding must not reach an outcome without mass. */
    private static int draw(double[] p, int from, int length, double u) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < length; i++) {
            if (p[from + i] > 0) {
                last = i;
                sum += p[from + i];
                if (u < sum) {
                    return i;
                }
            }
        }
        return last;
    }

    /** G_t = Σ_{s ≥ t} γ^s r_s + γ^T g of some trajectories, absolute powers of γ, shape [T + 1, count]. */
    static void returns(
            MeanFieldControlProblem problem, Trajectories batch, int from, int to, Space space, double[] out) {
        int count = batch.count;
        double discount = 1;
        for (int t = 0; t <= batch.steps; t++) {
            for (int k = from; k < to; k++) {
                int at = t * count + k;
                System.arraycopy(batch.law, at * batch.states, space.law, 0, batch.states);
                double earned = t == batch.steps
                        ? ProblemChecks.terminalReward(problem, batch.state[at], space.law)
                        : ProblemChecks.reward(problem, t, batch.state[at], batch.action[at], space.law);
                out[at] = discount * earned;
            }
            discount *= problem.discount();
        }
        for (int t = batch.steps - 1; t >= 0; t--) {
            for (int at = t * count + from; at < t * count + to; at++) {
                out[at] += out[at + count];
            }
        }
    }
}

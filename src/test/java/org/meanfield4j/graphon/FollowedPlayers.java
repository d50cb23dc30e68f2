package org.meanfield4j.graphon;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Players of a policy followed path by path: the slow twin of what the library computes from moments. The system is
 * linear, so the noise costs the sum of what its shocks cost one by one.
 */
public final class FollowedPlayers {
    private final LqGraphonGame game;
    private final LqCoefficients c;
    private final ActionTiming timing;
    private final GraphonPolicy policy;
    private final int length;

    public FollowedPlayers(LqGraphonGame game, ActionTiming timing, GraphonPolicy policy) {
        this.game = game;
        this.c = game.coefficients();
        this.timing = timing;
        this.policy = policy;
        this.length = game.steps() / policy.blocks();
    }

    /** J1. */
    public double slopeCost() {
        int d = game.stateDimension();
        RealMatrix spread = new EigenDecomposition(c.noise().initialCovariance().asReal()).getSquareRoot();
        RealMatrix shocks = c.noise().volatility().asReal().scalarMultiply(Math.sqrt(game.dt()));
        double sum = 0;
        for (int a = 0; a < d; a++) {
            sum += cost(path(spread.getColumnVector(a), -1, null, -1, null), -1, null);
            for (int hit = 0; hit < game.steps(); hit++) {
                RealVector nowhere = spread.getColumnVector(a).mapMultiply(0);
                sum += cost(path(nowhere, hit, shocks.getColumnVector(a), -1, null), -1, null);
            }
        }
        return sum;
    }

    /** The label average of J2 in an environment. */
    public double meanCost(LabelPaths environment) {
        return IntStream.range(0, game.labels())
                .mapToDouble(x -> meanCost(x, environment))
                .average()
                .orElseThrow();
    }

    /** J2 of a label in an environment. */
    public double meanCost(int label, LabelPaths environment) {
        return cost(path(initialMean(label), -1, null, label, environment), label, environment);
    }

    /** The environment that all players make together. */
    public LabelPaths population() {
        int d = game.stateDimension();
        int labels = game.labels();
        double[] w = game.aggregate().toArray();
        double[] z = new double[(game.steps() + 1) * d * labels];
        for (int i = 0; i <= game.steps(); i++) { // row i needs the rows before it
            LabelPaths soFar = LabelPaths.of(d, labels, z);
            for (int y = 0; y < labels; y++) {
                RealVector mean = path(initialMean(y), -1, null, y, soFar)[i];
                for (int x = 0; x < labels; x++) {
                    for (int a = 0; a < d; a++) {
                        z[(i * d + a) * labels + x] += w[x * labels + y] * mean.getEntry(a);
                    }
                }
            }
        }
        return LabelPaths.of(d, labels, z);
    }

    private RealVector initialMean(int label) {
        double[] all = game.initialMeans();
        return SmallMatrix.of(
                        game.stateDimension(),
                        1,
                        IntStream.range(0, game.stateDimension())
                                .mapToDouble(a -> all[a * game.labels() + label])
                                .toArray())
                .asReal()
                .getColumnVector(0);
    }

    /** What a player does at step j who moves along a path; without intercepts where the label is negative. */
    private RealVector action(RealVector[] x, int j, int label) {
        RealVector seen = x[timing == ActionTiming.ZERO_ORDER_HOLD ? j - j % length : j];
        RealVector u = policy.slope(j / length).asReal().operate(seen);
        for (int r = 0; r < u.getDimension() && label >= 0; r++) {
            u.addToEntry(r, policy.intercepts().get(j / length, r, label));
        }
        return u;
    }

    /** From a state, with one shock after step hit. */
    private RealVector[] path(RealVector from, int hit, RealVector shock, int label, LabelPaths environment) {
        LqDynamics m = c.dynamics();
        RealVector[] x = new RealVector[game.steps() + 1];
        x[0] = from;
        for (int j = 0; j < game.steps(); j++) {
            RealVector drift =
                    m.drift().asReal().operate(x[j]).add(m.control().asReal().operate(action(x, j, label)));
            if (environment != null) {
                drift = drift.add(m.coupling().asReal().operate(at(environment, j, label)));
            }
            x[j + 1] = x[j].add(drift.mapMultiply(game.dt()));
            if (j == hit) {
                x[j + 1] = x[j + 1].add(shock);
            }
        }
        return x;
    }

    private double cost(RealVector[] x, int label, LabelPaths environment) {
        LqRunningCost running = c.runningCost();
        double sum = 0;
        for (int j = 0; j < game.steps(); j++) {
            RealVector u = action(x, j, label);
            RealVector miss = miss(x, j, running.tracking(), label, environment);
            sum += game.dt()
                    * (square(running.stateWeight(), x[j])
                            + square(running.trackingWeight(), miss)
                            + square(running.actionWeight(), u));
        }
        int n = game.steps();
        LqTerminalCost terminal = c.terminalCost();
        RealVector miss = miss(x, n, terminal.tracking(), label, environment);
        return 0.5 * (sum + square(terminal.stateWeight(), x[n]) + square(terminal.trackingWeight(), miss));
    }

    private RealVector miss(RealVector[] x, int j, SmallMatrix tracking, int label, LabelPaths environment) {
        return environment == null ? x[j] : x[j].subtract(tracking.asReal().operate(at(environment, j, label)));
    }

    private static RealVector at(LabelPaths paths, int time, int label) {
        double[] entries = new double[paths.components()];
        for (int a = 0; a < entries.length; a++) {
            entries[a] = paths.get(time, a, label);
        }
        return SmallMatrix.of(entries.length, 1, entries).asReal().getColumnVector(0);
    }

    private static double square(SmallMatrix weight, RealVector v) {
        return v.dotProduct(weight.asReal().operate(v));
    }
}

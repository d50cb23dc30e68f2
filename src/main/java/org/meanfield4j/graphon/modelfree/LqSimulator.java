package org.meanfield4j.graphon.modelfree;

import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.linear.Columns;
import org.meanfield4j.graphon.operator.AggregateOperator;

/** The simulator of a game behind {@link CostOracle}. */
final class LqSimulator implements CostOracle {
    private final LqGraphonGame game;
    private final AggregateOperator operator;
    private final double[] initialMeans;

    LqSimulator(LqGraphonGame game) {
        this.game = Require.given("game", game);
        this.operator = game.aggregate();
        this.initialMeans = game.initialMeans();
    }

    @Override
    public int labels() {
        return game.labels();
    }

    @Override
    public int steps() {
        return game.steps();
    }

    @Override
    public double dt() {
        return game.dt();
    }

    @Override
    public int stateDimension() {
        return game.stateDimension();
    }

    @Override
    public int actionDimension() {
        return game.actionDimension();
    }

    @Override
    public double[] initialAggregate() {
        return game.initialAggregate();
    }

    @Override
    public LqRollouts rollouts(int paths, boolean antithetic) {
        return new LqRollouts(game, initialMeans, paths, antithetic);
    }

    @Override
    public double[] population(
            double[] slopes, double[] intercepts, int paths, boolean antithetic, IntFunction<RandomGenerator> noise) {
        int d = game.stateDimension();
        int m = game.labels();
        int steps = game.steps();
        double[] aggregate = new double[(steps + 1) * d * m];
        double[] means = new double[d * m];
        double[] own = new double[d];
        LqRollouts.Crowd[] crowd = new LqRollouts.Crowd[m];
        LqRollouts players = rollouts(paths, antithetic);
        for (int x = 0; x < m; x++) {
            crowd[x] = players.new Crowd(x, noise.apply(x));
        }
        int k = game.actionDimension();
        double[] intercept = new double[steps * k];
        for (int i = 0; i <= steps; i++) {
            int row = i * d * m;
            for (int x = 0; x < m; x++) {
                crowd[x].means(own);
                Columns.set(means, m, x, own);
            }
            operator.apply(means, 0, aggregate, row, d);
            for (int x = 0; i < steps && x < m; x++) {
                for (int a = 0; a < d; a++) {
                    own[a] = aggregate[row + a * m + x];
                }
                for (int e = i * k; e < (i + 1) * k; e++) {
                    intercept[e] = intercepts[e * m + x];
                }
                crowd[x].move(i, slopes, intercept, own);
            }
        }
        return aggregate;
    }

    @Override
    public String identity() {
        return "costs of " + game.identity();
    }

    @Override
    public String toString() {
        return game.toString();
    }
}

package org.meanfield4j.stationary;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.TabularPolicy;

/** Best responses of a game and the stationary laws they lead to; each starts from the last one. Not thread-safe. */
final class BestResponder {
    private final StationaryGame game;
    private final double temperature;
    private final FrozenMdp frozen;
    private final Metrics laws;
    private final double[] logPolicy;
    private final double[] value;
    private final double[] q;

    BestResponder(StationaryGame game, double temperature) {
        this.game = game;
        this.temperature = temperature;
        this.frozen = new FrozenMdp(game, game.initialLaw());
        this.laws = new Metrics(game);
        this.logPolicy = new double[game.states() * game.actions()];
        Arrays.fill(logPolicy, -FastMath.log(game.actions()));
        this.value = new double[game.states()];
        this.q = new double[logPolicy.length];
    }

    /** The best response to a law, ties shared at temperature 0, with its stationary law. */
    BaselineLoop.Pair respond(Law law) {
        frozen.freeze(law);
        frozen.optimum(temperature, logPolicy, value, q);
        TabularPolicy policy = TabularPolicy.ofLogProbabilities(game.states(), game.actions(), logPolicy);
        return new BaselineLoop.Pair(policy, laws.stationaryLaw(policy));
    }
}

package org.meanfield4j.stackelberg.continuous;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.stackelberg.BlockIterate;
import org.meanfield4j.stackelberg.Starts;

/** Parameters of actor and critics, leader and mean field, and where the trajectories are. */
final class ContinuousIterate implements BlockIterate<ContinuousRun> {
    static final int OMEGA = 0;
    static final int MEAN = 1;
    static final int VARIANCE = 2;
    static final int LOG_DEVIATION = 3;

    final double[] actor;
    final double[] followerValue;
    final double[] leaderValue;
    /** ω, m, v, log σ. */
    final double[] numbers = new double[4];
    /** One state per trajectory. */
    final double[] states;
    /** How far the run is. */
    final long[] counts = new long[1];

    private final Features features;

    ContinuousIterate(ContinuousGame game, Features features, int trajectories, RandomGenerator random, Start start) {
        this.features = features;
        actor = new double[features.actor().parameters()];
        followerValue = new double[features.critic().parameters()];
        leaderValue = new double[features.critic().parameters()];
        features.actor().initialise(actor, random);
        features.critic().initialise(followerValue, random);
        features.critic().initialise(leaderValue, random);
        numbers[OMEGA] = game.leaderStart();
        numbers[MEAN] = game.meanStart();
        numbers[VARIANCE] = 1;
        numbers[LOG_DEVIATION] = ContinuousLearner.START_LOG_DEVIATION;
        states = new double[trajectories];
        for (int j = 0; j < trajectories; j++) {
            states[j] = ContinuousLearner.start(game, random);
        }
        if (start != null) {
            Starts.fill(this, start, "actor");
        }
    }

    @Override
    public void fields(Fields fields) {
        fields.numbers("actor", actor);
        fields.numbers("follower value", followerValue);
        fields.numbers("leader value", leaderValue);
        fields.numbers("leader, mean, variance, log deviation", numbers);
        fields.numbers("states", states);
        fields.counts("counts", counts);
    }

    /** As {@link #copy}, without an object: ADAGE does it at every step. */
    void take(ContinuousIterate from) {
        System.arraycopy(from.actor, 0, actor, 0, actor.length);
        System.arraycopy(from.followerValue, 0, followerValue, 0, followerValue.length);
        System.arraycopy(from.leaderValue, 0, leaderValue, 0, leaderValue.length);
        System.arraycopy(from.numbers, 0, numbers, 0, numbers.length);
        System.arraycopy(from.states, 0, states, 0, states.length);
        System.arraycopy(from.counts, 0, counts, 0, counts.length);
    }

    /** Mean of the follower's action. */
    double action(ContinuousGame game, double state) {
        return features.actor().value(actor, game.scale() * state);
    }

    @Override
    public long[] counts() {
        return counts;
    }

    @Override
    public ContinuousRun run(Outcome outcome) {
        return new ContinuousRun(
                numbers[OMEGA], numbers[MEAN], numbers[VARIANCE], Math.exp(numbers[LOG_DEVIATION]), outcome);
    }
}

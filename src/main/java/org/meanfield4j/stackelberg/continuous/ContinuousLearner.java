package org.meanfield4j.stackelberg.continuous;

import java.util.List;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.QuickMath;
import org.meanfield4j.stackelberg.StackelbergMetrics;

/**
 * What the continuous methods share: moves, temporal differences clipped to ±5, and updates of the natural scaling δ ε σ.
 * One transition is held at a time.
 */
final class ContinuousLearner {
    static final double START_LOG_DEVIATION = Math.log(0.5);
    private static final double LEAST_LOG_DEVIATION = Math.log(0.05);
    private static final double MOST_LOG_DEVIATION = Math.log(2);
    private static final double MOST_ERROR = 5;
    private static final double DEVIATION_SHARE = 0.2;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final ContinuousGame game;
    private final double scale;
    private final double noise;
    private final double gamma;
    private final Approximation actor;
    private final Approximation followerCritic;
    private final Approximation leaderCritic;
    private ContinuousIterate x;
    private double deviation;

    /** The transition at hand, and its errors. */
    private double state;

    private double epsilon;
    private double leaderEpsilon;
    private double followerError;
    private double leaderError;
    /** s' of the transition at hand. */
    double next;

    ContinuousLearner(ContinuousGame game, Features features) {
        this.game = game;
        this.scale = game.scale();
        this.noise = game.noise();
        this.gamma = Require.discount(game.discount());
        requireBox(game);
        this.actor = features.actor();
        this.followerCritic = features.critic();
        this.leaderCritic = features.critic();
    }

    void take(ContinuousIterate iterate) {
        x = iterate;
        deviation = QuickMath.exp(x.numbers[ContinuousIterate.LOG_DEVIATION]);
    }

    /** A draw of ρ. */
    static double start(ContinuousGame game, RandomGenerator random) {
        return clip(game, game.initialMean() + game.initialDeviation() * random.nextGaussian());
    }

    private static double clip(ContinuousGame game, double state) {
        double low = game.lowest();
        double high = game.highest();
        if (!(state >= low && state <= high)) {
            return outside(state, low, high);
        }
        return state;
    }

    /** Moves that lead out of the box end at its edge; what is no number has none. */
    private static double outside(double state, double low, double high) {
        if (Double.isNaN(state)) {
            throw new InvalidModelException("state = NaN must lie in the box [" + low + ", " + high
                    + "]; check noise, temperature and initial law of the game");
        }
        return state < low ? low : high;
    }

    private static void requireBox(ContinuousGame game) {
        if (!(game.lowest() < game.highest()
                && game.lowest() > Double.NEGATIVE_INFINITY
                && game.highest() < Double.POSITIVE_INFINITY)) {
            throw new InvalidModelException("lowest = " + game.lowest() + " must be finite and below highest = "
                    + game.highest() + "; no state lies in such a box");
        }
    }

    /** Where the occupancy trajectory goes on: s' with probability γ, otherwise a draw of ρ. */
    double goOn(RandomGenerator random) {
        return random.nextDouble() < gamma ? next : start(game, random);
    }

    /** Where a follower goes from a state under the policy. */
    double move(double from, RandomGenerator random) {
        epsilon = random.nextGaussian();
        double action = actor.value(x.actor, scale * from) + deviation * epsilon;
        return clip(game, from + action + noise * random.nextGaussian());
    }

    /** The leader's action. */
    double lead(RandomGenerator random) {
        leaderEpsilon = random.nextGaussian();
        return x.numbers[ContinuousIterate.OMEGA] + game.leaderDeviation() * leaderEpsilon;
    }

    /** Draws the transition from a state and finds both errors. */
    void observe(double from, double leader, RandomGenerator random) {
        state = from;
        double mean = x.numbers[ContinuousIterate.MEAN];
        epsilon = random.nextGaussian();
        double action = actor.value(x.actor, scale * from) + deviation * epsilon;
        next = clip(game, from + action + noise * random.nextGaussian());
        double logPolicy = -0.5 * epsilon * epsilon - x.numbers[ContinuousIterate.LOG_DEVIATION] - HALF_LOG_TWO_PI;
        double followerReward = game.followerReward(from, action, leader, mean);
        double leaderReward = game.leaderReward(leader, mean);
        double ahead = followerCritic.value(x.followerValue, scale * next);
        followerError = clipped(
                "follower",
                followerReward
                        - game.temperature() * logPolicy
                        + gamma * ahead
                        - followerCritic.value(x.followerValue, scale * from),
                followerReward);
        ahead = leaderCritic.value(x.leaderValue, scale * next);
        leaderError = clipped(
                "leader", leaderReward + gamma * ahead - leaderCritic.value(x.leaderValue, scale * from), leaderReward);
    }

    private double clipped(String who, double error, double reward) {
        if (!Double.isFinite(reward)) {
            throw new InvalidModelException(who + " reward at state " + state + ", mean "
                    + x.numbers[ContinuousIterate.MEAN] + " is " + reward + "; it must be finite");
        }
        return Math.min(Math.max(error, -MOST_ERROR), MOST_ERROR);
    }

    /** The follower's actor and critic learn from the transition at hand. */
    void improveFollower(double actorStep, double criticStep) {
        ascendFollower(x, actorStep, criticStep);
        bound(x);
    }

    /** The leader and its critic learn from the transition at hand. */
    void improveLeader(double leaderStep, double criticStep) {
        ascendLeader(x, leaderStep, criticStep);
    }

    /** Both learn, but the parameters of another iterate move. */
    void addTo(ContinuousIterate to, double leaderStep, double actorStep, double criticStep) {
        ascendFollower(to, actorStep, criticStep);
        ascendLeader(to, leaderStep, criticStep);
    }

    /** Keeps σ in its bounds. */
    void bound(ContinuousIterate of) {
        double log = of.numbers[ContinuousIterate.LOG_DEVIATION];
        of.numbers[ContinuousIterate.LOG_DEVIATION] = Math.min(Math.max(log, LEAST_LOG_DEVIATION), MOST_LOG_DEVIATION);
        deviation = QuickMath.exp(of.numbers[ContinuousIterate.LOG_DEVIATION]);
    }

    private void ascendFollower(ContinuousIterate to, double actorStep, double criticStep) {
        double signal = actorStep * followerError;
        actor.ascend(to.actor, scale * state, signal * epsilon * deviation);
        to.numbers[ContinuousIterate.LOG_DEVIATION] += DEVIATION_SHARE * signal * (epsilon * epsilon - 1);
        followerCritic.ascend(to.followerValue, scale * state, criticStep * followerError);
    }

    private void ascendLeader(ContinuousIterate to, double leaderStep, double criticStep) {
        to.numbers[ContinuousIterate.OMEGA] += leaderStep * leaderError * leaderEpsilon * game.leaderDeviation();
        leaderCritic.ascend(to.leaderValue, scale * state, criticStep * leaderError);
    }

    /** N(m, v) follows a state of the stationary trajectory. */
    void track(double still, double xi) {
        double away = still - x.numbers[ContinuousIterate.MEAN];
        x.numbers[ContinuousIterate.MEAN] += xi * away;
        x.numbers[ContinuousIterate.VARIANCE] += xi * (away * away - x.numbers[ContinuousIterate.VARIANCE]);
    }

    /** The columns of all continuous methods. */
    static Rows<ContinuousIterate> rows(ContinuousGame game) {
        double reference = game.reference().singleLoop();
        return Rows.of(
                        StackelbergMetrics.BLOCK,
                        ContinuousRun.ERROR,
                        List.<Column<ContinuousIterate>>of(
                                Column.count(
                                        StackelbergMetrics.SAMPLES,
                                        "transitions drawn since the start",
                                        Column.At::samples),
                                new Column<>(
                                        ContinuousRun.LEADER, "ω", at -> at.iterate().numbers[ContinuousIterate.OMEGA]),
                                new Column<>(
                                        ContinuousRun.MEAN, "m", at -> at.iterate().numbers[ContinuousIterate.MEAN]),
                                new Column<>(
                                        ContinuousRun.VARIANCE,
                                        "v",
                                        at -> at.iterate().numbers[ContinuousIterate.VARIANCE]),
                                new Column<>(
                                        ContinuousRun.DEVIATION,
                                        "σ",
                                        at -> QuickMath.exp(at.iterate().numbers[ContinuousIterate.LOG_DEVIATION])),
                                new Column<>(ContinuousRun.GAIN, "K", at -> gain(game, at.iterate())),
                                new Column<>(
                                        ContinuousRun.ERROR,
                                        "|ω − ω°|",
                                        at -> Math.abs(at.iterate().numbers[ContinuousIterate.OMEGA] - reference))))
                .withFromStart(true);
    }

    private static double gain(ContinuousGame game, ContinuousIterate x) {
        double mean = x.numbers[ContinuousIterate.MEAN];
        return x.action(game, mean - 0.5) - x.action(game, mean + 0.5);
    }
}

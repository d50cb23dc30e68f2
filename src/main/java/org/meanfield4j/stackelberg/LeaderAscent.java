package org.meanfield4j.stackelberg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.numerics.Softmax;
import org.meanfield4j.core.random.Streams;

/**
 * The leader's true ascent: exact gradient ascent ({@link LeaderGradient}) of Φ through the followers' equilibrium.
 *
 * <pre>
 * ω from the start
 * for k = 1 … K:  g = ∇Φ(φ_ω);   ω ← ω + t g with the first t of t_k, t_k/2, t_k/4, … that gains at least 10^-4 t ‖g‖²;
 *                 t_{k+1} = 2 t
 * </pre>
 *
 * Nothing is sampled. It ends at a stationary point, which need not be the best leader; other seeds start elsewhere. Works
 * for leaders whose own action reaches nothing at once, such as a tax. Source: ours.
 *
 * @param iterations K
 * @param tolerance the run has converged when ‖∇Φ‖² is at most this
 * @param spread standard deviation of the logits that a run starts from; 0 is the uniform leader
 * @param seed of the start
 */
@Withers
public record LeaderAscent(int iterations, double tolerance, double spread, long seed)
        implements Solver<StackelbergGame, StackelbergRun>, LeaderAscentSettings.With {
    /** Beyond it the softmax of a logit is 0 or 1 anyway. */
    private static final double LARGEST = 1e6;

    private static final double ENOUGH = 1e-4;
    private static final double SMALLEST_STEP = 1e-8;

    @Override
    public StackelbergRun solve(StackelbergGame game, Call call) {
        Require.given("game", game);
        Call until = Require.given("call", call).until() == null
                ? call.withUntil(StackelbergMetrics.GRADIENT).withAtMost(tolerance)
                : call;
        return Loop.run(this, game, until, new Ascent(game, until));
    }

    private final class Ascent implements Algorithm<Point, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final StackelbergMetrics metrics;
        private final FrozenStackelberg frozen;
        private final double[] phi;

        Ascent(StackelbergGame game, Call call) {
            this.game = game;
            this.call = call;
            metrics = new StackelbergMetrics(game, StackelbergMetrics.Measured.GRADIENT);
            frozen = new FrozenStackelberg(game);
            phi = new double[game.observations() * game.leaderActions()];
        }

        @Override
        public Point start() {
            Point start = new Point(game);
            RandomGenerator random = Streams.of(seed).at(0);
            for (int i = 0; i < phi.length; i++) {
                start.omega[i] = spread * random.nextGaussian();
            }
            if (call.start() != null) {
                ArrayFiles.Array given = call.start().arrays().get("omega");
                if (given == null || given.values().length != phi.length) {
                    throw new IllegalArgumentException("the start has no 'omega' of " + phi.length
                            + " logits; start from a run of the same game by a method with a softmax leader");
                }
                System.arraycopy(given.values(), 0, start.omega, 0, phi.length);
            }
            settle(start, Stop.never());
            return start;
        }

        @Override
        public void step(int k, Point now, Point next, Watch watch) {
            StackelbergEquilibrium.Point at = settle(now, watch);
            double objective = frozen.perStep(at.leaderValue);
            double[] gradient = new ImplicitResponse(at, phi.clone()).fullGradient();
            double square = Arrays.stream(gradient).map(g -> g * g).sum();
            for (double t = now.step[0]; t >= SMALLEST_STEP; t /= 2) {
                watch.check();
                for (int i = 0; i < phi.length; i++) {
                    next.omega[i] = now.omega[i] + t * gradient[i];
                }
                next.step[0] = 2 * t;
                if (frozen.perStep(settle(next, watch).leaderValue) >= objective + ENOUGH * t * square) {
                    return;
                }
            }
            System.arraycopy(now.omega, 0, next.omega, 0, phi.length);
            next.step[0] = 1;
            settle(next, watch);
        }

        /** The equilibrium of the leader of a point, which takes policy and law of it. */
        private StackelbergEquilibrium.Point settle(Point x, Stop stop) {
            StackelbergEquilibrium.Point at = new StackelbergEquilibrium.Point(frozen, stop);
            Softmax.softmaxRows(x.omega, frozen.leaderActions, 1, phi);
            at.settle(phi);
            System.arraycopy(at.pi, 0, x.follower, 0, x.follower.length);
            System.arraycopy(at.law, 0, x.law, 0, x.law.length);
            return at;
        }

        @Override
        public Rows<Point> rows() {
            return metrics.<Point>rows(1).withIteration("iteration").withMain(StackelbergMetrics.GRADIENT);
        }

        @Override
        public int iterations() {
            return iterations;
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public StackelbergRun run(Point last, Outcome outcome) {
            return new StackelbergRun(
                    TabularPolicy.ofProbabilities(game.states(), game.actions(), last.follower),
                    TabularPolicy.ofLogits(game.observations(), game.leaderActions(), last.omega),
                    Law.proportionalTo(last.law),
                    outcome);
        }
    }

    /** Leader, its followers' equilibrium, and the step that is tried next. */
    private static final class Point implements StackelbergPair {
        final double[] omega;
        final double[] follower;
        final double[] law;
        final double[] step = {1};
        private final StackelbergGame game;

        Point(StackelbergGame game) {
            this.game = game;
            omega = new double[game.observations() * game.leaderActions()];
            follower = new double[game.states() * game.actions()];
            law = new double[game.atoms()];
            Arrays.fill(follower, 1.0 / game.actions());
            Arrays.fill(law, 1.0 / law.length);
        }

        @Override
        public void fields(Fields fields) {
            fields.numbers("omega", omega, game.observations(), game.leaderActions());
            fields.numbers("follower", follower, game.states(), game.actions());
            fields.numbers("mean field", law, law.length);
            fields.numbers("step", step, 1);
        }

        @Override
        public void policies(double[] pi, double[] phi) {
            System.arraycopy(follower, 0, pi, 0, pi.length);
            Softmax.softmaxRows(omega, game.leaderActions(), 1, phi);
        }

        @Override
        public double[] law() {
            return law;
        }
    }

    /** Checks the settings. */
    public LeaderAscent {
        Require.atLeast("iterations", iterations, 1);
        Require.positive("tolerance", tolerance, "try 1e-10");
        if (!(spread >= 0 && spread <= LARGEST)) {
            throw new IllegalArgumentException("spread = " + spread + " must lie in [0, " + LARGEST + "]; try 1");
        }
    }

    /**
     * At most 200 iterations to ‖∇Φ‖² ≤ 10^-10 from the uniform leader.
     *
     * @return the defaults
     */
    public static LeaderAscent defaults() {
        return new LeaderAscent(200, 1e-10, 0, 1);
    }
}

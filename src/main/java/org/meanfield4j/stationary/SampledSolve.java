package org.meanfield4j.stationary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Streams;
import org.meanfield4j.core.TabularPolicy;

/** One run of {@link SampledMfTrpo}: the outer loop and the iterate that it accepted last. */
final class SampledSolve {
    /** 1/(1 − 0.9) is a little more than 10. */
    private static final double ROUNDING = 1e-9;

    private final SampledMfTrpo solver;
    private final StationaryGame game;
    private final Monitor monitor;
    private final long started = System.nanoTime();
    private final List<String> warnings = new ArrayList<>();
    private final FrozenMdp frozen;
    private final Law nu;

    SampledSolve(SampledMfTrpo solver, StationaryGame game, Monitor monitor) {
        this.solver = solver;
        this.game = game;
        this.monitor = monitor;
        Law start = game.initialLaw();
        frozen = new FrozenMdp(game, start);
        Law given = solver.sampling().restartLaw();
        nu = given == null ? Law.uniform(game.states()) : given;
        Checks.size("restart law", nu, game.states());
        if (solver.equilibrium() != null) {
            Checks.size("equilibrium", solver.equilibrium(), game.states());
        }
        warnings.addAll(RestartCoverage.check(solver.sampling().restart(), nu, frozen.kernel(), start));
        warnOfTruncation();
    }

    private void warnOfTruncation() {
        int truncation = solver.sampling().truncation();
        double horizon = 1 / (1 - game.discount());
        if (truncation < horizon - ROUNDING) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "truncation = %d is shorter than the effective horizon 1/(1-gamma) = %.4g: values miss up to"
                            + " gamma^T/(1-gamma) = %.4g times the largest regularised reward; use at least %.0f",
                    truncation,
                    horizon,
                    FastMath.pow(game.discount(), truncation) * horizon,
                    Math.ceil(5 * horizon - ROUNDING)));
        }
    }

    SampledRun fromStart() {
        double[] uniform = uniform();
        return run(new SampledState(
                0,
                0,
                0,
                uniform,
                List.of(uniform),
                game.initialLaw(),
                Metrics.history(solver.equilibrium() != null, SampledRun.SAMPLES, SampledRun.COVERAGE)));
    }

    SampledRun fromCheckpoint() {
        return run(SampledState.read(solver, game));
    }

    private SampledRun run(SampledState state) {
        SampleMeter meter = new SampleMeter(solver.sampleBudget(), state.samples());
        SampledTrpo learner = new SampledTrpo(solver, game, nu, meter, state.walker());
        StopReason stopped = StopReason.BUDGET;
        frozen.freeze(state.law());
        monitor.begin("SampledMfTrpo", solver.outerSteps(), state.history());
        try {
            while (state.outer() < solver.outerSteps()) {
                SampledState next = advance(learner, meter, state);
                if (next == null) {
                    stopped = meter.exhausted() ? StopReason.BUDGET : monitor.reason();
                    break;
                }
                state = next;
                if (state.outer() % solver.checkpointEvery() == 0) {
                    state.write(solver, game);
                }
                monitor.iterated(state.outer());
            }
        } catch (InvalidModelException broken) {
            warnings.add("stopped in outer step " + (state.outer() + 1) + ": " + broken.getMessage());
            stopped = StopReason.DIVERGED;
        } finally {
            monitor.end(stopped);
        }
        state.write(solver, game);
        return result(state, stopped);
    }

    /** The next iterate, or null if samples, time or patience ran out before it was complete. */
    private SampledState advance(SampledTrpo learner, SampleMeter meter, SampledState state) {
        int k = state.outer() + 1;
        Streams streams = Streams.of(solver.seed()).child(k);
        learner.freeze(frozen);
        double[] logPolicy = solver.warmStart() == WarmStart.COLD
                ? uniform()
                : state.logPolicy().clone();
        List<double[]> members = new ArrayList<>();
        boolean mixture = solver.sampling().output() == Output.MIXTURE;
        int firstInner = solver.warmStart() == WarmStart.CONTINUE ? (k - 1) * solver.innerSteps() : 0;
        if (!learner.improve(streams, firstInner, logPolicy, mixture ? members : null, monitor::cancelled)) {
            return null;
        }
        if (!mixture) {
            members.add(logPolicy);
        }
        double[] mu = state.law().toArray();
        double[] arrived = learner.push(streams, mu, members, monitor::cancelled);
        if (arrived == null) {
            return null;
        }
        double beta = solver.step().at(k);
        for (int s = 0; s < mu.length; s++) {
            mu[s] += beta * (arrived[s] - mu[s]);
        }
        Law law = Law.of(mu);
        // A law at which the game breaks its contract is not accepted.
        frozen.freeze(law);
        if (k % solver.metricsEvery() == 0 || k == solver.outerSteps()) {
            state.history().add(row(k, members, law, meter.taken(), learner.coverage()));
        }
        return new SampledState(k, meter.taken(), learner.walker(), logPolicy, members, law, state.history());
    }

    /** The metrics averaged over the members: J of a mixture is the mean of the members' J. */
    private double[] row(int k, List<double[]> members, Law law, long samples, int coverage) {
        // A fresh object each time: its optima must not start from those of earlier rows, or a resumed run would differ
        // from an unsplit one in the last bits.
        Metrics metrics = new Metrics(game);
        double[] mean = null;
        for (double[] member : members) {
            double[] row = metrics.row(k, member, solver.temperature(), law, solver.equilibrium(), samples, coverage);
            if (mean == null) {
                mean = new double[row.length];
            }
            for (int i = 0; i < row.length; i++) {
                mean[i] += row[i] / members.size();
            }
        }
        mean[0] = k;
        mean[mean.length - 2] = samples;
        mean[mean.length - 1] = coverage;
        return mean;
    }

    private SampledRun result(SampledState state, StopReason stopped) {
        RunInfo info = new RunInfo(
                solver,
                game.toString(),
                stopped,
                solver.seed(),
                state.samples(),
                Duration.ofNanos(System.nanoTime() - started),
                warnings);
        return new SampledRun(
                policy(state.logPolicy()),
                state.members().stream().map(this::policy).toList(),
                state.law(),
                state.history(),
                info);
    }

    private TabularPolicy policy(double[] logPolicy) {
        return TabularPolicy.ofLogProbabilities(game.states(), game.actions(), logPolicy);
    }

    private double[] uniform() {
        double[] log = new double[game.states() * game.actions()];
        Arrays.fill(log, -FastMath.log(game.actions()));
        return log;
    }
}

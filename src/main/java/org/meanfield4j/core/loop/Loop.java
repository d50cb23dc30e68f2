package org.meanfield4j.core.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Approximate;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.State;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.Track;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.text.SafeText;

/**
 * The one outer loop of all solvers. It alone knows monitors, clocks, budgets, histories, files and exceptions; an
 * {@link Algorithm} knows the mathematics.
 *
 * <pre>
 * begin → start, or continue → prepare → row of the start
 * for k = first + 1 … K:  step → finite? → row → the next iterate becomes the last one → file → iterated
 * file → closing row → advice → end → run
 * </pre>
 *
 * Whatever happens after the first step has begun, the run comes back with the last complete iterate, and says why it
 * stopped; what happens before reaches the caller as an exception.
 *
 * @param <S> the iterate
 * @param <R> the run
 */
public final class Loop<S extends Iterate, R extends Run> {
    private static final long CLOSING_NANOS = 25_000_000;

    private final Object solver;
    private final Call call;
    private final Algorithm<S, R> algorithm;
    private final Rows<S> rows;
    private final History history;
    private final SampleMeter meter;
    private final RunWatch watch;
    private final Measuring<S> measuring;
    private final CheckpointFile file;
    private final RunIdentity identity;
    private final boolean brisk;
    private final Aside aside;
    private final Map<Integer, State> kept = new HashMap<>();
    private volatile S now; // set aside, and read here even if that work was left to itself
    private S next;
    private int k;
    private long samples;
    private Optional<Throwable> failure = Optional.empty();

    private Loop(Object solver, Object game, Call call, Algorithm<S, R> algorithm) {
        this.solver = solver;
        this.call = call;
        this.algorithm = algorithm;
        this.rows = algorithm.rows();
        this.brisk = algorithm.brisk();
        this.aside = new Aside(!brisk);
        this.identity = new RunIdentity(solver, game, call, algorithm.free());
        this.file = new CheckpointFile(call);
        State from = call.goOn();
        this.k = from == null ? 0 : from.iteration();
        this.samples = from == null ? 0 : from.samples();
        this.meter = new SampleMeter(call.sampleBudget(), samples);
        this.watch = new RunWatch(call.monitor(), meter);
        this.measuring = new Measuring<>(rows, watch);
        this.history = from == null ? measuring.history() : from.history().copy();
    }

    /**
     * Runs a solver.
     *
     * @param solver the record of settings, for readers and files
     * @param game what is solved
     * @param call how it is called
     * @param algorithm the mathematics, made for this run
     * @param <S> the iterate
     * @param <R> the run
     * @return the run
     * @throws IllegalArgumentException if settings, game and call do not fit together
     * @throws org.meanfield4j.core.files.CheckpointException if the checkpoint cannot be written, or is of another run
     */
    public static <S extends Iterate, R extends Run> R run(
            Object solver, Object game, Call call, Algorithm<S, R> algorithm) {
        return new Loop<>(solver, game, call, algorithm).run();
    }

    /**
     * Does one long piece of work under a monitor that is no iteration of a solver: an equilibrium, an experiment.
     *
     * @param plan what a reader sees
     * @param monitor watches and stops the work
     * @param work gets what tells it to stop
     * @param <T> what it finds
     * @return what the work returns
     * @throws StoppedException if the work was stopped before it had a result
     */
    public static <T> T watch(Monitor.Plan plan, Monitor monitor, Function<Watch, T> work) {
        Require.given("monitor", monitor);
        StopReason reason = StopReason.FAILED;
        RunWatch watch = new RunWatch(monitor, new SampleMeter(Long.MAX_VALUE, 0));
        try {
            monitor.begin(plan);
            T found = new Aside(true).run(watch, () -> work.apply(watch));
            reason = watch.now() ? watch.reason() : StopReason.COMPLETED;
            return found;
        } catch (StoppedException e) {
            reason = watch.reason();
            throw e;
        } finally {
            monitor.end(reason);
        }
    }

    private R run() {
        long began = System.nanoTime();
        StopReason reason = StopReason.FAILED;
        boolean told = false;
        try {
            String name = solver.getClass().getSimpleName();
            call.monitor().begin(new Monitor.Plan(name, algorithm.iterations(), k, history, rows.main()));
            reason = open() ? iterate() : watch.reason();
            State state = state(now);
            History complete = withClosingRow();
            if ((reason == StopReason.COMPLETED || reason == StopReason.BUDGET) && measuring.ranAway(complete)) {
                reason = StopReason.DIVERGED;
            }
            file.close(() -> state, k, watch);
            advise(reason);
            StopReason outcome = reason;
            told = true;
            watch.tell(() -> call.monitor().end(outcome));
            RunInfo info = new RunInfo(
                    solver,
                    identity.origin().model(),
                    reason,
                    algorithm.seed(),
                    samples,
                    Duration.ofNanos(System.nanoTime() - began),
                    watch.lines(),
                    failure);
            return algorithm.run(now, new Outcome(info, complete, rows.main(), state, kept));
        } finally {
            if (!told) {
                call.monitor().end(reason);
            }
        }
    }

    /** Everything before the first step; false if it was stopped. What goes wrong here reaches the caller. */
    private boolean open() {
        measuring.requireColumn(call.until());
        file.open(identity);
        try {
            double[] first = brisk ? prepare() : aside.run(watch, this::prepare);
            if (call.goOn() == null) {
                if (first != null) {
                    history.add(first);
                }
                algorithm.recorded(0, now);
                commitTracks();
                keep();
            }
            watch.check();
            next = another();
            return true;
        } catch (CancellationException e) {
            if (now == null || !watch.now()) {
                throw e;
            }
            return false;
        }
    }

    /** The first iterate and all that the steps need; the row of the start, if there is one. */
    private double[] prepare() {
        State from = call.goOn();
        S first = algorithm.start();
        if (from != null) {
            identity.requireSame(solver, from);
            requireMore(from);
            from.restore(first);
            from.restore(rows.tracks());
            watch.recall(from);
        }
        now = first;
        if (call.reference() instanceof Approximate reference && !reference.converged()) {
            watch.notConverged("the reference equilibrium", reference.residual());
        }
        algorithm.prepare(first, watch);
        return from == null && rows.fromStart() ? measuring.rowOfStart(now) : null;
    }

    private S another() {
        S another = algorithm.start();
        if (another == now) {
            throw new IllegalStateException("start() must make a new iterate at each call");
        }
        return another;
    }

    /** Refuses fewer iterations than were done. */
    private void requireMore(State state) {
        if (state.iteration() > algorithm.iterations()) {
            throw new IllegalArgumentException("the run to continue has done " + state.iteration()
                    + " iterations, more than the " + algorithm.iterations() + " of this solver; ask for more");
        }
    }

    private StopReason iterate() {
        if (described() && met()) {
            return StopReason.CONVERGED; // already at the start, or when the run to continue ended
        }
        while (k < algorithm.iterations()) {
            double[] row;
            try {
                watch.check();
                row = aside.repeat(watch, this::step);
            } catch (Throwable t) {
                rows.tracks().forEach(Track::discard);
                GaveUp gaveUp = GaveUp.of(t, rows.iteration() + " " + (k + 1), next, watch);
                failure = gaveUp.cause();
                return gaveUp.reason();
            }
            S last = now;
            now = next;
            next = last;
            k++;
            samples = meter.taken();
            if (row != null) {
                history.add(row);
            }
            commitTracks();
            keep();
            file.write(() -> state(now), k, watch);
            watch.tell(() -> call.monitor().iterated(k));
            if (row != null && met()) {
                return StopReason.CONVERGED;
            }
        }
        return StopReason.COMPLETED;
    }

    /** Fills the next iterate; its row, or null where none is due. */
    private double[] step() {
        algorithm.step(k + 1, now, next, watch);
        watch.check();
        if (!next.finite()) {
            throw new DivergedException("");
        }
        if (!measuring.due(k + 1)) {
            return null;
        }
        double[] row = measuring.row(k + 1, next, meter.taken(), watch);
        algorithm.recorded(k + 1, next);
        return row;
    }

    private void commitTracks() {
        rows.tracks().forEach(Track::commit);
    }

    /** Whether the last row is that of the last iterate. */
    private boolean described() {
        return history.rows() > 0 && history.get(history.rows() - 1, rows.iteration()) == k;
    }

    /** Whether the last row is small enough. */
    private boolean met() {
        return watch.settled() && call.until() != null && history.last(call.until()) <= call.atMost();
    }

    /** The history with a row of the last iterate, where rows are rare; the state of the run never sees it. */
    private History withClosingRow() {
        if (described() || k == 0) {
            return history;
        }
        if (aside.left()) {
            watch.warn("the last iterate has no row: stopped");
            return history;
        }
        long deadline = System.nanoTime() + CLOSING_NANOS;
        // Samples may be used up, but a metric draws none; who has pressed stop does not wait for it.
        Stop stop = watch.now() && !meter.exhausted() ? () -> System.nanoTime() - deadline >= 0 : watch::cancelled;
        try {
            next = next == null ? another() : next;
            next.copy(now); // metrics may leave warm starts in the iterate
            double[] row = aside.repeat(stop, CLOSING_NANOS / 2, () -> {
                double[] made = measuring.row(k, next, samples, stop);
                algorithm.recorded(k, next);
                return made;
            });
            commitTracks();
            History complete = history.copy();
            complete.add(row);
            return complete;
        } catch (RuntimeException e) {
            rows.tracks().forEach(Track::discard);
            watch.warn("the last iterate has no row: "
                    + (e instanceof CancellationException ? "stopped" : SafeText.line(e)));
            return history;
        }
    }

    private void advise(StopReason reason) {
        if (aside.left()) {
            return;
        }
        try {
            if (reason == StopReason.DIVERGED) {
                aside.run(watch, () -> {
                    algorithm.advise(now, reason, watch);
                    return now;
                });
            } else {
                algorithm.advise(now, reason, watch);
            }
        } catch (Throwable e) {
            watch.warn("no advice: " + SafeText.line(e));
        }
    }

    private void keep() {
        if (call.keep().contains(k)) {
            S copy = another();
            copy.copy(now);
            kept.put(k, state(copy));
        }
    }

    private State state(S iterate) {
        return State.of(
                identity.origin(),
                watch.warnings(),
                watch.settled(),
                k,
                samples,
                iterate,
                history.copy(),
                rows.tracks());
    }
}

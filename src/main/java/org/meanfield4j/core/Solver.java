package org.meanfield4j.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Start;

/**
 * An algorithm with its settings: an immutable record, reusable and thread-safe. What it computes are its settings; how it
 * is called, the methods of this interface.
 *
 * <pre>{@code
 * var run  = ExactMfTrpo.defaults().withTemperature(0.3).until("exploitability", 1e-6).solve(game, progress("MF-TRPO"));
 * var more = solver.withOuterSteps(400).continuing(run).solve(game);      // the same bits as 400 steps at once
 * var warm = solver.withTemperature(0.1).startingFrom(run).solve(game);   // from its policy and law, k = 0
 * }</pre>
 *
 * @param <G> what it solves
 * @param <R> the run it makes
 */
@FunctionalInterface
public interface Solver<G, R extends Run> {

    /**
     * Solves a game.
     *
     * @param game the game
     * @param call who watches, where it starts, where it saves itself, when it has to stop
     * @return the run; whatever happened after the first step began, with the last complete iterate
     * @throws IllegalArgumentException if settings, game and call do not fit together
     * @throws InvalidModelException if the game breaks its contract at the start
     */
    R solve(G game, Call call);

    /**
     * Solves a game from its start.
     *
     * @param game the game
     * @return the run
     */
    default R solve(G game) {
        return solve(game, Call.of(Monitor.silent()));
    }

    /**
     * Solves a game while a monitor watches.
     *
     * @param game the game
     * @param monitor sees every iteration and may stop the run, which then returns its last complete iterate
     * @return the run
     */
    default R solve(G game, Monitor monitor) {
        return solve(game, Call.of(monitor));
    }

    /**
     * The same solver, ending with the first row whose value is small enough, be it that of the start.
     *
     * @param column a column of the history that does not only count
     * @param atMost the value that is enough
     * @return a solver whose runs may end {@link StopReason#CONVERGED}
     */
    default Solver<G, R> until(String column, double atMost) {
        Require.given("column", column);
        return called(call -> call.withUntil(column).withAtMost(atMost));
    }

    /**
     * The same solver from another start, at k = 0.
     *
     * @param start a run of any solver of the same model, or a start of one's own
     * @return the solver
     */
    default Solver<G, R> startingFrom(Start start) {
        return called(call -> call.withStart(start));
    }

    /**
     * The same solver, going on where a run of it stopped, which resumes that run: k, history, optimiser, and the same bits as without a break.
     *
     * @param run of the same solver on the same game; only the number of iterations may differ
     * @return the solver
     * @throws IllegalArgumentException if the run does not hold what is needed
     */
    default Solver<G, R> continuing(Run run) {
        State state = Require.given("run", run).outcome().state();
        if (state == null) {
            throw new IllegalArgumentException(
                    "the run of " + run.info().solver() + " cannot be continued; use startingFrom, or a checkpoint");
        }
        return called(call -> call.withGoOn(state));
    }

    /**
     * The same solver, going on where a checkpoint or a saved run left off: resumes it, be it after a crash.
     *
     * @param file a checkpoint, or the folder of a saved run
     * @return the solver
     * @throws org.meanfield4j.core.files.CheckpointException if there is no readable checkpoint
     */
    default Solver<G, R> continuing(Path file) {
        if (Files.isDirectory(Require.given("file", file))) {
            return continuing(SavedRun.load(file));
        }
        State state = State.read(file);
        return called(call -> call.withGoOn(state));
    }

    /**
     * The same solver, writing its state to a file, from which {@link #continuing(Path)} goes on. A file that cannot be
     * written is refused before the first step; later it is a warning of the run.
     *
     * @param file replaced as a whole at each writing; not the checkpoint of another run
     * @param every after how many iterations it is written; also at the end
     * @return the solver
     */
    default Solver<G, R> withCheckpoint(Path file, int every) {
        Require.given("file", file);
        return called(call -> call.withCheckpoint(file).withCheckpointEvery(every));
    }

    /**
     * As {@link #continuing(Path)}.
     *
     * @param file a checkpoint, or the folder of a saved run
     * @return the solver
     */
    default Solver<G, R> continuing(String file) {
        return continuing(Require.path("file", file));
    }

    /**
     * As {@link #withCheckpoint(Path, int)}.
     *
     * @param file e.g. {@code "run.ckpt"}
     * @param every after how many iterations it is written; also at the end
     * @return the solver
     */
    default Solver<G, R> withCheckpoint(String file, int every) {
        return withCheckpoint(Require.path("file", file), every);
    }

    /**
     * The same solver, keeping what it had after some iterations: {@code run.at(50)} is then a start like any other, such
     * as {@code PolicyAndLaw.of(game, run.at(50)).policy()}.
     *
     * @param iterations numbers of iterations, at least 0; those that a run does not come to are not kept
     * @return the solver
     */
    default Solver<G, R> keeping(int... iterations) {
        Set<Integer> keep =
                IntStream.of(Require.given("iterations", iterations)).boxed().collect(Collectors.toSet());
        return called(call -> call.withKeep(keep));
    }

    /**
     * The same solver, recording the distance to an equilibrium.
     *
     * @param equilibrium of the same game
     * @return the solver
     */
    default Solver<G, R> measuredAgainst(Object equilibrium) {
        return called(call -> call.withReference(equilibrium));
    }

    /**
     * The same solver with an upper bound on samples; a run ends before the iteration that would exceed it.
     *
     * @param samples at least 1
     * @return the solver
     */
    default Solver<G, R> withSampleBudget(long samples) {
        return called(call -> call.withSampleBudget(samples));
    }

    /**
     * The same solver on another number of threads; the result is the same to the bit.
     *
     * @param count at least 1
     * @return the solver
     */
    default Solver<G, R> withThreads(int count) {
        return called(call -> call.withThreads(count));
    }

    /**
     * The same solver, called in another way.
     *
     * @param change of the call
     * @return the solver
     */
    private Solver<G, R> called(UnaryOperator<Call> change) {
        Called<G, R> called = this instanceof Called<G, R> c
                ? new Called<>(c.solver(), call -> change.apply(c.change().apply(call)))
                : new Called<>(this, change);
        called.change().apply(Call.of(Monitor.silent())); // complains here and now, not when it solves
        return called;
    }

    /**
     * A solver with a way of being called.
     *
     * @param solver the solver
     * @param change of the call
     * @param <G> what it solves
     * @param <R> the run it makes
     */
    record Called<G, R extends Run>(Solver<G, R> solver, UnaryOperator<Call> change) implements Solver<G, R> {
        @Override
        public R solve(G game, Call call) {
            return solver.solve(game, change.apply(call));
        }

        @Override
        public String toString() {
            return solver.toString();
        }
    }
}

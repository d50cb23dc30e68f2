package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunFailedException;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.State;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.graphon.nonlinear.NonlinearPolicyGradient;
import org.meanfield4j.graphon.nonlinear.NonlinearRun;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryRun;
import org.meanfield4j.stationary.StationarySolver;
import org.meanfield4j.stationary.baselines.FictitiousPlay;
import org.meanfield4j.stationary.baselines.OnlineMirrorDescent;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.SampledRun;
import org.meanfield4j.stationary.sampled.Sampling;

/** Promises of the loop that were broken once, each found by trying to. */
class BrokenPromisesTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(3);
    private static final ExactMfTrpo EXACT =
            ExactMfTrpo.defaults().withTemperature(0.3).withInnerSteps(4);

    @TempDir
    Path folder;

    @Test
    void theLastWordCountsWhenASolverIsCalledInTwoWays() {
        StationaryRun run = EXACT.withOuterSteps(60)
                .until(Metrics.REGULARISED, 1)
                .until(Metrics.REGULARISED, 1e-6)
                .solve(GAME);
        assertTrue(run.history().last(Metrics.REGULARISED) <= 1e-6 || run.stopped() == StopReason.COMPLETED);
        assertTrue(run.history().rows() > 1);

        Solver<StationaryGame, StationaryRun> solver = EXACT.withOuterSteps(9);
        Run run3 = solver.solve(GAME, new Stopper(3, 0));
        solver = solver.continuing(run3);
        Run run6 = solver.solve(GAME, new Stopper(6, 0));
        solver = solver.continuing(run6);
        assertEquals(6, solver.solve(GAME, new Stopper(0, 0)).outcome().state().iteration());
    }

    @Test
    void aRunThatStartsFromACheckpointIsAnotherRunThanTheOneInIt() {
        Path file = folder.resolve("run.ck");
        EXACT.withOuterSteps(5).withCheckpoint(file, 1).solve(GAME);
        Solver<StationaryGame, StationaryRun> warm = EXACT.withOuterSteps(8).startingFrom(State.read(file));

        assertThrows(
                CheckpointException.class, () -> warm.withCheckpoint(file, 1).solve(GAME));

        EverySolverTest.assertSameRun(
                EXACT.withOuterSteps(8).solve(GAME),
                EXACT.withOuterSteps(8).continuing(file).solve(GAME));
    }

    @Test
    void startingAndContinuingExcludeEachOther() {
        Run run = EXACT.withOuterSteps(2).solve(GAME);
        assertThrows(IllegalArgumentException.class, () -> EXACT.continuing(run).startingFrom(run));
    }

    @Test
    void aStartOfOnesOwnIsTheSameRunInEveryProcess() {
        // The names of a Map.of come in another order in every process; the identity sorts them.
        Path file = folder.resolve("run.ck");
        PolicyAndLaw start = new PolicyAndLaw(TabularPolicy.uniform(9, 5), Law.uniform(9));
        EXACT.withOuterSteps(2).startingFrom(start).withCheckpoint(file, 1).solve(GAME);

        java.util.Map<String, org.meanfield4j.core.files.ArrayFiles.Array> reversed = new java.util.TreeMap<>(
                java.util.Comparator.<String>naturalOrder().reversed());
        reversed.putAll(start.arrays());
        StationaryRun again = EXACT.withOuterSteps(4)
                .startingFrom(() -> reversed)
                .withCheckpoint(file, 1)
                .solve(GAME);

        assertEquals(StopReason.COMPLETED, again.stopped());
        assertEquals(4, State.read(file).iteration());
    }

    @Test
    void aMonitorThatFailsInTheEndOrWhenAskedDoesNotCostTheRun() {
        Stopper breaksAtTheEnd = new Stopper(Long.MAX_VALUE, 0) {
            @Override
            public void end(StopReason reason) {
                throw new NoClassDefFoundError("Drawing");
            }
        };
        Stopper breaksWhenAsked = new Stopper(Long.MAX_VALUE, 0) {
            @Override
            public boolean cancelled() {
                throw new IllegalStateException("no answer");
            }
        };
        for (Stopper monitor : List.of(breaksAtTheEnd, breaksWhenAsked)) {
            StationaryRun run = EXACT.withOuterSteps(3).solve(GAME, monitor);
            assertEquals(StopReason.COMPLETED, run.stopped());
            assertTrue(run.info().warnings().get(0).startsWith("the monitor failed: "), run::summary);
        }
    }

    @Test
    void aMonitorWhoseBeginFailsIsToldTheEnd() {
        Stopper monitor = new Stopper(0, 0) {
            @Override
            public void begin(Plan what) {
                throw new IllegalStateException("no screen");
            }
        };
        assertThrows(IllegalStateException.class, () -> EXACT.solve(GAME, monitor));
        assertEquals(List.of(StopReason.FAILED), monitor.ended);
    }

    @Test
    void aSeedThatIsRefusedDoesNotCostTheOthers() {
        Sweep<Long, StationaryRun> sweep = Sweep.seeds(1, 4, seed -> {
            if (seed == 3) {
                throw new IllegalArgumentException("seed 3 is unlucky");
            }
            return EXACT.withOuterSteps(2).solve(GAME);
        });

        assertEquals(List.of(1L, 2L, 4L), sweep.values());
        assertEquals(List.of("seed 3: seed 3 is unlucky"), sweep.failures());
        assertEquals(1, sweep.failed());
        assertTrue(sweep.toString().contains("3 of 4 runs, 1 failed"), sweep::toString);
    }

    @Test
    void aSweepStopsWhileItsCallerWaitsForTheOtherThread() throws Exception {
        CompletableFuture<Sweep<Long, StationaryRun>> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> result.complete(Sweep.seeds(
                1,
                2,
                (seed, monitor) -> EXACT.withOuterSteps(seed == 1 ? 1 : 50_000_000)
                        .withMetricsEvery(50_000_000)
                        .solve(GAME, monitor),
                Monitor.silent())));
        caller.start();
        Thread.sleep(300);
        caller.interrupt();

        Sweep<Long, StationaryRun> sweep = result.get(10, TimeUnit.SECONDS);

        assertEquals(StopReason.INTERRUPTED, sweep.at(2L).stopped());
        assertEquals(1, sweep.cutShort());
    }

    @Test
    void aDriftThatEndsWithItsGridCanBeSaved() {
        NonlinearGame game = NonlinearGame.of(NonlinearGame.experiment(), x -> {
            if (x > 7) {
                throw new IllegalArgumentException("beyond the table");
            }
            return -0.1 * x * x * x;
        });
        NonlinearRun run = NonlinearPolicyGradient.defaults().withIterations(2).solve(game);

        run.save(folder.resolve("run"));

        EverySolverTest.assertSameRun(run, SavedRun.load(folder.resolve("run")));
    }

    @Test
    void aContinuedRunHoldsNoneOfItsAncestors() throws Exception {
        StationaryRun first = EXACT.withOuterSteps(1).solve(GAME);
        Monitor watching = new Stopper(Long.MAX_VALUE, 0);
        StationaryRun second = EXACT.withOuterSteps(2).continuing(first).solve(GAME, watching);
        var state = new java.lang.ref.WeakReference<>(first.outcome().state());
        var monitor = new java.lang.ref.WeakReference<>(watching);
        first = null;
        watching = null;
        for (int i = 0; i < 50 && (state.get() != null || monitor.get() != null); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertEquals(null, state.get());
        assertEquals(null, monitor.get());
        assertEquals(2, second.outcome().state().iteration());
    }

    static Stream<Solver<StationaryGame, ? extends Run>> onLargeGames() {
        return Stream.of(
                ExactMfTrpo.defaults().withInnerSteps(2).withOuterSteps(6),
                OnlineMirrorDescent.defaults().withIterations(6),
                FictitiousPlay.defaults().withIterations(6),
                SampledMfTrpo.defaults()
                        .withInnerSteps(2)
                        .withOuterSteps(6)
                        .withSampling(Sampling.defaults().withRollouts(200)));
    }

    @ParameterizedTest
    @MethodSource("onLargeGames")
    <R extends Run> void aContinuedRunHasTheSameBitsWhereSystemsAreSolvedIteratively(Solver<StationaryGame, R> solver) {
        CrowdGrid large = CrowdGrid.corner(33);
        R straight = solver.solve(large);
        R part = solver.solve(large, new Stopper(3, 0));

        EverySolverTest.assertSameRun(straight, solver.continuing(part).solve(large));
    }

    @Test
    void aMetricThatOverflowsDoesNotSpoilTheRun() {
        StationaryGame game = corridor(mu -> mu.get(2) > 0.6 ? 1.5e308 : 1);
        StationaryRun run = EXACT.withStepSize(0.01).withOuterSteps(6).solve(game);

        assertEquals(StopReason.COMPLETED, run.stopped(), run::summary);
        assertTrue(Double.isNaN(run.history().last(Metrics.EXPLOITABILITY)));
        assertEquals(1, run.info().warnings().size(), run::summary);
    }

    @Test
    void aRewardThatCancelsAtALawThatTheRunNeverVisitsIsAMetricThatFails() {
        StationaryGame game = corridor(mu -> {
            if (mu.get(2) > 0.6) {
                throw new CancellationException("not here: " + mu.get(2));
            }
            return 1;
        });
        StationaryRun run = EXACT.withStepSize(0.01).withOuterSteps(6).solve(game);

        assertEquals(StopReason.COMPLETED, run.stopped(), run::summary);
        assertEquals(1, run.info().warnings().size(), run::summary);
        assertEquals(
                run.info().warnings(),
                EXACT.withStepSize(0.01)
                        .withOuterSteps(6)
                        .continuing(EXACT.withStepSize(0.01).withOuterSteps(6).solve(game, new Stopper(3, 0)))
                        .solve(game)
                        .info()
                        .warnings(),
                "a warning survives a break");
    }

    @Test
    void orThrowSaysWhyAndNotWhatWasSaidBefore() {
        StationaryGame game = corridor(mu -> {
            if (mu.get(2) > 0.36) {
                throw new ArithmeticException("/ by zero");
            }
            return 1;
        });
        var run = SampledMfTrpo.defaults()
                .withSampling(Sampling.defaults().withTruncation(3).withRollouts(100))
                .solve(game);
        RunFailedException e = assertThrows(RunFailedException.class, run::orThrow);
        assertTrue(e.getMessage().contains("FAILED: stopped in outer step "), e::getMessage);
        assertTrue(run.info().warnings().stream().anyMatch(w -> w.startsWith("truncation = 3")));
    }

    @Test
    void aRunWithoutRowsSaysHowFarItIs() {
        StationaryRun run = EXACT.withMetricsEvery(1000).withOuterSteps(1000).solve(GAME, new Stopper(3, 0));
        // The closing row may have been given up, its iterations have not.
        assertTrue(run.headline().matches("interrupted: .*3 iterations.*"), run::headline);
    }

    @Test
    void aStartOfAnotherModelIsRefused() {
        Run graphon = BilevelPolicyGradient.defaults()
                .withIterations(1)
                .solve(LqGraphonGame.base().withSteps(5));
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> EXACT.startingFrom(graphon).solve(GAME));
        assertTrue(e.getMessage().contains("start from a run of a stationary game"), e::getMessage);
    }

    @Test
    void aGameThatIsRefusedAtTheDoorLeavesNoCheckpoint() {
        Path file = folder.resolve("run.ck");
        boolean[] broken = {false};
        StationaryGame game = corridor(mu -> broken[0] ? Double.NaN : 1);
        broken[0] = true;
        assertThrows(
                InvalidModelException.class, () -> EXACT.withCheckpoint(file, 1).solve(game));
        assertFalse(Files.exists(file));
        broken[0] = false;

        EXACT.withOuterSteps(2).withCheckpoint(file, 1).solve(game);

        assertEquals(2, State.read(file).iteration());
    }

    @Test
    void theNumberOfTheIterationIsNoTolerance() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EXACT.until(Metrics.ITERATION, 50).solve(GAME));
    }

    @Test
    void aNumberThatOnlyCountsIsNothingToWaitFor() {
        for (String count : List.of(SampledRun.SAMPLES, SampledRun.COVERAGE)) {
            var e = assertThrows(
                    IllegalArgumentException.class,
                    () -> SampledMfTrpo.defaults().until(count, 0).solve(GAME));
            assertEquals(
                    "until = '" + count + "' must be one of the columns that can be waited for:"
                            + " regularised exploitability, unregularised exploitability, exploitability, consistency error",
                    e.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelFreePolicyGradient.defaults().until("paths", 100).solve(LqGraphonGame.base()));
    }

    @Test
    void aRunThatStartsCloseEnoughMakesNoStep() {
        LqGraphonGame game = LqGraphonGame.base().withSteps(6);
        var solver = BilevelPolicyGradient.defaults().withInnerSteps(5).until("RMSE of the aggregate", 1e-2);
        GraphonRun run = solver.solve(game);

        GraphonRun again = solver.startingFrom(run).solve(game);

        assertEquals(StopReason.CONVERGED, run.stopped());
        assertEquals(StopReason.CONVERGED, again.stopped());
        assertEquals(0, again.outcome().state().iteration());
        assertArrayEquals(run.policy().slopes(), again.policy().slopes());
    }

    @Test
    void aSolverOfOnesOwnIsKnownByItsName() {
        Run run = StationarySolver.of("stay", 2, (game, k, now, stop) -> now).solve(GAME);

        Run rewritten = StationarySolver.of(
                        "stay", 4, (game, k, now, stop) -> new PolicyAndLaw(now.policy(), now.law()))
                .continuing(run)
                .solve(GAME);

        assertEquals(4, rewritten.outcome().state().iteration());
        assertThrows(
                IllegalArgumentException.class,
                () -> StationarySolver.of("go", 4, (game, k, now, stop) -> now)
                        .continuing(run)
                        .solve(GAME));
    }

    @Test
    void aFolderIsNoCheckpoint() {
        String message =
                "checkpoint " + folder + " is a folder; name a file in it, such as " + folder.resolve("run.ckpt");
        var written = assertThrows(
                CheckpointException.class, () -> EXACT.withCheckpoint(folder, 1).solve(GAME));
        var read = assertThrows(CheckpointException.class, () -> State.read(folder));

        assertEquals(message, written.getMessage());
        assertEquals(message, read.getMessage());
    }

    @Test
    void whoChangesTheArraysOfARunDoesNotChangeTheRun() {
        StationaryRun part = EXACT.withOuterSteps(3).solve(GAME);
        double before = part.arrays().get("law").values()[0];
        part.arrays().get("law").values()[0] = 7;
        assertEquals(before, part.arrays().get("law").values()[0]);
    }

    @Test
    void aRunThatIsFurtherThanTheSolverGoesIsRefused() {
        StationaryRun nine = EXACT.withOuterSteps(9).solve(GAME);
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> EXACT.withOuterSteps(4).continuing(nine).solve(GAME));
        assertTrue(e.getMessage().contains("has done 9 iterations"), e::getMessage);
    }

    @Test
    void anEmptyFileIsAPlaceForACheckpoint() throws Exception {
        Path file = Files.createTempFile(folder, "run", ".ck");
        EXACT.withOuterSteps(2).withCheckpoint(file, 1).solve(GAME);
        assertEquals(2, State.read(file).iteration());
    }

    @Test
    void aSampledRunMayBeAnnealed() {
        SampledMfTrpo annealed = SampledMfTrpo.defaults()
                .withExact(ExactMfTrpo.annealed().withOuterSteps(40).withInnerSteps(3))
                .withSampling(Sampling.defaults().withRollouts(400));
        var run = annealed.solve(GAME);
        assertEquals(StopReason.COMPLETED, run.stopped());
        assertNotEquals(
                annealed.withTemperature(0.3).solve(GAME).history().last(Metrics.EXPLOITABILITY),
                run.history().last(Metrics.EXPLOITABILITY));
        assertArrayEquals(
                run.law().toArray(), annealed.withThreads(1).solve(GAME).law().toArray());
    }

    private static StationaryGame corridor(java.util.function.ToDoubleFunction<Law> level) {
        return StationaryGame.builder(3, 2)
                .next((s, a) -> Math.min(2, s + a))
                .slip(0.2)
                .reward((s, a, mu) -> s * level.applyAsDouble(mu))
                .build();
    }
}

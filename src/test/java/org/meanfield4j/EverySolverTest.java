package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.SolverCases.Case;
import org.meanfield4j.core.Budgets;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.law.Start;

/** What a user may rely on, whichever solver it is: one loop, so one test. */
class EverySolverTest {
    private static final int MANY = 1_000_000;

    /** The texts of all public constants. */
    private static final Set<String> CONSTANTS = constants();

    @TempDir
    Path folder;

    private static Set<String> constants() {
        Pattern constant = Pattern.compile("    public static final String \\w+ = \"(.*)\";");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Set<String> texts = new HashSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                constant.matcher(Files.readString(file)).results().forEach(found -> texts.add(found.group(1)));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Case<?, ?>> cases() {
        return SolverCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aRunThatDoesAllIterationsIsCompletedAndItsLastRowDescribesItsIterate(Case<G, R> c) {
        R run = c.solver(5).solve(c.game());

        assertEquals(StopReason.COMPLETED, run.stopped(), run::summary);
        assertEquals(5, iteration(run));
        assertTrue(run.history().columns().contains(run.mainColumn()));
        assertFalse(run.arrays().isEmpty(), "the solution is in the run");
    }

    /** So a cell that asks for a column need not spell it: {@code run.history().last(Metrics.EXPLOITABILITY)}. */
    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void everyColumnOfARunIsAConstantOfTheLibrary(Case<G, R> c) {
        R run = c.solver(1).solve(c.game());

        assertEquals(
                List.of(),
                run.history().columns().stream()
                        .filter(column -> !CONSTANTS.contains(column))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void theStopButtonReturnsTheLastCompleteIterate(Case<G, R> c) {
        for (int questions : new int[] {0, 1, 5}) {
            R run = c.solver(MANY).solve(c.game(), new Stopper(3, questions));

            assertEquals(StopReason.INTERRUPTED, run.stopped(), run::summary);
            // A step that asks less often than that is through before it is stopped.
            assertSameIterate(SolverCases.straight(c, iteration(run), MANY), run);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aStopBeforeTheFirstStepReturnsTheStart(Case<G, R> c) {
        R run = Budgets.spend(any -> c.solver(MANY).solve(c.game(), new Stopper(0, 0)));

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertEquals(0, run.outcome().state().iteration());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void anInterruptOfTheThreadStopsTheRunAndKeepsTheFlag(Case<G, R> c) throws Exception {
        CompletableFuture<R> result = new CompletableFuture<>();
        boolean[] flag = new boolean[1];
        Stopper monitor = new Stopper(0, 0) {
            private final Monitor silent = Monitor.silent();

            @Override
            public void begin(Plan what) {
                silent.begin(what);
            }

            @Override
            public boolean cancelled() {
                return silent.cancelled();
            }
        };
        Thread thread = new Thread(() -> {
            try {
                R run = c.solver(MANY).withCheckpoint(folder.resolve("ck"), 1).solve(c.game(), monitor);
                flag[0] = Thread.currentThread().isInterrupted();
                run.save(folder.resolve("run"));
                run.history().csv(folder.resolve("h.csv"));
                result.complete(run);
            } catch (Throwable t) {
                result.completeExceptionally(t);
            }
        });
        thread.start();
        for (int i = 0; i < 1000 && monitor.told == 0; i++) {
            Thread.sleep(10);
        }
        Thread.sleep(50);
        thread.interrupt();

        R run = result.get(20, TimeUnit.SECONDS);

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertTrue(flag[0], "the interrupt flag stays set");
        assertEquals(
                List.of(),
                run.info().warnings().stream()
                        .filter(w -> w.contains("not written"))
                        .toList());
        SavedRun saved = SavedRun.load(folder.resolve("run"));
        assertSameRun(run, saved);
        assertSameIterate(run, SolverCases.reopened(c, folder.resolve("ck"), iteration(run)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aTimeBudgetEndsTheRunAndSaysSo(Case<G, R> c) {
        Stopper monitor = new Stopper(MANY, 0);

        R run = Budgets.spend(budget -> {
            monitor.ended.clear();
            return Budgets.endsAtOnce(() -> c.solver(MANY).solve(c.game(), monitor.within(budget)));
        });

        assertEquals(StopReason.BUDGET, run.stopped());
        assertEquals(List.of(StopReason.BUDGET), monitor.ended);
        assertTrue(monitor.told < MANY);
        assertEquals(monitor.told, run.outcome().state().iteration(), "the monitor was told of every iteration");
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aContinuedRunHasTheBitsOfAStraightOne(Case<G, R> c) {
        Path file = folder.resolve("run.ck");
        R straight = c.solver(8).solve(c.game());
        R part = SolverCases.part(c, 3, 8).withCheckpoint(file, 2).solve(c.game(), new Stopper(3, 0));
        part.save(folder.resolve("saved"));

        assertSameRun(straight, c.solver(8).continuing(part).solve(c.game()));
        assertSameRun(straight, c.solver(8).continuing(file).solve(c.game()));
        assertSameRun(straight, c.solver(8).continuing(folder.resolve("saved")).solve(c.game()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aRunKeepsTheIteratesThatItWasAskedToKeep(Case<G, R> c) {
        R run = c.solver(5).keeping(0, 3, 9).solve(c.game());

        assertSameArrays(
                c.solver(5).solve(c.game(), new Stopper(3, 0)).outcome().state(), run.at(3));
        assertSameArrays(
                c.solver(5).solve(c.game(), new Stopper(0, 0)).outcome().state(), run.at(0));
        assertEquals(
                StopReason.COMPLETED,
                c.solver(2).startingFrom(run.at(3)).solve(c.game()).stopped());
        var e = assertThrows(IllegalArgumentException.class, () -> run.at(9));
        assertEquals("iteration = 9 was not kept, only [0, 3]; ask by solver.keeping(9)", e.getMessage());
    }

    private static void assertSameArrays(Start expected, Start actual) {
        assertEquals(expected.arrays().keySet(), actual.arrays().keySet());
        expected.arrays()
                .forEach((name, array) -> assertArrayEquals(
                        array.values(), actual.arrays().get(name).values(), name));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void progressOfAContinuedRunCountsItsOwnPart(Case<G, R> c) {
        R part = SolverCases.part(c, 3, 8).solve(c.game(), new Stopper(3, 0));
        Stopper monitor = new Stopper(MANY, 0);

        c.solver(8).continuing(part).solve(c.game(), monitor);

        assertEquals(3, monitor.plan.done());
        assertEquals(8, monitor.plan.iterations());
        assertEquals(part.mainColumn(), monitor.plan.mainColumn());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void anotherRunIsNeitherContinuedNorOverwritten(Case<G, R> c) throws IOException {
        Path file = folder.resolve("run.ck");
        c.solver(2).withCheckpoint(file, 1).solve(c.game());
        byte[] before = Files.readAllBytes(file);

        var refused = assertThrows(
                IllegalArgumentException.class, () -> c.other().continuing(file).solve(c.game()));
        assertTrue(
                refused.getMessage().matches(".+ = .+, the run that is continued had .+; only .+"),
                refused::getMessage);
        assertTrue(refused.getMessage().length() < 400, refused::getMessage);
        var kept = assertThrows(
                CheckpointException.class,
                () -> c.other().withCheckpoint(file, 1).solve(c.game()));
        assertTrue(kept.getMessage().contains("is of another run"), kept::getMessage);
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void continuingAFinishedRunWritesNothingAndChangesNothing(Case<G, R> c) throws IOException {
        Path file = folder.resolve("run.ck");
        R whole = c.solver(3).withCheckpoint(file, 1).solve(c.game());
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1000));

        R again = c.solver(3).withCheckpoint(file, 1).continuing(file).solve(c.game());

        assertSameRun(whole, again);
        assertEquals(1000, Files.getLastModifiedTime(file).toMillis());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aPlaceThatCannotBeWrittenIsRefusedBeforeTheFirstStep(Case<G, R> c) throws IOException {
        Path file = Files.createFile(folder.resolve("a file"));
        Stopper monitor = new Stopper(MANY, 0);

        assertThrows(
                CheckpointException.class,
                () -> c.solver(3).withCheckpoint(file.resolve("run.ck"), 1).solve(c.game(), monitor));

        assertEquals(0, monitor.told);
        assertEquals(List.of(StopReason.FAILED), monitor.ended);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aDiskThatFailsInMidRunCostsAWarningNotTheRun(Case<G, R> c) throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Stopper pullTheDisk = new Stopper(MANY, 0) {
            @Override
            public void iterated(long iteration) {
                super.iterated(iteration);
                if (iteration == 2) {
                    replaceByFile(disk);
                }
            }
        };

        R run = c.solver(5).withCheckpoint(disk.resolve("run.ck"), 1).solve(c.game(), pullTheDisk);

        assertEquals(StopReason.COMPLETED, run.stopped());
        assertEquals(5, iteration(run));
        List<String> lost = run.info().warnings().stream()
                .filter(w -> w.contains("not written"))
                .toList();
        assertEquals(1, lost.size(), () -> "one warning: " + run.info().warnings());
        assertTrue(lost.get(0).startsWith("checkpoint " + disk), lost.get(0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aRunEndsConvergedOnlyWhenItWasAskedToAndDid(Case<G, R> c) {
        String main = c.solver(1).solve(c.game()).mainColumn();

        R enough = c.solver(6).until(main, Double.MAX_VALUE).solve(c.game());
        R never = c.solver(6).until(main, -Double.MAX_VALUE).solve(c.game());

        assertEquals(StopReason.CONVERGED, enough.stopped(), enough::summary);
        assertTrue(iteration(enough) < 6, "with the first row");
        assertEquals(StopReason.COMPLETED, never.stopped());
        assertEquals(6, iteration(never));
        assertThrows(
                IllegalArgumentException.class,
                () -> c.solver(6).until("no such column", 1).solve(c.game()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aRunStartsFromAnotherOneSavedOrNot(Case<G, R> c) {
        R first = c.solver(3).solve(c.game());
        first.save(folder.resolve("run"));

        R warm = c.solver(3).startingFrom(first).solve(c.game());
        R saved = c.solver(3).startingFrom(SavedRun.load(folder.resolve("run"))).solve(c.game());

        assertEquals(3, iteration(warm));
        assertSameRun(warm, saved);
        if (c.startMatters()) {
            assertFalse(
                    Arrays.equals(first.history().toArray(), warm.history().toArray()), "another start, another run");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aMonitorThatThrowsDoesNotCostTheRun(Case<G, R> c) {
        Stopper broken = new Stopper(MANY, 0) {
            @Override
            public void iterated(long iteration) {
                throw new IllegalStateException("no picture");
            }
        };

        R run = c.solver(3).solve(c.game(), broken);

        assertEquals(StopReason.COMPLETED, run.stopped());
        assertTrue(run.info().warnings().stream().anyMatch(w -> w.contains("no picture")), run::summary);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void aSavedRunComesBackWhole(Case<G, R> c) {
        R run = c.solver(3).solve(c.game());
        run.save(folder.resolve("run"));

        SavedRun loaded = SavedRun.load(folder.resolve("run"));

        assertSameRun(run, loaded);
        assertEquals(run.summary(), loaded.summary());
        assertEquals(run.info().warnings(), loaded.info().warnings());
    }

    @ParameterizedTest
    @MethodSource("cases")
    <G, R extends Run> void threadsDoNotChangeABit(Case<G, R> c) {
        Solver<G, R> solver = c.solver(3);

        assertSameRun(
                solver.withThreads(1).solve(c.game()), solver.withThreads(3).solve(c.game()));
    }

    private static int iteration(Run run) {
        return run.outcome().state().iteration();
    }

    static void assertSameRun(Run expected, Run actual) {
        assertEquals(expected.history().rows(), actual.history().rows(), "rows");
        assertSameIterate(expected, actual);
    }

    /** A stopped run may lack the closing row: whoever has pressed stop does not wait for metrics. */
    private static void assertSameIterate(Run expected, Run actual) {
        int rows = Math.min(expected.history().rows(), actual.history().rows());
        assertTrue(Math.max(expected.history().rows(), actual.history().rows()) - rows <= 1, "rows");
        assertEquals(expected.history().columns(), actual.history().columns());
        for (String column : expected.history().columns()) {
            assertArrayEquals(
                    Arrays.copyOf(expected.history().column(column), rows),
                    Arrays.copyOf(actual.history().column(column), rows),
                    column);
        }
        assertEquals(expected.arrays().keySet(), actual.arrays().keySet());
        expected.arrays().forEach((name, array) -> {
            assertArrayEquals(array.shape(), actual.arrays().get(name).shape(), name);
            assertArrayEquals(array.values(), actual.arrays().get(name).values(), name);
        });
        assertEquals(expected.info().samples(), actual.info().samples());
    }

    private static void replaceByFile(Path disk) {
        try (Stream<Path> files = Files.walk(disk)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            Files.createFile(disk);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

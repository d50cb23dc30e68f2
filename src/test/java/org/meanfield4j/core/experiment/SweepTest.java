package org.meanfield4j.core.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meanfield4j.core.FakeRun;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.numerics.Parallel;

@Timeout(20)
class SweepTest {
    @Property(tries = 30)
    void theResultDoesNotDependOnThreads(@ForAll @IntRange(min = 1, max = 8) int threads) {
        List<Long> seeds = List.of(7L, -3L, 11L, 2L, 5L);
        Band expected = walks(seeds, 1).band("gap");
        Sweep<Long, FakeRun> sweep = walks(seeds, threads);

        assertEquals(seeds, sweep.values());
        assertEquals(11, sweep.results().get(2).info().seed());
        assertArrayEquals(expected.mean(), sweep.band("gap").mean());
        assertArrayEquals(expected.std(), sweep.band("gap").std());
    }

    @Test
    void theBandIsMeanAndSampleDeviationOfEachRow() {
        Sweep<Long, FakeRun> sweep = Sweep.seeds(1, 6, seed -> FakeRun.walk(seed, 30, Monitor.silent()));
        Band band = sweep.band("gap");
        for (int i = 0; i < band.x().length; i++) {
            int row = i;
            double[] values = sweep.y(r -> r.history().get(row, "gap"));
            // Commons Math is the independent twin; values of size 10.
            assertEquals(StatUtils.mean(values), band.mean()[i], 1e-13);
            assertEquals(Math.sqrt(StatUtils.variance(values)), band.std()[i], 1e-13);
            assertEquals(6, band.runs()[i]);
        }
        assertEquals(3.5, sweep.band("other").mean()[0]);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, sweep.last("other"));
        assertEquals(1, sweep.named("k").slope("other").value(), 1e-14);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, sweep.x());
        assertTrue(sweep.complete());
        assertEquals(List.of("seed", "last gap", "stopped"), sweep.table().columnNames());
        assertArrayEquals(
                sweep.last("gap"), sweep.table().doubleColumn("last gap").asDoubleArray());
    }

    @Test
    void runsOfDifferentLengthAndStepAreAlignedByIteration() {
        History every = History.of(List.of("iteration", "gap"), 0, 1, 1, 2, 2, 3);
        History second = History.of(List.of("iteration", "gap"), 0, 3, 2, 7, 4, 9);
        Sweep<Long, FakeRun> sweep =
                Sweep.seeds(0, 2, seed -> FakeRun.of(seed, StopReason.COMPLETED, seed == 0 ? every : second));

        Band band = sweep.band("gap");

        // By hand: x = 0 holds {1, 3}, x = 2 holds {3, 7}; deviations √2 and √8.
        assertArrayEquals(new double[] {0, 1, 2, 4}, band.x());
        assertArrayEquals(new double[] {2, 2, 5, 9}, band.mean());
        assertArrayEquals(new int[] {2, 1, 2, 1}, band.runs());
        assertArrayEquals(new double[] {Math.sqrt(2), 0, Math.sqrt(8), 0}, band.std(), 1e-15);
        assertEquals("2 of 2 runs, last gap = 6.000 ± 4.2", sweep.toString());
        assertEquals(List.of("iteration", "mean", "std", "runs"), band.history().columns());
        assertEquals(9, band.history().last("mean"));
    }

    @Test
    void aRunThatLeftTheNumbersShowsInTheBand() {
        Band band = Sweep.seeds(0, 2, seed -> {
                    History h = History.of(List.of("iteration", "gap"), 0, seed == 0 ? 1 : Double.NaN);
                    return FakeRun.of(seed, StopReason.DIVERGED, h);
                })
                .band("gap");
        assertTrue(Double.isNaN(band.mean()[0]));
    }

    @Test
    void aNumberPerValueComesInTheOrderOfTheValues() {
        Sweep<Double, Double> squares =
                Sweep.over(new double[] {3, 1, 2}, v -> v * v).named("η");

        assertArrayEquals(new double[] {3, 1, 2}, squares.x());
        assertArrayEquals(new double[] {9, 1, 4}, squares.y());
        assertEquals(4, squares.at(2.0));
        assertEquals("3 of 3 values", squares.toString());
        assertEquals(List.of("η", "result"), squares.table().columnNames());
        assertArrayEquals(
                new double[] {9, 1, 4}, squares.table().doubleColumn("result").asDoubleArray());
        assertArrayEquals(
                new double[] {2, 4}, Sweep.over(new int[] {1, 2}, n -> 2 * n).y());
        assertEquals(
                List.of("a", "bc"),
                Sweep.over(List.of("a", "bc"), String::length).values());
    }

    @Test
    void aNumberThatCannotBeComputedIsNoGapInSilence() {
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Sweep.over(new double[] {1, 2, 3}, v -> {
                    if (v == 2) {
                        throw new IllegalStateException("no number at 2");
                    }
                    return v;
                }));
        assertEquals("no number at 2", thrown.getMessage());
    }

    @Test
    void aSweepOfSweepsIsABandOverItsValues() {
        var sweep = Sweep.over(
                        new double[] {0.1, 0.2},
                        eta -> Sweep.seeds(
                                1,
                                3,
                                seed -> FakeRun.of(
                                        seed, StopReason.COMPLETED, History.of(List.of("k", "gap"), 0, eta * seed))))
                .named("η");

        Band band = sweep.band("gap");

        assertArrayEquals(new double[] {0.1, 0.2}, band.x());
        assertArrayEquals(new double[] {0.2, 0.4}, band.mean(), 1e-15);
        assertArrayEquals(new double[] {0.1, 0.2}, band.std(), 1e-15);
        assertArrayEquals(band.mean(), sweep.last("gap"));
        assertEquals(List.of("η", "last gap", "std", "runs"), sweep.table().columnNames());
        assertEquals("3 of 3 runs", sweep.table().getString(1, "runs"));
        assertArrayEquals(band.mean(), sweep.table().doubleColumn("last gap").asDoubleArray());
        assertArrayEquals(band.std(), sweep.table().doubleColumn("std").asDoubleArray());
    }

    @Test
    void anInterruptedSweepSaysWhichRunsWereCutShortAndCountsThemInNoMean() throws InterruptedException {
        CountDownLatch walking = new CountDownLatch(1);
        List<Sweep<Long, FakeRun>> sweeps = new ArrayList<>();
        boolean[] flag = new boolean[1];
        Thread notebook = new Thread(() -> {
            sweeps.add(Sweep.seeds(0, 50, seed -> {
                if (seed > 0) {
                    walking.countDown();
                }
                return FakeRun.walk(seed, seed == 0 ? 10 : Integer.MAX_VALUE, Monitor.silent());
            }));
            flag[0] = Thread.currentThread().isInterrupted();
        });
        notebook.start();
        walking.await();
        Thread.sleep(20);
        notebook.interrupt();
        notebook.join();

        Sweep<Long, FakeRun> sweep = sweeps.get(0);
        assertTrue(flag[0], "the notebook must learn of the interrupt");
        assertFalse(sweep.complete());
        assertEquals(StopReason.INTERRUPTED, sweep.at(1L).stopped());
        assertTrue(sweep.at(1L).history().rows() > 0);
        assertTrue(sweep.cutShort() >= 1 && sweep.points().size() == sweep.cutShort() + 1);
        // Only seed 0 was done.
        assertArrayEquals(new double[] {0}, sweep.x());
        assertEquals(10, sweep.band("gap").x().length);
        assertEquals(sweep.at(0L).history().last("gap"), sweep.last("gap")[0]);
        assertTrue(
                sweep.toString()
                        .startsWith((sweep.cutShort() + 1) + " of 50 runs, " + sweep.cutShort()
                                + " of them cut short, last gap = "),
                sweep::toString);
        assertEquals("interrupted", sweep.table().getString(1, "stopped"));
    }

    @Test
    void whatAnotherThreadThrewShowsTheCallOfTheSweep() {
        assumeTrue(Parallel.threads() > 1);
        Thread caller = Thread.currentThread();
        CountDownLatch helped = new CountDownLatch(1);
        ArithmeticException thrown = assertThrows(
                ArithmeticException.class,
                () -> Sweep.over(new int[] {1, 2, 3, 4}, n -> {
                    if (Thread.currentThread() == caller) {
                        while (helped.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return n;
                    }
                    helped.countDown();
                    return 1 / (n - n);
                }));

        assertTrue(Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("whatAnotherThreadThrewShowsTheCallOfTheSweep")));
    }

    @Test
    void aNumberThatWasBeingComputedWhenTheSweepStoppedIsDropped() throws InterruptedException {
        CountDownLatch walking = new CountDownLatch(1);
        List<Sweep<Integer, Double>> sweeps = new ArrayList<>();
        Thread notebook = new Thread(() -> sweeps.add(Sweep.over(new int[] {10, Integer.MAX_VALUE}, steps -> {
            if (steps > 10) {
                walking.countDown();
            }
            return FakeRun.walk(1, steps, Monitor.silent()).history().last("gap");
        })));
        notebook.start();
        walking.await();
        Thread.sleep(20);
        notebook.interrupt();
        notebook.join();

        assertArrayEquals(new double[] {10}, sweeps.get(0).x());
        assertEquals("2 of 2 values, 1 of them cut short", sweeps.get(0).toString());
        assertThrows(IllegalArgumentException.class, () -> sweeps.get(0).at(Integer.MAX_VALUE));
    }

    @Test
    void theBudgetOfTheSweepEndsEveryRun() {
        List<String> ended = new ArrayList<>();
        Sweep<Long, FakeRun> sweep = Sweep.seeds(
                0,
                50,
                (seed, monitor) -> FakeRun.walk(seed, Integer.MAX_VALUE, monitor),
                recorder(ended).within(Duration.ofMillis(50)));

        assertEquals(List.of(), sweep.values());
        assertEquals(StopReason.BUDGET, sweep.at(0L).stopped());
        assertEquals("end BUDGET", ended.get(ended.size() - 1));
    }

    @Test
    void aRunThatUsedUpItsOwnBudgetIsComplete() {
        Sweep<Long, FakeRun> sweep = Sweep.seeds(
                0, 2, seed -> FakeRun.of(seed, StopReason.BUDGET, History.of(List.of("iteration", "gap"), 0, 1)));
        assertTrue(sweep.complete());
    }

    @Test
    void theMonitorSeesEveryFinishedValueFromTheCallingThread() {
        List<String> calls = new ArrayList<>();
        Sweep.over(List.of(4L, 5L, 6L), (seed, monitor) -> FakeRun.walk(seed, 10, monitor), recorder(calls));
        assertEquals(List.of("begin Sweep 3", "1", "2", "3", "end COMPLETED"), calls);
    }

    @Test
    void theMonitorHearsOfAValueBeforeTheNextOneIsDone() {
        List<String> calls = new ArrayList<>();
        Sweep.run(
                "seed",
                List.of(4L, 5L),
                1,
                (seed, monitor) -> {
                    calls.add("work " + seed);
                    return FakeRun.walk(seed, 10, monitor);
                },
                recorder(calls));
        assertEquals(List.of("begin Sweep 2", "work 4", "1", "work 5", "2", "end COMPLETED"), calls);
    }

    @Test
    void aTaskThatAlwaysFailsFailsTheSweepAndTheMonitorEnds() {
        List<String> calls = new ArrayList<>();
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Sweep.<FakeRun>seeds(
                        0,
                        3,
                        (seed, monitor) -> {
                            throw new IllegalStateException("seed " + seed);
                        },
                        recorder(calls)));
        assertEquals("seed 0", thrown.getMessage());
        assertEquals("end FAILED", calls.get(calls.size() - 1));
    }

    @Test
    void anErrorEndsTheSweepAndTheMonitorHearsOfIt() {
        List<String> calls = new ArrayList<>();
        assertThrows(
                StackOverflowError.class,
                () -> Sweep.<FakeRun>seeds(
                        0,
                        3,
                        (seed, monitor) -> {
                            throw new StackOverflowError();
                        },
                        recorder(calls)));
        assertEquals("end FAILED", calls.get(calls.size() - 1));
    }

    @Test
    void badValuesAreRefused() {
        assertMessage(
                "values = [] must be distinct, at least one; leave out what is repeated",
                () -> Sweep.over(new double[0], v -> v));
        assertMessage(
                "values = [1, 1] must be distinct, at least one; leave out what is repeated",
                () -> Sweep.over(new int[] {1, 1}, v -> v));
        assertMessage("count = -1 must be at least 1; it says how many seeds", () -> Sweep.seeds(1, -1, seed -> seed));
        assertMessage(
                "column 'gap' has no band: the sweep ended before a run did; run it again with more time",
                () -> new Sweep<Long, FakeRun>("seed", 1, List.of(), List.of()).band("gap"));
        assertMessage(
                "results = Double must be runs to have columns; return the run, or use x() and y() of a sweep of numbers",
                () -> Sweep.over(new double[] {1}, v -> v).last("gap"));
        assertMessage(
                "values = String must be numbers; use y(result -> number), or table()",
                () -> Sweep.over(List.of("room"), String::length).x());
    }

    private static Sweep<Long, FakeRun> walks(List<Long> seeds, int threads) {
        return Sweep.run("seed", seeds, threads, (seed, monitor) -> FakeRun.walk(seed, 30, monitor), Monitor.silent());
    }

    /** Fails if it is called from another thread than its own. */
    private static Monitor recorder(List<String> calls) {
        Thread owner = Thread.currentThread();
        return new Monitor() {
            @Override
            public void begin(Plan plan) {
                record("begin " + plan.solver() + " " + plan.iterations());
            }

            @Override
            public void iterated(long iteration) {
                record(String.valueOf(iteration));
            }

            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void end(StopReason reason) {
                record("end " + reason);
            }

            private void record(String call) {
                assertEquals(owner, Thread.currentThread());
                calls.add(call);
            }
        };
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}

package org.meanfield4j.core.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
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

@Timeout(20)
class SeedSweepTest {
    @Property(tries = 30)
    void theResultDependsNeitherOnThreadsNorOnTheOrderOfSeeds(@ForAll @IntRange(min = 1, max = 8) int threads) {
        Band expected = sweep(SeedSweep.of(7, -3, 11, 2, 5).withThreads(1)).band("gap");
        SweepResult<FakeRun> result = sweep(SeedSweep.of(2, 5, 7, 11, -3).withThreads(threads));

        assertEquals(List.of(-3L, 2L, 5L, 7L, 11L), result.seeds());
        assertEquals(5, result.runs().get(2).info().seed());
        assertArrayEquals(expected.mean(), result.band("gap").mean());
        assertArrayEquals(expected.std(), result.band("gap").std());
    }

    @Test
    void theBandIsMeanAndSampleDeviationOfEachRow() {
        SweepResult<FakeRun> result = sweep(SeedSweep.seeds(1, 6));
        Band band = result.band("gap");
        for (int i = 0; i < band.x().length; i++) {
            int row = i;
            double[] values = result.runs().stream()
                    .mapToDouble(r -> r.history().get(row, "gap"))
                    .toArray();
            // Commons Math is the independent twin; values of size 10.
            assertEquals(StatUtils.mean(values), band.mean()[i], 1e-13);
            assertEquals(Math.sqrt(StatUtils.variance(values)), band.std()[i], 1e-13);
            assertEquals(6, band.runs()[i]);
        }
        assertEquals(3.5, result.band("other").mean()[0]);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, result.finals("other"));
        assertTrue(result.complete());
    }

    @Test
    void runsOfDifferentLengthAndStepAreAlignedByIteration() {
        History every = History.of(List.of("iteration", "gap"), 0, 1, 1, 2, 2, 3);
        History second = History.of(List.of("iteration", "gap"), 0, 3, 2, 7, 4, 9);
        SweepResult<FakeRun> result =
                SeedSweep.seeds(0, 2).run(seed -> FakeRun.of(seed, StopReason.COMPLETED, seed == 0 ? every : second));

        Band band = result.band("gap");

        // By hand: x = 0 holds {1, 3}, x = 2 holds {3, 7}; deviations √2 and √8.
        assertArrayEquals(new double[] {0, 1, 2, 4}, band.x());
        assertArrayEquals(new double[] {2, 2, 5, 9}, band.mean());
        assertArrayEquals(new int[] {2, 1, 2, 1}, band.runs());
        assertArrayEquals(new double[] {Math.sqrt(2), 0, Math.sqrt(8), 0}, band.std(), 1e-15);
        assertEquals("2 of 2 runs, last gap = 6.000 ± 4.2", result.toString());
        assertEquals(List.of("iteration", "mean", "std", "runs"), band.history().columns());
        assertEquals(9, band.history().last("mean"));
    }

    @Test
    void aRunThatLeftTheNumbersShowsInTheBand() {
        Band band = SeedSweep.seeds(0, 2)
                .run(seed -> FakeRun.of(
                        seed,
                        StopReason.DIVERGED,
                        History.of(List.of("iteration", "gap"), 0, seed == 0 ? 1 : Double.NaN)))
                .band("gap");
        assertTrue(Double.isNaN(band.mean()[0]));
    }

    @Test
    void anInterruptKeepsFinishedAndPartialRuns() throws InterruptedException {
        CountDownLatch walking = new CountDownLatch(1);
        List<SweepResult<FakeRun>> results = new ArrayList<>();
        boolean[] flag = new boolean[1];
        Thread notebook = new Thread(() -> {
            results.add(SeedSweep.seeds(0, 50).withThreads(2).run(seed -> {
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

        SweepResult<FakeRun> result = results.get(0);
        assertFalse(result.complete());
        assertTrue(flag[0], "the notebook must learn of the interrupt");
        assertEquals(StopReason.COMPLETED, result.runs().get(0).stopped());
        assertEquals(StopReason.INTERRUPTED, result.runs().get(1).stopped());
        assertTrue(result.runs().get(1).history().rows() > 0);
        assertTrue(result.runs().size() <= 3);
    }

    @Test
    void theBudgetOfTheSweepEndsEverySeed() {
        List<String> ended = new ArrayList<>();
        SweepResult<FakeRun> result = SeedSweep.seeds(0, 50)
                .run(
                        (seed, monitor) -> FakeRun.walk(seed, Integer.MAX_VALUE, monitor),
                        recorder(ended).within(Duration.ofMillis(50)));

        assertFalse(result.complete());
        assertEquals(StopReason.BUDGET, result.runs().get(0).stopped());
        assertEquals("end BUDGET", ended.get(ended.size() - 1));
    }

    @Test
    void theMonitorSeesEveryFinishedSeedFromTheCallingThread() {
        List<String> calls = new ArrayList<>();
        SeedSweep.of(4, 5, 6).withThreads(2).run((seed, monitor) -> FakeRun.walk(seed, 10, monitor), recorder(calls));
        assertEquals(List.of("begin SeedSweep 3", "1", "2", "3", "end COMPLETED"), calls);
    }

    @Test
    void aFailingSeedFailsTheSweepAndTheMonitorEnds() {
        List<String> calls = new ArrayList<>();
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> SeedSweep.seeds(0, 3)
                        .<FakeRun>run(
                                (seed, monitor) -> {
                                    throw new IllegalStateException("seed " + seed);
                                },
                                recorder(calls)));
        assertEquals("seed 0", thrown.getMessage());
        assertTrue(calls.get(calls.size() - 1).startsWith("end "));
    }

    @Test
    void badSeedsAreRefused() {
        assertMessage("seeds = [] must be distinct, at least one; e.g. seeds(1, 10)", SeedSweep::of);
        assertMessage("seeds = [] must be distinct, at least one; e.g. seeds(1, 10)", () -> SeedSweep.seeds(1, -1));
        assertMessage("seeds = [1, 1] must be distinct, at least one; e.g. seeds(1, 10)", () -> SeedSweep.of(1, 1));
        assertMessage(
                "threads = 0 must be at least 1; 1 runs seed after seed",
                () -> SeedSweep.of(1).withThreads(0));
        assertMessage(
                "column 'gap' has no band: the sweep ended before a run did; run it again with more time",
                () -> new SweepResult<FakeRun>(1, List.of(), List.of(), List.of()).band("gap"));
    }

    private static SweepResult<FakeRun> sweep(SeedSweep sweep) {
        return sweep.run(seed -> FakeRun.walk(seed, 30, Monitor.silent()));
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

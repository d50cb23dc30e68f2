package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.SolverCases.Case;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.State;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.random.Streams;

/**
 * Runs that are killed, as by a crash or the operating system, go on from their checkpoints as if nothing had happened: ten
 * kills at random moments, each of a process in which every solver runs and saves itself after every iteration.
 */
class KilledRunsTest {
    /** Two in every test run; {@code -Dkills=10} for more. */
    private static final int KILLS = Integer.getInteger("kills", 2);

    private static final int MANY = 1_000_000;

    @TempDir
    Path folder;

    /** The process to be killed. */
    public static final class Victim {
        /** Starts every solver in a thread of its own; after its first iteration each one waits for the slowest. */
        public static void main(String[] args) {
            var all = SolverCases.all().toList();
            var begun = new CyclicBarrier(all.size());
            all.forEach(c -> new Thread(() -> run(c, Path.of(args[0]), begun)).start());
        }

        private static <G, R extends Run> void run(Case<G, R> c, Path folder, CyclicBarrier begun) {
            Stopper together = new Stopper(MANY, 0) {
                @Override
                public void iterated(long iteration) {
                    if (iteration == 1) {
                        await(begun);
                    }
                }
            };
            c.solver(MANY).withThreads(1).withCheckpoint(file(folder, c), 1).solve(c.game(), together);
        }

        private static void await(CyclicBarrier begun) {
            try {
                begun.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Path file(Path folder, Case<?, ?> c) {
        return folder.resolve(c.name() + ".ck");
    }

    @Test
    void killsLoseNothing() throws Exception {
        var random = Streams.of(20261129).at();
        for (int kill = 0; kill < KILLS; kill++) {
            Path place = folder.resolve("kill " + kill);
            Process victim = start(place);
            try {
                awaitFirstIterations(place, victim);
                Thread.sleep(random.nextInt(1000));
            } finally {
                // SIGKILL: no shutdown hook, no flush.
                victim.destroyForcibly().waitFor();
            }
            SolverCases.all().forEach(c -> assertGoesOn(c, file(place, c)));
        }
    }

    private static <G, R extends Run> void assertGoesOn(Case<G, R> c, Path file) {
        // A stop leaves 25 ms for a closing row; where rows are rare, end with one that is due anyway.
        int last = (State.read(file).iteration() + 7) / 6 * 6;
        R straight = c.solver(MANY).solve(c.game(), new Stopper(last, 0));

        R continued = c.solver(MANY).continuing(file).solve(c.game(), new Stopper(last, 0));

        assertEquals(last, continued.outcome().state().iteration(), c::name);
        EverySolverTest.assertSameRun(straight, continued);
    }

    private static Process start(Path place) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String path = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", path, Victim.class.getName(), place.toString())
                .inheritIO()
                .start();
    }

    private static void awaitFirstIterations(Path place, Process victim) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        List<Path> files = SolverCases.all().map(c -> file(place, c)).toList();
        while (!files.stream().allMatch(KilledRunsTest::hasBegun)) {
            assertTrue(victim.isAlive() && System.nanoTime() < deadline, "every solver saves itself");
            Thread.sleep(20);
        }
    }

    private static boolean hasBegun(Path file) {
        try {
            return Files.exists(file) && State.read(file).iteration() > 0;
        } catch (CheckpointException replacedMeanwhile) {
            return false;
        }
    }
}

package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.State;

/** A run that is killed, as by a crash or the operating system, goes on from its checkpoint as if nothing had happened. */
class SampledCheckpointTest {
    private static final int STEPS = 400;

    private static SampledMfTrpo solver() {
        return SampledMfTrpo.defaults()
                .withTemperature(0.3)
                .withInnerSteps(2)
                .withSampling(Sampling.defaults()
                        .withRollouts(200)
                        .withTruncation(20)
                        .withParticles(100)
                        .withRestart(Restart.NO_RESTART));
    }

    /** The process to be killed: runs for far longer than the test waits. */
    public static final class Victim {
        public static void main(String[] args) {
            solver().withOuterSteps(1_000_000)
                    .withCheckpoint(Path.of(args[0]), 1)
                    .solve(SmallGames.corner());
        }
    }

    @Test
    void aKilledRunResumesToTheSameBits(@TempDir Path folder) throws Exception {
        Path checkpoint = folder.resolve("run.ckpt");
        Process victim = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        checkpoint.toString())
                .inheritIO()
                .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
            while (!Files.exists(checkpoint) || State.read(checkpoint).iteration() < 1) {
                assertTrue(victim.isAlive() && System.nanoTime() < deadline, "no checkpoint appeared");
                Thread.sleep(2);
            }
            assertTrue(victim.isAlive(), "the run was still going on");
        } finally {
            // SIGKILL: no shutdown hook, no flush.
            victim.destroyForcibly().waitFor();
        }

        SampledMfTrpo solver = solver().withOuterSteps(STEPS);
        byte[] left = Files.readAllBytes(checkpoint);
        int done = State.read(checkpoint).iteration();
        assertTrue(done >= 1 && done < STEPS, "killed after " + done + " outer steps");
        SampledRun resumed =
                solver.withCheckpoint(checkpoint, 1).continuing(checkpoint).solve(SmallGames.corner());

        SampledMfTrpoTest.assertSameBits(solver.solve(SmallGames.corner()), resumed);
        assertFalse(java.util.Arrays.equals(left, Files.readAllBytes(checkpoint)), "the checkpoint went on");
    }
}

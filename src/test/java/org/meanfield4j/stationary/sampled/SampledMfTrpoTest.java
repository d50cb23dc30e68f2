package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.CountingMonitor;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.SmallGames;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.WarmStart;

/** The mechanics of the solver; what it converges to is the subject of {@link SampledBandsTest}. */
class SampledMfTrpoTest {
    private final StationaryGame game = SmallGames.corner();

    /** Small but with several blocks, so that threads have something to mix up. */
    private static SampledMfTrpo small() {
        return SampledMfTrpo.defaults()
                .withTemperature(0.3)
                .withOuterSteps(6)
                .withInnerSteps(3)
                .withSampling(
                        Sampling.defaults().withRollouts(400).withTruncation(20).withParticles(300))
                .withSeed(5);
    }

    private static SampledMfTrpo with(SampledMfTrpo solver, RestartMode restart, InnerOutput output) {
        return solver.withSampling(solver.sampling().withRestart(restart).withOutput(output));
    }

    @Test
    void directRestartsCostExactlyTheFormula() {
        SampledRun run = with(small(), RestartMode.DIRECT, InnerOutput.LAST).solve(game);

        // L·B·T + N·M per outer step, nothing for restarts.
        assertEquals(6 * (3 * 400 * 20 + 300 * 5), run.info().samples());
        assertArrayEquals(
                new double[] {25500, 51000, 76500, 102000, 127500, 153000},
                run.history().column(SampledRun.SAMPLES));
    }

    @Test
    void eachOuterStepHasItsOwnStepAndTemperature() {
        // β_k = 1/(k + 1): μ_{k−1} + (μ_k − μ_{k−1})/β_k is where 300 particles are.
        SampledMfTrpo falling = small().withStepSize(Schedule.harmonic());
        double[] before = game.initialLaw().toArray();
        for (int k = 1; k <= 4; k++) {
            double[] law = falling.withOuterSteps(k).solve(game).law().toArray();
            for (int s = 0; s < 25; s++) {
                double particles = 300 * (before[s] + (law[s] - before[s]) * (k + 1));
                assertEquals(Math.rint(particles), particles, 1e-9, "k = " + k + ", state " + s);
            }
            before = law;
        }
        // η_1 = 0.6/2 and β_1 = 0.1/2 exactly, whatever comes later.
        assertSameBits(
                small().withTemperature(0.3)
                        .withStepSize(0.05)
                        .withOuterSteps(1)
                        .solve(game),
                small().withTemperature(Schedule.geometric(0.6, 0.5, 0.01))
                        .withStepSize(Schedule.geometric(0.1, 0.5, 0.01))
                        .withOuterSteps(1)
                        .solve(game));
    }

    @Test
    void coverageCountsTheStatesOfOneOuterStepOnly() {
        // Two rollouts in one inner step start in two states at most, however many steps went before.
        SampledMfTrpo sparse = small().withInnerSteps(1)
                .withOuterSteps(40)
                .withMetricsEvery(1)
                .withSampling(small().sampling().withRollouts(2));

        for (double covered : sparse.solve(game).history().column(SampledRun.COVERAGE)) {
            assertTrue(covered == 1 || covered == 2, "covered " + covered);
        }
    }

    @Test
    void aTrajectoryWithoutRestartsCostsOneMoreStepARollout() {
        SampledRun run = with(small(), RestartMode.NO_RESTART, InnerOutput.LAST).solve(game);

        assertEquals(6 * (3 * 400 * (20 + 1) + 300 * 5), run.info().samples());
    }

    @ParameterizedTest
    @EnumSource(RestartMode.class)
    void threadsDoNotChangeABit(RestartMode restart) {
        SampledMfTrpo solver = with(small(), restart, InnerOutput.MIXTURE);

        SampledRun one = solver.solve(game);
        for (int threads : new int[] {2, 3, 8}) {
            assertSameBits(one, solver.withThreads(threads).solve(game));
        }
        assertFalse(one.policy().equals(solver.withSeed(6).solve(game).policy()), "another seed, another run");
    }

    @ParameterizedTest
    @EnumSource(WarmStart.class)
    void aRunThatIsSplitEqualsTheUnsplitOne(WarmStart warmStart, @TempDir Path folder) {
        // NO_RESTART has state beyond policy and law, MIXTURE has members: both must survive.
        SampledMfTrpo solver = with(small(), RestartMode.NO_RESTART, InnerOutput.MIXTURE)
                .withWarmStart(warmStart)
                .withOuterSteps(50);
        Path file = folder.resolve("run.ckpt");
        Law uniform = Law.uniform(25);

        SampledRun unsplit = solver.measuredAgainst(uniform).solve(game);
        SampledRun part = solver.withOuterSteps(30)
                .measuredAgainst(uniform)
                .withCheckpoint(file, 7)
                .solve(game);
        SampledRun resumed = solver.measuredAgainst(uniform)
                .withCheckpoint(file, 7)
                .continuing(file)
                .withThreads(2)
                .solve(game);

        assertSameBits(unsplit, solver.measuredAgainst(uniform).continuing(part).solve(game));

        assertSameBits(unsplit, resumed);
    }

    @Test
    void aCheckpointOfOtherHyperParametersOrAnotherGameIsRefused(@TempDir Path folder) {
        SampledMfTrpo solver = small();
        Path file = folder.resolve("run.ckpt");
        solver.withCheckpoint(file, 1).solve(game);

        assertRefused(solver.withSeed(9), file, game);
        assertRefused(solver.withInnerSteps(4), file, game);
        Law nu = Law.uniform(25).mix(0.1, Law.pointMass(25, 3));
        assertRefused(solver.withSampling(solver.sampling().withRestartLaw(nu)), file, game);
        assertRefused(solver, file, SmallGames.corner(0.1, 3));
        assertEquals(
                8,
                solver.withOuterSteps(8).continuing(file).solve(game).history().rows());
    }

    /** Neither continued nor overwritten. */
    private static void assertRefused(SampledMfTrpo solver, Path file, StationaryGame game) {
        assertThrows(
                IllegalArgumentException.class, () -> solver.continuing(file).solve(game));
        assertThrows(
                CheckpointException.class, () -> solver.withCheckpoint(file, 1).solve(game));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSampleBudgetKeepsTheLastCompleteIterate(int threads) {
        SampledMfTrpo settings = with(small(), RestartMode.DIRECT, InnerOutput.LAST);
        Solver<StationaryGame, SampledRun> solver = settings.withThreads(threads);

        // 25500 samples a step: the fourth one does not fit.
        SampledRun cut = solver.withSampleBudget(101_999).solve(game);

        assertEquals(StopReason.BUDGET, cut.stopped());
        assertEquals(76_500, cut.info().samples());
        assertSameBits(settings.withOuterSteps(3).solve(game), cut);

        SampledRun none = solver.withSampleBudget(10).solve(game);
        assertEquals(0, none.history().rows());
        assertEquals(TabularPolicy.uniform(25, 5), none.policy());
        assertEquals(game.initialLaw(), none.law());
    }

    @Test
    void restartsAtAPointLearnThatPointOnly() {
        // ν = δ_0 and DIRECT: all other rows of the policy stay exactly uniform.
        SampledMfTrpo solver = small().withSampling(
                        small().sampling().withRestart(RestartMode.DIRECT).withRestartLaw(Law.pointMass(25, 0)));

        SampledRun run = solver.solve(game);

        double[] log = run.policy().logProbabilities();
        double[] uniform = TabularPolicy.uniform(25, 5).logProbabilities();
        for (int i = 5; i < 125; i++) {
            assertEquals(uniform[i], log[i]);
        }
        assertTrue(run.policy().probability(0, 2) > 0.25, "the point itself is learnt");
        assertArrayEquals(
                new double[run.history().rows()],
                Arrays.stream(run.history().column(SampledRun.COVERAGE))
                        .map(c -> c - 1)
                        .toArray(),
                "one state is covered in every outer step");
        assertEquals(1, run.warnings().size());
        assertTrue(
                run.warnings().get(0).contains("states 1, 2, 3"), run.warnings().get(0));
    }

    @Test
    void restartsThatCanNeverReachTheCrowdAreRefused() {
        // Two cells that lead only to themselves; the crowd starts in both.
        StationaryGame islands = StationaryGame.builder(2, 2)
                .next((s, a) -> s)
                .reward((s, a, mu) -> 0)
                .build();
        SampledMfTrpo solver = small().withSampling(small().sampling().withRestartLaw(Law.pointMass(2, 0)));

        String message = assertThrows(IllegalArgumentException.class, () -> solver.solve(islands))
                .getMessage();

        String tail =
                " can never visit state 1, which the population can reach; restart with positive probability there";
        assertEquals("the restart law" + tail, message);
        SampledMfTrpo walking = with(small(), RestartMode.NO_RESTART, InnerOutput.LAST);
        var walk = assertThrows(IllegalArgumentException.class, () -> walking.solve(islands));
        assertEquals("the trajectory that starts in state 0" + tail, walk.getMessage());
    }

    @Test
    void aRunThatWasStoppedAtOnceFollowsItsStartWhateverItsOutput() {
        PolicyAndLaw start = PolicyAndLaw.random(game, 3);

        for (InnerOutput output : InnerOutput.values()) {
            SampledRun run = with(small(), RestartMode.DIRECT, output)
                    .startingFrom(start)
                    .solve(game, CountingMonitor.after(0, 0));

            assertEquals(StopReason.INTERRUPTED, run.stopped());
            assertEquals(start.policy(), run.policy());
            assertEquals(1, run.members().size());
            assertEquals(start.policy(), run.members().get(0));
        }
    }

    @Test
    void aShortTruncationIsAWarningWithItsBias() {
        SampledRun run =
                small().withSampling(small().sampling().withTruncation(5)).solve(game);

        // γ^T/(1−γ) = 0.59049/0.1
        assertEquals(
                "truncation = 5 is shorter than the effective horizon 1/(1-gamma) = 10.00: values miss up to"
                        + " gamma^T/(1-gamma) = 5.905 times the largest regularised reward; use at least 50",
                run.warnings().get(0));
        // 10 is exactly the effective horizon.
        assertTrue(small().withSampling(small().sampling().withTruncation(10))
                .solve(game)
                .warnings()
                .isEmpty());
    }

    @Test
    void aRewardThatBreaksInMidRunKeepsTheLastGoodIterate() {
        // Valid at the uniform start and until cell 12 holds more than 15 % of the crowd. Metrics are off: they look at
        // the stationary law of the policy, where the reward breaks at once.
        StationaryGame fragile = StationaryGame.builder(25, 5)
                .next((s, a) -> Math.floorMod(s + a - 2, 25))
                .reward((s, a, mu) -> -Math.abs(s - 12) + (s == 12 && mu.get(12) > 0.15 ? Double.NaN : 0))
                .slip(0.1)
                .build();
        SampledMfTrpo solver = with(small(), RestartMode.DIRECT, InnerOutput.LAST)
                .withOuterSteps(60)
                .withMetricsEvery(1000);

        SampledRun run = solver.solve(fragile);

        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(run.law().get(12) <= 0.15);
        String warning = run.warnings().get(0);
        assertTrue(warning.contains("reward of state 12, action 0 = NaN at μ(12) = 0.1"), warning);
        int complete = (int) (run.info().samples() / 25_500);
        assertTrue(complete >= 1 && complete < 60);
        assertTrue(warning.startsWith("stopped in outer step " + (complete + 1)), warning);
        assertTrue(run.law().get(12) > 1.0 / 25, "the last good iterate is not the first");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void sizesBelowOneAreRefused(int size) {
        Sampling sampling = Sampling.defaults();
        assertThrows(IllegalArgumentException.class, () -> sampling.withRollouts(size));
        assertThrows(IllegalArgumentException.class, () -> sampling.withParticles(size));
        assertThrows(IllegalArgumentException.class, () -> sampling.withTruncation(size));
        assertThrows(IllegalArgumentException.class, () -> small().withInnerSteps(size));
        assertThrows(IllegalArgumentException.class, () -> small().withThreads(size));
        assertThrows(IllegalArgumentException.class, () -> small().withSampleBudget(size));
    }

    @Test
    void temperaturesAndStepsOutsideTheirRangeAreRefused() {
        for (double eta : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            var e = assertThrows(IllegalArgumentException.class, () -> small().withTemperature(eta));
            assertEquals("temperature = " + eta + " must be positive and finite; try 0.3", e.getMessage());
        }
        for (double beta : new double[] {0, -0.1, 1.01, Double.NaN}) {
            var e = assertThrows(IllegalArgumentException.class, () -> small().withStepSize(beta));
            assertEquals("step beta = " + beta + " must lie in (0, 1]; try 0.05", e.getMessage());
        }
    }

    @Test
    void aMonitorThatStopsInTheMiddleOfAStepGetsTheLastCompleteIterate() {
        // Cancelled at some question within the fourth step or later; a step asks far more than ten times.
        SampledMfTrpo solver = small().withOuterSteps(50);
        Monitor impatient = new Monitor() {
            private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

            @Override
            public void begin(Plan plan) {}

            @Override
            public void iterated(long iteration) {
                if (iteration == 3) {
                    left.set(10);
                }
            }

            @Override
            public boolean cancelled() {
                return left.decrementAndGet() < 0;
            }

            @Override
            public void end(StopReason reason) {}
        };

        SampledRun run = solver.solve(game, impatient);

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertSameBits(solver.withOuterSteps(3).solve(game), run);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void anInterruptStopsAnEnormousStepAtOnceAndKeepsTheRun(int threads) throws Exception {
        // One outer step is 10^11 samples: minutes.
        Solver<StationaryGame, SampledRun> endless = small().withSampling(
                        Sampling.defaults().withRollouts(100_000).withTruncation(1000))
                .withInnerSteps(1000)
                .withThreads(threads);
        CompletableFuture<SampledRun> result = new CompletableFuture<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                result.complete(endless.solve(game));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Thread.sleep(700);

        caller.interrupt();
        SampledRun run = result.get(10, TimeUnit.SECONDS);
        caller.join();

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertEquals(TabularPolicy.uniform(25, 5), run.policy());
        assertTrue(flag.get(), "the interrupt flag stays set");
    }

    @Test
    void aMixtureHasLMembersAndTheLastIterateIsNotOneOfThem() {
        SampledRun run = with(small(), RestartMode.OCCUPATION, InnerOutput.MIXTURE)
                .withOuterSteps(1)
                .solve(game);

        assertEquals(3, run.members().size());
        assertEquals(TabularPolicy.uniform(25, 5), run.members().get(0));
        assertFalse(run.members().contains(run.policy()));
        Metrics metrics = new Metrics(game);
        double mean = run.members().stream()
                .mapToDouble(m -> metrics.exploitability(m, 0.3, run.law()))
                .average()
                .getAsDouble();
        assertEquals(mean, run.history().last(Metrics.REGULARISED), 1e-12);
    }

    static void assertSameBits(SampledRun expected, SampledRun actual) {
        assertEquals(expected.policy(), actual.policy());
        assertEquals(expected.members(), actual.members());
        assertEquals(expected.law(), actual.law());
        assertEquals(expected.info().samples(), actual.info().samples());
        assertEquals(expected.history().columns(), actual.history().columns());
        for (String column : expected.history().columns()) {
            assertArrayEquals(
                    expected.history().column(column), actual.history().column(column), column);
        }
    }
}

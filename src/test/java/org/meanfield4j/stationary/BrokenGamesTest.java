package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.Budgets;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunFailedException;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.baselines.BestResponseIteration;
import org.meanfield4j.stationary.baselines.DampedBestResponse;
import org.meanfield4j.stationary.baselines.FictitiousPlay;
import org.meanfield4j.stationary.baselines.OnlineMirrorDescent;
import org.meanfield4j.stationary.baselines.RegularisedFixedPoint;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/** Whatever a game does in mid-run, the last complete iterate comes back and one line says what happened. */
class BrokenGamesTest {

    static Stream<Solver<StationaryGame, ? extends Run>> solvers() {
        Sampling few = Sampling.defaults().withRollouts(100).withTruncation(10).withParticles(100);
        return Stream.of(
                ExactMfTrpo.defaults().withTemperature(0.1),
                SampledMfTrpo.defaults().withTemperature(0.1).withSampling(few),
                FictitiousPlay.defaults(),
                DampedBestResponse.defaults(),
                BestResponseIteration.defaults(),
                RegularisedFixedPoint.defaults().withTemperature(0.1),
                OnlineMirrorDescent.defaults());
    }

    /** Three states, those who move up are rewarded; what happens once a third more have moved is given. */
    private static StationaryGame game(Runnable trouble) {
        return game(0.37, trouble);
    }

    private static StationaryGame game(double crowd, Runnable trouble) {
        return StationaryGame.builder(3, 2)
                .next((s, a) -> Math.min(2, s + a))
                .slip(0.2)
                .reward((s, a, mu) -> {
                    if (s == 2 && a == 1 && mu.get(2) > crowd) {
                        trouble.run();
                    }
                    return s;
                })
                .build();
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void aRewardThatThrowsInMidRunKeepsTheRunAndNamesStateActionAndCause(Solver<StationaryGame, ? extends Run> solver) {
        Run run = solver.solve(game(() -> {
            throw new ArithmeticException("/ by zero");
        }));

        assertEquals(StopReason.FAILED, run.stopped());
        String line = run.info().warnings().get(0);
        assertTrue(line.startsWith("stopped in outer step "), line);
        assertTrue(line.contains("state 2, action 1 threw java.lang.ArithmeticException: / by zero"), line);
        assertEquals(1, line.lines().count());
        Throwable failure = run.info().failure().orElseThrow();
        assertInstanceOf(ArithmeticException.class, failure.getCause());
        RunFailedException thrown = assertThrows(RunFailedException.class, run::orThrow);
        assertEquals(failure, thrown.getCause());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void aStackOverflowOfARewardKeepsTheRun(Solver<StationaryGame, ? extends Run> solver) {
        Run run = solver.solve(game(this::deeper));

        assertEquals(StopReason.FAILED, run.stopped());
    }

    private void deeper() {
        deeper();
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void aKernelThatThrowsInMidRunKeepsTheRun(Solver<StationaryGame, ? extends Run> solver) {
        StationaryGame calm = game(() -> {});
        StationaryGame broken = new Wrapped(calm) {
            @Override
            public TransitionKernel kernel(Law law) {
                if (law.get(2) > 0.37) {
                    throw new IndexOutOfBoundsException("row 7");
                }
                return super.kernel(law);
            }

            @Override
            public boolean kernelDependsOnLaw() {
                return true;
            }
        };

        Run run = solver.solve(broken);

        assertEquals(StopReason.FAILED, run.stopped());
        String line = run.info().warnings().get(0);
        assertTrue(line.contains("the kernel threw java.lang.IndexOutOfBoundsException: row 7"), line);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void aRewardThatThrowsAtTheStartIsAnException(Solver<StationaryGame, ? extends Run> solver) {
        StationaryGame game = new Wrapped(game(() -> {})) {
            @Override
            public double reward(int state, int action, Law law) {
                throw new IllegalStateException("no data");
            }
        };

        InvalidModelException e = assertThrows(InvalidModelException.class, () -> solver.solve(game));

        assertEquals("the reward of state 0, action 0 threw java.lang.IllegalStateException: no data", e.getMessage());
        assertInstanceOf(IllegalStateException.class, e.getCause());
    }

    @Test
    void aMetricAtALawThatTheRunNeverVisitsIsNaNAndOneWarning() {
        // E_0 sends the whole population where the policy leads, which the run itself, in ten small steps, never
        // reaches.
        StationaryGame game = StationaryGame.builder(3, 2)
                .next((s, a) -> Math.min(2, s + a))
                .slip(0.2)
                .reward((s, a, mu) -> {
                    if (mu.get(2) > 0.6) {
                        throw new ArithmeticException("too crowded");
                    }
                    return s;
                })
                .build();

        StationaryRun run = ExactMfTrpo.defaults()
                .withTemperature(0.1)
                .withStepSize(0.01)
                .withOuterSteps(10)
                .solve(game);

        assertEquals(StopReason.COMPLETED, run.stopped());
        assertEquals(10, run.history().rows());
        assertTrue(Double.isNaN(run.history().last(Metrics.EXPLOITABILITY)));
        assertTrue(run.history().last(Metrics.REGULARISED) >= 0);
        List<String> warnings = run.info().warnings();
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("exploitability could not be computed: "), warnings::toString);
        assertTrue(warnings.get(0).contains("too crowded"), warnings::toString);
    }

    @Test
    void rewardsThatOverflowInMidRunAreADivergence() {
        // Finite rewards whose discounted sum is not.
        StationaryGame game = StationaryGame.builder(3, 2)
                .next((s, a) -> Math.min(2, s + a))
                .slip(0.2)
                .reward((s, a, mu) -> mu.get(2) > 0.37 ? 1.5e308 / 3 * (s + 1) : s)
                .build();

        StationaryRun run = ExactMfTrpo.defaults().withTemperature(0.1).solve(game);

        assertEquals(StopReason.DIVERGED, run.stopped(), run::summary);
        assertTrue(run.law().get(2) > 1.0 / 3, "not the first iterate");
        for (double p : run.policy().logProbabilities()) {
            assertTrue(Double.isFinite(p));
        }
    }

    @Test
    void aFailedRunIsSavedAndLoadedWithItsReason(@TempDir Path folder) {
        StationaryRun run = ExactMfTrpo.defaults().withTemperature(0.1).solve(game(() -> {
            throw new ArithmeticException("/ by zero");
        }));
        run.save(folder);

        SavedRun loaded = SavedRun.load(folder);

        assertEquals(StopReason.FAILED, loaded.stopped());
        assertEquals(run.info().warnings(), loaded.info().warnings());
        assertThrows(RunFailedException.class, loaded::orThrow);
    }

    @Test
    void aReferenceThatDidNotConvergeIsAWarningAndTheRunIsNotCalledConverged() {
        StationaryGame game = game(() -> {});
        Equilibrium exact = Equilibrium.compute(game, 0.1);
        Equilibrium rough = new Equilibrium(game, 0.1, Law.uniform(3), exact.policy(), exact.value(), 0.5);
        ExactMfTrpo solver = ExactMfTrpo.defaults().withTemperature(0.1).withOuterSteps(5);

        StationaryRun good =
                solver.until(Metrics.REGULARISED, 1e9).measuredAgainst(exact).solve(game);
        StationaryRun doubtful =
                solver.until(Metrics.REGULARISED, 1e9).measuredAgainst(rough).solve(game);

        assertEquals(StopReason.CONVERGED, good.stopped());
        assertEquals(StopReason.COMPLETED, doubtful.stopped());
        assertEquals(
                List.of("the reference equilibrium did not converge: residual 0.50"),
                doubtful.info().warnings());
    }

    @Test
    void theLastGoodIterateIsThatOfAShorterRun() {
        StationaryRun run = ExactMfTrpo.defaults().withTemperature(0.1).solve(game(() -> {
            throw new ArithmeticException();
        }));
        int complete = run.outcome().state().iteration();

        StationaryRun shorter = ExactMfTrpo.defaults()
                .withTemperature(0.1)
                .withOuterSteps(complete)
                .solve(game(() -> {}));

        assertTrue(complete > 0);
        assertNotSame(run, shorter);
        assertEquals(shorter.law(), run.law());
        assertEquals(shorter.policy(), run.policy());
    }

    /** A game that changes another one. */
    private static class Wrapped implements StationaryGame {
        private final StationaryGame inner;

        Wrapped(StationaryGame inner) {
            this.inner = inner;
        }

        @Override
        public int states() {
            return inner.states();
        }

        @Override
        public int actions() {
            return inner.actions();
        }

        @Override
        public double discount() {
            return inner.discount();
        }

        @Override
        public TransitionKernel kernel(Law law) {
            return inner.kernel(law);
        }

        @Override
        public double reward(int state, int action, Law law) {
            return inner.reward(state, action, law);
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void aStopDoesNotWaitForARewardThatTakesMinutes(Solver<StationaryGame, ? extends Run> solver) {
        AtomicBoolean asleep = new AtomicBoolean();
        StationaryGame game = game(0, () -> {
            if (asleep.get()) {
                sleep();
            }
        });
        asleep.set(true);

        Monitor monitor = Monitor.silent().within(Duration.ofMillis(300));
        Run run = Budgets.endsAtOnce(() -> solver.solve(game, monitor));

        assertEquals(StopReason.BUDGET, run.stopped());
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMinutes(2).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

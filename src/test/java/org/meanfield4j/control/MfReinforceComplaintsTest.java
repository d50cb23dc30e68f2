package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;

/** What a user reads who gives something wrong, or asks for what cannot be learned. */
class MfReinforceComplaintsTest {
    private static final MfReinforce SHORT = MfReinforce.defaults().withUpdates(20);

    @TempDir
    Path folder;

    private static String complaint(org.junit.jupiter.api.function.Executable doing) {
        return assertThrows(IllegalArgumentException.class, doing).getMessage();
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        GradientEstimator estimator = GradientEstimator.defaults();

        assertEquals(
                "perturbation size = 0.0 must be positive and finite; try 0.2",
                complaint(() -> LogitPerturbation.of(0)));
        assertEquals(
                "perturbation size = NaN must be positive and finite; try 0.2",
                complaint(() -> LogitPerturbation.of(Double.NaN)));
        assertEquals(
                "auxiliary perturbation size = -1.0 must be at least 0 and finite; 0 means the size of the main"
                        + " trajectories",
                complaint(() -> LogitPerturbation.of(1).withAuxiliary(-1)));
        assertEquals("trajectories = 0 must be at least 1", complaint(() -> estimator.withTrajectories(0)));
        assertEquals("auxiliary trajectories = 0 must be at least 1", complaint(() -> SensitivityEstimator.nested(0)));
        assertEquals("horizon = 0 must be at least 1", complaint(() -> new TwoStates(0)));
        assertEquals(
                "trajectories = 1 must be at least 2 for the baseline LEAVE_ONE_OUT; use 200",
                complaint(() -> estimator.withBaseline(Baseline.LEAVE_ONE_OUT).withTrajectories(1)));
        assertEquals(
                "trajectories = 7 must be even when antithetic; use 8",
                complaint(() -> estimator
                        .withPerturbation(estimator.perturbation().withAntithetic(true))
                        .withTrajectories(7)));
        assertEquals(
                "stepSize = 0.0 must be positive and finite; try 1e-3",
                complaint(() -> MfReinforce.defaults().withStepSize(0)));
    }

    @Test
    void aPolicyOfAnotherProblemIsRefused() {
        String line =
                complaint(() -> SHORT.withPolicy(ControlPolicy.table(3, 2)).solve(new TwoStates(2)));

        assertTrue(line.startsWith("policy has shape [3, 2], the problem [2, 2]"), line);
    }

    @Test
    void anEmptyStateOfTheValidationLawIsNamed() {
        String line = complaint(
                () -> SHORT.solve(builder().validationLaw(Law.of(0, 1)).build()));

        assertTrue(line.startsWith("validation law[0] = 0 must be positive"), line);
    }

    @Test
    void anEmptyStateOfATrainingLawEndsTheRunByName() {
        AtomicInteger draws = new AtomicInteger();
        MeanFieldControlProblem problem = builder()
                .trainingLaw((random, law) -> {
                    law[0] = draws.incrementAndGet() < 5 ? 0.5 : 1;
                    law[1] = 1 - law[0];
                })
                .build();

        ControlRun run = SHORT.solve(problem);

        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(run.summary().contains(": training law[1] = 0 must be positive"), run::summary);
    }

    private static MeanFieldControlProblemBuilder builder() {
        TwoStates plain = new TwoStates(2);
        return MeanFieldControlProblem.builder(2, 2, 2)
                .kernel(plain::kernelRow)
                .reward(plain::reward)
                .terminalReward(plain::terminalReward);
    }

    @Test
    void aRewardThatIsNoNumberIsNamedWithTimeStateActionAndLaw() {
        MeanFieldControlProblemBuilder always = builder().reward((t, x, a, mu) -> x == 1 && a == 1 ? Double.NaN : 0);
        // Only perturbed laws come so near to the corner.
        MeanFieldControlProblem sometimes =
                builder().reward((t, x, a, mu) -> mu[1] > 0.97 ? Double.NaN : 0).build();

        var atOnce = assertThrows(InvalidModelException.class, always::build);
        ControlRun later = SHORT.withEstimator(GradientEstimator.defaults().withPerturbation(LogitPerturbation.of(1)))
                .solve(sometimes);

        assertTrue(atOnce.getMessage().contains("state 1, action 1"), atOnce::getMessage);
        assertEquals(StopReason.FAILED, later.stopped());
        assertTrue(later.summary().contains("stopped in update 1: reward at time "), later::summary);
    }

    @Test
    void aKernelThatIsNoLawUnderAPerturbedLawIsNamed() {
        MeanFieldControlProblem problem = builder()
                .kernel((t, x, a, mu, row) -> {
                    row[x] = mu[1] > 0.97 ? 2 : 1;
                })
                .kernelDependsOnLaw()
                .build();

        ControlRun run = SHORT.withEstimator(GradientEstimator.defaults().withPerturbation(LogitPerturbation.of(1)))
                .solve(problem);

        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(run.summary().contains("must be probabilities that sum to 1"), run::summary);
    }

    /** Logits that leave the numbers where the law is near a corner. */
    private record Broken() implements ControlPolicy {
        @Override
        public int states() {
            return 2;
        }

        @Override
        public int actions() {
            return 2;
        }

        @Override
        public int parameters() {
            return 1;
        }

        @Override
        public boolean dependsOnLaw() {
            return true;
        }

        @Override
        public boolean dependsOnTime() {
            return false;
        }

        @Override
        public void writeLogits(double[] theta, int time, int state, double[] law, double[] out) {
            out[0] = 0;
            out[1] = law[1] > 0.97 ? Double.NaN : theta[0];
        }

        @Override
        public void addLogitGradient(
                double[] theta, int time, int state, double[] law, double[] weights, double[] gradient) {
            gradient[0] += weights[1];
        }
    }

    @Test
    void aPolicyThatIsNoNumberIsNamedWithTimeAndState() {
        ControlRun run = SHORT.withPolicy(new Broken())
                .withEstimator(GradientEstimator.defaults().withPerturbation(LogitPerturbation.of(1)))
                .solve(new TwoStates(2));

        assertEquals(StopReason.DIVERGED, run.stopped());
        String line = run.info().warnings().get(0);
        assertTrue(
                line.matches("diverged in update 1, the largest logit of the policy at time \\d, state \\d is NaN.*"
                        + "the law shown was \\[0.0\\d+, 0.9\\d+]"),
                line);
        assertTrue(Double.isFinite(run.theta()[0]));
    }

    @Test
    void anExplodingGradientEndsTheRunWithItsLastGoodParameters() {
        ControlRun run = MfReinforce.defaults().withLargestGradient(4).solve(new TwoStates(2));

        assertEquals(StopReason.DIVERGED, run.stopped());
        String line = run.info().warnings().get(0);
        assertTrue(
                line.matches("diverged in update \\d+, gradient norm = \\S+ must be at most 4; use more auxiliary.*"),
                line);
        int done = run.outcome().state().iteration();
        assertTrue(line.startsWith("diverged in update " + (done + 1) + ","), line);
        assertArrayEquals(
                MfReinforce.defaults()
                        .withUpdates(Math.max(1, done))
                        .solve(new TwoStates(2))
                        .theta(),
                run.theta());
    }

    @Test
    void noisySettingsAreToldBeforehandWithWhatWouldDo() {
        ControlRun noisy = SHORT.withUpdates(1).solve(new TwoStates(15));
        ControlRun improved = MfReinforce.improved().withUpdates(1).solve(new TwoStates(15));
        ControlRun fine = SHORT.withUpdates(1).solve(new TwoStates(2));

        assertEquals(1, noisy.info().warnings().size());
        String line = noisy.info().warnings().get(0);
        assertTrue(line.startsWith("noise of the sensitivity: a (T - 1) = 14"), line);
        assertTrue(line.contains("use auxiliary trajectories n = 14"), line);
        assertEquals(List.of(), improved.info().warnings());
        assertEquals(List.of(), fine.info().warnings());
    }

    @Test
    void checkpointsOfAnotherProblemOrPolicyAreRefused() {
        Path file = folder.resolve("run.ck");
        MfReinforce solver = MfReinforce.defaults().withUpdates(3);
        solver.withCheckpoint(file, 1).solve(new TwoStates(2));

        for (var other :
                List.of(new TwoStates(3), new TwoStates(2, 0.5, 0.8, 0.3, 10), new TwoStates(2, 0.5, 0.7, 0.4, 10))) {
            assertTrue(complaint(() -> solver.continuing(file).solve(other)).startsWith("game = "));
        }
        assertTrue(complaint(() -> solver.withPolicy(ControlPolicy.timeTable(2, 2, 2))
                        .continuing(file)
                        .solve(new TwoStates(2)))
                .startsWith("policy = "));
    }

    @Test
    void aRunStartsFromGivenParametersOfTheRightNumber() {
        ControlRun run = SHORT.startingFrom(ControlRun.start(1, 0, 0, 1)).solve(new TwoStates(2));
        double[] best = SHORT.startingFrom(run.fromBest())
                .keeping(0)
                .solve(new TwoStates(2))
                .at(0)
                .arrays()
                .get("theta")
                .values();

        assertEquals(0, Arrays.stream(run.theta()).sum() - 2, 0.05);
        assertArrayEquals(run.best(), best);
        assertEquals(
                "theta of the start has 2 parameters, the policy 4; start from a run with the same policy",
                complaint(() -> SHORT.startingFrom(ControlRun.start(1, 0)).solve(new TwoStates(2))));
        assertEquals(
                "theta[1] = NaN of the start must be finite; start elsewhere",
                complaint(() -> SHORT.startingFrom(ControlRun.start(1, Double.NaN, 0, 0))
                        .solve(new TwoStates(2))));
    }

    @Test
    void theBestRowComesWithItsParameters() {
        MfReinforce solver = MfReinforce.reinforce().withUpdates(60).withStepSize(0.05);

        ControlRun run = solver.startingFrom(ControlRun.start(0, -1, 0, 3)).solve(new TwoStates(2));

        double[] values = run.history().column("value");
        double best = Arrays.stream(values).max().orElseThrow();
        assertEquals(best, run.bestValue());
        assertEquals(best, run.history().last("best value"));
        TwoStates problem = new TwoStates(2);
        double[] law = problem.validationLaw().toArray();
        assertEquals(
                best,
                PopulationFlow.exact(problem, solver.policy(), run.best(), law, 2)
                        .value(problem, solver.policy(), run.best()));
    }
}

package org.meanfield4j.control;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.DistributionPlanning;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.random.Streams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Training by MF-REINFORCE on one thread, so that a time is one of processor, and on two; the estimate of one set of draws
 * in both forms. Goals: 5000 updates of two states 3500 ms; 100 updates of cybersecurity 300 ms, on two threads 150 ms; of
 * planning 1200 ms and 600 ms; 10 updates with 256 units 600 ms; the adjoint form a half of the time of the forward form
 * in cybersecurity, a tenth in planning with 256 units.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class MfReinforceBenchmark {
    private static final MfReinforce TWO_STATES = MfReinforce.defaults().withMetricsEvery(5000);
    private static final MfReinforce CYBERSECURITY = MfReinforce.defaults()
            .withPolicy(ControlPolicy.mlp(4, 2, 32))
            .withEstimator(GradientEstimator.defaults().withSensitivity(SensitivityEstimator.nested(1)))
            .withUpdates(100);
    private static final MeanFieldControlProblem PLANNING = new DistributionPlanning(DistributionPlanning.targetA(), 5);

    private static MfReinforce planning(int width) {
        return MfReinforce.defaults()
                .withPolicy(ControlPolicy.mlp(10, 3, width))
                .withEstimator(GradientEstimator.defaults()
                        .withPerturbation(LogitPerturbation.of(1))
                        .withSensitivity(SensitivityEstimator.shared(10))
                        .withBaseline(Baseline.BATCH_MEAN)
                        .withTrajectories(500))
                .withStepSize(1e-4)
                .withUpdates(100);
    }

    /** The draws of one update. */
    private static final class Drawn {
        private final MeanFieldControlProblem problem;
        private final MfReinforce solver;
        private final double[] theta;
        private final RecordedDraws draws;

        Drawn(MeanFieldControlProblem problem, MfReinforce solver) {
            this.problem = problem;
            this.solver = solver;
            theta = solver.policy().initial(Streams.of(1).at(0));
            GradientSampler sampler = new GradientSampler(problem, solver.policy(), solver.estimator());
            sampler.sample(theta, problem.validationLaw().toArray(), Streams.of(2));
            draws = sampler.draws();
        }

        double[] adjoint() {
            return GradientSampler.estimate(problem, solver.policy(), solver.estimator(), theta, draws);
        }

        double[] forward() {
            return ForwardSensitivity.estimate(problem, solver.policy(), solver.estimator(), theta, draws);
        }
    }

    /** Cybersecurity, nested with n = 1: 1512 parameters. */
    @State(Scope.Benchmark)
    public static class Nested {
        private Drawn drawn;

        /** Draws. */
        @Setup
        public void draw() {
            drawn = new Drawn(new Cybersecurity(), CYBERSECURITY);
        }
    }

    /** Distribution planning, shared, two layers of 256: 76 574 parameters. */
    @State(Scope.Benchmark)
    public static class Shared {
        private Drawn drawn;

        /** Draws. */
        @Setup
        public void draw() {
            drawn = new Drawn(PLANNING, planning(256));
        }
    }

    /** 5000 updates, nested with n = 10, of a table. */
    @Benchmark
    public ControlRun twoStates() {
        return TWO_STATES.withThreads(1).solve(new TwoStates(2));
    }

    /** 100 updates, nested with n = 1, of two layers of 32. */
    @Benchmark
    public ControlRun cybersecurity() {
        return CYBERSECURITY.withThreads(1).solve(new Cybersecurity());
    }

    /** The same on two threads. */
    @Benchmark
    public ControlRun cybersecurityOnTwoThreads() {
        return CYBERSECURITY.withThreads(2).solve(new Cybersecurity());
    }

    /** 100 updates, one shared sensitivity from n = 10, of two layers of 64. */
    @Benchmark
    public ControlRun planning64() {
        return planning(64).withThreads(1).solve(PLANNING);
    }

    /** The same on two threads. */
    @Benchmark
    public ControlRun planning64OnTwoThreads() {
        return planning(64).withThreads(2).solve(PLANNING);
    }

    /** 10 updates of two layers of 256. */
    @Benchmark
    public ControlRun planning256() {
        return planning(256).withUpdates(10).withThreads(1).solve(PLANNING);
    }

    /** One estimate in adjoint form, 1512 parameters, nested. */
    @Benchmark
    public double[] adjointNested(Nested nested) {
        return nested.drawn.adjoint();
    }

    /** The same in forward form. */
    @Benchmark
    public double[] forwardNested(Nested nested) {
        return nested.drawn.forward();
    }

    /** One estimate in adjoint form, 76 574 parameters, shared. */
    @Benchmark
    public double[] adjointShared(Shared shared) {
        return shared.drawn.adjoint();
    }

    /** The same in forward form. */
    @Benchmark
    public double[] forwardShared(Shared shared) {
        return shared.drawn.forward();
    }
}

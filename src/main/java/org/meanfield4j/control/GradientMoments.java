package org.meanfield4j.control;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.core.text.Digits;

/**
 * Mean and variance of a gradient estimator, measured on independent estimates. Estimates with a sampled sensitivity have
 * heavy tails: their variance is only known to an order of magnitude where it is large.
 *
 * @param mean of the estimates, shape [p]
 * @param standardError of that mean, shape [p]
 * @param trace of the covariance of one estimate
 * @param estimates how many there were
 */
public record GradientMoments(double[] mean, double[] standardError, double trace, int estimates) {
    private static final int CHUNKS = 16;

    /**
     * Makes estimates, on all processors.
     *
     * @param problem the model
     * @param policy the architecture
     * @param estimator how an estimate is made
     * @param theta θ, shape [p]
     * @param law μ_0, shape [S]
     * @param estimates at least 2
     * @param seed of the random numbers
     * @return their moments, the same on any number of threads
     */
    public static GradientMoments compute(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            GradientEstimator estimator,
            double[] theta,
            double[] law,
            int estimates,
            long seed) {
        Require.atLeast("estimates", estimates, 2);
        Require.given("estimator", estimator);
        ProblemChecks.fits(problem, policy, theta);
        Streams streams = Streams.of(seed);
        List<Sums> parts = stoppable(() -> Parallel.map(CHUNKS, chunk -> {
            Sums sums = new Sums(theta.length);
            if (chunk >= estimates) {
                return sums;
            }
            GradientSampler sampler = new GradientSampler(problem, policy, estimator);
            double[] gradient = new double[theta.length];
            for (int e = chunk; e < estimates; e += CHUNKS) {
                sampler.sample(theta, law, streams.child(e), 1, Stop.never(), gradient);
                sums.add(gradient);
            }
            return sums;
        }));
        Sums all = new Sums(theta.length);
        parts.forEach(all::merge);
        return all.moments();
    }

    /** Counts, means and squared deviations, one by one and merged (Welford; Chan, Golub, LeVeque). */
    private static <T> T stoppable(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoppedException e) {
            throw e;
        } catch (CancellationException e) {
            throw new StoppedException(); // an interrupt ends the loops below
        }
    }

    private static final class Sums {
        private final double[] mean;
        private final double[] squares;
        private int count;

        Sums(int parameters) {
            mean = new double[parameters];
            squares = new double[parameters];
        }

        void add(double[] x) {
            count++;
            for (int k = 0; k < mean.length; k++) {
                double delta = x[k] - mean[k];
                mean[k] += delta / count;
                squares[k] += delta * (x[k] - mean[k]);
            }
        }

        void merge(Sums other) {
            int total = count + other.count;
            for (int k = 0; k < mean.length && other.count > 0; k++) {
                double delta = other.mean[k] - mean[k];
                mean[k] += delta * other.count / total;
                squares[k] += other.squares[k] + delta * delta * count / total * other.count;
            }
            count = total;
        }

        GradientMoments moments() {
            double[] error = new double[mean.length];
            double trace = 0;
            for (int k = 0; k < mean.length; k++) {
                double variance = squares[k] / (count - 1);
                error[k] = Math.sqrt(variance / count);
                trace += variance;
            }
            return new GradientMoments(mean, error, trace, count);
        }
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}

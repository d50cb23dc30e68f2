package org.meanfield4j.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.core.random.Streams;

/**
 * Draws trajectories and makes gradient estimates of them: the work space of a {@link GradientEstimator} on one problem,
 * reused from estimate to estimate. One caller at a time; inside, blocks of trajectories run on several threads, each
 * with a random stream of its own, so that the number of threads does not change a bit.
 *
 * <pre>{@code
 * var sampler = new GradientSampler(problem, policy, GradientEstimator.defaults());
 * double[] estimate = sampler.sample(theta, law, Streams.of(1).child(update));
 * }</pre>
 */
public final class GradientSampler {
    private static final int BLOCK = 128;
    /** More numbers than these, 128 MB, are computed again rather than kept. */
    private static final long MOST_KEPT = 16_000_000;

    private static final long FLOW = -1;
    private static final long SHOCKS = -2;

    private final MeanFieldControlProblem given;
    private final GradientEstimator settings;
    private final int paths;
    private final ControlPolicy policy;
    private final int main;
    private final int horizon;
    private final Simulator simulator;
    private final AdjointEstimate adjoint;
    private final ScoreSum scores;
    private final double[] returns;
    private final List<Trajectories> batches = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private MeanFieldControlProblem problem;
    private RecordedDraws draws;

    /** Trajectories that are walked together: batch 0 is the main one, batch t that of target time t. */
    private record Block(int batch, int from, int to, Simulator.Space space) {}

    /**
     * Work space for estimates over the training horizon of a problem.
     *
     * @param problem the model, seen through draws, rewards and, for an exact flow or sensitivity, as it is
     * @param policy the architecture
     * @param settings how estimates are made
     * @throws IllegalArgumentException if sizes do not fit together, or the trajectories do not fit the memory
     */
    public GradientSampler(MeanFieldControlProblem problem, ControlPolicy policy, GradientEstimator settings) {
        ProblemChecks.fits(
                problem, policy, new double[Require.given("policy", policy).parameters()]);
        Require.given("settings", settings);
        this.given = problem;
        this.problem = problem;
        this.policy = policy;
        this.settings = settings.onePath(problem);
        paths = settings.paths(problem);
        horizon = problem.horizon();
        main = this.settings.trajectories();
        simulator = new Simulator(problem, policy, horizon);
        adjoint = new AdjointEstimate(this.settings, main, problem.states(), horizon);
        returns = new double[(horizon + 1) * main];
        long wanted = (long) settings.sensitivity().groups(main)
                * settings.sensitivity().trajectories();
        int auxiliary = (int) Math.min(wanted, Integer.MAX_VALUE); // refused for their memory
        long rows = (long) main * horizon + wanted * horizon * (horizon + 1L) / 2;
        int memory = rows * policy.memory() <= MOST_KEPT ? policy.memory() : 0;
        batches.add(new Trajectories(main, horizon, problem.states(), true, memory));
        for (int t = 1; t <= horizon && auxiliary > 0; t++) {
            batches.add(new Trajectories(auxiliary, t, problem.states(), false, memory));
        }
        for (int b = 0; b < batches.size(); b++) {
            for (int from = 0; from < batches.get(b).count; from += BLOCK) {
                int to = Math.min(from + BLOCK, batches.get(b).count);
                blocks.add(new Block(b, from, to, new Simulator.Space(to - from, policy.states(), policy.actions())));
            }
        }
        scores = new ScoreSum(policy, batches, true);
    }

    /**
     * One estimate.
     *
     * @param theta θ, shape [p]
     * @param law μ_0 with full support, shape [S]
     * @param streams of this estimate alone
     * @return ĝ, shape [p]
     */
    public double[] sample(double[] theta, double[] law, Streams streams) {
        ProblemChecks.fits(given, policy, theta);
        Require.given("streams", streams);
        double[] gradient = new double[policy.parameters()];
        sample(theta, law, streams, Parallel.threads(), Stop.never(), gradient);
        return gradient;
    }

    /** One estimate into an array; of common noise the mean over paths. */
    void sample(double[] theta, double[] law, Streams streams, int threads, Stop stop, double[] gradient) {
        Arrays.fill(gradient, 0);
        for (int path = 0; path < paths; path++) {
            if (given instanceof CommonShocks noise) {
                problem = noise.path(noise.draw(streams.at(SHOCKS, path)));
                simulator.aim(problem);
            }
            addPath(theta, law, streams.child(path), threads, stop, gradient);
        }
    }

    private void addPath(double[] theta, double[] law, Streams streams, int threads, Stop stop, double[] gradient) {
        PopulationFlow flow = settings.particles() == 0
                ? PopulationFlow.exact(problem, policy, theta, law, horizon)
                : PopulationFlow.particles(
                        problem,
                        policy,
                        theta,
                        law,
                        horizon,
                        settings.particles(),
                        settings.smoothing(),
                        streams.at(FLOW));
        simulator.aim(theta, flow);
        draws = new RecordedDraws(flow, batches.get(0), batches.subList(1, batches.size()));
        Parallel.forEach(blocks.size(), threads, i -> {
            stop.check();
            Block block = blocks.get(i);
            walk(block, streams.at(block.batch(), block.from()));
        });
        adjoint.weigh(draws, returns, main * paths);
        scores.add(theta, draws, adjoint, threads, stop, gradient);
        if (settings.sensitivity().source() == SensitivityEstimator.Source.EXACT) {
            adjoint.addSensitivities(
                    ExactControlGradient.compute(problem, policy, theta, law, horizon)
                            .sensitivities(),
                    gradient);
        }
    }

    /** How many transitions an estimate draws. */
    long transitions() {
        return paths * settings.transitions(horizon);
    }

    private void walk(Block block, RandomGenerator random) {
        boolean isMain = block.batch() == 0;
        boolean perturbed = settings.sensitivity().source() != SensitivityEstimator.Source.NONE;
        boolean pairs = isMain && settings.perturbation().antithetic();
        Trajectories batch = batches.get(block.batch());
        if (perturbed) {
            simulator.drawNoise(batch, block.from(), block.to(), random, settings.perturbation(), pairs);
        }
        double size = isMain
                ? settings.perturbation().size()
                : settings.perturbation().inside();
        simulator.walk(batch, block.from(), block.to(), perturbed ? size : 0, random, pairs, block.space());
        if (isMain) {
            Simulator.returns(problem, batch, block.from(), block.to(), block.space(), returns);
        }
    }

    /**
     * The estimate of recorded draws, whoever recorded them: a pure function.
     *
     * @param problem the model, of which rewards are read
     * @param policy the architecture
     * @param settings how the estimate is made; its number of trajectories is that of the draws
     * @param theta θ, shape [p]
     * @param draws flow and trajectories; the laws in them are made anew from the noises
     * @return ĝ, shape [p]
     */
    public static double[] estimate(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            GradientEstimator settings,
            double[] theta,
            RecordedDraws draws) {
        requireFit(problem, policy, settings, theta, draws);
        requireCounts(settings, draws);
        double[] returns = returns(problem, settings, draws);
        AdjointEstimate adjoint = new AdjointEstimate(settings, draws);
        adjoint.weigh(draws, returns, draws.main().count);
        List<Trajectories> batches = new ArrayList<>(List.of(draws.main()));
        batches.addAll(draws.auxiliary());
        double[] gradient = new double[policy.parameters()];
        new ScoreSum(policy, batches, false).add(theta, draws, adjoint, 1, Stop.never(), gradient);
        if (settings.sensitivity().source() == SensitivityEstimator.Source.EXACT) {
            double[] law = draws.flow().law(0);
            adjoint.addSensitivities(
                    ExactControlGradient.compute(problem, policy, theta, law, draws.main().steps)
                            .sensitivities(),
                    gradient);
        }
        return gradient;
    }

    static void requireFit(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            GradientEstimator settings,
            double[] theta,
            RecordedDraws draws) {
        ProblemChecks.fits(problem, policy, theta);
        Require.given("settings", settings);
        Require.given("draws", draws);
    }

    private static void requireCounts(GradientEstimator settings, RecordedDraws draws) {
        int groups = settings.sensitivity().groups(draws.main().count);
        int least = groups * settings.sensitivity().trajectories();
        int given = draws.auxiliary().isEmpty() ? 0 : draws.auxiliary().get(0).count;
        if (given < least) {
            throw new IllegalArgumentException("the draws have " + given + " auxiliary trajectories per target time, "
                    + settings.sensitivity() + " on " + draws.main().count + " main trajectories needs " + least);
        }
    }

    /** Makes the laws of recorded draws anew, and the returns G, shape [T + 1, N]. */
    static double[] returns(MeanFieldControlProblem problem, GradientEstimator settings, RecordedDraws draws) {
        boolean perturbed = settings.sensitivity().source() != SensitivityEstimator.Source.NONE;
        Trajectories main = draws.main();
        for (int t = 0; t <= main.steps; t++) {
            if (perturbed) {
                main.perturb(draws.flow(), settings.perturbation().size(), t, 0, main.count);
            } else {
                main.show(draws.flow(), t, 0, main.count);
            }
        }
        for (Trajectories target : draws.auxiliary()) {
            for (int t = 0; t < target.steps; t++) {
                target.perturb(draws.flow(), settings.perturbation().inside(), t, 0, target.count);
            }
        }
        double[] returns = new double[(main.steps + 1) * main.count];
        Simulator.Space space = new Simulator.Space(0, problem.states(), problem.actions());
        Simulator.returns(problem, main, 0, main.count, space, returns);
        return returns;
    }

    /**
     * What the last estimate was made of, on the last path of shocks if there are any; overwritten by the next one.
     *
     * @return flow and trajectories
     */
    public RecordedDraws draws() {
        return draws;
    }

    /**
     * The returns of the last estimate.
     *
     * @return G_t^k at t · N + k, a copy, shape [T + 1, N]
     */
    public double[] returns() {
        return Arrays.copyOf(returns, returns.length);
    }
}

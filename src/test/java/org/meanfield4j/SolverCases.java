package org.meanfield4j;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.meanfield4j.control.CommonShocks;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.GradientEstimator;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.control.mfq.MfqLearning;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.PolynomialPolicyGradient;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.neural.NeuralPolicyGradient;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.graphon.nonlinear.NonlinearPolicyGradient;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.Adage;
import org.meanfield4j.stackelberg.CuiKoeppl;
import org.meanfield4j.stackelberg.ExactCuiKoeppl;
import org.meanfield4j.stackelberg.LeaderAscent;
import org.meanfield4j.stackelberg.OneByOne;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.continuous.ContinuousAcSmfg;
import org.meanfield4j.stackelberg.continuous.ContinuousAdage;
import org.meanfield4j.stackelberg.continuous.ContinuousGame;
import org.meanfield4j.stackelberg.continuous.ContinuousOneByOne;
import org.meanfield4j.stackelberg.continuous.ContinuousShop;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationarySolver;
import org.meanfield4j.stationary.baselines.BestResponseIteration;
import org.meanfield4j.stationary.baselines.DampedBestResponse;
import org.meanfield4j.stationary.baselines.FictitiousPlay;
import org.meanfield4j.stationary.baselines.OnlineMirrorDescent;
import org.meanfield4j.stationary.baselines.RegularisedFixedPoint;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.InnerOutput;
import org.meanfield4j.stationary.sampled.RestartMode;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/** Every solver of the library on a small game. */
final class SolverCases {
    private static final String ONLY = "meanfield4j.solvers";

    private SolverCases() {}

    /**
     * A solver on a game.
     *
     * @param name of the solver
     * @param solvers the solver for a number of iterations
     * @param other the same solver with another setting
     * @param game a small game
     * @param startMatters whether the first rows of a run tell where it started
     */
    record Case<G, R extends Run>(
            String name, IntFunction<Solver<G, R>> solvers, Solver<G, R> other, G game, boolean startMatters) {
        Solver<G, R> solver(int iterations) {
            return solvers.apply(iterations);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All, or those with a name in the system property {@value #ONLY}, separated by |: mutation tests do with two. */
    static Stream<Case<?, ?>> all() {
        List<String> only = List.of(System.getProperty(ONLY, "").split("\\|"));
        return Stream.of(stationary(), graphonExact(), graphonBeyondExact(), stackelberg(), control())
                .flatMap(cases -> cases)
                .filter(c -> only.equals(List.of("")) || only.contains(c.name()));
    }

    private static Stream<Case<?, ?>> stationary() {
        StationaryGame game = CrowdGrid.corner(3);
        StationaryGame larger = CrowdGrid.exploration();
        ExactMfTrpo exact = ExactMfTrpo.defaults().withTemperature(0.3).withInnerSteps(4);
        SampledMfTrpo sampled = SampledMfTrpo.defaults()
                .withTemperature(0.3)
                .withInnerSteps(3)
                .withSampling(
                        Sampling.defaults().withRollouts(200).withTruncation(20).withParticles(100));
        SampledMfTrpo mixture = sampled.withSampling(
                sampled.sampling().withRestart(RestartMode.NO_RESTART).withOutput(InnerOutput.MIXTURE));
        return Stream.of(
                new Case<>("ExactMfTrpo", exact::withOuterSteps, exact.withStepSize(0.1), game, true),
                new Case<>(
                        "ExactMfTrpo, rare metrics",
                        exact.withMetricsEvery(3)::withOuterSteps,
                        exact.withMetricsEvery(4),
                        larger,
                        true),
                new Case<>(
                        "ExactMfTrpo, annealed",
                        ExactMfTrpo.annealed()::withOuterSteps,
                        ExactMfTrpo.annealed().withInnerSteps(7),
                        game,
                        true),
                new Case<>("SampledMfTrpo", sampled::withOuterSteps, sampled.withSeed(9), game, true),
                new Case<>("SampledMfTrpo, mixture", mixture::withOuterSteps, mixture.withSeed(9), game, true),
                new Case<>(
                        "FictitiousPlay",
                        FictitiousPlay.defaults()::withIterations,
                        FictitiousPlay.defaults().withMetricsEvery(2),
                        game,
                        true),
                new Case<>(
                        "DampedBestResponse",
                        DampedBestResponse.defaults()::withIterations,
                        DampedBestResponse.defaults().withStepSize(0.2),
                        game,
                        true),
                new Case<>(
                        "BestResponseIteration",
                        BestResponseIteration.defaults()::withIterations,
                        BestResponseIteration.defaults().withMetricsEvery(2),
                        game,
                        false),
                new Case<>(
                        "RegularisedFixedPoint",
                        RegularisedFixedPoint.defaults()::withIterations,
                        RegularisedFixedPoint.defaults().withTemperature(0.2),
                        game,
                        true),
                new Case<>(
                        "a solver of one's own",
                        n -> StationarySolver.of("toss", n, SolverCases::towardsTheBestResponse),
                        StationarySolver.of("turn", 5, SolverCases::towardsTheBestResponse),
                        game,
                        true),
                new Case<>(
                        "OnlineMirrorDescent",
                        OnlineMirrorDescent.defaults()::withIterations,
                        OnlineMirrorDescent.defaults().withStepSize(0.2),
                        game,
                        true));
    }

    private static Stream<Case<?, ?>> stackelberg() {
        StackelbergGame game = MarketEntrance.sellSkew();
        AcSmfg ac = AcSmfg.defaults().withBlock(40);
        OneByOne turns = OneByOne.defaults().withTurn(40).withBlock(40);
        CuiKoeppl play = CuiKoeppl.defaults().withPhase(30).withBlock(40);
        ExactCuiKoeppl exactPlay = ExactCuiKoeppl.defaults();
        Adage adage = Adage.defaults().withBlock(40);
        ContinuousGame shop = ContinuousShop.defaults();
        ContinuousAcSmfg continuous = ContinuousAcSmfg.defaults().withBlock(40).withFrozen(10);
        ContinuousOneByOne continuousTurns =
                ContinuousOneByOne.defaults().withTurn(40).withBlock(40);
        ContinuousAdage continuousAdage = ContinuousAdage.defaults().withBlock(40);
        return Stream.of(
                new Case<>("AcSmfg", n -> ac.withIterations(40 * n), ac.withSeed(9), game, true),
                new Case<>("OneByOne", n -> turns.withSamples(40 * n), turns.withSeed(9), game, true),
                new Case<>("CuiKoeppl", n -> play.withSamples(40 * n), play.withSeed(9), game, true),
                new Case<>("ExactCuiKoeppl", exactPlay::withIterations, exactPlay.withInner(2), game, true),
                new Case<>("Adage", n -> adage.withSamples(40 * n), adage.withSeed(9), game, true),
                new Case<>(
                        "LeaderAscent",
                        LeaderAscent.defaults().withTolerance(1e-300)::withIterations,
                        LeaderAscent.defaults().withSpread(1),
                        game,
                        true),
                new Case<>(
                        "ContinuousAcSmfg", n -> continuous.withIterations(40 * n), continuous.withSeed(9), shop, true),
                new Case<>(
                        "ContinuousOneByOne",
                        n -> continuousTurns.withSamples(40 * n),
                        continuousTurns.withSeed(9),
                        shop,
                        true),
                new Case<>(
                        "ContinuousAdage",
                        n -> continuousAdage.withSamples(40 * n),
                        continuousAdage.withSeed(9),
                        shop,
                        true));
    }

    private static Stream<Case<?, ?>> control() {
        TwoStates game = new TwoStates(2);
        CommonShocks noise = new CommonShocks(Law.uniform(2), List.of(game, game.withArrival0(0.3)));
        MfReinforce plain = MfReinforce.defaults().withMetricsEvery(2);
        MfReinforce network = plain.withPolicy(ControlPolicy.mlp(2, 2, 5)).withEstimator(GradientEstimator.improved());
        MfqLearning learning = MfqLearning.defaults().withCells(6);
        return Stream.of(
                new Case<>("MfReinforce", plain::withUpdates, plain.withSeed(9), game, true),
                new Case<>("MfReinforce, network", network::withUpdates, network.withStepSize(0.1), game, true),
                new Case<>("MfReinforce, common noise", plain::withUpdates, plain.withSeed(9), noise, true),
                new Case<>("MfqLearning", learning::withSweeps, learning.withSeed(9), new Cybersecurity(), true));
    }

    /** As somebody would write it in a cell. */
    private static PolicyAndLaw towardsTheBestResponse(StationaryGame game, int k, PolicyAndLaw now, Stop stop) {
        var best = new FrozenMdp(game, now.law()).optimum(0.5).policy();
        return new PolicyAndLaw(best, now.law().mix(0.1, new Metrics(game).stationaryLaw(best)));
    }

    private static Stream<Case<?, ?>> graphonExact() {
        LqGraphonGame game = LqGraphonGame.base().withSteps(6).withGraphon(Graphon.uniformAttachment(), 4);
        BilevelPolicyGradient bilevel = BilevelPolicyGradient.defaults().withInnerSteps(3);
        PolynomialPolicyGradient polynomial = PolynomialPolicyGradient.ofDegree(2);
        // The step size falls over the run, so its length is a setting: all runs are cut from one.
        NeuralPolicyGradient neural = NeuralPolicyGradient.defaults().withInnerSteps(3);
        return Stream.of(
                new Case<>("BilevelPolicyGradient", bilevel::withIterations, bilevel.withStepSize(0.3), game, true),
                new Case<>(
                        "BilevelPolicyGradient, cold start",
                        bilevel.withColdStart(true)::withIterations,
                        bilevel,
                        game,
                        true),
                new Case<>(
                        "BilevelPolicyGradient, frozen, held",
                        bilevel.withAggregateUpdate(AggregateUpdate.FROZEN).withTiming(ActionTiming.ZERO_ORDER_HOLD, 3)
                                ::withIterations,
                        bilevel,
                        game,
                        true),
                new Case<>(
                        "PolynomialPolicyGradient",
                        n -> polynomial.withSolver(bilevel.withIterations(n)),
                        polynomial.withTimeDegree(3),
                        game,
                        true),
                new Case<>("NeuralPolicyGradient", neural::withIterations, neural.withSeed(9), game, true));
    }

    private static Stream<Case<?, ?>> graphonBeyondExact() {
        LqGraphonGame game = LqGraphonGame.base().withSteps(6).withGraphon(Graphon.uniformAttachment(), 4);
        ModelFreePolicyGradient modelFree = ModelFreePolicyGradient.defaults()
                .withInnerSteps(2)
                .withEstimator(ZerothOrder.defaults().withPaths(10).withDirections(4));
        NonlinearGame bent = NonlinearGame.of(NonlinearGame.experiment().withSteps(20), x -> -0.1 * x * x * x);
        NonlinearPolicyGradient nonlinear =
                NonlinearPolicyGradient.defaults().withGrid(-4, 6, 181).withInnerSteps(2);
        return Stream.of(
                new Case<>("ModelFreePolicyGradient", modelFree::withIterations, modelFree.withSeed(9), game, true),
                new Case<>(
                        "NonlinearPolicyGradient", nonlinear::withIterations, nonlinear.withStepSize(0.3), bent, true));
    }

    /** A solver that is stopped after some of all iterations: its settings may depend on their number. */
    static <G, R extends Run> Solver<G, R> part(Case<G, R> c, int some, int all) {
        return c.solver(all);
    }

    /** A run of some iterations, by a solver that could do more where its settings depend on their number. */
    static <G, R extends Run> R straight(Case<G, R> c, int some, int all) {
        return c.name().startsWith("Neural")
                ? c.solver(all).solve(c.game(), new Stopper(some, 0))
                : c.solver(some).solve(c.game());
    }

    /** The run that a checkpoint holds, without a further step. */
    static <G, R extends Run> R reopened(Case<G, R> c, Path file, int iterations) {
        return c.solver(1_000_000).continuing(file).solve(c.game(), new Stopper(0, 0));
    }
}

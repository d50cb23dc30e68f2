package org.meanfield4j;

import static org.meanfield4j.DoorValues.FRESH;
import static org.meanfield4j.DoorValues.GAME;
import static org.meanfield4j.DoorValues.LQ;
import static org.meanfield4j.DoorValues.MARKET;
import static org.meanfield4j.DoorValues.fresh;
import static org.meanfield4j.DoorValues.once;
import static org.meanfield4j.DoorValues.put;
import static org.meanfield4j.DoorValues.triangle;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.meanfield4j.control.Baseline;
import org.meanfield4j.control.CommonShocks;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.ControlRun;
import org.meanfield4j.control.Decisions;
import org.meanfield4j.control.GradientEstimator;
import org.meanfield4j.control.GradientSampler;
import org.meanfield4j.control.LogitPerturbation;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.control.MeanFieldControlProblemBuilder;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.PopulationFlow;
import org.meanfield4j.control.RecordedDraws;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.Trajectories;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.DistributionPlanning;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.control.mfq.LawGrid;
import org.meanfield4j.control.mfq.LiftedProblem;
import org.meanfield4j.control.mfq.MfqLearning;
import org.meanfield4j.control.mfq.MfqRun;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqDynamics;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.LqNoise;
import org.meanfield4j.graphon.LqRunningCost;
import org.meanfield4j.graphon.LqTerminalCost;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.bilevel.ContractionAnalysis;
import org.meanfield4j.graphon.bilevel.PolynomialPolicyGradient;
import org.meanfield4j.graphon.bilevel.SlopeStep;
import org.meanfield4j.graphon.bilevel.UpdateOrder;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.modelfree.CostOracle;
import org.meanfield4j.graphon.modelfree.NoiseReuse;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.graphon.operator.AggregateOperator;
import org.meanfield4j.graphon.operator.DenseAggregate;
import org.meanfield4j.graphon.operator.FiniteNetwork;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.graphon.players.CommonNoise;
import org.meanfield4j.graphon.players.HeterogeneousPlayers;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.LeaderGradient;
import org.meanfield4j.stackelberg.PlainLeaders;
import org.meanfield4j.stackelberg.StackelbergEquilibrium;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.StackelbergGameBuilder;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.TimeScales;
import org.meanfield4j.stackelberg.TypedEquilibrium;
import org.meanfield4j.stackelberg.continuous.ContinuousGame;
import org.meanfield4j.stackelberg.continuous.ContinuousShop;
import org.meanfield4j.stackelberg.continuous.Features;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.PopulationOperator;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StabilityAnalysis;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryGameBuilder;
import org.meanfield4j.stationary.StationarySolver;
import org.meanfield4j.stationary.TrpoStep;
import org.meanfield4j.stationary.WarmStart;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.Circle;
import org.meanfield4j.stationary.games.CrowdGraph;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.games.CrowdPenalty;
import org.meanfield4j.stationary.games.Graph;
import org.meanfield4j.stationary.games.Moves;
import org.meanfield4j.stationary.games.Room;
import org.meanfield4j.stationary.games.TwoBarChain;
import org.meanfield4j.stationary.players.NPlayerGap;
import org.meanfield4j.stationary.players.NPlayerSimulation;
import org.meanfield4j.stationary.sampled.InnerOutput;
import org.meanfield4j.stationary.sampled.PolicySampler;
import org.meanfield4j.stationary.sampled.QEstimator;
import org.meanfield4j.stationary.sampled.RestartMode;
import org.meanfield4j.stationary.sampled.RestartOracle;

/** One good value of every type of the four models. */
final class DoorModels {
    private DoorModels() {}

    static void fill() {
        models();
        leaders();
        control();
    }

    private static void models() {
        put(StationaryGame.class, () -> GAME);
        put(CrowdGrid.class, () -> CrowdGrid.corner(3));
        put(Room.class, () -> CrowdGrid.corner(3).room());
        put(CrowdGraph.class, DoorValues::triangle);
        put(Graph.class, () -> triangle().graph());
        put(CrowdPenalty.class, () -> CrowdPenalty.linear(1));
        put(ChooseYourState.class, ChooseYourState::rockPaperScissors);
        put(BeachBar.class, BeachBar::new);
        put(TwoBarChain.class, () -> new TwoBarChain(1));
        put(Circle.class, () -> new Circle(10));
        put(Moves.class, () -> CrowdGrid.corner(3).moves());
        put(Schedule.class, () -> Schedule.constant(0.1));
        put(Schedule.Constant.class, () -> new Schedule.Constant(0.1));
        put(Schedule.Harmonic.class, Schedule.Harmonic::new);
        put(Schedule.Geometric.class, () -> new Schedule.Geometric(0.5, 0.9, 0.1));
        put(Schedule.Capped.class, () -> new Schedule.Capped(Schedule.constant(0.1), 0.5, 1));
        put(TrpoStep.Constant.class, () -> new TrpoStep.Constant(0.5));
        put(TrpoStep.KlBounded.class, () -> new TrpoStep.KlBounded(0.5));
        put(TrpoStep.Shrinking.class, TrpoStep.Shrinking::new);
        put(TrpoStep.class, TrpoStep::shrinking);
        put(TrpoStep.Rule.class, () -> (TrpoStep.Rule) (inner, eta, q, log) -> q.clone());
        once(Equilibrium.class, () -> Equilibrium.compute(GAME, 0.3));
        once(StabilityAnalysis.class, () -> StabilityAnalysis.compute(GAME, 0.3, 5));
        put(PopulationOperator.class, () -> new PopulationOperator(GAME, 0.3, 5));
        put(FrozenMdp.class, () -> new FrozenMdp(GAME, Law.uniform(9)));
        put(Metrics.class, () -> new Metrics(GAME));
        put(PolicyAndLaw.class, () -> new PolicyAndLaw(TabularPolicy.uniform(9, GAME.actions()), Law.uniform(9)));
        put(StationaryGameBuilder.class, () -> StationaryGame.builder(GAME));
        put(StationaryGameBuilder.Reward.class, () -> (StationaryGameBuilder.Reward) (s, a, mu) -> 0);
        put(StationarySolver.Step.class, () -> (StationarySolver.Step) (game, k, now, stop) -> now);
        put(
                NPlayerSimulation.class,
                () -> NPlayerSimulation.defaults().withHorizon(5).withRepetitions(2));
        once(NPlayerGap.class, () -> NPlayerGap.compute(GAME, TabularPolicy.uniform(9, GAME.actions())));
        put(PolicySampler.class, () -> new PolicySampler(9, GAME.actions()));
        put(
                RestartOracle.class,
                () -> RestartOracle.of(
                        GAME, Law.uniform(9), Law.uniform(9), Streams.of(1).at(1)));
        put(LqGraphonGame.class, () -> LQ);
        put(LqCoefficients.class, LQ::coefficients);
        put(LqDynamics.class, () -> LQ.coefficients().dynamics());
        put(LqRunningCost.class, () -> LQ.coefficients().runningCost());
        put(LqTerminalCost.class, () -> LQ.coefficients().terminalCost());
        put(LqNoise.class, () -> LQ.coefficients().noise());
        put(SmallMatrix.class, () -> SmallMatrix.scalar(1));
        put(Graphon.class, Graphon::uniformAttachment);
        put(AggregateOperator.class, () -> Graphon.uniformAttachment().aggregate(4));
        put(FiniteNetwork.class, () -> FiniteNetwork.sample(Graphon.uniformAttachment(), 6, 1));
        put(DenseAggregate.class, () -> DenseAggregate.of(new double[16], 4, "zero"));
        put(GraphonStart.class, () -> GraphonStart.zero(LQ, 6));
        put(GraphonPolicy.class, () -> GraphonStart.zero(LQ, 6).policy());
        put(LabelPaths.class, () -> GraphonStart.zero(LQ, 6).aggregate());
        once(GraphonEquilibrium.class, () -> GraphonEquilibrium.compute(LQ));
        once(ContractionAnalysis.class, () -> ContractionAnalysis.compute(LQ));
        once(CommonNoise.class, () -> CommonNoise.compute(LQ, 0.1));
        once(HeterogeneousPlayers.class, () -> HeterogeneousPlayers.compute(LQ, u -> LQ.coefficients(), 0.4));
        put(PolynomialPolicyGradient.class, () -> PolynomialPolicyGradient.ofDegree(2));
        put(CostOracle.class, () -> CostOracle.of(LQ));
        put(
                NonlinearGame.class,
                () -> NonlinearGame.of(NonlinearGame.experiment().withSteps(20), x -> -x));
        Stream.of(
                        WarmStart.values(),
                        InnerOutput.values(),
                        QEstimator.values(),
                        RestartMode.values(),
                        ActionTiming.values(),
                        AggregateUpdate.values(),
                        UpdateOrder.values(),
                        SlopeStep.values(),
                        NoiseReuse.values(),
                        AcSmfg.Variant.values(),
                        StackelbergMetrics.Measured.values(),
                        Features.values(),
                        PolynomialPolicyGradient.Basis.values())
                .forEach(values -> FRESH.put(values.getClass().getComponentType(), () -> values[0]));
    }

    /** Two states, two actions, a table of four parameters, two steps. */
    private static void control() {
        put(MeanFieldControlProblem.class, () -> new TwoStates(2));
        put(ControlPolicy.class, () -> ControlPolicy.table(2, 2));
        put(Decisions.class, () -> new Decisions(new int[1], new int[1], new int[1], new double[] {0.5, 0.5}));
        put(LogitPerturbation.class, () -> LogitPerturbation.of(0.2));
        put(SensitivityEstimator.class, () -> SensitivityEstimator.nested(1));
        put(
                GradientEstimator.class,
                () -> GradientEstimator.defaults().withTrajectories(2).withSensitivity(SensitivityEstimator.nested(1)));
        put(
                PopulationFlow.class,
                () -> PopulationFlow.exact(
                        new TwoStates(2), ControlPolicy.table(2, 2), new double[4], new double[] {0.5, 0.5}, 2));
        put(GradientSampler.class, () -> {
            GradientSampler sampler = new GradientSampler(
                    new TwoStates(2), ControlPolicy.table(2, 2), (GradientEstimator) fresh(GradientEstimator.class));
            sampler.sample(new double[4], new double[] {0.5, 0.5}, Streams.of(1));
            return sampler;
        });
        put(RecordedDraws.class, () -> ((GradientSampler) fresh(GradientSampler.class)).draws());
        put(Trajectories.class, () -> ((RecordedDraws) fresh(RecordedDraws.class)).main());
        put(
                CommonShocks.class,
                () -> new CommonShocks(Law.uniform(2), List.of(new TwoStates(2), new TwoStates(2, 0.5, 0.8, 0.3, 10))));
        put(
                MeanFieldControlProblemBuilder.class,
                () -> MeanFieldControlProblem.builder(2, 2, 2)
                        .kernel((t, x, a, mu, row) -> row[a] = 1)
                        .reward((t, x, a, mu) -> 0));
        put(MeanFieldControlProblemBuilder.Kernel.class, () ->
                (MeanFieldControlProblemBuilder.Kernel) (t, x, a, mu, row) -> row[a] = 1);
        put(MeanFieldControlProblemBuilder.Reward.class, () ->
                (MeanFieldControlProblemBuilder.Reward) (t, x, a, mu) -> 0);
        put(MeanFieldControlProblemBuilder.TerminalReward.class, () ->
                (MeanFieldControlProblemBuilder.TerminalReward) (x, mu) -> 0);
        put(MeanFieldControlProblemBuilder.TrainingLaw.class, () ->
                (MeanFieldControlProblemBuilder.TrainingLaw) (random, law) -> Arrays.fill(law, 0.5));
        put(TwoStates.class, () -> new TwoStates(2));
        put(Cybersecurity.class, Cybersecurity::new);
        put(Cybersecurity.Rates.class, () -> new Cybersecurity.Rates(0.5, 0.4, 0.4, 0.4));
        put(DistributionPlanning.class, () -> new DistributionPlanning(Law.uniform(9), 2));
        put(LawGrid.class, () -> new LawGrid(2, 3));
        once(LiftedProblem.class, () -> new LiftedProblem(new Cybersecurity(), 3));
        once(
                MfqRun.class,
                () -> MfqLearning.defaults().withCells(3).withSweeps(2).solve(new Cybersecurity()));
        once(ControlRun.class, () -> MfReinforce.defaults().withUpdates(1).solve(new TwoStates(2)));
        put(Baseline.class, () -> Baseline.NONE);
        put(SensitivityEstimator.Source.class, () -> SensitivityEstimator.Source.NONE);
    }

    /** A leader and followers of {@link DoorValues#MARKET}: three states, two actions, three actions of the leader. */
    private static void leaders() {
        put(StackelbergGame.class, () -> MARKET);
        put(MarketEntrance.class, MarketEntrance::sellSkew);
        put(MarketEntrance.Fills.class, () -> MarketEntrance.sellSkew().fills());
        put(ShopPositioning.class, () -> ShopPositioning.of(0.05));
        put(EquilibriumPricing.class, () -> EquilibriumPricing.of(3));
        put(EquilibriumPricing.Levels.class, () -> EquilibriumPricing.Levels.of(1, 2));
        put(EquilibriumPricing.Costs.class, () -> EquilibriumPricing.of(3).costs());
        put(TimeScales.Step.class, () -> new TimeScales.Step(0.5, 0.5));
        put(ContinuousGame.class, ContinuousShop::defaults);
        put(MeanField.class, () -> Law.uniform(3));
        put(TransitionKernel.Row.class, () -> (TransitionKernel.Row) (next, probability) -> {});
        put(StackelbergGameBuilder.class, () -> StackelbergGame.builder(3, 2, 3));
        put(StackelbergGameBuilder.Move.class, () -> (StackelbergGameBuilder.Move) (s, a, b, mu, row) -> row.add(s, 1));
        put(StackelbergGameBuilder.FollowerReward.class, () ->
                (StackelbergGameBuilder.FollowerReward) (s, a, b, mu) -> 0);
        put(StackelbergGameBuilder.LeaderReward.class, () -> (StackelbergGameBuilder.LeaderReward) (s, b, mu) -> 0);
        put(
                ContractionAnalysis.OuterSpectrum.class,
                () -> ContractionAnalysis.compute(LQ).selfConsistent());
        put(IntBinaryOperator.class, () -> (IntBinaryOperator) (s, a) -> 0);
        once(StackelbergEquilibrium.class, () -> StackelbergEquilibrium.compute(MARKET, PlainLeaders.uniform(MARKET)));
        once(LeaderGradient.class, () -> LeaderGradient.compute(MARKET, PlainLeaders.uniform(MARKET)));
        once(TypedEquilibrium.class, () -> TypedEquilibrium.compute(List.of(MARKET), PlainLeaders.uniform(MARKET)));
    }
}

package org.meanfield4j;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.State;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.Track;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.experiment.Band;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.AtomicFile;
import org.meanfield4j.core.files.Checkpoint;
import org.meanfield4j.core.geometry.GraphGeometry;
import org.meanfield4j.core.geometry.GridGeometry;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.nd4j.NdArrays;
import org.meanfield4j.core.random.AliasTables;
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
import org.meanfield4j.notebook.CheckWords;
import org.meanfield4j.notebook.Notebook;
import org.meanfield4j.plot.BarPlot;
import org.meanfield4j.plot.Figure;
import org.meanfield4j.plot.GraphPlot;
import org.meanfield4j.plot.GridPlot;
import org.meanfield4j.plot.HeatMaps;
import org.meanfield4j.plot.Lines;
import org.meanfield4j.plot.Panels;
import org.meanfield4j.plot.Plot;
import org.meanfield4j.plot.Plots;
import org.meanfield4j.plot.SimplexPlot;
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
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.PopulationOperator;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StabilityAnalysis;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryGameBuilder;
import org.meanfield4j.stationary.StationaryRun;
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
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.traces.ScatterTrace;

/** One good value of every type that a public method may ask for. */
final class DoorValues {
    static final StationaryGame GAME = CrowdGrid.corner(3);
    static final LqGraphonGame LQ = LqGraphonGame.base().withSteps(6).withGraphon(Graphon.uniformAttachment(), 4);
    static final MarketEntrance MARKET = MarketEntrance.sellSkew();
    private static final StationaryRun RUN =
            ExactMfTrpo.defaults().withOuterSteps(2).keeping(2).solve(GAME);
    static final double[] P = {0.2, 0.3, 0.5};
    private static final Map<Class<?>, Object> MADE = new HashMap<>();
    private static final Map<Class<?>, Supplier<?>> FRESH = new LinkedHashMap<>();

    private static final List<SolverCases.Case<?, ?>> SOLVERS =
            SolverCases.all().collect(Collectors.toList());

    static {
        made();
        models();
        leaders();
        control();
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

    private DoorValues() {}

    /** A leader and followers of {@link #MARKET}: three states, two actions, three actions of the leader. */
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

    private static <T> void put(Class<T> type, Supplier<? extends T> value) {
        FRESH.put(type, value);
    }

    private static <T> void once(Class<T> type, Callable<? extends T> value) {
        put(
                type,
                () -> type.cast(MADE.computeIfAbsent(type, t -> {
                    try {
                        return value.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })));
    }

    private static void made() {
        put(Law.class, () -> Law.uniform(9));
        put(TabularPolicy.class, () -> TabularPolicy.uniform(9, GAME.actions()));
        put(Monitor.class, Monitor::silent);
        put(Stop.class, Stop::never);
        put(Runnable.class, () -> (Runnable) () -> {});
        put(RandomGenerator.class, () -> Streams.of(1).at(1));
        put(Streams.class, () -> Streams.of(1));
        put(History.class, DoorValues::history);
        put(Table.class, () -> history().table());
        put(Track.class, () -> new Track("t", 3));
        put(TransitionKernel.class, () -> GAME.kernel(Law.uniform(9)));
        put(TransitionKernel.NextState.class, () -> (TransitionKernel.NextState) (s, a) -> 0);
        put(TransitionKernel.RowSource.class, () -> (TransitionKernel.RowSource) (s, a, row) -> row.add(0, 1));
        put(MarkovChain.class, () -> new MarkovChain(GAME.kernel(Law.uniform(9))));
        put(AliasTables.class, () -> AliasTables.ofKernel(GAME.kernel(Law.uniform(9))));
        put(Band.class, () -> new Band(P.clone(), P.clone(), P.clone(), new int[] {2, 2, 2}));
        put(Function.class, () -> (Function<Object, Object>) x -> 1.0);
        put(DoubleUnaryOperator.class, () -> (DoubleUnaryOperator) x -> -0.1 * x);
        put(DoubleFunction.class, () -> (DoubleFunction<Object>) x -> new double[] {1});
        put(IntToDoubleFunction.class, () -> (IntToDoubleFunction) k -> 0.1);
        put(ToDoubleFunction.class, () -> (ToDoubleFunction<Object>) x -> 1);
        put(DoubleBinaryOperator.class, () -> (DoubleBinaryOperator) (x, y) -> x + y);
        put(Sweep.Task.class, () -> (Sweep.Task<Object, Object>) (value, monitor) -> 1.0);
        once(Sweep.class, () -> Sweep.over(new int[] {1, 2, 3}, k -> run()));
        once(RecordedResult.class, () -> RecordedResult.of(run()));
        put(RecordedResult.Mean.class, () -> RecordedResult.of(run()).mean("exploitability"));
        put(Column.class, () -> new Column<Object>("a", "a", at -> 1));
        put(Supplier.class, () -> (Supplier<Object>) () -> new Metrics(GAME));
        put(Record.class, () -> new Schedule.Constant(0.1));
        put(History.Slope.class, () -> new History.Slope(0.5, 0.1));
        put(CheckWords.class, () -> Notebook.check);
        put(ArrayFiles.Array.class, () -> ArrayFiles.Array.vector(P));
        put(AtomicFile.Content.class, () -> (AtomicFile.Content) out -> out.write(1));
        put(
                Checkpoint.class,
                () -> new Checkpoint("a", 1).put("a", 1.0).put("n", 1L).put("t", "a"));
        put(INDArray.class, () -> NdArrays.of(Law.of(P)));
        put(Column.Value.class, () -> (Column.Value<Object>) at -> 1.0);
        put(Consumer.class, () -> (Consumer<Object>) x -> {});
        put(UnaryOperator.class, UnaryOperator::identity);
        put(IntConsumer.class, () -> (IntConsumer) i -> {});
        put(IntFunction.class, () -> (IntFunction<Object>) i -> i);
        put(Throwable.class, () -> new IllegalStateException("t"));
        put(Class.class, () -> Object.class);
        put(Call.class, () -> Call.of(new Stopper(1, 0)));
        put(State.class, () -> run().outcome().state());
        put(State.Origin.class, () -> new State.Origin("s", "m", () -> "i", "f"));
        put(Iterate.class, () -> (Iterate)
                fields -> run().arrays().forEach((name, array) -> fields.numbers(name, array.values(), array.shape())));
        put(SampleMeter.class, () -> new SampleMeter(10, 0));
        put(Rows.class, () -> Rows.of("k", "a", List.of(new Column<Object>("a", "a", at -> 1))));
        put(Monitor.Plan.class, () -> Monitor.Plan.of("p"));
        put(Duration.class, () -> Duration.ofSeconds(1));
        once(Run.class, DoorValues::run);
        once(Start.class, DoorValues::run);
        once(StationaryRun.class, DoorValues::run);
        put(Outcome.class, () -> run().outcome());
        put(Lines.class, () -> Plots.lines("l").line("a", P, P));
        put(BarPlot.class, () -> Plots.bars("b", "x", "y", "z").bars("a", P));
        put(HeatMaps.class, () -> Plots.heatmap("h", 1, 3, P));
        put(SimplexPlot.class, () -> Plots.simplex("s").point("p", P));
        put(GridPlot.class, () -> Plots.grid(Law.uniform(9), CrowdGrid.corner(3)));
        put(GraphPlot.class, () -> Plots.graph(Law.uniform(3), triangle()));
        put(Panels.class, () -> Plots.panels("p", Plots.lines("l").line("a", P, P)));
        put(Plot.class, () -> Plots.lines("l").line("a", P, P));
        put(Figure.class, () -> Plots.lines("l").line("a", P, P).note("n"));
        put(BiFunction.class, () ->
                (BiFunction<Object, Object, Object>) (x, y) -> Plots.lines("l").line("a", P, P));
        put(
                tech.tablesaw.plotly.components.Figure.class,
                () -> new tech.tablesaw.plotly.components.Figure(
                        ScatterTrace.builder(P, P).build()));
        put(GridGeometry.class, () -> CrowdGrid.corner(3));
        put(GraphGeometry.class, DoorValues::triangle);
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

    static RecordedDraws draws() {
        return (RecordedDraws) fresh(RecordedDraws.class);
    }

    static StationaryRun run() {
        return RUN;
    }

    static History history() {
        History history = new History("k", "a");
        for (int k = 1; k < 6; k++) {
            history.add(k, 1.0 / k);
        }
        return history;
    }

    static CrowdGraph triangle() {
        return CrowdGraph.ofEdges(3, 0, new int[][] {{0, 1}, {1, 2}, {2, 0}});
    }

    /** The case of a solver, for its game. */
    static Optional<SolverCases.Case<?, ?>> caseOf(Solver<?, ?> solver) {
        return SOLVERS.stream()
                .filter(c -> c.solver(2).getClass() == solver.getClass())
                .findFirst();
    }

    static Object fresh(Class<?> type) {
        if (Solver.class.isAssignableFrom(type)) {
            Optional<Object> known = SOLVERS.stream()
                    .<Object>map(c -> c.solver(2))
                    .filter(type::isInstance)
                    .findFirst();
            if (known.isPresent()) {
                return known.get();
            }
        }
        if (FRESH.containsKey(type)) {
            return FRESH.get(type).get();
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("defaults")) {
                try {
                    return method.invoke(null);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalStateException("no " + type.getSimpleName());
    }

    static Object plain(Class<?> type, String generic) {
        if (type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == double.class || type == Double.class) {
            return 0.5;
        } else if (type == boolean.class) {
            return false;
        } else if (type == String.class || type == Object.class) {
            return "a";
        } else if (type == double[].class) {
            return P.clone();
        } else if (type == double[][].class) {
            return new double[][] {P.clone(), P.clone(), P.clone()};
        } else if (type == int[].class) {
            return new int[] {1};
        } else if (type == long[].class) {
            return new long[] {1};
        } else if (type == String[].class) {
            return new String[] {"a"};
        } else if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, fresh(type.getComponentType()));
            return array;
        } else if (type == List.class || type == Collection.class) {
            String element = generic.replaceFirst("[^<]*<(\\? extends )?", "");
            for (Class<?> known : FRESH.keySet()) {
                if (element.startsWith(known.getName())) {
                    return List.of(fresh(known));
                }
            }
            return element.contains("Double") ? List.of(1.0, 2.0) : List.of("a");
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == Set.class) {
            return Set.of();
        }
        return fresh(type);
    }
}

package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.History;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Start;
import org.meanfield4j.core.State;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.TabularPolicy;
import org.meanfield4j.core.Track;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.experiment.Band;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.geometry.GraphGeometry;
import org.meanfield4j.core.geometry.GridGeometry;
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
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.ContractionAnalysis;
import org.meanfield4j.graphon.bilevel.PolynomialPolicyGradient;
import org.meanfield4j.graphon.bilevel.SlopeStep;
import org.meanfield4j.graphon.bilevel.UpdateOrder;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.modelfree.CostOracle;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.NoiseReuse;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.graphon.operator.AggregateOperator;
import org.meanfield4j.graphon.operator.DenseAggregate;
import org.meanfield4j.graphon.operator.FiniteNetwork;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.graphon.players.CommonNoise;
import org.meanfield4j.graphon.players.HeterogeneousPlayers;
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
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/**
 * Every argument of every public method is spoilt, one at a time. What comes back is a legitimate value or one line
 * that names the parameter: an {@link IllegalArgumentException}, or for what is missing or out of range a {@link
 * NullPointerException} or {@link IndexOutOfBoundsException} that names it too.
 */
class ValuesAtTheDoorTest {
    private static final double SECONDS = 1;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** Hot getters may check with {@code assert}: the tests run under {@code -ea}. */
    private static final Set<Class<? extends Throwable>> NAMED = Set.of(
            IllegalArgumentException.class,
            InvalidModelException.class,
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            AssertionError.class);

    private static final StationaryGame GAME = CrowdGrid.corner(3);
    private static final LqGraphonGame LQ =
            LqGraphonGame.base().withSteps(6).withGraphon(Graphon.uniformAttachment(), 4);
    private static final double[] P = {0.2, 0.3, 0.5};
    private static final Map<Class<?>, Object> MADE = new HashMap<>();
    private static final Map<Class<?>, Supplier<?>> FRESH = new LinkedHashMap<>();
    private static final Map<String, Supplier<?>> BY_NAME = new HashMap<>();

    private static final List<SolverCases.Case<?, ?>> SOLVERS =
            SolverCases.all().collect(Collectors.toList());

    /** Where nobody solves: cells have tests of their own; the doors of stackelberg are still to be tried. */
    private static final List<String> ROOMS_LEFT_OUT =
            List.of("internal", "jupyter", "notebook", "core.files", "stackelberg");

    private static final Set<String> CLASSES_LEFT_OUT = Set.of(
            "Require",
            "Digits",
            "SafeText",
            "Algorithm",
            "GraphonAlgorithm",
            "StationaryAlgorithm",
            "Loop",
            "Watch",
            "Track",
            "At",
            "Iterate",
            "Fields",
            "GraphonIterate",
            "GraphonMetrics",
            "StationaryIterate",
            "Optima",
            "GraphonRun",
            "NonlinearRun",
            "ModelFreeRun",
            "Parallel",
            "SampledRun",
            "SavedRun",
            "RunInfo",
            "Outcome",
            "Spectrum",
            "LowRankAggregate",
            "Slope",
            "OuterSpectrum",
            "NetworkGap",
            "Values",
            "Point",
            "ExtremeEigenvalues",
            "DivergedException",
            "InvalidModelException",
            "CheckpointException",
            "Own",
            "Called",
            "TrpoSettings");
    private static final Set<String> METHODS_LEFT_OUT = Set.of("Plot.save");

    /** "Class.method.parameter=value" that a method may take, with the reason. */
    private static final List<String> ACCEPTED = List.of(
            // it is overwritten
            ".*\\.out=\\[.*",
            // nothing to start from, to measure against, to restart from
            "Solver\\.(startingFrom\\.start|measuredAgainst\\.equilibrium)=null",
            "(PolicyAndLaw|GraphonStart)\\.(of|unless)\\.start=null",
            "Sampling.*\\.restartLaw=null",
            "Call\\..*=null",
            // at once, never
            "(Solver|Call)\\..*\\.atMost=-?Infinity",
            // the dynamics do not look at the law
            ".*\\.kernel\\.law=null",
            // no end in sight is no capacity, as the default says
            "CrowdGrid.*\\.capacity=Infinity",
            // ANY_LABEL
            "PolynomialPolicyGradient.*\\.labelDegree=-1",
            // a curve has a gap there, a table a hole
            "(Lines|Plots|BarPlot|HeatMaps)\\..*\\.(xs|ys|mean|std|values|centres)=\\[.*",
            "(History|Band|Sweep|RecordedResult|Mean)\\..*=\\[?\\[?(NaN|-?Infinity|-1)\\]?\\]?",
            // a distance, a sum or a digest of what is not finite is not finite
            "(Simplex|Identity|Softmax|Law)\\..*\\.(p|q|f|x|v|arrays)=\\[.*",
            "Identity\\..*=null",
            // a run that was stopped has no residual yet
            "Equilibrium\\.new\\.(residual|value)=.*",
            // what monitors are told, a mean to be narrowed, bars without spread
            "(Plan|Mean)\\.(new|of)\\..*=null",
            "BarPlot\\.bars\\.std=null",
            // the same at every step
            "(Constant|Capped)\\.at\\.k=-.*",
            // raw tables of inner loops, whose callers have checked them
            "(LabelPaths|GraphonPolicy)\\.new\\.(values|slopes)=\\[.*",
            "GraphonStart\\.zero\\.aggregate=\\[.*",
            "SmallMatrix\\.unchecked\\..*=\\[.*",
            "MarkovChain\\..*=\\[.*",
            "(FrozenMdp|TransitionKernel|PolicySampler|AliasTables|Dense)\\..*=\\[.*",
            // a plot without a title, a name or a label
            "(Plots|Lines|BarPlot|HeatMaps|GridPlot|GraphPlot|SimplexPlot|Panels|Figure|Plot)\\..*\\.(title|name|label|text|first|second|third|through)=null");

    /** What solvers call in their inner loops: arrays that they have made themselves, checked once outside. */
    private static final List<String> INNER = List.of(
            "(Softmax|AliasTables|PolicySampler|LowRankAggregate|Dense)\\..*",
            "(TrpoStep|Constant|KlBounded|Shrinking)\\.(apply|applyRow|along)\\(.*",
            "(DenseAggregate|FiniteNetwork)\\.apply\\(.*",
            "FrozenMdp\\.(evaluate|optimum)\\(.*double\\[\\].*",
            "MarkovChain\\..*double\\[\\].*",
            "TransitionKernel\\.expected.*",
            "Simplex\\.(entropy|project)\\(.*",
            "(SmallMatrix\\.unchecked|GraphonPolicy\\.new|PolicyAndLaw\\.requirePositive)\\(.*");

    /** How messages call parameters of short names. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("name", "column"),
            Map.entry("called", "name"),
            Map.entry("kappa", "reward"),
            Map.entry("moveCost", "reward"),
            Map.entry("attraction", "reward"),
            Map.entry("herding", "reward"),
            Map.entry("alpha", "reward interaction"),
            Map.entry("w", "interaction reward"),
            Map.entry("n", "room"),
            Map.entry("edges", "neighbour"),
            Map.entry("adjacency", "graph"),
            Map.entry("probabilities", "law policy probability"),
            Map.entry("logProbabilities", "policy"),
            Map.entry("x", "column point"),
            Map.entry("y", "column point"),
            Map.entry("p", "slip lengths"),
            Map.entry("q", "lengths"),
            Map.entry("v", "lengths"),
            Map.entry("f", "lengths"),
            Map.entry("out", "lengths"),
            Map.entry("low", "end"),
            Map.entry("high", "end"),
            Map.entry("from", "lower"),
            Map.entry("to", "upper"),
            Map.entry("nodes", "points"),
            Map.entry("rows", "shape"),
            Map.entry("cols", "shape"),
            Map.entry("steps", "iteration"),
            Map.entry("blocks", "actions"),
            Map.entry("atMost", "until"),
            Map.entry("laws", "frames"),
            Map.entry("diagonal", "entries"),
            Map.entry("intercept", "values"));

    /** Doors for which no arguments are made here: this number may fall, never rise. */
    private static final int UNREACHED = 18;

    /**
     * What is still there, by kind: numbers that may fall, never rise.
     *
     * <ul>
     *   <li>null without a name: a {@link NullPointerException} of the library that was handed a missing list, array or
     *       entry and does not know the parameter
     *   <li>accepted: a missing name or entry that is only shown
     *   <li>not by name: a shape that does not fit the array, which the message names instead
     *   <li>hang: {@code FrozenMdp.push} over 2³¹ steps, which an interrupt does not stop
     *   <li>inner loops: {@link #INNER}, where a check would cost time
     * </ul>
     */
    private static final Map<String, Integer> STILL_THERE =
            Map.of("null without a name", 67, "accepted", 9, "not by name", 8, "hang", 1, "inner loops", 304);

    private final Set<String> found = new TreeSet<>();
    private final Set<String> unreached = new TreeSet<>();

    static {
        made();
        models();
        names();
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
        put(RandomGenerator.class, () -> Streams.of(1).at(1));
        put(Streams.class, () -> Streams.of(1));
        put(History.class, ValuesAtTheDoorTest::history);
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
        put(Sweep.class, () -> Sweep.over(new int[] {1, 2, 3}, k -> run()));
        put(RecordedResult.class, () -> RecordedResult.of(run()));
        put(RecordedResult.Mean.class, () -> RecordedResult.of(run()).mean("exploitability"));
        put(Column.Value.class, () -> (Column.Value<Object>) at -> 1.0);
        put(Consumer.class, () -> (Consumer<Object>) x -> {});
        put(UnaryOperator.class, UnaryOperator::identity);
        put(IntConsumer.class, () -> (IntConsumer) i -> {});
        put(IntFunction.class, () -> (IntFunction<Object>) i -> i);
        put(Throwable.class, () -> new IllegalStateException("t"));
        put(Class.class, () -> Object.class);
        put(Call.class, () -> Call.of(new Stopper(1, 0)));
        put(State.class, () -> run().outcome().state());
        put(SampleMeter.class, () -> new SampleMeter(10, 0));
        put(Rows.class, () -> Rows.of("k", "a", List.of(new Column<Object>("a", "a", at -> 1))));
        put(Monitor.Plan.class, () -> Monitor.Plan.of("p"));
        put(Duration.class, () -> Duration.ofSeconds(1));
        once(Run.class, ValuesAtTheDoorTest::run);
        once(Start.class, ValuesAtTheDoorTest::run);
        once(StationaryRun.class, ValuesAtTheDoorTest::run);
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
        put(GridGeometry.class, () -> CrowdGrid.corner(3));
        put(GraphGeometry.class, ValuesAtTheDoorTest::triangle);
    }

    private static void models() {
        put(StationaryGame.class, () -> GAME);
        put(CrowdGrid.class, () -> CrowdGrid.corner(3));
        put(Room.class, () -> CrowdGrid.corner(3).room());
        put(CrowdGraph.class, ValuesAtTheDoorTest::triangle);
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
                        PolynomialPolicyGradient.Basis.values())
                .forEach(values -> FRESH.put(values.getClass().getComponentType(), () -> values[0]));
    }

    /** Where a number or an array must be of a kind; "Class.method.parameter", "Class.parameter" or "parameter". */
    private static void names() {
        Map<String, Supplier<?>> n = BY_NAME;
        n.put("AliasTables.row", () -> 0);
        n.put("AliasTables.setRow.p", () -> new double[50]);
        n.put("AliasTables.new.offsets", () -> new int[] {0, 1});
        n.put("AliasTables.new.outcomes", () -> new int[] {0});
        n.put("Band.new.runs", () -> new int[] {2, 2, 2});
        n.put("column:String", () -> "exploitability");
        n.put("convergence.columns", () -> new String[] {"a"});
        n.put("BeachBar.new.moves", () -> new BeachBar().moves());
        n.put("BeachBar.new.initialLaw", () -> Law.uniform(11));
        n.put("TwoBarChain.new.moves", () -> new TwoBarChain(1).moves());
        n.put("TwoBarChain.new.initialLaw", () -> Law.uniform(7));
        n.put(
                "ChooseYourState.new.moves",
                () -> ChooseYourState.rockPaperScissors().moves());
        n.put("ChooseYourState.new.initialLaw", () -> Law.uniform(3));
        n.put("CrowdGraph.new.moves", () -> triangle().moves());
        n.put("CrowdGraph.new.initialLaw", () -> Law.uniform(3));
        n.put("CrowdGraph.ofEdges.nodes", () -> 3);
        n.put("edges:int[][]", () -> new int[][] {{0, 1}, {1, 2}});
        n.put("adjacency:boolean[][]", () -> new boolean[][] {{false, true}, {true, false}});
        n.put("CrowdGrid.corner.n", () -> 3);
        n.put("CrowdGrid.room.rows", () -> 3);
        n.put("CrowdGrid.withWalls.walls", () -> new int[][] {{1, 1}});
        n.put("Room.new.rows", () -> 3);
        n.put("Room.new.walls", () -> new int[][] {{0, 0}});
        n.put("Circle.new.states", () -> 10);
        n.put("BilevelPolicyGradient.new.actions", () -> 0);
        n.put("BilevelPolicyGradient.withTiming.t", () -> ActionTiming.ZERO_ORDER_HOLD);
        n.put("BilevelPolicyGradient.withTiming.blocks", () -> 3);
        n.put("timing:ActionTiming", () -> ActionTiming.EVERY_STEP);
        n.put("compute.actions", () -> 0);
        n.put("bestResponse.actions", () -> 0);
        n.put("DenseAggregate.of.table", () -> new double[16]);
        n.put("DenseAggregate.of.labels", () -> 4);
        n.put("apply.f", () -> new double[12]);
        n.put("apply.out", () -> new double[12]);
        n.put("Equilibrium.new.value", () -> new double[9]);
        n.put("Figure.withSize.width", () -> 300);
        n.put("Figure.withSize.height", () -> 300);
        n.put("players:int", () -> 6);
        for (String method : List.of("evaluate", "optimum")) {
            n.put(
                    "FrozenMdp." + method + ".logPolicy",
                    () -> TabularPolicy.uniform(9, 5).logProbabilities());
            n.put("FrozenMdp." + method + ".v", () -> new double[9]);
            n.put("FrozenMdp." + method + ".q", () -> new double[45]);
        }
        n.put("GraphPlot.nodeNames", () -> new String[] {"a", "b", "c"});
        n.put("low:double", () -> 0.25);
        n.put("Graphon.stochasticBlock.ends", () -> new double[] {0.5, 1});
        n.put("Graphon.stochasticBlock.p", () -> new double[][] {{0.8, 0.2}, {0.2, 0.8}});
        n.put("GraphonPolicy.constant.intercept", () -> new double[] {1});
        n.put("GraphonPolicy.of.slopes", () -> new double[7]);
        n.put("GraphonPolicy.of.intercepts", () -> LabelPaths.of(1, 4, new double[28]));
        n.put("GraphonStart.of.start", () -> GraphonStart.zero(LQ, 6));
        n.put("GraphonStart.of.blocks", () -> 6);
        n.put("GraphonStart.unless.start", () -> GraphonStart.zero(LQ, 6));
        n.put("GridPlot.policy.pi", () -> TabularPolicy.uniform(9, 5).probabilities());
        n.put("HeatMaps.xs.columnNames", () -> new String[] {"a", "b", "c"});
        n.put("HeatMaps.ys.centres", () -> new double[] {1});
        n.put("coefficients:DoubleFunction", () -> (DoubleFunction<Object>) x -> LQ.coefficients());
        n.put("History.add.row", () -> new double[] {1, 2});
        n.put("History.name", () -> "a");
        n.put("x:String", () -> "k");
        n.put("y:String", () -> "a");
        n.put("LabelPaths.component", () -> 0);
        n.put("Law.expectation.f", () -> new double[9]);
        n.put("Law.pointMass.n", () -> 3);
        n.put("NonlinearPolicyGradient.new.lower", () -> -4.0);
        n.put("NonlinearPolicyGradient.new.upper", () -> 6.0);
        n.put("NonlinearPolicyGradient.new.points", () -> 181);
        n.put("NonlinearPolicyGradient.withGrid.from", () -> -4.0);
        n.put("NonlinearPolicyGradient.withGrid.to", () -> 6.0);
        n.put("NonlinearPolicyGradient.withGrid.nodes", () -> 181);
        n.put(
                "NonlinearPolicyGradient.solve.game",
                () -> NonlinearGame.experiment().withSteps(20));
        n.put("base:LqGraphonGame", () -> NonlinearGame.experiment().withSteps(20));
        n.put("Plots.graph.law", () -> Law.uniform(3));
        n.put("Plots.heatmap.cols", () -> 3);
        n.put("Plots.heatmaps.cols", () -> 3);
        n.put("Plots.heatmaps.values", () -> new double[][] {P.clone()});
        n.put("Plots.map.xs", () -> new double[] {1, 2, 3});
        n.put("Plots.map.ys", () -> new double[] {1, 2, 3});
        n.put("PolicySampler.set.logPolicy", () -> TabularPolicy.uniform(9, 5).logProbabilities());
        n.put("PolicySampler.set.reward", () -> new double[45]);
        n.put("PolynomialPolicyGradient.gramNorm.points", () -> 9);
        n.put("Run.at.iteration", () -> 2);
        n.put("StationaryRun.at.iteration", () -> 2);
        n.put("SmallMatrix.row", () -> 0);
        n.put("SmallMatrix.column", () -> 0);
        n.put("SmallMatrix.of.entries", () -> new double[] {1});
        n.put("Sweep.at.value", () -> 1);
        n.put("Sweep.new.points", List::of);
        n.put("TabularPolicy.mixture.weights", () -> Law.uniform(1));
        n.put("TabularPolicy.ofProbabilities.probabilities", () -> new double[] {1});
        n.put("TabularPolicy.ofLogProbabilities.logProbabilities", () -> new double[] {0});
        n.put("TabularPolicy.ofLogits.logits", () -> new double[] {1});
        n.put("Track.row.row", () -> 0);
        n.put("TransitionKernel.expected.values", () -> new double[9]);
        n.put("TransitionKernel.expected.out", () -> new double[45]);
        n.put("ZerothOrder.new.paths", () -> 10);
        n.put("BarPlot.bars.band", () -> new Band(P.clone(), P.clone(), P.clone(), new int[] {2, 2, 2}));
        n.put("Graphon.midpoint.labels", () -> 4);
        n.put("LqCoefficients.entries", () -> new double[] {1});
        n.put("LqGraphonGame.withInitialMeans.m0", () -> new double[] {1, 1, 1, 1});
        n.put("LqGraphonGame.withInitialMean.m0", () -> (DoubleFunction<Object>) x -> new double[] {1});
        n.put("Mean.where.name", () -> "outer step");
        n.put("Mean.by.name", () -> "outer step");
        n.put("NPlayerSimulation.new.repetitions", () -> 2);
        n.put("law:double[]", () -> new double[9]);
        n.put("MarkovChain.out", () -> new double[9]);
        n.put("MarkovChain.values", () -> new double[9]);
        n.put("MarkovChain.reward", () -> new double[9]);
        n.put("MarkovChain.value", () -> new double[9]);
        n.put("MarkovChain.start", () -> new double[9]);
        n.put("MarkovChain.occupation", () -> new double[9]);
        n.put("SimplexPlot.point.law", P::clone);
    }

    private static StationaryRun run() {
        return ExactMfTrpo.defaults().withOuterSteps(2).keeping(2).solve(GAME);
    }

    private static History history() {
        History history = new History("k", "a");
        for (int k = 1; k < 6; k++) {
            history.add(k, 1.0 / k);
        }
        return history;
    }

    private static CrowdGraph triangle() {
        return CrowdGraph.ofEdges(3, 0, new int[][] {{0, 1}, {1, 2}, {2, 0}});
    }

    /** What a use of the library may meet in public, without files and servers. */
    private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
        Path root = Path.of(URI.create(
                Law.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        List<String> names;
        try (Stream<Path> files = Files.walk(root.resolve("org/meanfield4j"))) {
            names = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .filter(name -> ROOMS_LEFT_OUT.stream().noneMatch(room -> name.contains("." + room + ".")))
                    .sorted()
                    .toList();
        }
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name);
            boolean open = !type.isSynthetic()
                    && !type.isEnum()
                    && !generated(type)
                    && !CLASSES_LEFT_OUT.contains(type.getSimpleName());
            for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
                open &= Modifier.isPublic(outer.getModifiers()) && !generated(outer);
            }
            if (open) {
                classes.add(type);
            }
        }
        return classes;
    }

    /** What the record builder writes; its {@code with…} are tried on the records themselves. */
    private static boolean generated(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(m -> m.getName().equals("builder"))
                && type.getSimpleName().endsWith("Settings");
    }

    private static List<Executable> doors(Class<?> type) {
        List<Executable> doors = new ArrayList<>(Arrays.asList(type.getConstructors()));
        for (Method method : type.getMethods()) {
            boolean own = method.getDeclaringClass().getName().startsWith("org.meanfield4j");
            boolean callable = Modifier.isStatic(method.getModifiers())
                    ? method.getDeclaringClass() == type
                    : !Modifier.isAbstract(type.getModifiers()) || method.isDefault();
            boolean elsewhere = method.getDeclaringClass() != type
                    && Set.of("Solver", "Run", "Plot", "Schedule", "TrpoStep", "StationaryGame", "Graphon")
                            .contains(method.getDeclaringClass().getSimpleName())
                    && method.isDefault();
            if (own
                    && callable
                    && !elsewhere
                    && !method.isSynthetic()
                    && !method.getName().equals("equals")) {
                doors.add(method);
            }
        }
        doors.removeIf(door -> door.getParameterCount() == 0
                || touchesFiles(door)
                || METHODS_LEFT_OUT.contains(door.getDeclaringClass().getSimpleName() + "." + door.getName()));
        return doors;
    }

    private static boolean touchesFiles(Executable door) {
        return Arrays.stream(door.getParameters())
                .anyMatch(p -> p.getType() == Path.class
                        || p.getType() == String.class
                                && Set.of("file", "folder").contains(p.getName()));
    }

    @Test
    void anIndexOfMinusOneReadsNobodysNumber() {
        TransitionKernel kernel = GAME.kernel(Law.uniform(9));
        LabelPaths paths = GraphonStart.zero(LQ, 6).aggregate();
        List<StationaryGame> games = List.of(
                GAME,
                new BeachBar(),
                new TwoBarChain(1),
                new Circle(10),
                triangle(),
                ChooseYourState.rockPaperScissors());

        assertAll(
                () -> refused("action = -1", () -> kernel.start(1, -1)),
                () -> refused("action = -1", () -> kernel.end(1, -1)),
                () -> refused("action = -1", () -> kernel.probability(1, -1, 0)),
                () -> refused("next = -1", () -> new MarkovChain(kernel).probability(1, -1)),
                () -> refused("label = -1", () -> paths.get(1, 0, -1)),
                () -> refused("label = -1", () -> paths.path(0, -1)),
                () -> assertAll(games.stream()
                        .map(game ->
                                () -> refused("action = -1", () -> game.reward(1, -1, Law.uniform(game.states()))))));
    }

    @Test
    void whatIsNoNumberIsRefusedWhereItIsGiven() {
        Equilibrium e = Equilibrium.compute(GAME, 0.3);
        assertAll(
                () -> refused("value = NaN", () -> Schedule.constant(Double.NaN)),
                () -> refused("start = NaN", () -> Schedule.geometric(Double.NaN, 0.9, 0.1)),
                () -> refused(
                        "temperature = NaN",
                        () -> new Equilibrium(GAME, Double.NaN, e.law(), e.policy(), e.value(), 0)),
                () -> refused("temperature = 1.0E308", () -> Equilibrium.compute(GAME, 1e308)),
                () -> refused("slope", () -> Plots.lines("l").line("a", P, P).guide("g", Double.NaN)),
                () -> refused(
                        "interceptStepSize = NaN",
                        () -> ContractionAnalysis.compute(LQ).remainder(Double.NaN, 1)),
                () -> refused(
                        "innerSteps = -1", () -> ContractionAnalysis.compute(LQ).remainder(0.1, -1)),
                () -> refused(
                        "drift A = ",
                        () -> LQ.withCoefficients(LQ.coefficients().withDrift(1e308))));
    }

    @Test
    void settingsThatAreMissingDoNotChooseABranch() {
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults();
        assertAll(
                () -> refused("order", () -> solver.withOrder(null)),
                () -> refused("aggregateUpdate", () -> solver.withAggregateUpdate(null)),
                () -> refused("timing", () -> solver.withTiming(null, 5)));
    }

    @Test
    void whatDoesNotFitIntoTheHeapSaysWhatItNeeds() {
        int most = Integer.MAX_VALUE;
        SampledMfTrpo sampled = SampledMfTrpo.defaults();
        ModelFreePolicyGradient modelFree = ModelFreePolicyGradient.defaults();
        assertAll(
                () -> refused("GB for", () -> Law.uniform(most)),
                () -> refused("GB for", () -> new Circle(100_000)),
                () -> refused("GB for", () -> FiniteNetwork.sample(Graphon.uniformAttachment(), 1_000_000, 1)),
                () -> refused("GB for", () -> Sweep.seeds(1, most, seed -> seed)),
                () -> refused("count = -1", () -> Sweep.seeds(1, -1, seed -> seed)),
                () -> refused("GB for", () -> GraphonStart.zero(LQ, most)),
                () -> refused(
                        "rollouts = 2147483647 needs",
                        () -> sampled.withSampling(Sampling.defaults().withRollouts(most))
                                .solve(GAME)),
                () -> refused(
                        "truncation = 2147483647 needs",
                        () -> sampled.withSampling(Sampling.defaults().withTruncation(most))
                                .solve(GAME)),
                () -> refused(
                        "directions = 2147483647 needs",
                        () -> modelFree
                                .withEstimator(ZerothOrder.defaults().withDirections(most))
                                .solve(LQ)),
                () -> refused(
                        "states · actions = 1000 · 16000 needs",
                        () -> ExactMfTrpo.defaults().solve(new Large())));
    }

    /** A game that is never asked for more than its sizes. */
    private static final class Large implements StationaryGame {
        @Override
        public int states() {
            return 1_000;
        }

        @Override
        public int actions() {
            return 16_000;
        }

        @Override
        public double discount() {
            return 0.9;
        }

        @Override
        public TransitionKernel kernel(Law law) {
            throw new UnsupportedOperationException("the sizes come first");
        }

        @Override
        public double reward(int state, int action, Law law) {
            throw new UnsupportedOperationException("the sizes come first");
        }

        @Override
        public String identity() {
            return "large";
        }
    }

    private static void refused(String part, org.junit.jupiter.api.function.Executable door) {
        Throwable thrown = assertThrows(Throwable.class, door);
        assertTrue(NAMED.contains(thrown.getClass()) && thrown.getMessage().contains(part), thrown.toString());
    }

    @Test
    void everyArgumentIsLegitimateOrRefusedByName() throws Exception {
        for (Class<?> type : classes()) {
            for (Executable door : doors(type)) {
                tryDoor(type, door);
            }
        }

        Map<String, List<String>> kinds = found.stream()
                .collect(Collectors.groupingBy(f -> f.substring(0, f.indexOf(':')), TreeMap::new, Collectors.toList()));
        assertAll(Stream.concat(
                Stream.of(() -> assertTrue(
                        unreached.size() <= UNREACHED,
                        unreached.size() + " doors are out of reach, allowed " + UNREACHED + ":\n"
                                + String.join("\n", unreached))),
                kinds.entrySet().stream().map(kind -> () -> {
                    int allowed = STILL_THERE.getOrDefault(kind.getKey(), 0);
                    assertTrue(
                            kind.getValue().size() <= allowed,
                            kind.getKey() + ": " + kind.getValue().size() + ", allowed " + allowed + ":\n"
                                    + String.join("\n", kind.getValue()));
                })));
    }

    private void tryDoor(Class<?> type, Executable door) throws Exception {
        String name = type.getSimpleName() + "." + (door instanceof Method ? door.getName() : "new") + signature(door);
        Object[] good;
        try {
            Object receiver =
                    door instanceof Constructor || Modifier.isStatic(door.getModifiers()) ? null : fresh(type);
            good = arguments(type, door, receiver);
            Outside outside = call(door, receiver, good);
            if (outside.thrown != null && !(outside.thrown instanceof StoppedException)) {
                unreached.add(name + " threw " + line(outside.thrown));
                return;
            }
        } catch (IllegalStateException e) {
            unreached.add(name + ": " + e.getMessage());
            return;
        }
        for (int i = 0; i < good.length; i++) {
            Parameter parameter = door.getParameters()[i];
            for (Spoilt spoilt : spoilt(parameter.getType(), good[i])) {
                Object receiver =
                        door instanceof Constructor || Modifier.isStatic(door.getModifiers()) ? null : fresh(type);
                Object[] bad = arguments(type, door, receiver);
                bad[i] = spoilt.value;
                judge(type, name, door, parameter, spoilt, call(door, receiver, bad));
            }
        }
    }

    private void judge(
            Class<?> type, String name, Executable door, Parameter parameter, Spoilt spoilt, Outside outside) {
        String at = name + " " + parameter.getName() + " = " + spoilt.name;
        String inner = INNER.stream().anyMatch(at::matches) ? "inner loops: " : "";
        Throwable t = outside.thrown;
        boolean missing = t instanceof NullPointerException && spoilt.name.contains("null");
        if (outside.hung) {
            found.add(inner + "hang: " + at);
        } else if (t instanceof StoppedException || t instanceof DivergedException) {
            return; // a long run that stops when asked, a run that says where it diverged
        } else if (t != null) {
            String line = line(t);
            if (missing) {
                if (t.getMessage() == null || !names(t.getMessage(), door, parameter)) {
                    found.add(inner + "null without a name: " + at + " -> " + line);
                }
            } else if (t.getMessage() == null
                    || !NAMED.contains(t.getClass())
                    || t.getMessage().lines().count() != 1) {
                found.add(inner + t.getClass().getSimpleName() + ": " + at + " -> " + line);
            } else if (!names(t.getMessage(), door, parameter)) {
                found.add(inner + "not by name: " + at + " -> " + line);
            }
        } else if (spoilt.refused && !accepts(type, door, parameter, spoilt)) {
            found.add(inner + "accepted: " + at);
        } else if (spoilt.finite && outside.value instanceof Double d && d.isNaN()) {
            found.add(inner + "gives NaN: " + at);
        }
    }

    private static boolean accepts(Class<?> type, Executable door, Parameter parameter, Spoilt spoilt) {
        String method = door instanceof Method ? door.getName() : "new";
        return ACCEPTED.stream()
                .anyMatch(
                        pattern -> (type.getSimpleName() + "." + method + "." + parameter.getName() + "=" + spoilt.name)
                                .matches(pattern));
    }

    private static String line(Throwable t) {
        return (t.getClass().getSimpleName() + ": " + t.getMessage())
                .lines()
                .findFirst()
                .orElse("");
    }

    /** By its own name, or by a word of the method, such as temperature of {@code withTemperature(eta)}. */
    private static boolean names(String message, Executable door, Parameter parameter) {
        String low = message.toLowerCase(Locale.ROOT);
        Stream<String> words = Stream.of(
                        parameter.getName(),
                        ALIASES.getOrDefault(parameter.getName(), ""),
                        door instanceof Method
                                ? door.getName()
                                : door.getDeclaringClass().getSimpleName(),
                        parameter.getType().getSimpleName().replaceAll("\\[]|double|int|long|String", ""))
                .flatMap(name -> Stream.concat(Stream.of(name), Arrays.stream(name.split(" |(?=[A-Z])"))))
                .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("s$", ""))
                .filter(word -> !Set.of("with", "of", "at", "on", "to", "from", "for", "the", "get", "")
                                .contains(word)
                        || word.equals(parameter.getName()));
        return words.anyMatch(word ->
                word.length() > 3 ? low.contains(word) : low.matches(".*\\b" + Pattern.quote(word) + "s?\\b.*"));
    }

    private static String signature(Executable door) {
        return Arrays.stream(door.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** What came out of a call, and whether it came out at all. */
    private record Outside(Object value, Throwable thrown, boolean hung) {}

    /**
     * A value that is not what a caller meant.
     *
     * @param refused whether a method that takes it has to be on a list
     * @param finite whether a NaN that comes back was not sent in
     */
    private record Spoilt(String name, Object value, boolean refused, boolean finite) {}

    /** On a thread of its own, so that a hang ends in time: seconds of work, not of a busy machine. */
    private static Outside call(Executable door, Object receiver, Object[] arguments) throws InterruptedException {
        Outside[] outside = {null};
        Thread thread = new Thread(() -> outside[0] = callHere(door, receiver, arguments), "door");
        thread.setDaemon(true);
        thread.start();
        thread.join((long) (1000 * SECONDS));
        for (int i = 0; thread.isAlive() && i < 9 && CLOCK.getThreadCpuTime(thread.getId()) < 1e9 * SECONDS; i++) {
            thread.join((long) (1000 * SECONDS));
        }
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(5_000);
        }
        return outside[0] == null ? new Outside(null, null, true) : outside[0];
    }

    private static Outside callHere(Executable door, Object receiver, Object[] arguments) {
        try {
            Object value = door instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) door).invoke(receiver, arguments);
            use(value);
            return new Outside(value, null, false);
        } catch (InvocationTargetException e) {
            return new Outside(null, e.getCause(), false);
        } catch (Throwable t) {
            return new Outside(null, t, false);
        }
    }

    /** Settings and models that were let in are tried: what they are refused for later is as good as at the door. */
    private static void use(Object value) {
        if (value instanceof Sampling sampling) {
            use(((SampledMfTrpo) fresh(SampledMfTrpo.class)).withSampling(sampling));
        } else if (value instanceof ZerothOrder estimator) {
            use(((ModelFreePolicyGradient) fresh(ModelFreePolicyGradient.class)).withEstimator(estimator));
        } else if (value instanceof StationaryGame game) {
            ExactMfTrpo.defaults().withOuterSteps(1).solve(game, new Stopper(0, 3));
        } else if (value instanceof LqGraphonGame game) {
            BilevelPolicyGradient.defaults().withIterations(1).solve(game, new Stopper(0, 3));
        } else if (value instanceof LqCoefficients coefficients) {
            use(LQ.withCoefficients(coefficients));
        } else if (value instanceof Solver<?, ?> solver) {
            SOLVERS.stream()
                    .filter(c -> c.solver(2).getClass() == solver.getClass())
                    .findFirst()
                    .ifPresent(c -> solve(solver, c.game()));
        }
    }

    @SuppressWarnings("unchecked")
    private static <G, R extends Run> void solve(Solver<G, R> solver, Object game) {
        solver.solve((G) game, new Stopper(0, 3));
    }

    private static Object fresh(Class<?> type) {
        if (Solver.class.isAssignableFrom(type)) {
            return SOLVERS.stream()
                    .<Object>map(c -> c.solver(2))
                    .filter(type::isInstance)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + type.getSimpleName()));
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

    private static Object[] arguments(Class<?> type, Executable door, Object receiver) {
        return Arrays.stream(door.getParameters())
                .map(p -> argument(type, door, p, receiver))
                .toArray();
    }

    private static Object argument(Class<?> type, Executable door, Parameter p, Object receiver) {
        String method = door instanceof Method ? door.getName() : "new";
        for (String key : List.of(
                type.getSimpleName() + "." + method + "." + p.getName(),
                type.getSimpleName() + "." + p.getName(),
                method + "." + p.getName(),
                p.getName() + ":" + p.getType().getSimpleName())) {
            if (BY_NAME.containsKey(key)) {
                return BY_NAME.get(key).get();
            }
        }
        if (receiver instanceof Solver<?, ?> && p.getName().equals("game") && p.getType() == Object.class) {
            return SOLVERS.stream()
                    .filter(c -> c.solver(2).getClass() == receiver.getClass())
                    .findFirst()
                    .orElseThrow()
                    .game();
        }
        if (receiver instanceof StationaryGame game) {
            if (p.getType() == Law.class) {
                return Law.uniform(game.states());
            } else if (p.getName().equals("out")) {
                return new double[game.states() * game.actions()];
            }
        }
        if (receiver instanceof Record
                && door instanceof Method with
                && with.getName().startsWith("with")
                && with.getParameterCount() == 1) {
            try {
                Method getter = receiver.getClass().getMethod(p.getName());
                if (getter.getReturnType() == p.getType()) {
                    return getter.invoke(receiver);
                }
            } catch (ReflectiveOperationException e) {
                // no component of that name
            }
        }
        return plain(p.getType(), p.getParameterizedType().getTypeName());
    }

    private static Object plain(Class<?> type, String generic) {
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
            String element = generic.replaceAll(".*<(\\? extends )?(.*)>", "$2");
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

    private static List<Spoilt> spoilt(Class<?> type, Object good) {
        List<Spoilt> spoilt = new ArrayList<>();
        if (type == double.class) {
            for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                spoilt.add(new Spoilt("" + x, x, true, false));
            }
            for (double x : new double[] {-1, 0, -0.0, 1e308, -1e308}) {
                spoilt.add(new Spoilt("" + x, x, false, true));
            }
        } else if (type == int.class) {
            for (int n : new int[] {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                spoilt.add(new Spoilt("" + n, n, n < 0, true));
            }
        } else if (type == long.class) {
            for (long n : new long[] {-1, 0, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
                spoilt.add(new Spoilt("" + n, n, false, true));
            }
        } else if (!type.isPrimitive()) {
            spoilt.add(new Spoilt("null", null, true, true));
        }
        if (type.isArray()) {
            int n = Array.getLength(good);
            spoilt.add(new Spoilt("empty", resized(good, 0), false, true));
            spoilt.add(new Spoilt("longer", resized(good, n + 1), false, true));
            if (n > 0) {
                spoilt.add(new Spoilt("shorter", resized(good, n - 1), false, true));
                spoilInside(spoilt, type, good);
            }
        } else if (type == List.class || type == Collection.class) {
            spoilt.add(new Spoilt("empty", List.of(), false, true));
            spoilt.add(new Spoilt("[null]", Collections.singletonList(null), true, true));
        } else if (type == String.class) {
            spoilt.add(new Spoilt("empty", "", false, true));
        }
        return spoilt;
    }

    private static void spoilInside(List<Spoilt> spoilt, Class<?> type, Object good) {
        if (type == double[].class) {
            spoilt.add(new Spoilt("[NaN]", replaced(good, Double.NaN), true, false));
            spoilt.add(new Spoilt("[Infinity]", replaced(good, Double.POSITIVE_INFINITY), true, false));
            spoilt.add(new Spoilt("[1e308]", replaced(good, 1e308), false, true));
        } else if (type == int[].class) {
            spoilt.add(new Spoilt("[-1]", replaced(good, -1), true, true));
            spoilt.add(new Spoilt("[MAX]", replaced(good, Integer.MAX_VALUE), false, true));
        } else if (!type.getComponentType().isPrimitive()) {
            spoilt.add(new Spoilt("[null]", replaced(good, null), true, true));
        }
        if (type == double[][].class) {
            spoilt.add(new Spoilt("ragged", replaced(good, new double[0]), false, true));
            spoilt.add(new Spoilt("[[NaN]]", replaced(good, replaced(Array.get(good, 0), Double.NaN)), true, false));
        }
    }

    private static Object resized(Object array, int length) {
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        for (int i = 0; i < length; i++) {
            Array.set(copy, i, Array.get(array, Math.min(i, Array.getLength(array) - 1)));
        }
        return copy;
    }

    private static Object replaced(Object array, Object entry) {
        Object copy = resized(array, Array.getLength(array));
        Array.set(copy, 0, entry);
        return copy;
    }
}

package org.meanfield4j;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.time.Duration;
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
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.meanfield4j.control.RecordedDraws;
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
import org.meanfield4j.core.law.Start;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.nd4j.NdArrays;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.Graphon;
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
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryRun;
import org.meanfield4j.stationary.games.CrowdGraph;
import org.meanfield4j.stationary.games.CrowdGrid;
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
    static final Map<Class<?>, Supplier<?>> FRESH = new LinkedHashMap<>();

    private static final List<SolverCases.Case<?, ?>> SOLVERS =
            SolverCases.all().collect(Collectors.toList());

    static {
        made();
        DoorModels.fill();
    }

    private DoorValues() {}

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

    static <T> void put(Class<T> type, Supplier<? extends T> value) {
        FRESH.put(type, value);
    }

    static <T> void once(Class<T> type, Callable<? extends T> value) {
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
}

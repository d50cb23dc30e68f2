package org.meanfield4j;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.experiment.Band;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.Checkpoint;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.nd4j.NdArrays;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.plot.Plot;
import org.meanfield4j.plot.Plots;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.TwoBarChain;

/** Good arguments of every public method: by the name of the parameter where a value of its type is not enough. */
final class DoorArguments {
    private static final Map<String, Supplier<?>> BY_NAME = new HashMap<>();

    static {
        names();
        leaders();
        control();
        texts();
    }

    private DoorArguments() {}

    /** Where files are written and read. */
    static void files(Path folder) throws IOException {
        Path npy = folder.resolve("a.npy");
        Path npz = folder.resolve("a.npz");
        Path checkpoint = folder.resolve("a.ckpt");
        Path csv = folder.resolve("a.csv");
        Path run = folder.resolve("run");
        ArrayFiles.saveNpy(npy, ArrayFiles.Array.vector(1, 2));
        ArrayFiles.saveNpz(npz, Map.of("a", ArrayFiles.Array.vector(1, 2)));
        new Checkpoint("a", 1).put("a", 1.0).write(checkpoint);
        DoorValues.run().save(run);
        DoorValues.run().history().csv(csv);
        Map<String, Supplier<?>> n = BY_NAME;
        n.put("file:Path", () -> folder.resolve("out"));
        n.put("file:String", () -> folder.resolve("out").toString());
        n.put("folder:Path", () -> run);
        n.put("folder:String", run::toString);
        n.put("checkpoint:Path", () -> folder.resolve("out.ckpt"));
        n.put("write.file", () -> checkpoint);
        n.put("History.notes.file", () -> csv);
        n.put("History.read.file", () -> csv);
        n.put("RecordedResult.load.file", () -> csv);
        n.put("loadNpy.file", () -> npy);
        n.put("loadNpz.file", () -> npz);
        n.put("Checkpoint.read.file", () -> checkpoint);
        n.put("State.read.file", () -> run.resolve("state.ckpt"));
        n.put("State.readIfThere.file", () -> run.resolve("state.ckpt"));
        n.put("State.write.file", () -> folder.resolve("out.ckpt"));
        n.put("Solver.continuing.file", () -> run);
    }

    private static void texts() {
        Map<String, Supplier<?>> n = BY_NAME;
        n.put("Array.new.shape", () -> new int[] {3});
        n.put("Call.new.goOn", () -> null);
        n.put("requireSize.name", () -> "law");
        n.put("requireSize.states", () -> 9);
        n.put("requireShape.states", () -> 9);
        n.put("requireShape.actions", DoorValues.GAME::actions);
        n.put("Identity.value.component", () -> Schedule.Constant.class.getRecordComponents()[0]);
        n.put("Checkpoint.longs.name", () -> "n");
        n.put("Checkpoint.text.name", () -> "t");
        n.put("Display.new.data", () -> Map.of("text/plain", "a"));
        n.put("falling.values", () -> new double[] {3, 2, 1});
        n.put("below.bounds", () -> new double[] {9, 9, 9});
        n.put("below.values", () -> new double[] {1, 2, 3});
        n.put("ends.columns", () -> new String[] {"exploitability"});
        n.put(
                "mean:Mean",
                () -> RecordedResult.of(DoorValues.run()).mean("exploitability").by("outer step"));
        n.put("rows:Sweep", () -> Sweep.over(new int[] {1, 2, 3}, k -> new double[] {k, 2, 3}));
        n.put("bands.column", () -> "outer step");
        n.put("BarPlot.bars.column", () -> "outer step");
        n.put("BarPlot.bars.mean", () -> {
            History three = History.of(List.of("k", "outer step", "gap"), 0, 1, 2, 1, 1, 3, 2, 1, 4);
            return new RecordedResult(Map.of(), three).mean("gap").by("k");
        });
        n.put("panels.things", () -> List.of("a"));
        n.put("panel:Function", () ->
                (Function<Object, Plot>) name -> Plots.lines("a").line("a", new double[] {1}));
        n.put("panel:DoubleFunction", () ->
                (DoubleFunction<Plot>) v -> Plots.lines("a").line("a", new double[] {1}));
        n.put("Notebook.print.values", () -> new Object[] {1});
        n.put("heatmap.columns", () -> new double[] {1, 2, 3});
        n.put("holds:boolean", () -> true);
        n.put("golden.actualAndExpected", () -> new double[] {1, 1});
        n.put("Notebook.recorded.name", () -> "graphon-networks");
        n.put("Mean.where.value", () -> 1.0);
        n.put("Mean.where.label", () -> "1");
        n.put(
                "BarPlot.bars.sweep",
                () -> Sweep.over(new int[] {1, 2, 3}, k -> (Sweep<?, ?>) DoorValues.fresh(Sweep.class)));
        n.put("NdArrays.policy.probabilities", () -> NdArrays.of(TabularPolicy.uniform(2, 2)));
        for (String array : List.of("a", "b", "x", "out")) {
            n.put("Dense." + array, () -> new double[1]);
        }
    }

    /** Problems of two states, two actions and two steps; a table of four parameters. */
    private static void control() {
        Map<String, Supplier<?>> n = BY_NAME;
        for (String type : List.of(
                "CommonShocks",
                "ControlPolicy",
                "ExactControlGradient",
                "ForwardSensitivity",
                "GradientMoments",
                "GradientSampler",
                "MeanFieldControlProblem",
                "PopulationFlow",
                "LawGrid",
                "TwoStates")) {
            n.put(type + ".theta", () -> new double[4]);
            n.put(type + ".law", () -> new double[] {0.5, 0.5});
            n.put(type + ".initialLaw", () -> new double[] {0.5, 0.5});
            n.put(type + ".row", () -> new double[2]);
            n.put(type + ".weights", () -> new double[4]);
            n.put(type + ".gradient", () -> new double[4]);
            n.put(type + ".out", () -> new double[4]);
            n.put(type + ".horizon", () -> 2);
            n.put(type + ".time", () -> 0);
            n.put(type + ".group", () -> 0);
            n.put(type + ".estimates", () -> 2);
        }
        n.put("ControlPolicy.from", () -> 0);
        n.put("ControlPolicy.to", () -> 1);
        n.put("CommonShocks.new.shocks", () -> Law.uniform(2));
        n.put("CommonShocks.new.given", () -> List.of(new TwoStates(2), new TwoStates(2, 0.5, 0.8, 0.3, 10)));
        n.put("CommonShocks.path.path", () -> new int[] {0, 1});
        n.put("PopulationFlow.new.laws", () -> new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.5});
        n.put("PopulationFlow.new.logits", () -> new double[6]);
        n.put("PopulationFlow.new.states", () -> 2);
        n.put("RecordedDraws.new.auxiliary", () -> DoorValues.draws().auxiliary());
        n.put("Trajectories.of.states", () -> new int[][] {{0, 1, 0}});
        n.put("Trajectories.of.actions", () -> new int[][] {{0, 1}});
        n.put("Trajectories.of.noises", () -> new double[][][] {{{0, 0}, {0, 0}, {0, 0}}});
        n.put("Trajectories.k", () -> 0);
        n.put("GradientEstimator.trajectories", () -> 2);
        n.put("trainingLaw.law", () -> Law.uniform(2));
        n.put("validationLaw.law", () -> Law.uniform(2));
        n.put("Cybersecurity.law", () -> new double[] {0.25, 0.25, 0.25, 0.25});
        n.put("Cybersecurity.row", () -> new double[4]);
        n.put("Cybersecurity.out", () -> new double[16]);
        n.put("DistributionPlanning.law", () -> Law.uniform(9).toArray());
        n.put("DistributionPlanning.row", () -> new double[9]);
        n.put("DistributionPlanning.out", () -> new double[81]);
        n.put("PlanningOptimum.compute.initialLaw", () -> Law.uniform(9));
        n.put("TwoStates.new.arrival0", () -> 0.8);
        n.put("TwoStates.new.arrival1", () -> 0.8);
        n.put("TwoStates.optimalValue.initialLaw", () -> Law.uniform(2));
        n.put("LawGrid.new.states", () -> 2);
        n.put("LiftedProblem.new.problem", Cybersecurity::new);
        n.put("LiftedProblem.law", () -> new double[] {0.25, 0.25, 0.25, 0.25});
        n.put("LiftedProblem.q", () -> new double[20 * 16]);
        n.put("MfqRun.new.q", () -> new double[20 * 16]);
        n.put("MfqLearning.problem", Cybersecurity::new);
    }

    private static void leaders() {
        Map<String, Supplier<?>> n = BY_NAME;
        n.put("leader:TabularPolicy", () -> TabularPolicy.uniform(3, 3));
        n.put("follower:TabularPolicy", () -> TabularPolicy.uniform(3, 2));
        n.put("stateLaw:Law", () -> Law.uniform(3));
        for (String type : List.of("MarketEntrance", "StackelbergEquilibrium", "StackelbergEvaluation")) {
            n.put(type + ".new.law", () -> Law.uniform(3));
            n.put(type + ".new.initialLaw", () -> Law.uniform(3));
        }
        n.put("ShopPositioning.new.places", () -> 9);
        n.put("ShopPositioning.new.slip", () -> Law.uniform(3));
        n.put("ShopPositioning.new.initialLaw", () -> Law.uniform(9));
        n.put("EquilibriumPricing.new.inventory", () -> 3);
        n.put("EquilibriumPricing.new.initialLaw", () -> Law.uniform(4));
        n.put("StackelbergGameBuilder.rho", () -> Law.uniform(3));
        for (String type : List.of("OneByOne", "ContinuousOneByOne")) {
            n.put(type + ".new.turn", () -> 40);
            n.put(type + ".new.block", () -> 40);
            n.put(type + ".new.samples", () -> 40);
        }
        n.put("CuiKoeppl.block", () -> 40);
        n.put("CuiKoeppl.samples", () -> 40);
        n.put("Adage.block", () -> 40);
        n.put("Adage.samples", () -> 40);
        n.put("ContinuousAdage.block", () -> 40);
        n.put("ContinuousAdage.samples", () -> 40);
        n.put("ContinuousShop.new.shopPull", () -> 1.0);
        n.put("TypedEquilibrium.compute.types", () -> List.of(DoorValues.MARKET));
        n.put("TypedAcSmfg.solve.game", () -> List.of(DoorValues.MARKET));
    }

    /** Where a number or an array must be of a kind; "Class.method.parameter", "Class.parameter" or "parameter". */
    private static void names() {
        Map<String, Supplier<?>> n = BY_NAME;
        n.put("AliasTables.row", () -> 0);
        n.put("AliasTables.drawColumn.width", () -> 3);
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
        n.put("CrowdGraph.new.moves", () -> DoorValues.triangle().moves());
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
        n.put("GraphonStart.of.start", () -> GraphonStart.zero(DoorValues.LQ, 6));
        n.put("GraphonStart.of.blocks", () -> 6);
        n.put("GraphonStart.unless.start", () -> GraphonStart.zero(DoorValues.LQ, 6));
        n.put("GridPlot.policy.pi", () -> TabularPolicy.uniform(9, 5).probabilities());
        n.put("HeatMaps.xs.columnNames", () -> new String[] {"a", "b", "c"});
        n.put("HeatMaps.ys.centres", () -> new double[] {1});
        n.put("coefficients:DoubleFunction", () -> (DoubleFunction<Object>) x -> DoorValues.LQ.coefficients());
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
        n.put("Plots.heatmaps.values", () -> new double[][] {DoorValues.P.clone()});
        n.put("Plots.map.xs", () -> new double[] {1, 2, 3});
        n.put("Plots.map.ys", () -> new double[] {1, 2, 3});
        n.put("PolicySampler.set.logPolicy", () -> TabularPolicy.uniform(9, 5).logProbabilities());
        n.put("PolicySampler.set.reward", () -> new double[45]);
        n.put("PolynomialPolicyGradient.gramNorm.points", () -> 9);
        n.put("Run.at.iteration", () -> 2);
        n.put("StationaryRun.at.iteration", () -> 2);
        n.put("StationaryRun.policies.steps", () -> new int[] {2});
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
        n.put(
                "BarPlot.bars.band",
                () -> new Band(DoorValues.P.clone(), DoorValues.P.clone(), DoorValues.P.clone(), new int[] {2, 2, 2}));
        n.put("Graphon.midpoint.labels", () -> 4);
        n.put("LqCoefficients.entries", () -> new double[] {1});
        n.put("LqGraphonGame.withInitialMeans.m0", () -> new double[] {1, 1, 1, 1});
        n.put("LqGraphonGame.withInitialMean.m0", () -> (DoubleFunction<Object>) x -> new double[] {1});
        n.put("Mean.where.name", () -> "outer step");
        n.put("Mean.by.name", () -> "outer step");
        n.put("Mean.at.name", () -> "outer step");
        n.put("Mean.at.labels", () -> new String[] {"1"});
        n.put("Turn.requireFit.block", () -> 2);
        n.put("Turn.requireFit.length", () -> 4);
        n.put("NPlayerSimulation.new.repetitions", () -> 2);
        n.put("law:double[]", () -> new double[9]);
        n.put("MarkovChain.follow.policy", () -> new double[45]);
        n.put("MarkovChain.out", () -> new double[9]);
        n.put("MarkovChain.values", () -> new double[9]);
        n.put("MarkovChain.reward", () -> new double[9]);
        n.put("MarkovChain.value", () -> new double[9]);
        n.put("MarkovChain.start", () -> new double[9]);
        n.put("MarkovChain.occupation", () -> new double[9]);
        n.put("SimplexPlot.point.law", DoorValues.P::clone);
        n.put("trajectory.laws", () -> List.of(Law.of(DoorValues.P), Law.uniform(3)));
    }

    static Object[] of(Class<?> type, Executable door, Object receiver) {
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
                Object known = BY_NAME.get(key).get();
                if (known instanceof Path && p.getType() == String.class) {
                    return known.toString();
                }
                if (known == null || p.getType().isPrimitive() || p.getType().isInstance(known)) {
                    return known;
                }
            }
        }
        if (receiver instanceof Solver<?, ?> solver && p.getName().equals("game") && p.getType() == Object.class) {
            return DoorValues.caseOf(solver).orElseThrow().game();
        }
        if (receiver instanceof StationaryGame game) {
            if (p.getType() == Law.class) {
                return Law.uniform(game.states());
            } else if (p.getName().equals("out")) {
                return new double[game.states() * game.actions()];
            }
        }
        if (receiver instanceof StackelbergGame game && p.getType() == MeanField.class) {
            return Law.uniform(game.atoms());
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
        return DoorValues.plain(p.getType(), p.getParameterizedType().getTypeName());
    }
}

package org.meanfield4j.control.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.ControlRun;
import org.meanfield4j.control.GradientEstimator;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.PopulationFlow;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.numerics.Parallel;

/**
 * Trainings that know nothing of each other, worked on in parallel, with a few seeds each. The table has a row per training,
 * seed and kept update: the exact value, the law at the end of the validation horizon, and the probability of action 0 in
 * each state at the start of it. What the number of a training stands for is written into the origin of the table.
 */
abstract class ControlStudy implements Experiment {
    private final String name;
    private final String description;
    private final int seeds;
    private final int every;

    /**
     * A study.
     *
     * @param name what the user types
     * @param description one line, with the time that it takes
     * @param seeds how many, from 1 on
     * @param every a row after so many updates
     */
    ControlStudy(String name, String description, int seeds, int every) {
        this.name = name;
        this.description = description;
        this.seeds = seeds;
        this.every = every;
    }

    /**
     * A training.
     *
     * @param label what it is called
     * @param problem the model
     * @param solver with everything but the seed
     */
    record Training(String label, MeanFieldControlProblem problem, MfReinforce solver) {
        /** The rows of one seed. */
        List<double[]> rows(int number, int seed, int every) {
            int[] updates = IntStream.rangeClosed(0, solver.updates() / every)
                    .map(i -> i * every)
                    .toArray();
            ControlRun run = solver.withSeed(seed)
                    .withMetricsEvery(every)
                    .keeping(updates)
                    .solve(problem, Monitor.silent());
            List<double[]> rows = new ArrayList<>();
            for (int update : updates) {
                double[] theta = run.at(update).arrays().get("theta").values();
                double value = run.history().where("update", update).last("value");
                rows.add(row(theta, number, seed, update, value));
            }
            return rows;
        }

        private double[] row(double[] theta, double... head) {
            int states = problem.states();
            int horizon = problem.validationHorizon();
            ControlPolicy policy = solver.policy();
            double[] start = problem.validationLaw().toArray();
            double[] row = Arrays.copyOf(head, head.length + 2 * states);
            double[] p = new double[states * problem.actions()];
            policy.probabilities(theta, 0, start, p);
            double[] end =
                    PopulationFlow.exact(problem, policy, theta, start, horizon).law(horizon);
            for (int x = 0; x < states; x++) {
                row[head.length + x] = end[x];
                row[head.length + states + x] = p[x * problem.actions()];
            }
            return row;
        }
    }

    /** All trainings, of problems with the same states, in the order of the rows. */
    abstract List<Training> trainings();

    /** Published or improved, with another size of the perturbation. */
    static MfReinforce at(double size, MfReinforce solver) {
        GradientEstimator estimator = solver.estimator();
        return solver.withEstimator(
                estimator.withPerturbation(estimator.perturbation().withSize(size)));
    }

    private static History table(int states) {
        List<String> columns = new ArrayList<>(List.of("training", "seed", "update", "value"));
        for (String what : new String[] {"law", "action 0 in"}) {
            for (int x = 0; x < states; x++) {
                columns.add(what + " " + x);
            }
        }
        return new History(columns.toArray(String[]::new));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String describe() {
        return description;
    }

    @Override
    public final void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        List<Training> trainings = trainings();
        int parts = trainings.size() * seeds;
        History table = table(trainings.get(0).problem().states());
        List<List<double[]>> rows = Loop.watch(
                Monitor.Plan.of(name, parts, table),
                monitor,
                watch -> Parallel.map(
                        parts,
                        i -> watch.now() ? null : trainings.get(i / seeds).rows(i / seeds, 1 + i % seeds, every)));
        if (rows.stream().anyMatch(Objects::isNull)) {
            return;
        }
        rows.forEach(part -> part.forEach(table::add));
        Map<String, String> origin = new LinkedHashMap<>(
                RecordedResult.of("MfReinforce, " + description, 1, Duration.ofNanos(System.nanoTime() - began), table)
                        .origin());
        origin.remove("seed");
        for (int i = 0; i < trainings.size(); i++) {
            Training training = trainings.get(i);
            origin.put("training " + i, training.label() + "; " + training.problem() + "; " + training.solver());
        }
        new RecordedResult(origin, table).save(resultsFolder.resolve(name + ".csv"));
    }
}

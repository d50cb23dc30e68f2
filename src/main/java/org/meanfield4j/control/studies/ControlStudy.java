package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.ControlRun;
import org.meanfield4j.control.GradientEstimator;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.PopulationFlow;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Study;

/**
 * Trainings that know nothing of each other, worked on in parallel, with a few seeds each. The table has a row per training,
 * seed and kept update: the exact value, the law at the end of the validation horizon, and the probability of action 0 in
 * each state at the start of it. What the number of a training stands for is written into the origin of the table.
 */
abstract class ControlStudy extends Study {
    private final int seeds;
    private final int every;

    /**
     * A study.
     *
     * @param name what the user types
     * @param description one line, with the time that it takes
     * @param states of the problems
     * @param seeds how many, from 1 on
     * @param every a row after so many updates
     */
    ControlStudy(String name, String description, int states, int seeds, int every) {
        super(name, description, "MfReinforce, " + description, columns(states));
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
        List<double[]> rows(int number, int seed, int every, Monitor monitor) {
            int[] updates = IntStream.rangeClosed(0, solver.updates() / every)
                    .map(i -> i * every)
                    .toArray();
            ControlRun run = solver.withSeed(seed)
                    .withMetricsEvery(every)
                    .keeping(updates)
                    .solve(problem, monitor);
            List<double[]> rows = new ArrayList<>();
            for (int update : updates) {
                double[] theta = run.at(update).arrays().get("theta").values();
                double value = run.history().where(ControlRun.UPDATE, update).last(ControlRun.VALUE);
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

    private static String[] columns(int states) {
        List<String> columns = new ArrayList<>(List.of("training", "seed", ControlRun.UPDATE, ControlRun.VALUE));
        for (String what : new String[] {"law", "action 0 in"}) {
            for (int x = 0; x < states; x++) {
                columns.add(what + " " + x);
            }
        }
        return columns.toArray(String[]::new);
    }

    @Override
    protected final List<Part> parts() {
        List<Training> trainings = trainings();
        return seeded(
                trainings.size(),
                training -> seeds,
                (training, seed, monitor) -> trainings.get(training).rows(training, seed, every, monitor));
    }

    @Override
    protected final Map<String, String> labels() {
        List<Training> trainings = trainings();
        return numbered("training", trainings.size(), i -> {
            Training training = trainings.get(i);
            return training.label() + "; " + training.problem() + "; " + training.solver();
        });
    }
}

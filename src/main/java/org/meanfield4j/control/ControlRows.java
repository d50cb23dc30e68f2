package org.meanfield4j.control;

import java.util.Arrays;
import java.util.List;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Rows;

/** What a run of {@link MfReinforce} records: the exact value without perturbation, from the validation law. */
final class ControlRows {
    private final MeanFieldControlProblem problem;
    private final ControlPolicy policy;
    private final double[] law;
    private double[] measured;
    private double value;

    ControlRows(MeanFieldControlProblem problem, ControlPolicy policy) {
        this.problem = problem;
        this.policy = policy;
        law = problem.validationLaw().toArray();
    }

    /** V(θ) from the validation law over the validation horizon. */
    double value(double[] theta) {
        if (measured == null || !Arrays.equals(measured, theta)) {
            value = problem instanceof CommonShocks noise
                    ? noise.value(policy, theta, law, problem.validationHorizon())
                    : PopulationFlow.exact(problem, policy, theta, law, problem.validationHorizon())
                            .value(problem, policy, theta);
            measured = theta.clone();
        }
        return value;
    }

    Rows<ControlIterate> rows(int every) {
        return Rows.<ControlIterate>of(
                        ControlRun.UPDATE,
                        ControlRun.VALUE,
                        List.of(
                                new Column<>(
                                        ControlRun.VALUE,
                                        "V(θ; validation law), exact",
                                        at -> value(at.iterate().theta)),
                                new Column<>(
                                        ControlRun.BEST_VALUE,
                                        "the highest so far",
                                        at -> Math.max(at.iterate().bestValue[0], value(at.iterate().theta))),
                                new Column<>(
                                        ControlRun.GRADIENT_NORM, "‖ĝ‖ of the last update", at -> at.iterate().norm[0]),
                                Column.count(
                                        ControlRun.SAMPLES, "transitions drawn since the start", Column.At::samples)))
                .withEvery(every)
                .withFromStart(true);
    }
}

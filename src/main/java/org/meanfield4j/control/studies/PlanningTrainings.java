package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.Baseline;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.GradientEstimator;
import org.meanfield4j.control.LogitPerturbation;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.games.DistributionPlanning;
import org.meanfield4j.core.law.Law;

/** The paper's Figures 4 and 5 at reduced size: a table for every time, always from the uniform law. */
public final class PlanningTrainings extends ControlStudy {
    private static final double[] SIZES = {0.5, 0.75, 1, 2};
    private static final int PLACES = 10;
    private static final int HORIZON = 5;

    /** 2 seeds, 3000 updates of the paper's 100 000. */
    public PlanningTrainings() {
        super("mf-reinforce-planning", "distribution planning, tables, 2 seeds, 3000 updates (2 min)", PLACES, 2, 50);
    }

    @Override
    List<Training> trainings() {
        DistributionPlanning planning = new DistributionPlanning(DistributionPlanning.targetA(), HORIZON);
        MeanFieldControlProblem problem = MeanFieldControlProblem.builder(PLACES, 3, HORIZON)
                .name("distribution planning, always from the uniform law")
                .kernel(planning::kernelRow)
                .reward(planning::reward)
                .terminalReward(planning::terminalReward)
                .trainingLaw(Law.uniform(PLACES))
                .build();
        MfReinforce table = MfReinforce.defaults()
                .withPolicy(ControlPolicy.timeTable(PLACES, 3, HORIZON))
                .withStepSize(5e-3)
                .withUpdates(3000);
        GradientEstimator many = table.estimator().withTrajectories(500);
        GradientEstimator shared =
                many.withBaseline(Baseline.BATCH_MEAN).withSensitivity(SensitivityEstimator.shared(10));
        List<Training> all = new ArrayList<>();
        for (double size : SIZES) {
            all.add(new Training("size " + size, problem, at(size, table.withEstimator(shared))));
        }
        GradientEstimator improved = many.withBaseline(Baseline.LEAVE_ONE_OUT)
                .withSensitivity(SensitivityEstimator.shared(200).withGauge(true))
                .withPerturbation(LogitPerturbation.of(0.2).withAuxiliary(5));
        all.add(new Training("improved", problem, table.withEstimator(improved)));
        return all;
    }
}

package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.Baseline;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.GradientEstimator;
import org.meanfield4j.control.LogitPerturbation;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.games.DistributionPlanning;

/** The paper's Figures 4 and 5 at reduced size: networks of width 64, one shared sensitivity. */
public final class PlanningTrainings extends ControlStudy {
    private static final double[] SIZES = {0.5, 1, 2};
    private static final int WIDTH = 64;
    private static final int HORIZON = 5;

    /** 1 seed, 500 updates of the paper's 100 000. */
    public PlanningTrainings() {
        super("mf-reinforce-planning", "distribution planning, width 64, 1 seed, 500 updates (10 min)", 1, 50);
    }

    @Override
    List<Training> trainings() {
        DistributionPlanning problem = new DistributionPlanning(DistributionPlanning.targetA(), HORIZON);
        MfReinforce network = MfReinforce.defaults()
                .withPolicy(ControlPolicy.mlp(10, 3, WIDTH))
                .withLearningRate(1e-4)
                .withUpdates(500);
        GradientEstimator many = network.estimator().withTrajectories(500);
        GradientEstimator shared =
                many.withBaseline(Baseline.BATCH_MEAN).withSensitivity(SensitivityEstimator.shared(10));
        List<Training> all = new ArrayList<>();
        for (double size : SIZES) {
            all.add(new Training("size " + size, problem, at(size, network.withEstimator(shared))));
        }
        GradientEstimator reinforce = shared.withSensitivity(SensitivityEstimator.none());
        all.add(new Training("REINFORCE", problem, network.withEstimator(reinforce)));
        GradientEstimator improved = many.withBaseline(Baseline.LEAVE_ONE_OUT)
                .withSensitivity(SensitivityEstimator.shared(200).withGauge(true))
                .withPerturbation(LogitPerturbation.of(0.5).withAuxiliary(5));
        all.add(new Training("improved", problem, network.withEstimator(improved)));
        return all;
    }
}

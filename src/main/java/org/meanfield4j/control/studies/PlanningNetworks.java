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

/**
 * The paper's Figures 4 and 5 with networks on random laws: two layers of 64 and one shared sensitivity instead of two
 * layers of 256 and nested ones, which would take days; the improved variant beside them.
 */
public final class PlanningNetworks extends ControlStudy {
    private static final double[] SIZES = {0.5, 0.75, 1, 2};
    private static final int PLACES = 10;
    private static final int HORIZON = 5;
    private static final int WIDTH = 64;
    private static final int UPDATES = 5000;

    static final DistributionPlanning PROBLEM = new DistributionPlanning(DistributionPlanning.targetA(), HORIZON);

    /** 2 seeds, 5000 updates of the paper's 100 000. */
    public PlanningNetworks() {
        super(
                "mf-reinforce-planning-networks",
                "distribution planning, networks, 2 seeds, 5000 updates (6 min)",
                PLACES,
                2,
                100);
    }

    /** As published, with one shared sensitivity and a batch mean, ε = 0.2. */
    static MfReinforce network(int width) {
        MfReinforce network = MfReinforce.defaults().withStepSize(1e-4).withPolicy(ControlPolicy.mlp(PLACES, 3, width));
        return network.withEstimator(network.estimator()
                .withTrajectories(500)
                .withBaseline(Baseline.BATCH_MEAN)
                .withSensitivity(SensitivityEstimator.shared(10)));
    }

    @Override
    List<Training> trainings() {
        MfReinforce network = network(WIDTH).withUpdates(UPDATES);
        List<Training> all = new ArrayList<>();
        for (double size : SIZES) {
            all.add(new Training("size " + size, PROBLEM, at(size, network)));
        }
        GradientEstimator improved = network.estimator()
                .withBaseline(Baseline.LEAVE_ONE_OUT)
                .withSensitivity(SensitivityEstimator.shared(200).withGauge(true))
                .withPerturbation(LogitPerturbation.of(0.5).withAuxiliary(5));
        all.add(new Training("improved", PROBLEM, network.withEstimator(improved)));
        return all;
    }
}

package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.Baseline;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.games.DistributionPlanning;

/**
 * The paper's Figures 4 and 5 with networks on random laws: two layers of 64 and one shared sensitivity instead of two
 * layers of 256 and nested ones, which would take days; the width of the paper once, shortly.
 */
public final class PlanningNetworks extends ControlStudy {
    private static final double[] SIZES = {0.5, 0.75, 1, 2};
    private static final int PLACES = 10;
    private static final int HORIZON = 5;
    private static final int NARROW = 64;
    private static final int WIDE = 256;

    /** 1 seed, 3000 updates of the paper's 100 000, 500 of the wide network. */
    public PlanningNetworks() {
        super("mf-reinforce-planning-networks", "distribution planning, networks, 1 seed (3 min)", 10, 1, 100);
    }

    @Override
    List<Training> trainings() {
        DistributionPlanning problem = new DistributionPlanning(DistributionPlanning.targetA(), HORIZON);
        MfReinforce network =
                MfReinforce.defaults().withLearningRate(1e-4).withPolicy(ControlPolicy.mlp(PLACES, 3, NARROW));
        network = network.withEstimator(network.estimator()
                .withTrajectories(500)
                .withBaseline(Baseline.BATCH_MEAN)
                .withSensitivity(SensitivityEstimator.shared(10)));
        List<Training> all = new ArrayList<>();
        for (double size : SIZES) {
            all.add(new Training("size " + size, problem, at(size, network.withUpdates(3000))));
        }
        MfReinforce wide = at(2, network).withPolicy(ControlPolicy.mlp(PLACES, 3, WIDE));
        all.add(new Training("size 2.0, width 256", problem, wide.withUpdates(500)));
        return all;
    }
}

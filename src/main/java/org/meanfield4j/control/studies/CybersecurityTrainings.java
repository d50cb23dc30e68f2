package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.games.Cybersecurity;

/** The paper's Figures 2 and 3, shortly: published with n = 1, plain REINFORCE, improved. */
public final class CybersecurityTrainings extends ControlStudy {
    private static final double[] SIZES = {0.2, 0.5, 1, 2};
    private static final int WIDTH = 32;
    private static final int SHARED = 200;

    /** 2 seeds, 2000 updates of the paper's 20 000. */
    public CybersecurityTrainings() {
        super("mf-reinforce-cybersecurity", "cybersecurity, 2 seeds, 2000 updates (4 min)", 4, 2, 50);
    }

    @Override
    List<Training> trainings() {
        return trainings(2000);
    }

    static List<Training> trainings(int updates) {
        Cybersecurity problem = new Cybersecurity();
        MfReinforce network = MfReinforce.defaults()
                .withPolicy(ControlPolicy.mlp(4, 2, WIDTH))
                .withUpdates(updates);
        MfReinforce nested = with(SensitivityEstimator.nested(1), network);
        List<Training> all = new ArrayList<>();
        for (double size : SIZES) {
            all.add(new Training("size " + size, problem, at(size, nested)));
        }
        all.add(new Training("REINFORCE", problem, with(SensitivityEstimator.none(), network)));
        MfReinforce improved = network.withEstimator(MfReinforce.improved().estimator());
        all.add(new Training(
                "improved", problem, with(SensitivityEstimator.shared(SHARED).withGauge(true), improved)));
        return all;
    }

    private static MfReinforce with(SensitivityEstimator sensitivity, MfReinforce solver) {
        return solver.withEstimator(solver.estimator().withSensitivity(sensitivity));
    }
}

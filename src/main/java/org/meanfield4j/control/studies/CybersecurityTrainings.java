package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.games.Cybersecurity;

/** The paper's Figures 2 and 3: published with n = 1, plain REINFORCE, improved. */
public final class CybersecurityTrainings extends ControlStudy {
    private static final double[] SIZES = {0.2, 0.5, 1, 2};
    private static final int WIDTH = 32;
    private static final int SHARED = 200;
    private static final int UPDATES = 20_000;

    /** 5 seeds, 20 000 updates. */
    public CybersecurityTrainings() {
        super("mf-reinforce-cybersecurity-full", "cybersecurity, 5 seeds, 20 000 updates (15 min)", 4, 5, 200);
    }

    @Override
    List<Training> trainings() {
        Cybersecurity problem = new Cybersecurity();
        MfReinforce network = MfReinforce.defaults()
                .withPolicy(ControlPolicy.mlp(4, 2, WIDTH))
                .withUpdates(UPDATES);
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

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
    private static final int[] UPDATES = {10_000, 5000, 20_000, 5000};
    private static final int WIDTH = 32;
    private static final int SHARED = 200;

    /** 5 seeds and 20 000 updates as in the paper where ε is 1; fewer where they show all there is. */
    public CybersecurityTrainings() {
        super("mf-reinforce-cybersecurity", "cybersecurity, 5 seeds, up to 20 000 updates (10 min)", 4, 5, 100);
    }

    @Override
    List<Training> trainings() {
        Cybersecurity problem = new Cybersecurity();
        MfReinforce network = MfReinforce.defaults()
                .withPolicy(ControlPolicy.mlp(4, 2, WIDTH))
                .withUpdates(5000);
        MfReinforce nested = with(SensitivityEstimator.nested(1), network);
        List<Training> all = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            all.add(new Training("size " + SIZES[i], problem, at(SIZES[i], nested.withUpdates(UPDATES[i]))));
        }
        all.add(new Training("REINFORCE", problem, with(SensitivityEstimator.none(), network)));
        MfReinforce improved =
                network.withEstimator(MfReinforce.improved().estimator()).withUpdates(2000);
        all.add(new Training(
                "improved", problem, with(SensitivityEstimator.shared(SHARED).withGauge(true), improved)));
        return all;
    }

    private static MfReinforce with(SensitivityEstimator sensitivity, MfReinforce solver) {
        return solver.withEstimator(solver.estimator().withSensitivity(sensitivity));
    }
}

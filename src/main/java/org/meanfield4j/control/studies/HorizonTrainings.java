package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.games.TwoStates;

/** Two states over longer horizons: improved, and published with one shared sensitivity. */
public final class HorizonTrainings extends ControlStudy {
    private static final int[] HORIZONS = {5, 10, 15};

    /** 3 seeds, 5000 updates. */
    public HorizonTrainings() {
        super("mf-reinforce-horizons", "two states, T = 5, 10, 15, improved or not, 3 seeds (1 min)", 2, 3, 50);
    }

    @Override
    List<Training> trainings() {
        MfReinforce plain = MfReinforce.defaults();
        plain = plain.withEstimator(plain.estimator().withSensitivity(SensitivityEstimator.shared(10)));
        List<Training> all = new ArrayList<>();
        for (int horizon : HORIZONS) {
            all.add(new Training("improved, T = " + horizon, new TwoStates(horizon), MfReinforce.improved()));
            all.add(new Training("shared, T = " + horizon, new TwoStates(horizon), plain));
        }
        return all;
    }
}

package org.meanfield4j.control.studies;

import java.util.List;
import org.meanfield4j.control.CommonShocks;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.law.Law;

/** Two states whose λ_0 is 0.3 or 0.7 by a common shock: with the noise, and on the average kernel, which ignores it. */
public final class CommonNoiseTrainings extends ControlStudy {
    private static final double LOW = 0.3;
    private static final double HIGH = 0.7;

    /** 3 seeds, 5000 updates. */
    public CommonNoiseTrainings() {
        super("mf-reinforce-common-noise", "two states under a common shock, 3 seeds, 5000 updates (1 min)", 2, 3, 500);
    }

    @Override
    List<Training> trainings() {
        TwoStates problem = new TwoStates(2);
        CommonShocks noise =
                new CommonShocks(Law.uniform(2), List.of(problem.withArrival0(LOW), problem.withArrival0(HIGH)));
        return List.of(
                new Training("with the noise", noise, MfReinforce.defaults()),
                new Training("on the average", noise.averaged(), MfReinforce.defaults()));
    }
}

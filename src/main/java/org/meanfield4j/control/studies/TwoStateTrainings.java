package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.games.TwoStates;

/** The paper's Figure 1 and Table 1, and plain REINFORCE. */
public final class TwoStateTrainings extends ControlStudy {
    private static final double[] SIZES = {0.2, 0.5, 1, 2};

    /** As the paper has it: 5 seeds, 5000 updates. */
    public TwoStateTrainings() {
        super("mf-reinforce-two-states", "two states, four perturbations, 5 seeds, 5000 updates (1 min)", 2, 5, 50);
    }

    @Override
    List<Training> trainings() {
        List<Training> all = new ArrayList<>();
        for (double size : SIZES) {
            all.add(new Training("size " + size, new TwoStates(2), at(size, MfReinforce.defaults())));
        }
        all.add(new Training("REINFORCE", new TwoStates(2), MfReinforce.reinforce()));
        return all;
    }
}

package org.meanfield4j.control.studies;

import java.util.List;

/** {@link CybersecurityTrainings} as long as in the paper. */
public final class CybersecurityAtFullSize extends ControlStudy {
    private static final int UPDATES = 20_000;

    /** 5 seeds, 20 000 updates. */
    public CybersecurityAtFullSize() {
        super("mf-reinforce-cybersecurity-full", "cybersecurity, 5 seeds, 20 000 updates (15 min)", 4, 5, 200);
    }

    @Override
    List<Training> trainings() {
        return CybersecurityTrainings.trainings(UPDATES);
    }
}

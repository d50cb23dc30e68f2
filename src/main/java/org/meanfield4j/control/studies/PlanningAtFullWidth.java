package org.meanfield4j.control.studies;

import java.util.List;

/** {@link PlanningNetworks} with the paper's width, once. */
public final class PlanningAtFullWidth extends ControlStudy {
    private static final int WIDTH = 256;
    private static final int UPDATES = 30_000;

    /** 1 seed, 30 000 updates of the paper's 100 000. */
    public PlanningAtFullWidth() {
        super(
                "mf-reinforce-planning-wide",
                "distribution planning, two layers of 256, 1 seed, 30 000 updates (1 h)",
                10,
                1,
                1000);
    }

    @Override
    List<Training> trainings() {
        return List.of(new Training(
                "size 1.0, width 256",
                PlanningNetworks.PROBLEM,
                at(1, PlanningNetworks.network(WIDTH)).withUpdates(UPDATES)));
    }
}

package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.games.TwoStates;

/** Two states with a population flow that finitely many particles estimate. */
public final class ParticleTrainings extends ControlStudy {
    private static final int[] PARTICLES = {50, 200, 1000};

    /** 3 seeds, 5000 updates. */
    public ParticleTrainings() {
        super(
                "mf-reinforce-particles",
                "two states, 50, 200, 1000 particles, 3 seeds, 5000 updates (1 min)",
                2,
                3,
                500);
    }

    @Override
    List<Training> trainings() {
        MfReinforce solver = MfReinforce.defaults();
        List<Training> all = new ArrayList<>();
        for (int particles : PARTICLES) {
            all.add(new Training(
                    particles + " particles",
                    new TwoStates(2),
                    solver.withEstimator(solver.estimator().withParticles(particles))));
        }
        return all;
    }
}

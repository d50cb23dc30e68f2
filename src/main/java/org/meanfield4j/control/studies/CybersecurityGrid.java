package org.meanfield4j.control.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.GradientEstimator;
import org.meanfield4j.control.MfReinforce;
import org.meanfield4j.control.SensitivityEstimator;
import org.meanfield4j.control.games.Cybersecurity;

/** Cybersecurity as published, over perturbation size, main and auxiliary trajectories. */
public final class CybersecurityGrid extends ControlStudy {
    private static final double[] SIZES = {0.2, 0.5, 1, 2};
    private static final int[] MAIN = {50, 200};
    private static final int[] AUXILIARY = {1, 4};
    private static final int WIDTH = 32;

    /** 1 seed, 1000 updates. */
    public CybersecurityGrid() {
        super(
                "mf-reinforce-cybersecurity-grid",
                "cybersecurity over ε, N and n, 1 seed, 1000 updates (2 min)",
                4,
                1,
                500);
    }

    @Override
    List<Training> trainings() {
        MfReinforce network = MfReinforce.defaults()
                .withPolicy(ControlPolicy.mlp(4, 2, WIDTH))
                .withUpdates(1000);
        List<Training> all = new ArrayList<>();
        for (double size : SIZES) {
            for (int main : MAIN) {
                for (int auxiliary : AUXILIARY) {
                    GradientEstimator estimator = network.estimator()
                            .withTrajectories(main)
                            .withSensitivity(SensitivityEstimator.nested(auxiliary));
                    String label = "size " + size + ", N = " + main + ", n = " + auxiliary;
                    all.add(new Training(label, new Cybersecurity(), at(size, network.withEstimator(estimator))));
                }
            }
        }
        return all;
    }
}

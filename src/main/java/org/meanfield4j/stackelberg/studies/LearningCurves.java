package org.meanfield4j.stackelberg.studies;

import java.util.List;
import java.util.Map;
import org.meanfield4j.stackelberg.StackelbergMetrics;

/**
 * The paper's figure at full size: four methods in three economies, ten seeds, 100 000 samples. One row every 500 samples up
 * to 20 000 and every 10 000 from there.
 */
public final class LearningCurves extends StackelbergStudy {
    private static final int SEEDS = 10;
    private static final String[] MEASURED = {
        StackelbergMetrics.SAMPLES,
        StackelbergMetrics.LEADER,
        StackelbergMetrics.FOLLOWER,
        StackelbergMetrics.REGULARISED,
        StackelbergMetrics.LAW_ERROR
    };

    /** Made by the service loader. */
    public LearningCurves() {
        super(
                "ac-smfg-curves",
                "the paper's figure, AC-SMFG and three baselines in three economies, ten seeds, seconds",
                "four methods in three economies, seeds 1 to " + SEEDS,
                columns(MEASURED));
    }

    @Override
    protected List<Part> parts() {
        return grid(ECONOMIES, METHODS.size(), SEEDS, LearningCurves::rows);
    }

    static List<double[]> rows(int game, int method, int seed) {
        return rows(
                method(method, seed).solve(game(game)).history(),
                samples -> samples <= 20_000 || samples % 10_000 == 0,
                MEASURED,
                game,
                method,
                seed);
    }

    @Override
    protected Map<String, String> labels() {
        Map<String, String> labels = games(ECONOMIES);
        labels.putAll(methods());
        return labels;
    }
}

package org.meanfield4j.stackelberg.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.History;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.TimeScales;

/** AC-SMFG with one thing wrong or different: three economies, forty seeds; a row at 10 000 and one at 100 000 samples. */
public final class LearnerAblations extends StackelbergStudy {
    private static final int SEEDS = 40;
    private static final String VARIANT = "variant";
    private static final List<String> VARIANTS = List.of(
            "AC-SMFG",
            "single trajectory",
            "state entropy",
            "restarted bootstrap",
            "no restarts",
            "fast leader",
            "slow mean field",
            "leader waits");

    /** Made by the service loader. */
    public LearnerAblations() {
        super(
                "ac-smfg-ablations",
                "AC-SMFG with one thing changed at a time in three economies, forty seeds, a minute",
                "variants of AC-SMFG, seeds 1 to " + SEEDS,
                GAME,
                VARIANT,
                SEED,
                StackelbergMetrics.SAMPLES,
                StackelbergMetrics.LEADER,
                StackelbergMetrics.REGULARISED,
                StackelbergMetrics.LAW_ERROR);
    }

    @Override
    protected List<Part> parts() {
        return grid(ECONOMIES, VARIANTS.size(), SEEDS, LearnerAblations::rows);
    }

    static List<double[]> rows(int game, int variant, int seed) {
        History h = variant(variant).withSeed(seed).solve(game(game)).history();
        List<double[]> rows = new ArrayList<>();
        for (double samples : new double[] {10_000, 100_000}) {
            rows.add(new double[] {
                game,
                variant,
                seed,
                samples,
                at(h, samples, StackelbergMetrics.LEADER),
                at(h, samples, StackelbergMetrics.REGULARISED),
                at(h, samples, StackelbergMetrics.LAW_ERROR)
            });
        }
        return rows;
    }

    private static AcSmfg variant(int variant) {
        AcSmfg usual = AcSmfg.defaults().withMetricsEvery(20);
        return switch (variant) {
            case 0 -> usual;
            case 1 -> usual.withVariant(AcSmfg.Variant.SINGLE_TRAJECTORY);
            case 2 -> usual.withVariant(AcSmfg.Variant.STATE_ENTROPY);
            case 3 -> usual.withVariant(AcSmfg.Variant.RESTARTED_BOOTSTRAP);
            case 4 -> usual.withVariant(AcSmfg.Variant.NO_RESTARTS);
            case 5 -> usual.withSteps(TimeScales.of(5, 0.5, 1, 1));
            case 6 -> usual.withSteps(TimeScales.of(0.5, 0.01, 1, 1));
            default -> usual.withLeaderWarmup(2000);
        };
    }

    @Override
    protected Map<String, String> labels() {
        Map<String, String> labels = games(ECONOMIES);
        labels.putAll(numbered(VARIANT, VARIANTS.size(), v -> VARIANTS.get(v) + "; " + variant(v)));
        return labels;
    }
}

package org.meanfield4j.stackelberg.studies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.Solver;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.continuous.ContinuousAcSmfg;
import org.meanfield4j.stackelberg.continuous.ContinuousAdage;
import org.meanfield4j.stackelberg.continuous.ContinuousGame;
import org.meanfield4j.stackelberg.continuous.ContinuousOneByOne;
import org.meanfield4j.stackelberg.continuous.ContinuousPricing;
import org.meanfield4j.stackelberg.continuous.ContinuousRun;
import org.meanfield4j.stackelberg.continuous.ContinuousShop;
import org.meanfield4j.stackelberg.continuous.Features;

/**
 * The two continuous games: AC-SMFG with exact features and with networks to 400 000 samples, OneByOne and ADAGE with
 * networks to 100 000; ten seeds. One row every 2000 samples up to 20 000 and every 10 000 from there.
 */
public final class ContinuousCurves extends StackelbergStudy {
    private static final int SEEDS = 10;
    private static final int ITERATIONS = 200_000;
    private static final int BLOCK = 1000;
    private static final List<String> LEARNERS =
            List.of("AC-SMFG, exact features", "AC-SMFG", "OneByOne", "ADAGE", "ADAGE, larger steps");
    private static final String[] MEASURED = {
        StackelbergMetrics.SAMPLES,
        ContinuousRun.LEADER,
        ContinuousRun.MEAN,
        ContinuousRun.VARIANCE,
        ContinuousRun.DEVIATION,
        ContinuousRun.GAIN
    };

    /** Made by the service loader. */
    public ContinuousCurves() {
        super(
                "ac-smfg-continuous",
                "continuous shop and pricing: AC-SMFG with features and networks, OneByOne, ADAGE, ten seeds, a minute",
                "five learners in two continuous games, seeds 1 to " + SEEDS,
                columns(MEASURED));
    }

    @Override
    protected List<Part> parts() {
        return grid(2, LEARNERS.size(), SEEDS, ContinuousCurves::rows);
    }

    static List<double[]> rows(int game, int method, int seed) {
        return rows(
                solver(game, method, seed).solve(continuous(game)).history(),
                samples -> samples % 10_000 == 0 || samples <= 20_000 && samples % 2000 == 0,
                MEASURED,
                game,
                method,
                seed);
    }

    private static ContinuousGame continuous(int game) {
        return game == 0 ? ContinuousShop.defaults() : ContinuousPricing.defaults();
    }

    private static Solver<ContinuousGame, ContinuousRun> solver(int game, int method, int seed) {
        ContinuousAcSmfg usual = (game == 0 ? ContinuousAcSmfg.defaults() : ContinuousAcSmfg.forPricing())
                .withIterations(ITERATIONS)
                .withBlock(BLOCK)
                .withSeed(seed);
        ContinuousAdage crowd = ContinuousAdage.defaults().withSeed(seed);
        return switch (method) {
            case 0 -> usual.withFeatures(Features.EXACT);
            case 1 -> usual;
            case 2 -> ContinuousOneByOne.defaults().withSteps(usual.steps()).withSeed(seed);
            case 3 -> crowd;
            default -> crowd.withLeaderStep(0.3).withActorStep(1).withCriticStep(0.2);
        };
    }

    @Override
    protected Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(GAME + " 0", "Continuous shop; " + continuous(0));
        labels.put(GAME + " 1", "Continuous pricing; " + continuous(1));
        labels.putAll(numbered(METHOD, LEARNERS.size(), m -> LEARNERS.get(m) + "; in the shop " + solver(0, m, 1)));
        return labels;
    }
}

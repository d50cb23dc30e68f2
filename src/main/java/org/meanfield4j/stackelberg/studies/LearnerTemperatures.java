package org.meanfield4j.stackelberg.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.History;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/** What AC-SMFG learns at other temperatures of the followers: three economies, twenty seeds, one row per run. */
public final class LearnerTemperatures extends StackelbergStudy {
    private static final int SEEDS = 20;
    private static final double[][] TEMPERATURES = {{0.25, 0.5, 1, 2}, {0.1, 0.2, 0.4, 0.8}, {0.1, 0.3, 0.6, 1}};

    /** Made by the service loader. */
    public LearnerTemperatures() {
        super(
                "ac-smfg-temperatures",
                "what AC-SMFG learns at four temperatures in each of three economies, twenty seeds, seconds",
                solver(1) + ", seeds 1 to " + SEEDS,
                GAME,
                "temperature",
                SEED,
                StackelbergMetrics.LEADER,
                StackelbergMetrics.OBJECTIVE);
    }

    @Override
    protected List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int g = 0; g < ECONOMIES; g++) {
            for (double tau : TEMPERATURES[g]) {
                for (int seed = 1; seed <= SEEDS; seed++) {
                    int game = g;
                    int own = seed;
                    parts.add(monitor -> List.of(row(game, tau, own)));
                }
            }
        }
        return parts;
    }

    static double[] row(int game, double tau, int seed) {
        History h = solver(seed).solve(game(game, tau)).history();
        return new double[] {game, tau, seed, h.last(StackelbergMetrics.LEADER), h.last(StackelbergMetrics.OBJECTIVE)};
    }

    private static AcSmfg solver(int seed) {
        return AcSmfg.defaults()
                .withMetricsEvery(200)
                .withMeasured(StackelbergMetrics.Measured.OBJECTIVE)
                .withSeed(seed);
    }

    private static StackelbergGame game(int number, double tau) {
        return switch (number) {
            case 0 -> MarketEntrance.sellSkew().withTemperature(tau);
            case 1 -> ShopPositioning.of(0.05).withTemperature(tau);
            default -> EquilibriumPricing.of(5).withTemperature(tau);
        };
    }

    @Override
    protected Map<String, String> labels() {
        return games(ECONOMIES);
    }
}

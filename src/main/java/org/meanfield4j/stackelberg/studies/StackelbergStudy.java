package org.meanfield4j.stackelberg.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.Adage;
import org.meanfield4j.stackelberg.CuiKoeppl;
import org.meanfield4j.stackelberg.OneByOne;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.StackelbergRun;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/**
 * Parts that know nothing of each other, most of them one run each, worked on in parallel; each gives rows of one table.
 * What the numbers of games and methods stand for is written into the origin of the table.
 */
abstract class StackelbergStudy implements Experiment {
    static final String GAME = "game";
    static final String METHOD = "method";
    static final String SEED = "seed";

    /** The three economies of the paper's figure, then their other configurations. */
    static final List<String> GAMES = List.of(
            "Market entrance",
            "Shop positioning",
            "Equilibrium pricing",
            "no skew",
            "buy skew",
            "c = 0.2",
            "c = 0.5",
            "i = 3");

    static final int ECONOMIES = 3;

    static final List<String> METHODS = List.of("AC-SMFG", "OneByOne", "CuiKoeppl", "ADAGE");

    private final String name;
    private final String description;
    private final String origin;
    private final String[] columns;

    /**
     * A study.
     *
     * @param name what the user types
     * @param description one line, with the time that it takes
     * @param origin what was run
     * @param columns of the table
     */
    StackelbergStudy(String name, String description, String origin, String... columns) {
        this.name = name;
        this.description = description;
        this.origin = origin;
        this.columns = columns;
    }

    /** What is worked on, in the order of the rows. */
    abstract List<Supplier<List<double[]>>> parts();

    /** What numbers stand for: {@code "game 0"} → {@code "Market entrance; …"}. */
    abstract Map<String, String> labels();

    static StackelbergGame game(int number) {
        return switch (number) {
            case 0 -> MarketEntrance.sellSkew();
            case 1 -> ShopPositioning.of(0.05);
            case 2 -> EquilibriumPricing.of(5);
            case 3 -> MarketEntrance.noSkew();
            case 4 -> MarketEntrance.buySkew();
            case 5 -> ShopPositioning.of(0.2);
            case 6 -> ShopPositioning.of(0.5);
            default -> EquilibriumPricing.of(3);
        };
    }

    static Solver<StackelbergGame, StackelbergRun> method(int number, long seed) {
        return switch (number) {
            case 0 -> AcSmfg.defaults().withSeed(seed);
            case 1 -> OneByOne.defaults().withSeed(seed);
            case 2 -> CuiKoeppl.defaults().withSeed(seed);
            default -> Adage.defaults().withSeed(seed);
        };
    }

    static Map<String, String> games(int count) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int g = 0; g < count; g++) {
            labels.put(GAME + " " + g, GAMES.get(g) + "; " + game(g));
        }
        return labels;
    }

    static Map<String, String> methods() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int m = 0; m < METHODS.size(); m++) {
            labels.put(METHOD + " " + m, METHODS.get(m) + "; " + method(m, 1));
        }
        return labels;
    }

    /** The row of a history with a given number of samples. */
    static double at(History history, double samples, String column) {
        return history.where("samples", samples).last(column);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String describe() {
        return description;
    }

    @Override
    public final void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        List<Supplier<List<double[]>>> parts = parts();
        History table = new History(columns);
        List<List<double[]>> rows = Loop.watch(
                Monitor.Plan.of(name, parts.size(), table),
                monitor,
                watch -> Parallel.map(
                        parts.size(), i -> watch.now() ? null : parts.get(i).get()));
        if (rows.stream().anyMatch(Objects::isNull)) {
            return;
        }
        rows.forEach(part -> part.forEach(table::add));
        Map<String, String> all =
                new LinkedHashMap<>(RecordedResult.of(origin, 1, Duration.ofNanos(System.nanoTime() - began), table)
                        .origin());
        all.remove("seed");
        all.putAll(labels());
        new RecordedResult(all, table).save(resultsFolder.resolve(name + ".csv"));
    }

    /** The rows of one game, one choice and one seed. */
    interface Part {
        List<double[]> rows(int game, int choice, int seed);
    }

    /** One part for every game, choice and seed, in this order; seeds count from 1. */
    static List<Supplier<List<double[]>>> grid(int games, int choices, int seeds, Part part) {
        List<Supplier<List<double[]>>> parts = new ArrayList<>();
        for (int g = 0; g < games; g++) {
            for (int c = 0; c < choices; c++) {
                for (int s = 1; s <= seeds; s++) {
                    int game = g;
                    int choice = c;
                    int seed = s;
                    parts.add(() -> part.rows(game, choice, seed));
                }
            }
        }
        return parts;
    }
}

package org.meanfield4j.stackelberg.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.stackelberg.AcSmfg;
import org.meanfield4j.stackelberg.Adage;
import org.meanfield4j.stackelberg.CuiKoeppl;
import org.meanfield4j.stackelberg.OneByOne;
import org.meanfield4j.stackelberg.StackelbergGame;
import org.meanfield4j.stackelberg.StackelbergMetrics;
import org.meanfield4j.stackelberg.StackelbergRun;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/** Studies of Stackelberg games: the numbers that games and methods have in the tables. */
abstract class StackelbergStudy extends Study {
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

    /**
     * A study.
     *
     * @param name what the user types
     * @param description one line, with the time that it takes
     * @param origin what was run
     * @param columns of the table
     */
    StackelbergStudy(String name, String description, String origin, String... columns) {
        super(name, description, origin, columns);
    }

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
        return numbered(GAME, count, g -> GAMES.get(g) + "; " + game(g));
    }

    static Map<String, String> methods() {
        return numbered(METHOD, METHODS.size(), m -> METHODS.get(m) + "; " + method(m, 1));
    }

    /** The row of a history with a given number of samples. */
    static double at(History history, double samples, String column) {
        return history.where("samples", samples).last(column);
    }

    /** The rows of one game, one choice and one seed. */
    interface Cell {
        List<double[]> rows(int game, int choice, int seed);
    }

    /** One part for every game, choice and seed, in this order; seeds count from 1. */
    static List<Part> grid(int games, int choices, int seeds, Cell cell) {
        return seeded(games * choices, i -> seeds, (i, seed, monitor) -> cell.rows(i / choices, i % choices, seed));
    }

    /** Game, method and seed, then what is measured. */
    static String[] columns(String... measured) {
        return Stream.concat(Stream.of(GAME, METHOD, SEED), Stream.of(measured)).toArray(String[]::new);
    }

    /** The rows of a run at some numbers of samples, such as {@link #columns} has them. */
    static List<double[]> rows(
            History history, DoublePredicate samples, String[] measured, int game, int method, int seed) {
        List<double[]> rows = new ArrayList<>();
        for (int r = 0; r < history.rows(); r++) {
            if (samples.test(history.get(r, StackelbergMetrics.SAMPLES))) {
                double[] row = new double[measured.length + 3];
                row[0] = game;
                row[1] = method;
                row[2] = seed;
                for (int c = 0; c < measured.length; c++) {
                    row[c + 3] = history.get(r, measured[c]);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}

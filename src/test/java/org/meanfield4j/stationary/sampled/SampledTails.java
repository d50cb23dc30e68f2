package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meanfield4j.core.History;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.games.CrowdGrid;

/** Means over the last outer steps and over seeds, the form of the reference values of sampled runs. */
public final class SampledTails {
    public static final CrowdGrid CORNER = CrowdGrid.corner(5);
    private static final double[] TEMPERATURES = {0.05, 0.3};
    private static final Equilibrium[] EQUILIBRIA = {
        Equilibrium.compute(CORNER, TEMPERATURES[0]), Equilibrium.compute(CORNER, TEMPERATURES[1])
    };

    /** By solver, game and number of seeds: tests of the same runs share them. */
    private static final Map<List<Object>, Sweep<Long, SampledRun>> SWEEPS = new ConcurrentHashMap<>();

    private final Sweep<Long, SampledRun> sweep;
    private final int last;

    private SampledTails(Sweep<Long, SampledRun> sweep, int last) {
        this.sweep = sweep;
        this.last = last;
    }

    /** The defaults at a temperature for which there is a reference equilibrium, K = 60. */
    public static SampledMfTrpo solver(double temperature) {
        int i = temperature == TEMPERATURES[0] ? 0 : 1;
        assertEquals(TEMPERATURES[i], temperature);
        return SampledMfTrpo.defaults().withTemperature(temperature).withOuterSteps(60);
    }

    /** Runs seeds 1 … n. */
    public static SampledTails of(SampledMfTrpo solver, StationaryGame game, int seeds, int last) {
        Law equilibrium = equilibrium(solver.exact().temperature().at(1), game);
        return new SampledTails(
                SWEEPS.computeIfAbsent(
                        List.of(solver, game, seeds),
                        absent -> Sweep.seeds(
                                1,
                                seeds,
                                seed -> solver.withSeed(seed)
                                        .measuredAgainst(equilibrium)
                                        .withThreads(1)
                                        .solve(game))),
                last);
    }

    private static Law equilibrium(double temperature, StationaryGame game) {
        for (int i = 0; i < TEMPERATURES.length; i++) {
            if (TEMPERATURES[i] == temperature && game == CORNER) {
                return EQUILIBRIA[i].law();
            }
        }
        return Law.uniform(game.states()); // nobody looks at the distance
    }

    Sweep<Long, SampledRun> sweep() {
        return sweep;
    }

    double mean(String column) {
        double sum = 0;
        for (SampledRun run : sweep.results()) {
            History h = run.history();
            for (int r = h.rows() - last; r < h.rows(); r++) {
                sum += h.get(r, column) / last;
            }
        }
        return sum / sweep.results().size();
    }

    /** Asserts a reference mean ± 3 standard deviations of a seed. */
    void assertWithin(String what, String column, double expected, double deviation) {
        assertEquals(expected, mean(column), 3 * deviation, what + ", " + column);
    }
}

package org.meanfield4j.stackelberg.continuous;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Solver;

/**
 * Closed forms of the continuous games, printed by src/test/reference/stackelberg_continuous.py too, and what the methods
 * reach, in bands of medians over ten fixed seeds.
 */
class ContinuousGamesTest {
    private static final int SEEDS = 10;

    @Test
    void closedFormsOfShopPositioning() {
        ContinuousGame.Reference known = ContinuousShop.defaults().reference();
        assertEquals(-.8182, known.singleLoop(), 1e-4);
        assertEquals(-.9091, known.singleLoopMean(), 1e-4);
        assertEquals(-.6667, known.stackelberg(), 1e-4);
        assertEquals(.6819, known.gain(), 1e-4);
        assertEquals(.1784, known.deviation(), 1e-4);
        assertEquals(.1355, known.variance(), 1e-4);
        ContinuousGame.Reference free = ContinuousShop.defaults().withCost(0).reference();
        assertEquals(-1, free.singleLoop(), 1e-12);
        assertEquals(-1, free.stackelberg(), 1e-12);
    }

    @Test
    void closedFormsOfPricing() {
        ContinuousPricing game = ContinuousPricing.defaults();
        ContinuousGame.Reference known = game.reference();
        assertEquals(2, known.singleLoop(), 1e-12);
        assertEquals(1, known.singleLoopMean(), 1e-12);
        assertEquals(2.0448, known.stackelberg(), 1e-4);
        assertEquals(1.0171, known.stackelbergMean(), 1e-4);
        assertEquals(-.022500, game.objective(2), 1e-6);
        assertEquals(-.022307, game.objective(known.stackelberg()), 1e-6);
        assertEquals(.5482, known.gain(), 1e-4);
        assertEquals(.1503, known.deviation(), 1e-4);
        assertEquals(.0409, known.variance(), 1e-4);
    }

    /** A solver by seed. */
    private interface Seeded {
        Solver<ContinuousGame, ContinuousRun> of(int seed);
    }

    private static ContinuousRun[] runs(Seeded solver, ContinuousGame game) {
        ContinuousRun[] runs = new ContinuousRun[SEEDS];
        IntStream.range(0, SEEDS)
                .parallel()
                .forEach(i -> runs[i] = solver.of(i + 1).solve(game));
        return runs;
    }

    private static double median(ContinuousRun[] runs, ToDoubleFunction<ContinuousRun> value) {
        double[] values = Arrays.stream(runs).mapToDouble(value).sorted().toArray();
        return (values[SEEDS / 2 - 1] + values[SEEDS / 2]) / 2;
    }

    private static double secondHalf(ContinuousRun run, String column) {
        double[] values = run.history().column(column);
        return Arrays.stream(values, values.length / 2, values.length).average().orElseThrow();
    }

    @Test
    void withExactFeaturesTheSingleLoopSettlesWhereThePartialGradientVanishes() {
        ContinuousAcSmfg exact =
                ContinuousAcSmfg.defaults().withFeatures(Features.EXACT).withIterations(200_000);
        ContinuousRun[] shop = runs(exact::withSeed, ContinuousShop.defaults());
        assertEquals(-.818, median(shop, run -> secondHalf(run, ContinuousRun.LEADER)), .03);
        assertEquals(-.909, median(shop, run -> secondHalf(run, ContinuousRun.MEAN)), .03);
        assertEquals(.178, median(shop, run -> secondHalf(run, ContinuousRun.DEVIATION)), .01);
        assertEquals(.682, median(shop, run -> secondHalf(run, ContinuousRun.GAIN)), .03);
        ContinuousAcSmfg forPricing =
                exact.withSteps(ContinuousAcSmfg.forPricing().steps());
        ContinuousRun[] pricing = runs(forPricing::withSeed, ContinuousPricing.defaults());
        assertEquals(2, median(pricing, run -> secondHalf(run, ContinuousRun.LEADER)), .05);
        assertEquals(1, median(pricing, run -> secondHalf(run, ContinuousRun.MEAN)), .04);
    }

    @Test
    void networksComeCloseAfterAHundredThousandSamplesAndCloserLater() {
        ContinuousAcSmfg networks = ContinuousAcSmfg.defaults();
        ContinuousRun[] shop = runs(networks::withSeed, ContinuousShop.defaults());
        assertEquals(-.818, median(shop, ContinuousRun::leader), .28);
        assertEquals(-.909, median(shop, ContinuousRun::mean), .26);
        ContinuousRun[] pricing = runs(ContinuousAcSmfg.forPricing()::withSeed, ContinuousPricing.defaults());
        assertEquals(2, median(pricing, ContinuousRun::leader), .18);
        assertEquals(1, median(pricing, ContinuousRun::mean), .18);
        ContinuousAcSmfg longer = networks.withIterations(200_000);
        ContinuousRun[] later = runs(longer::withSeed, ContinuousShop.defaults());
        assertEquals(-.818, median(later, ContinuousRun::leader), .10);
        assertEquals(-.909, median(later, ContinuousRun::mean), .11);
    }

    @Test
    void oneByOneAndAdageEndNearTheSamePoint() {
        ContinuousRun[] turns = runs(ContinuousOneByOne.defaults()::withSeed, ContinuousShop.defaults());
        assertEquals(-.82, median(turns, ContinuousRun::leader), .2);
        ContinuousRun[] crowd = runs(ContinuousAdage.defaults()::withSeed, ContinuousShop.defaults());
        assertEquals(-.843, median(crowd, ContinuousRun::leader), .06);
        assertTrue(median(crowd, ContinuousRun::deviation) < .3);
    }
}

package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.games.CrowdGrid;

/** The particles against exact products with the kernel. */
class SampledTrpoTest {
    private static final int PARTICLES = 1_000_000;
    private static final int PUSHES = 5;

    /**
     * E TV of n draws is at most ½ Σ sqrt(p/n) ≤ ½ sqrt(S/n) = 0.0025; its standard deviation is far smaller. 0.004 is
     * a wide margin, and the wrong algorithms below are ten times as far away.
     */
    private static final double TOLERANCE = 0.004;

    @Test
    void aMixturePushIsTheAverageOfItsMembersPushes() {
        // given: everyone goes right, or everyone goes down; a mixture fills two edges, the averaged policy the
        // diagonal
        CrowdGrid game = CrowdGrid.corner(5);
        TabularPolicy right = always(2);
        TabularPolicy down = always(3);
        Law start = Law.pointMass(25, 0);

        double[] pushed = particles(game, start, right, down);

        double[] a = exact(game, start, right);
        double[] b = exact(game, start, down);
        double[] average = new double[25];
        double[] both = new double[125];
        for (int s = 0; s < 25; s++) {
            average[s] = 0.5 * (a[s] + b[s]);
            both[5 * s + 2] = 0.5;
            both[5 * s + 3] = 0.5;
        }
        assertTrue(distance(average, pushed) < TOLERANCE);
        double[] ofTheAverage = exact(game, start, TabularPolicy.ofProbabilities(25, 5, both));
        assertTrue(distance(ofTheAverage, pushed) > 0.5, "the averaged policy is another one");
    }

    @Test
    void particlesMoveWithTheKernelOfTheFrozenLaw() {
        // given: full cells cannot be entered, so the kernel depends on the law
        CrowdGrid game = CrowdGrid.kinetic();
        TabularPolicy down = always(3);
        Law start = Law.uniform(25).mix(0.2, Law.pointMass(25, 12));

        double[] pushed = particles(game, start, down);

        assertTrue(distance(exact(game, start, down), pushed) < TOLERANCE);
        double[] moving = start.toArray();
        for (int m = 0; m < PUSHES; m++) {
            Law now = Law.proportionalTo(moving);
            game.kernel(now).under(down).push(now.toArray(), moving);
        }
        assertTrue(distance(moving, pushed) > 0.04, "evaluating the kernel again at each push is another algorithm");
    }

    @Test
    void sharesAreMultiplesOfOneParticle() {
        double[] pushed = particles(CrowdGrid.corner(5), Law.uniform(25), always(0));
        double sum = 0;
        for (double share : pushed) {
            assertEquals(Math.rint(share * PARTICLES), share * PARTICLES, 1e-6);
            sum += share;
        }
        assertEquals(1, sum, 1e-12);
    }

    private static double[] particles(StationaryGame game, Law start, TabularPolicy... members) {
        double[] logs = Arrays.stream(members)
                .flatMapToDouble(member -> Arrays.stream(member.logProbabilities()))
                .toArray();
        return Loop.watch(Monitor.Plan.of("particles"), Monitor.silent(), watch -> {
            SampledTrpo learner = new SampledTrpo(
                    ExactMfTrpo.defaults().withKernelSteps(PUSHES),
                    Sampling.defaults().withParticles(PARTICLES),
                    game,
                    Law.uniform(25),
                    1,
                    watch);
            learner.freeze(new FrozenMdp(game, start));
            double[] shares = learner.push(Streams.of(31), start.toArray(), 0.05, logs);
            assertEquals((long) PARTICLES * PUSHES, watch.meter().taken());
            return shares;
        });
    }

    private static double[] exact(StationaryGame game, Law start, TabularPolicy policy) {
        MarkovChain chain = game.kernel(start).under(policy);
        double[] law = start.toArray();
        for (int m = 0; m < PUSHES; m++) {
            double[] next = new double[25];
            chain.push(law, next);
            law = next;
        }
        return law;
    }

    private static TabularPolicy always(int action) {
        double[] p = new double[125];
        for (int s = 0; s < 25; s++) {
            p[5 * s + action] = 1;
        }
        return TabularPolicy.ofProbabilities(25, 5, p);
    }

    private static double distance(double[] a, double[] b) {
        return 0.5 * Simplex.l1(a, b);
    }
}

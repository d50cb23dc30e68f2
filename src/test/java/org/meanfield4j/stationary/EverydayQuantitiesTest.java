package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.games.CrowdGrid;

/** What a cell asks for by name: values, expectations, populations, mixtures. */
class EverydayQuantitiesTest {
    private static final StationaryGame GAME = CrowdGrid.corner(5);
    private static final Law LAW = Law.proportionalTo(
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25);
    private static final TabularPolicy WALK = TabularPolicy.uniform(25, 5);

    private final Metrics metrics = new Metrics(GAME);

    @Test
    void anExpectationIsAWeightedSum() {
        assertEquals(0.25 * 4 + 0.75 * -2, Law.of(0.25, 0.75).expectation(4, -2));
        assertThrows(IllegalArgumentException.class, () -> LAW.expectation(1, 2));
    }

    @Test
    void exploitabilityIsTheDifferenceOfTwoValues() {
        for (double eta : new double[] {0, 0.3}) {
            TabularPolicy best = new FrozenMdp(GAME, LAW).optimum(eta).policy();

            double gain = metrics.value(best, eta, LAW) - metrics.value(WALK, eta, LAW);

            assertEquals(metrics.exploitability(WALK, eta, LAW), gain, 1e-12); // values of size 10, cancelled
        }
        // Rewards of the uniform law average 1/2 − 4/25 everywhere, so the random walk earns 0.34 / (1 − γ).
        assertEquals(3.4, metrics.value(WALK, 0, Law.uniform(25)), 1e-12);
    }

    @Test
    void severalPushesArePushesOneByOne() {
        FrozenMdp frozen = new FrozenMdp(GAME, LAW);
        MarkovChain chain = new MarkovChain(frozen.kernel());
        chain.follow(WALK.probabilities());

        Law three = chain.push(chain.push(chain.push(LAW)));

        assertArrayEquals(three.toArray(), frozen.push(WALK, LAW, 3).toArray(), 1e-15);
        assertArrayEquals(LAW.toArray(), frozen.push(WALK, LAW, 0).toArray(), 1e-16);
    }

    @Test
    void onePolicyEarnsWhatAMixtureOfMembersEarns() {
        FrozenMdp frozen = new FrozenMdp(GAME, LAW);
        TabularPolicy sharp = frozen.optimum(0.01).policy();
        List<TabularPolicy> members = List.of(WALK, sharp, frozen.optimum(0).policy());

        double together = metrics.value(metrics.mixture(members, LAW), 0, LAW);

        double mean = members.stream()
                .mapToDouble(m -> metrics.value(m, 0, LAW))
                .average()
                .orElseThrow();
        assertEquals(mean, together, 1e-12); // values of size 10
        assertArrayEquals(
                sharp.probabilities(),
                metrics.mixture(List.of(sharp, sharp), LAW).probabilities(),
                1e-14);
        assertThrows(IllegalArgumentException.class, () -> metrics.mixture(List.of(), LAW));
    }
}

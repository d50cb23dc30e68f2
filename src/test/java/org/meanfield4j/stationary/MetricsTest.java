package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.games.CrowdGrid;

/** The metrics where a policy has zeros or its population changes the kernel; golden numbers are in the solvers' tests. */
class MetricsTest {

    /** One leaves state 0 with probability leave(μ) and state 1 with probability back; a reward of one in state 1. */
    private static StationaryGame pair(java.util.function.ToDoubleFunction<Law> leave, double back, Law start) {
        return StationaryGame.builder(2, 1)
                .kernel(law -> TransitionKernel.of(2, 1, (s, a, row) -> {
                    double p = s == 0 ? leave.applyAsDouble(law) : back;
                    row.add(1 - s, p);
                    row.add(s, 1 - p);
                }))
                .reward((s, a, law) -> s)
                .initialLaw(start)
                .build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.1, 0.9})
    void aPolicysOwnLawIsAFixedPointOfTheKernelThatItCauses(double first) {
        // One flees the crowd of state 0: μ(0)² = (1 − μ(0))/6, so that μ(0) = 1/3. The kernel of the law to start from
        // would give 1/4 for first = 1/2.
        StationaryGame game = pair(law -> law.get(0), 1.0 / 6, Law.of(first, 1 - first));

        Law law = new Metrics(game).stationaryLaw(TabularPolicy.uniform(2, 1));

        // It stops when a half step moves 1e-14, and contracts by a quarter at least.
        assertArrayEquals(new double[] {1.0 / 3, 2.0 / 3}, law.toArray(), 1e-13);
        assertEquals(0, new Metrics(game).consistency(TabularPolicy.uniform(2, 1), law), 1e-13);
    }

    @Test
    void aPopulationThatSwapsSidesSettlesHalfway() {
        StationaryGame game = pair(law -> 1, 1, Law.of(1, 0));

        Law law = new Metrics(game).stationaryLaw(TabularPolicy.uniform(2, 1));

        assertArrayEquals(new double[] {0.5, 0.5}, law.toArray(), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.3})
    void aPolicyWithZerosIsAsFarFromTheOptimumAsItsValue(double eta) {
        CrowdGrid game = CrowdGrid.corner(5);
        double[] always = new double[125];
        for (int s = 0; s < 25; s++) {
            always[5 * s + (s % 2 == 0 ? 2 : 3)] = 1;
        }
        TabularPolicy policy = TabularPolicy.ofProbabilities(25, 5, always);
        Law law = Policies.randomLaw(25, 8);
        FrozenMdp frozen = new FrozenMdp(game, law);
        double[] best = frozen.optimum(eta).v();
        double[] own = frozen.evaluate(policy, eta).v();
        double difference = 0;
        for (int s = 0; s < 25; s++) {
            difference += law.get(s) * (best[s] - own[s]);
        }

        // Both values are of size ten and exact to rounding.
        assertEquals(difference, new Metrics(game).exploitability(policy, eta, law), 1e-10);
    }

    @Test
    void aMeasuredPairLeavesNothingBehind() {
        for (CrowdGrid game : new CrowdGrid[] {CrowdGrid.corner(5), CrowdGrid.kinetic()}) {
            TabularPolicy policy = Policies.randomPolicy(25, 5, 3);
            Law law = Policies.randomLaw(25, 4);
            Metrics used = new Metrics(game);
            used.exploitability(Policies.randomPolicy(25, 5, 1), 0.3, Policies.randomLaw(25, 2));
            used.policyExploitability(Policies.randomPolicy(25, 5, 5), 0);

            // Optima start from the last one: equal to their accuracy, the others to the bit.
            Metrics fresh = new Metrics(game);
            assertEquals(fresh.exploitability(policy, 0.3, law), used.exploitability(policy, 0.3, law), 1e-10);
            assertEquals(fresh.consistency(policy, law), used.consistency(policy, law));
            assertEquals(fresh.stationaryLaw(policy), used.stationaryLaw(policy));
        }
    }

    @Test
    void aRowOfALawDependentGameBuildsTheKernelOfItsLawOnce() {
        Law law = Law.of(0.3, 0.7);
        int[] built = {0};
        StationaryGame game = pair(
                at -> {
                    built[0] += at.equals(law) ? 1 : 0;
                    return at.get(0);
                },
                1.0 / 6,
                Law.of(0.5, 0.5));
        Metrics metrics = new Metrics(game);
        TabularPolicy policy = TabularPolicy.uniform(2, 1);
        var iterate = StationaryIterate.measured(policy, law, new Optima(2, 1));
        built[0] = 0;

        double last = Double.NaN;
        for (var column : Metrics.columns(() -> metrics, Schedule.constant(0.1), null)) {
            last = column.value().of(new Column.At<>(3, iterate, 0, Stop.never()));
        }

        assertEquals(1, built[0]); // the only row of state 0, asked once per kernel
        assertEquals(2 * Math.abs(0.7 / 6 - 0.3 * 0.3), last, 1e-15); // ‖μP − μ‖_1
        assertEquals(last, new Metrics(game).consistency(policy, law));
    }
}

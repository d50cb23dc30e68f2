package org.meanfield4j.stationary.studies;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.SampledRun;

/**
 * Variants of sample-based MF-TRPO on a grid crowd game, several seeds each, in parallel. One row per run: metrics
 * averaged over the last outer steps, and two signs of a collapsed policy at the end. The names of the variants stand in
 * the origin of the table.
 */
abstract class SampledStudy extends Study {
    /** Entropy in nats below which a row of the policy counts as deterministic. */
    private static final double DETERMINISTIC = 0.01;

    SampledStudy(String name, String description) {
        super(
                name,
                description,
                "SampledMfTrpo, one row per run",
                "variant",
                "parameter",
                "temperature",
                "seed",
                SampledRun.SAMPLES,
                Metrics.REGULARISED,
                Metrics.UNREGULARISED,
                Metrics.EXPLOITABILITY,
                Metrics.CONSISTENCY,
                Metrics.DISTANCE,
                SampledRun.COVERAGE,
                "deterministic states",
                "second eigenvalue");
    }

    /**
     * One configuration.
     *
     * @param label what a reader sees
     * @param parameter the number that is varied, or its index
     * @param game the game
     * @param solver the solver; its seed is replaced
     * @param seeds how many seeds, 1 … seeds
     * @param last over how many last outer steps metrics are averaged
     */
    record Variant(String label, double parameter, CrowdGrid game, SampledMfTrpo solver, int seeds, int last) {}

    /** The configurations, in the order of the table. */
    abstract List<Variant> variants();

    @Override
    protected final List<Part> parts() {
        Map<String, Law> equilibria = new ConcurrentHashMap<>();
        List<Variant> variants = variants();
        return seeded(
                variants.size(),
                v -> variants.get(v).seeds(),
                (v, seed, monitor) -> List.of(row(v, variants.get(v), seed, equilibria, monitor)));
    }

    @Override
    protected final Map<String, String> labels() {
        List<Variant> variants = variants();
        return numbered("variant", variants.size(), v -> {
            Variant variant = variants.get(v);
            return variant.label() + "; " + variant.solver() + " on " + variant.game() + ", last " + variant.last()
                    + " outer steps";
        });
    }

    private static double[] row(int index, Variant variant, long seed, Map<String, Law> equilibria, Monitor monitor) {
        double eta = variant.solver().exact().temperature().at(1);
        Law equilibrium = equilibria.computeIfAbsent(
                eta + variant.game().toString(),
                key -> Equilibrium.compute(variant.game(), eta).law());
        SampledRun run = variant.solver()
                .withSeed(seed)
                .measuredAgainst(equilibrium)
                .withThreads(1)
                .solve(variant.game(), monitor);
        History h = run.history();
        return new double[] {
            index,
            variant.parameter(),
            eta,
            seed,
            h.last(SampledRun.SAMPLES),
            tail(h, Metrics.REGULARISED, variant.last()),
            tail(h, Metrics.UNREGULARISED, variant.last()),
            tail(h, Metrics.EXPLOITABILITY, variant.last()),
            tail(h, Metrics.CONSISTENCY, variant.last()),
            tail(h, Metrics.DISTANCE, variant.last()),
            tail(h, SampledRun.COVERAGE, variant.last()),
            deterministicStates(run.policy()),
            secondEigenvalue(variant.game(), run)
        };
    }

    private static double tail(History h, String column, int last) {
        double sum = 0;
        for (int row = h.rows() - last; row < h.rows(); row++) {
            sum += h.get(row, column);
        }
        return sum / last;
    }

    private static int deterministicStates(TabularPolicy policy) {
        int count = 0;
        for (int s = 0; s < policy.states(); s++) {
            count += policy.entropy(s) < DETERMINISTIC ? 1 : 0;
        }
        return count;
    }

    /** The second largest modulus of the eigenvalues of P^π: near 1, the chain nearly falls apart. */
    private static double secondEigenvalue(CrowdGrid game, SampledRun run) {
        MarkovChain chain = game.kernel(run.law()).under(run.policy());
        RealMatrix p = MatrixUtils.createRealMatrix(chain.states(), chain.states());
        for (int s = 0; s < chain.states(); s++) {
            for (int t = 0; t < chain.states(); t++) {
                p.setEntry(s, t, chain.probability(s, t));
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(p);
        double[] moduli = new double[chain.states()];
        for (int i = 0; i < moduli.length; i++) {
            moduli[i] = new Complex(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i)).abs();
        }
        java.util.Arrays.sort(moduli);
        return moduli[moduli.length - 2];
    }
}

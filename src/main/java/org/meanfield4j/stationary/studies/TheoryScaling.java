package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.stationary.WarmStart;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.InnerOutput;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/**
 * Error against samples when everything grows as the theory asks for an error ε: L ∝ ε⁻², B ∝ ε⁻⁴, N ∝ ε⁻², and K and T
 * by the logarithm of 1/ε; ε falls by √2 from one scale j to the next, so that samples grow eightfold and more. The
 * theorem's own algorithm (cold starts, mixture) and the default one. The parameter is j.
 */
public final class TheoryScaling extends SampledStudy {
    private static final int SCALES = 4;

    /** Made by the service loader. */
    public TheoryScaling() {
        super(
                "mf-trpo-theory-scaling",
                "error of sampled MF-TRPO when L, B, N, K, T grow as the theory asks, 2 minutes");
    }

    @Override
    List<Variant> variants() {
        List<Variant> list = new ArrayList<>();
        for (double eta : new double[] {0.05, 0.3}) {
            for (InnerOutput output : InnerOutput.values()) {
                for (int j = 0; j < SCALES; j++) {
                    SampledMfTrpo solver = solver(eta, output, j);
                    String label = "η=" + eta + ", " + output + ", j=" + j;
                    list.add(new Variant(label, j, CrowdGrid.corner(5), solver, 3, 20));
                }
            }
        }
        return list;
    }

    /** γ^T ∝ ε² needs 6.6 steps more per scale at γ = 0.9, (1−β)^K ∝ ε² needs 13.5 more at β = 0.05. */
    private static SampledMfTrpo solver(double eta, InnerOutput output, int j) {
        SampledMfTrpo base = SampledMfTrpo.defaults();
        Sampling sampling = base.sampling()
                .withRollouts(50 << 2 * j)
                .withParticles(500 << j)
                .withTruncation(30 + 7 * j)
                .withOutput(output);
        WarmStart start = output == InnerOutput.MIXTURE ? WarmStart.COLD : WarmStart.RESET_STEP;
        return base.withTemperature(eta)
                .withInnerSteps(2 << j)
                .withOuterSteps(80 + 14 * j)
                .withWarmStart(start)
                .withSampling(sampling);
    }
}

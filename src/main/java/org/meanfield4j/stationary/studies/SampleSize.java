package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;

/** Error against the number of rollouts B per inner step, with as many particles. */
public final class SampleSize extends SampledStudy {

    /** Made by the service loader. */
    public SampleSize() {
        super("mf-trpo-sample-size", "error of sampled MF-TRPO against samples, B = 50 … 6400, 6 minutes");
    }

    @Override
    List<Variant> variants() {
        SampledMfTrpo base = SampledMfTrpo.defaults().withOuterSteps(120);
        List<Variant> list = new ArrayList<>();
        for (double eta : new double[] {0.3, 0.05}) {
            for (int b = 50; b <= 6400; b *= 2) {
                int seeds = b < 3200 ? 6 : 3;
                SampledMfTrpo solver = base.withTemperature(eta)
                        .withSampling(base.sampling().withRollouts(b).withParticles(b));
                list.add(new Variant("η=" + eta + ", B=" + b, b, CrowdGrid.corner(5), solver, seeds, 20));
            }
        }
        return list;
    }
}

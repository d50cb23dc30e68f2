package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.stationary.TrpoStep;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;

/** Trust-region steps with sampled values: the order of the exact case reverses. */
public final class StepsUnderNoise extends SampledStudy {

    /** Made by the service loader. */
    public StepsUnderNoise() {
        super("mf-trpo-steps", "trust-region steps of sampled MF-TRPO, half a minute");
    }

    @Override
    List<Variant> variants() {
        SampledMfTrpo base = SampledMfTrpo.defaults().withOuterSteps(60);
        List<Variant> list = new ArrayList<>();
        for (double eta : new double[] {0.3, 0.05}) {
            for (TrpoStep step : new TrpoStep[] {
                TrpoStep.shrinking(),
                TrpoStep.constant(1),
                TrpoStep.constant(0.5),
                TrpoStep.constant(0.3),
                TrpoStep.constant(0.1)
            }) {
                SampledMfTrpo solver = base.withTemperature(eta).withTrustRegion(step);
                list.add(new Variant("η=" + eta + ", t=" + step, list.size() % 5, CrowdGrid.corner(5), solver, 6, 10));
            }
        }
        return list;
    }
}

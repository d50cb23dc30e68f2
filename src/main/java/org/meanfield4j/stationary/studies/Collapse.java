package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.stationary.TrpoStep;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.RestartMode;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/** Low temperature, full steps, no slip and few samples: when sampled policies become deterministic. */
public final class Collapse extends SampledStudy {

    /** Made by the service loader. */
    public Collapse() {
        super("mf-trpo-collapse", "collapse of sampled policies without slip at low temperature, 1 minute");
    }

    @Override
    List<Variant> variants() {
        CrowdGrid game = CrowdGrid.corner(5).withSlip(0);
        SampledMfTrpo base = SampledMfTrpo.defaults().withOuterSteps(60);
        Sampling few = base.sampling().withRollouts(200);
        List<Variant> list = new ArrayList<>();
        for (RestartMode mode : new RestartMode[] {RestartMode.OCCUPATION, RestartMode.NO_RESTART}) {
            for (TrpoStep step : new TrpoStep[] {TrpoStep.shrinking(), TrpoStep.constant(1)}) {
                for (double eta : new double[] {0.3, 0.05, 0.02, 0.005}) {
                    SampledMfTrpo solver =
                            base.withTemperature(eta).withTrustRegion(step).withSampling(few.withRestart(mode));
                    list.add(new Variant(mode + ", t=" + step + ", η=" + eta, eta, game, solver, 6, 10));
                }
            }
        }
        return list;
    }
}

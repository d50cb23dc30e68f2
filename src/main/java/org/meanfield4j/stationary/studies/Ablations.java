package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.stationary.WarmStart;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.InnerOutput;
import org.meanfield4j.stationary.sampled.QEstimator;
import org.meanfield4j.stationary.sampled.RestartMode;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/** Estimators, truncation, particles, warm starts, last iterate and mixture, one changed at a time. */
public final class Ablations extends SampledStudy {

    /** Made by the service loader. */
    public Ablations() {
        super("mf-trpo-ablations", "estimator, truncation, particles, start and output of sampled MF-TRPO, 1 minute");
    }

    @Override
    List<Variant> variants() {
        SampledMfTrpo base = SampledMfTrpo.defaults().withTemperature(0.3).withOuterSteps(60);
        Sampling s = base.sampling();
        List<Variant> list = new ArrayList<>();
        add(list, "base", base);
        add(list, "DIRECT", base.withSampling(s.withRestart(RestartMode.DIRECT)));
        add(list, "IS_BASELINE", base.withSampling(s.withEstimator(QEstimator.IS_BASELINE)));
        add(list, "IS", base.withSampling(s.withEstimator(QEstimator.IS)));
        add(
                list,
                "IS, B=10000",
                base.withSampling(s.withEstimator(QEstimator.IS).withRollouts(10_000)));
        add(list, "COLD, L=10", base.withWarmStart(WarmStart.COLD));
        add(list, "COLD, L=20", base.withWarmStart(WarmStart.COLD).withInnerSteps(20));
        Sampling mixture = s.withOutput(InnerOutput.MIXTURE);
        add(list, "MIXTURE", base.withSampling(mixture));
        add(list, "MIXTURE, COLD, L=10", base.withSampling(mixture).withWarmStart(WarmStart.COLD));
        add(
                list,
                "MIXTURE, COLD, L=40",
                base.withSampling(mixture).withWarmStart(WarmStart.COLD).withInnerSteps(40));
        add(list, "CONTINUE", base.withWarmStart(WarmStart.CONTINUE));
        for (int t : new int[] {5, 10, 20, 100}) {
            add(list, "T=" + t, base.withSampling(s.withTruncation(t)));
        }
        for (int n : new int[] {100, 10_000}) {
            add(list, "N=" + n, base.withSampling(s.withParticles(n)));
        }
        add(list, "L=3, B=3333", base.withInnerSteps(3).withSampling(s.withRollouts(3333)));
        add(list, "L=30, B=333", base.withInnerSteps(30).withSampling(s.withRollouts(333)));
        SampledMfTrpo cold = base.withTemperature(0.05);
        add(list, "η=0.05, base", cold);
        add(list, "η=0.05, MIXTURE", cold.withSampling(mixture));
        return list;
    }

    private static void add(List<Variant> list, String label, SampledMfTrpo solver) {
        list.add(new Variant(label, list.size(), CrowdGrid.corner(5), solver, 6, 10));
    }
}

package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.RestartMode;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/**
 * What the restart distribution is worth: ν = (1−ρ)·uniform + ρ·δ at cell 0, with the parameter ρ, for direct and for
 * occupation restarts; a point restart at the target (parameter 2); and the three restart modes (parameter −1).
 */
public final class RestartStrength extends SampledStudy {

    /** Made by the service loader. */
    public RestartStrength() {
        super("mf-trpo-restart", "restart distributions and restart modes of sampled MF-TRPO, 1 minute");
    }

    @Override
    List<Variant> variants() {
        SampledMfTrpo base = SampledMfTrpo.defaults().withTemperature(0.3).withOuterSteps(60);
        Sampling s = base.sampling();
        Law uniform = Law.uniform(25);
        List<Variant> list = new ArrayList<>();
        for (RestartMode mode : new RestartMode[] {RestartMode.DIRECT, RestartMode.OCCUPATION}) {
            for (double rho : new double[] {0, 0.5, 0.9, 0.97, 0.99, 1}) {
                Law nu = uniform.mix(rho, Law.pointMass(25, 0));
                add(
                        list,
                        mode + ", ρ=" + rho,
                        rho,
                        base.withSampling(s.withRestart(mode).withRestartLaw(nu)),
                        6);
            }
        }
        add(list, "OCCUPATION, point at 24", 2, base.withSampling(s.withRestartLaw(Law.pointMass(25, 24))), 6);
        for (double eta : new double[] {0.3, 0.05}) {
            for (RestartMode mode : RestartMode.values()) {
                SampledMfTrpo solver = base.withTemperature(eta).withSampling(s.withRestart(mode));
                add(list, "η=" + eta + ", " + mode, -1, solver, 8);
            }
        }
        return list;
    }

    private static void add(List<Variant> list, String label, double parameter, SampledMfTrpo solver, int seeds) {
        list.add(new Variant(label, parameter, CrowdGrid.corner(5), solver, seeds, 10));
    }
}

package org.meanfield4j.stackelberg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;

/**
 * The equilibrium of a population of several types of followers, equally many of each, under one leader: each type is a game
 * of the same shape, such as one with its own temperature, responds to (φ, μ) by itself, and μ is the mean of their laws.
 *
 * @param followers π_i, one per type
 * @param laws laws of the types on the atoms
 * @param law μ, their mean
 * @param objective Φ = mean of (1 − γ) J_l(φ, π_i, μ)
 */
public record TypedEquilibrium(List<TabularPolicy> followers, List<Law> laws, Law law, double objective) {
    /** Keeps its own lists. */
    public TypedEquilibrium {
        followers = Require.all("followers", followers);
        laws = Require.all("laws", laws);
        Require.given("law", law);
    }

    private static final double[] WEIGHTS = {0.5, 0.2, 0.05, 0.01};
    private static final int MOST_SWEEPS = 3000;

    /**
     * Finds the equilibrium by the damped fixed point of {@link StackelbergEquilibrium}.
     *
     * @param types games of the same shape, at least one
     * @param leader φ, shape [O, B]
     * @return the equilibrium
     * @throws ArithmeticException if no damping settles
     */
    public static TypedEquilibrium compute(List<? extends StackelbergGame> types, TabularPolicy leader) {
        requireAlike(types);
        StackelbergEquilibrium.requireLeader(types.get(0), leader);
        return Loop.watch(Monitor.Plan.of("Equilibrium of typed followers"), Monitor.silent(), watch -> {
            double[] phi = leader.probabilities();
            List<FrozenStackelberg> frozen = new ArrayList<>();
            List<double[]> policies = new ArrayList<>();
            List<double[]> laws = new ArrayList<>();
            for (StackelbergGame type : types) {
                FrozenStackelberg each = new FrozenStackelberg(type);
                each.stopWhen(watch);
                frozen.add(each);
                double[] pi = new double[each.states * each.actions];
                Arrays.fill(pi, 1.0 / each.actions);
                policies.add(pi);
                laws.add(new double[each.atoms]);
            }
            double[] law = Law.uniform(types.get(0).atoms()).toArray();
            double change = Double.POSITIVE_INFINITY;
            for (double weight : WEIGHTS) {
                for (int sweep = 0; sweep < MOST_SWEEPS && change > StackelbergEquilibrium.TOLERANCE; sweep++) {
                    watch.check();
                    change = 0;
                    double[] next = respond(frozen, policies, laws, phi, law);
                    for (int z = 0; z < law.length; z++) {
                        change += Math.abs(next[z] - law[z]);
                        law[z] += weight * (next[z] - law[z]);
                    }
                }
            }
            if (change > StackelbergEquilibrium.TOLERANCE) {
                throw new ArithmeticException("the equilibrium of " + types.size() + " types did not settle (change "
                        + change + "); use larger temperatures");
            }
            double objective = 0;
            for (int i = 0; i < types.size(); i++) {
                double[] value = new double[frozen.get(i).states];
                frozen.get(i).leaderValue(phi, value);
                objective += frozen.get(i).perStep(value) / types.size();
            }
            return new TypedEquilibrium(
                    policies.stream()
                            .map(pi -> TabularPolicy.ofProbabilities(frozen.get(0).states, frozen.get(0).actions, pi))
                            .toList(),
                    laws.stream().map(Law::proportionalTo).toList(),
                    Law.proportionalTo(law),
                    objective);
        });
    }

    /** All types respond to a law; the mean of their laws. */
    private static double[] respond(
            List<FrozenStackelberg> frozen, List<double[]> policies, List<double[]> laws, double[] phi, double[] law) {
        double[] mean = new double[law.length];
        for (int i = 0; i < frozen.size(); i++) {
            FrozenStackelberg type = frozen.get(i);
            type.freeze(new Estimate(law));
            type.bestRespond(phi, type.tau, policies.get(i), new double[type.states]);
            type.stationary(policies.get(i), new double[type.states], laws.get(i));
            for (int z = 0; z < law.length; z++) {
                mean[z] += laws.get(i)[z] / frozen.size();
            }
        }
        return mean;
    }

    static void requireAlike(List<? extends StackelbergGame> types) {
        if (Require.all("types", types).isEmpty()) {
            throw new IllegalArgumentException("types is empty; give at least one game");
        }
        StackelbergGame first = types.get(0);
        for (StackelbergGame type : types) {
            if (type.states() != first.states()
                    || type.actions() != first.actions()
                    || type.leaderActions() != first.leaderActions()
                    || type.atoms() != first.atoms()
                    || type.observations() != first.observations()) {
                throw new IllegalArgumentException("types must be games of the same shape; " + type + " differs from "
                        + first + " in states, actions, atoms or observations");
            }
        }
    }
}

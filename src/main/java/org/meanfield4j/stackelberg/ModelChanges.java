package org.meanfield4j.stackelberg;

/**
 * How a game changes with its law, along e_z − μ for every atom z: one-sided differences of fourth order, inside the
 * simplex.
 *
 * @param q of Q_f at fixed V_f and φ, shape [Z][S·A]
 * @param pushed of the law after one step from the fixed law of the states, shape [Z][S], or [Z][0] where the kernel
 *     ignores the law
 * @param leader of what the leader earns at a fixed occupation and V_l, shape [Z]
 */
record ModelChanges(double[][] q, double[][] pushed, double[] leader) {
    private static final double STEP = 1e-3;
    private static final double[] FORWARD = {-25.0 / 12, 4, -3, 4.0 / 3, -0.25};

    /**
     * At a point that has settled.
     *
     * @param at the point
     * @param phi its leader
     * @param occupation of the states, discounted, from the initial law
     * @return the changes there
     */
    static ModelChanges at(StackelbergEquilibrium.Point at, double[] phi, double[] occupation) {
        FrozenStackelberg frozen = at.frozen;
        int atoms = frozen.atoms;
        Sight sight = new Sight(at, phi, occupation);
        double[] q = new double[at.pi.length];
        double[] pushed = new double[frozen.game.kernelDependsOnLaw() ? frozen.states : 0];
        double leader = sight.add(frozen, FORWARD[0] / STEP, q, pushed);
        ModelChanges changes = new ModelChanges(new double[atoms][], new double[atoms][], new double[atoms]);
        FrozenStackelberg near = new FrozenStackelberg(frozen.game);
        Estimate law = new Estimate(new double[atoms]);
        for (int z = 0; z < atoms; z++) {
            changes.q[z] = q.clone();
            changes.pushed[z] = pushed.clone();
            changes.leader[z] = leader;
            for (int j = 1; j < FORWARD.length; j++) {
                for (int i = 0; i < atoms; i++) {
                    law.values()[i] = at.law[i] + j * STEP * ((i == z ? 1 : 0) - at.law[i]);
                }
                near.freeze(law);
                changes.leader[z] += sight.add(near, FORWARD[j] / STEP, changes.q[z], changes.pushed[z]);
            }
        }
        return changes;
    }

    /** What is looked at in a game that is frozen near the point. */
    private record Sight(
            StackelbergEquilibrium.Point at, double[] phi, double[] occupation, double[] next, double[] follower) {
        Sight(StackelbergEquilibrium.Point at, double[] phi, double[] occupation) {
            this(at, phi, occupation, new double[at.frozen.states], new double[at.frozen.followerReward.length]);
        }

        /** Adds, times a weight, Q_f and the pushed law; returns what the leader earns, times the weight. */
        double add(FrozenStackelberg near, double weight, double[] q, double[] pushed) {
            // Where the kernel ignores the law, the values of next states cancel: next and follower stay zero.
            if (pushed.length > 0) {
                near.follow(at.pi, phi);
                near.chain().push(at.stateLaw, next);
                for (int s = 0; s < pushed.length; s++) {
                    pushed[s] += weight * next[s];
                }
                near.chain().expected(at.leaderValue, next);
                near.kernel().expected(at.value, follower);
            }
            double leader = 0;
            for (int s = 0, i = 0; s < next.length; s++) {
                int row = near.seen[s] * near.leaderActions;
                double reward = near.gamma * next[s];
                for (int b = 0; b < near.leaderActions; b++) {
                    reward += phi[row + b] * near.leaderReward[s * near.leaderActions + b];
                }
                leader += weight * occupation[s] * reward;
                for (int pair = s * near.actions; pair < (s + 1) * near.actions; pair++) {
                    double sum = 0;
                    for (int b = 0; b < near.leaderActions; b++, i++) {
                        sum += phi[row + b] * (near.followerReward[i] + near.gamma * follower[i]);
                    }
                    q[pair] += weight * sum;
                }
            }
            return leader;
        }
    }
}

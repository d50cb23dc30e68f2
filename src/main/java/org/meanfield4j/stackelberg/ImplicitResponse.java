package org.meanfield4j.stackelberg;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.chain.TransitionKernel;

/**
 * How the followers' equilibrium answers a small change, by implicit differentiation. With weights λ on the atoms, one
 * adjoint pass carries λ·dμ back through the chain
 *
 * <pre>
 * φ, μ → Q_f → π = softmax(Q_f/τ) → stationary law m → μ
 * </pre>
 *
 * to weights on Q_f and on the kernel. Changes of the model with μ are one-sided differences of fourth order along
 * e_z − μ, inside the simplex; with them λ = g + Aᵀλ is one linear system of size Z.
 */
final class ImplicitResponse {
    private static final double STEP = 1e-3;
    private static final double[] FORWARD = {-25.0 / 12, 4, -3, 4.0 / 3, -0.25};

    private final StackelbergEquilibrium.Point at;
    private final FrozenStackelberg frozen;
    private final double[] phi;
    private final MarkovChain chain;
    /** P(s' | s, a) = Σ_b φ(b | o(s)) P(s' | s, a, b). */
    private final TransitionKernel responding;

    private final double[] occupation;
    private final DecompositionSolver fundamental;
    private final double[] expectedLeader;
    /** What an adjoint pass finds: weights on Q_f, shape [S·A], and on the next state, shape [S]. */
    private final double[] onQ;

    private double[] onNext;

    /** At a point that has settled under a leader. */
    ImplicitResponse(StackelbergEquilibrium.Point at, double[] phi) {
        this.at = at;
        this.frozen = at.frozen;
        this.phi = phi;
        this.chain = frozen.chain();
        this.responding = responding();
        int n = frozen.states;
        this.occupation = new double[n];
        chain.occupation(frozen.game.initialLaw().toArray(), frozen.gamma, occupation);
        RealMatrix matrix = MatrixUtils.createRealIdentityMatrix(n);
        for (int s = 0; s < n; s++) {
            for (int t = 0; t < n; t++) {
                matrix.addToEntry(s, t, at.stateLaw[t] - chain.probability(s, t));
            }
        }
        this.fundamental = new LUDecomposition(matrix).getSolver();
        this.expectedLeader = new double[n * frozen.actions];
        responding.expected(at.leaderValue, expectedLeader);
        this.onQ = new double[n * frozen.actions];
        this.onNext = new double[n];
    }

    private TransitionKernel responding() {
        int leaderActions = frozen.leaderActions;
        TransitionKernel kernel = frozen.kernel();
        return TransitionKernel.of(frozen.states, frozen.actions, (s, a, row) -> {
            for (int b = 0; b < leaderActions; b++) {
                double weight = phi[frozen.seen[s] * leaderActions + b];
                for (int e = kernel.start(s, a * leaderActions + b); e < kernel.end(s, a * leaderActions + b); e++) {
                    row.add(kernel.successor(e), weight * kernel.probability(e));
                }
            }
        });
    }

    /**
     * One adjoint pass.
     *
     * @param lambda weights on the atoms
     * @param direct 1 to add the leader's value, in which π stands too; 0 to leave it out
     */
    private void pull(double[] lambda, double direct) {
        int actions = frozen.actions;
        double[] onState = new double[frozen.states];
        for (int s = 0, i = 0; s < frozen.states; s++) {
            for (int a = 0; a < actions; a++, i++) {
                onState[s] += at.pi[i] * lambda[frozen.atom[i]];
            }
        }
        onNext = fundamental.solve(new ArrayRealVector(onState, false)).toArray();
        double[] onPolicy = new double[onQ.length];
        responding.expected(onNext, onPolicy);
        for (int s = 0, i = 0; s < frozen.states; s++) {
            double mean = 0;
            for (int a = 0; a < actions; a++, i++) {
                onPolicy[i] = at.stateLaw[s] * (onPolicy[i] + lambda[frozen.atom[i]])
                        + direct * occupation[s] * frozen.gamma * expectedLeader[i];
                mean += at.pi[i] * onPolicy[i];
            }
            for (int j = s * actions; j < i; j++) {
                onQ[j] = at.pi[j] * (onPolicy[j] - mean) / frozen.tau;
            }
        }
        double[] onValue = new double[frozen.states];
        for (int s = 0, i = 0; s < frozen.states; s++) {
            for (int a = 0; a < actions; a++, i++) {
                for (int e = responding.start(s, a); e < responding.end(s, a); e++) {
                    onValue[responding.successor(e)] += frozen.gamma * onQ[i] * responding.probability(e);
                }
            }
        }
        double[] discounted = new double[frozen.states];
        chain.occupation(onValue, frozen.gamma, discounted);
        for (int i = 0; i < onQ.length; i++) {
            onQ[i] += at.pi[i] * discounted[i / actions] / (1 - frozen.gamma);
        }
    }

    /** How the model changes along e_z − μ: Q_f at fixed V_f and φ, the pushed law, the leader's value. */
    private record Changes(double[][] q, double[][] pushed, double[] leader) {}

    private Changes changes() {
        int atoms = frozen.atoms;
        Changes changes = new Changes(new double[atoms][], new double[atoms][], new double[atoms]);
        FrozenStackelberg near = new FrozenStackelberg(frozen.game);
        double[] law = new double[atoms];
        Estimate view = new Estimate(law);
        double[] q = new double[onQ.length];
        double[] pushed = new double[frozen.states];
        double[] next = new double[frozen.states];
        for (int z = 0; z < atoms; z++) {
            double[] dq = new double[q.length];
            double[] dPushed = new double[frozen.states];
            for (int j = 0; j < FORWARD.length; j++) {
                double weight = FORWARD[j] / STEP;
                for (int i = 0; i < atoms; i++) {
                    law[i] = at.law[i] + j * STEP * ((i == z ? 1 : 0) - at.law[i]);
                }
                near.freeze(view);
                near.follow(at.pi, phi);
                near.followerQ(phi, at.value, q);
                near.chain().push(at.stateLaw, pushed);
                near.chain().expected(at.leaderValue, next);
                for (int i = 0; i < q.length; i++) {
                    dq[i] += weight * q[i];
                }
                for (int s = 0; s < pushed.length; s++) {
                    dPushed[s] += weight * pushed[s];
                    double reward = frozen.gamma * next[s];
                    for (int b = 0; b < frozen.leaderActions; b++) {
                        reward += phi[frozen.seen[s] * frozen.leaderActions + b]
                                * near.leaderReward[s * frozen.leaderActions + b];
                    }
                    changes.leader[z] += weight * occupation[s] * reward;
                }
            }
            changes.q[z] = dq;
            changes.pushed[z] = dPushed;
        }
        return changes;
    }

    /** A and A_0, transposed: the answer of μ with and without that of π. */
    private RealMatrix[] answers(Changes changes) {
        int atoms = frozen.atoms;
        RealMatrix all = new Array2DRowRealMatrix(atoms, atoms);
        RealMatrix still = new Array2DRowRealMatrix(atoms, atoms);
        double[] lambda = new double[atoms];
        for (int to = 0; to < atoms; to++) {
            Arrays.fill(lambda, 0);
            lambda[to] = 1;
            pull(lambda, 0);
            for (int z = 0; z < atoms; z++) {
                double byKernel = dot(onNext, changes.pushed[z]);
                still.setEntry(z, to, byKernel);
                all.setEntry(z, to, byKernel + dot(onQ, changes.q[z]));
            }
        }
        return new RealMatrix[] {all, still};
    }

    /** ∇_ω Φ. */
    double[] fullGradient() {
        int atoms = frozen.atoms;
        Changes changes = changes();
        RealMatrix system = MatrixUtils.createRealIdentityMatrix(atoms).subtract(answers(changes)[0]);
        pull(new double[atoms], 1);
        double[] direct = changes.leader.clone();
        for (int z = 0; z < atoms; z++) {
            direct[z] += dot(onQ, changes.q[z]);
        }
        double[] lambda = new LUDecomposition(system)
                .getSolver()
                .solve(new ArrayRealVector(direct, false))
                .toArray();
        pull(lambda, 1);
        return onLogits(true);
    }

    /** ∇_ω J_l at fixed π* and μ*, times 1 − γ. */
    double[] partialGradient() {
        return onLogits(false);
    }

    /** From weights on φ(b | s) to the gradient in the logits; the followers' answer counts or not. */
    private double[] onLogits(boolean answered) {
        int leaderActions = frozen.leaderActions;
        int width = frozen.actions * leaderActions;
        TransitionKernel kernel = frozen.kernel();
        double[] leader = new double[frozen.states * width];
        double[] follower = new double[leader.length];
        double[] law = new double[leader.length];
        kernel.expected(at.leaderValue, leader);
        kernel.expected(at.value, follower);
        kernel.expected(onNext, law);
        double[] onPhi = new double[phi.length];
        for (int s = 0, i = 0; s < frozen.states; s++) {
            int row = frozen.seen[s] * leaderActions;
            for (int b = 0; b < leaderActions; b++) {
                onPhi[row + b] += occupation[s] * frozen.leaderReward[s * leaderActions + b];
            }
            for (int a = 0; a < frozen.actions; a++) {
                int pair = s * frozen.actions + a;
                for (int b = 0; b < leaderActions; b++, i++) {
                    onPhi[row + b] += occupation[s] * frozen.gamma * at.pi[pair] * leader[i];
                    if (answered) {
                        onPhi[row + b] += onQ[pair] * (frozen.followerReward[i] + frozen.gamma * follower[i])
                                + at.stateLaw[s] * at.pi[pair] * law[i];
                    }
                }
            }
        }
        for (int row = 0; row < phi.length; row += leaderActions) {
            double mean = 0;
            for (int b = row; b < row + leaderActions; b++) {
                mean += phi[b] * onPhi[b];
            }
            for (int b = row; b < row + leaderActions; b++) {
                onPhi[b] = phi[b] * (onPhi[b] - mean);
            }
        }
        return onPhi;
    }

    /** DF of the map F(μ) = m(BR(φ, μ), φ), columns along e_z − μ. */
    RealMatrix contraction() {
        RealMatrix[] answers = answers(changes());
        RealMatrix all = answers[0].transpose();
        RealMatrix still = answers[1].transpose();
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(frozen.atoms);
        return new LUDecomposition(identity.subtract(still)).getSolver().solve(all.subtract(still));
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}

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
 * to weights on Q_f and on the kernel. With the {@link ModelChanges} along e_z − μ a pass is a product with Aᵀ, and
 * λ = g + Aᵀλ one linear system of size Z.
 */
final class ImplicitResponse {
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

    /** A and A_0, transposed: the answer of μ with and without that of π. */
    private RealMatrix[] answers() {
        int atoms = frozen.atoms;
        ModelChanges changes = changes();
        RealMatrix all = new Array2DRowRealMatrix(atoms, atoms);
        RealMatrix still = new Array2DRowRealMatrix(atoms, atoms);
        double[] lambda = new double[atoms];
        for (int to = 0; to < atoms; to++) {
            Arrays.fill(lambda, 0);
            lambda[to] = 1;
            pull(lambda, 0);
            for (int z = 0; z < atoms; z++) {
                still.setEntry(z, to, dot(changes.pushed()[z], onNext));
                all.setEntry(z, to, still.getEntry(z, to) + dot(changes.q()[z], onQ));
            }
        }
        return new RealMatrix[] {all, still};
    }

    private ModelChanges changes() {
        return ModelChanges.at(at, phi, occupation);
    }

    /** ∇_ω Φ. */
    double[] fullGradient() {
        ModelChanges changes = changes();
        pull(new double[frozen.atoms], 1);
        double[] direct = changes.leader().clone();
        for (int z = 0; z < direct.length; z++) {
            direct[z] += dot(changes.q()[z], onQ);
        }
        double[] lambda = Gmres.solve(
                weights -> {
                    pull(weights, 0);
                    double[] left = weights.clone();
                    for (int z = 0; z < left.length; z++) {
                        left[z] -= dot(changes.pushed()[z], onNext) + dot(changes.q()[z], onQ);
                    }
                    return left;
                },
                direct);
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
        RealMatrix[] answers = answers();
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

package org.meanfield4j.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The perturbed problem without chance: V^ε, its gradient and the mean of its estimator, by quadrature over the noise of
 * each time. All averages factorise over time, so the cost is one pass over the nodes per time.
 */
public final class PerturbedMean {
    /** V^ε(θ; μ_0). */
    public double value;

    /** Σ_t E score_t G_t with the sensitivities used, shape [p]: ∇V^ε with exact ones, the estimator's mean with its own. */
    public double[] gradient;

    /** The sensitivities used, shape [T + 1, S, p]. */
    public double[] sensitivities;

    /** One noise Λ and its probability. */
    public record Node(double weight, double[] noise) {}

    /** Where the noise of a time is looked at. */
    @FunctionalInterface
    public interface Nodes {
        /** Nodes for a law softmax(logits + ε Λ), in directions orthogonal to (1, …, 1). */
        List<Node> at(double[] logits, double epsilon);
    }

    private final MeanFieldControlProblem problem;
    private final ControlPolicy policy;
    private final double[] theta;
    private final int states;
    private final int actions;
    private final int parameters;
    // Averages over the noise of one time: of K, of K Λ/ε, of ∇K, and the same of the mean reward.
    private double[] kernel;
    private double[] kernelNoise;
    private double[] kernelScore;
    private double[] reward;
    private double[] rewardNoise;
    private double[] rewardScore;

    private PerturbedMean(MeanFieldControlProblem problem, ControlPolicy policy, double[] theta) {
        this.problem = problem;
        this.policy = policy;
        this.theta = theta;
        states = problem.states();
        actions = problem.actions();
        parameters = policy.parameters();
    }

    /**
     * Averages one case.
     *
     * @param sensitivities D, shape [T + 1, S, p], or null for the solution of the estimator's own triangular system
     * @param noiseAtStart whether M_0 is perturbed
     */
    public static PerturbedMean of(
            ControlCases c, double epsilon, Nodes nodes, double[] sensitivities, boolean noiseAtStart) {
        return of(c.problem, c.policy, c.theta, c.initialLaw, c.horizon, epsilon, nodes, sensitivities, noiseAtStart);
    }

    public static PerturbedMean of(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            double[] theta,
            double[] initialLaw,
            int horizon,
            double epsilon,
            Nodes nodes,
            double[] sensitivities,
            boolean noiseAtStart) {
        PerturbedMean mean = new PerturbedMean(problem, policy, theta);
        mean.run(initialLaw, horizon, epsilon, nodes, sensitivities, noiseAtStart);
        return mean;
    }

    private void run(
            double[] initialLaw, int horizon, double epsilon, Nodes nodes, double[] given, boolean noiseAtStart) {
        PopulationFlow flow = PopulationFlow.exact(problem, policy, theta, initialLaw, horizon);
        int size = states * parameters;
        sensitivities = given == null ? new double[(horizon + 1) * size] : given;
        gradient = new double[parameters];
        double[] law = initialLaw.clone(); // of Y_t
        double[] change = new double[size]; // its derivative
        for (int t = 0; t <= horizon; t++) {
            double[] logits = Arrays.copyOfRange(flow.logits(), t * states, (t + 1) * states);
            boolean quiet = t == 0 && !noiseAtStart;
            average(t, horizon, logits, quiet ? 1 : epsilon, quiet ? none() : nodes.at(logits, epsilon), quiet);
            for (int x = 0; x < states; x++) {
                value += law[x] * reward[x];
                for (int k = 0; k < parameters; k++) {
                    double own = rewardScore[x * parameters + k];
                    for (int i = 0; i < states; i++) {
                        own += rewardNoise[x * states + i] * sensitivities[t * size + i * parameters + k];
                    }
                    gradient[k] += law[x] * own + change[x * parameters + k] * reward[x];
                }
            }
            if (t < horizon) {
                double[] nextLaw = new double[states];
                double[] nextChange = new double[size];
                for (int x = 0; x < states; x++) {
                    for (int y = 0; y < states; y++) {
                        int xy = x * states + y;
                        nextLaw[y] += law[x] * kernel[xy];
                        for (int k = 0; k < parameters; k++) {
                            double own = kernelScore[xy * parameters + k];
                            for (int i = 0; i < states; i++) {
                                own += kernelNoise[xy * states + i] * sensitivities[t * size + i * parameters + k];
                            }
                            nextChange[y * parameters + k] += law[x] * own + change[x * parameters + k] * kernel[xy];
                        }
                    }
                }
                law = nextLaw;
                change = nextChange;
                if (given == null) {
                    for (int e = 0; e < size; e++) {
                        sensitivities[(t + 1) * size + e] = change[e] / flow.laws()[(t + 1) * states + e / parameters];
                    }
                }
            }
        }
    }

    private List<Node> none() {
        return List.of(new Node(1, new double[states]));
    }

    private void average(int t, int horizon, double[] logits, double epsilon, List<Node> nodes, boolean quiet) {
        kernel = new double[states * states];
        kernelNoise = new double[states * states * states];
        kernelScore = new double[states * states * parameters];
        reward = new double[states];
        rewardNoise = new double[states * states];
        rewardScore = new double[states * parameters];
        double discount = Math.pow(problem.discount(), t);
        double[] p = new double[actions];
        double[] row = new double[states];
        double[] score = new double[parameters];
        for (Node node : nodes) {
            double[] law = quiet ? softmax(logits, node.noise, 0) : softmax(logits, node.noise, epsilon);
            for (int x = 0; x < states; x++) {
                if (t == horizon) {
                    addReward(node, epsilon, x, discount * problem.terminalReward(x, law));
                    continue;
                }
                policy.probabilities(theta, t, x, law, p);
                for (int a = 0; a < actions; a++) {
                    Arrays.fill(score, 0);
                    policy.addScore(theta, t, x, a, law, p[a], score);
                    double r = discount * problem.reward(t, x, a, law);
                    addReward(node, epsilon, x, p[a] * r);
                    for (int k = 0; k < parameters; k++) {
                        rewardScore[x * parameters + k] += node.weight * score[k] * r;
                    }
                    problem.kernelRow(t, x, a, law, row);
                    for (int y = 0; y < states; y++) {
                        int xy = x * states + y;
                        kernel[xy] += node.weight * p[a] * row[y];
                        for (int i = 0; i < states; i++) {
                            kernelNoise[xy * states + i] += node.weight * p[a] * row[y] * node.noise[i] / epsilon;
                        }
                        for (int k = 0; k < parameters; k++) {
                            kernelScore[xy * parameters + k] += node.weight * score[k] * row[y];
                        }
                    }
                }
            }
        }
    }

    private void addReward(Node node, double epsilon, int x, double r) {
        reward[x] += node.weight * r;
        for (int i = 0; i < states; i++) {
            rewardNoise[x * states + i] += node.weight * r * node.noise[i] / epsilon;
        }
    }

    /** softmax(logits + ε Λ). */
    public static double[] softmax(double[] logits, double[] noise, double epsilon) {
        double[] law = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < law.length; i++) {
            law[i] = StrictMath.exp(logits[i] + epsilon * noise[i]);
            sum += law[i];
        }
        for (int i = 0; i < law.length; i++) {
            law[i] /= sum;
        }
        return law;
    }

    /** Two states: Gauss-Legendre panels on both sides of the point where the share of state 1 is a given one. */
    public static Nodes twoStates(double kink) {
        GaussIntegrator panel = new GaussIntegratorFactory().legendre(24);
        return (logits, epsilon) -> {
            // Λ(1) − Λ(0) = √2 z with z ~ N(0, 1).
            double z = (Math.log(kink / (1 - kink)) - logits[1] + logits[0]) / (epsilon * Math.sqrt(2));
            double split = Math.max(-12, Math.min(12, z));
            List<Node> nodes = new ArrayList<>();
            addPanels(-12, split, panel, nodes);
            addPanels(split, 12, panel, nodes);
            return nodes;
        };
    }

    private static void addPanels(double from, double to, GaussIntegrator panel, List<Node> nodes) {
        int panels = 24;
        for (int q = 0; q < panels; q++) {
            double half = (to - from) / panels / 2;
            double middle = from + (2 * q + 1) * half;
            for (int n = 0; n < panel.getNumberOfPoints(); n++) {
                double z = middle + half * panel.getPoint(n);
                double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
                double component = z / Math.sqrt(2);
                nodes.add(new Node(half * panel.getWeight(n) * density, new double[] {-component, component}));
            }
        }
    }

    /** Tensor Gauss-Hermite in the directions orthogonal to (1, …, 1), so many nodes in each. */
    public static Nodes hermite(int states, int points) {
        GaussIntegrator rule = new GaussIntegratorFactory().hermite(points);
        double[] z = new double[points];
        double[] w = new double[points];
        for (int n = 0; n < points; n++) {
            z[n] = Math.sqrt(2) * rule.getPoint(n);
            w[n] = rule.getWeight(n) / Math.sqrt(Math.PI);
        }
        List<Node> nodes = tensor(states, z, w);
        return (logits, epsilon) -> nodes;
    }

    /** The trapezoid rule with step 0.4 on [−8.4, 8.4] in each of these directions, for large ε. */
    public static Nodes trapezoid(int states) {
        int points = 43;
        double[] z = new double[points];
        double[] w = new double[points];
        Arrays.setAll(z, n -> 0.4 * (n - 21));
        Arrays.setAll(w, n -> 0.4 * Math.exp(-z[n] * z[n] / 2) / Math.sqrt(2 * Math.PI));
        List<Node> nodes = tensor(states, z, w);
        return (logits, epsilon) -> nodes;
    }

    /** So many quasi-random points of Sobol in these directions, for ε so large that a grid sees steps. */
    public static Nodes sobol(int states, int points) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(states - 1);
        sequence.nextVector(); // the corner
        NormalDistribution normal = new NormalDistribution();
        List<Node> nodes = new ArrayList<>();
        for (int n = 0; n < points; n++) {
            double[] noise = new double[states];
            double[] u = sequence.nextVector();
            for (int d = 1; d < states; d++) {
                addDirection(noise, d, normal.inverseCumulativeProbability(u[d - 1]));
            }
            nodes.add(new Node(1.0 / points, noise));
        }
        return (logits, epsilon) -> nodes;
    }

    /** Adds z (1, …, 1, −d, 0, …)/√(d (d + 1)): orthonormal directions, and orthogonal to (1, …, 1). */
    private static void addDirection(double[] noise, int d, double z) {
        double length = Math.sqrt(d * (d + 1.0));
        for (int i = 0; i < d; i++) {
            noise[i] += z / length;
        }
        noise[d] -= z * d / length;
    }

    private static List<Node> tensor(int states, double[] z, double[] w) {
        List<Node> nodes = List.of(new Node(1, new double[states]));
        for (int d = 1; d < states; d++) {
            List<Node> longer = new ArrayList<>();
            for (Node node : nodes) {
                for (int n = 0; n < z.length; n++) {
                    double[] noise = node.noise.clone();
                    addDirection(noise, d, z[n]);
                    longer.add(new Node(node.weight * w[n], noise));
                }
            }
            nodes = longer;
        }
        return nodes.stream().filter(node -> node.weight > 1e-18).toList();
    }
}

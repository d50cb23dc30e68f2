package org.meanfield4j.stationary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.numerics.Simplex;

/**
 * How far a pair (π, μ) is from a mean-field Nash equilibrium. Every column is non-negative by construction:
 *
 * <pre>
 * φ_η(π, μ) = η/(1−γ) Σ_s d(s) KL(π(·|s) ‖ π*_μ(·|s)),                      d = (1−γ) μ (I − γP^π_μ)^{-1}
 * φ_0(π, μ) = 1/(1−γ) Σ_s d(s) Σ_a π(a|s) [V*_μ(s) − Q*_μ(s,a)]
 * E_0(π) = φ_0(π, μ^π),   μ^π = μ^π P^π its stationary law
 * c = ‖μP^π_μ − μ‖_1,     distance = ‖μ − μ*‖_2
 * </pre>
 *
 * The first line is an identity for J_η(π*_μ, μ) − J_η(π, μ) that has no cancellation; the second is the performance
 * difference lemma. Units are those of discounted sums of rewards. E_0 is the exploitability of the field: no entropy bonus, at the law that
 * the policy itself generates. One object serves one thread; it starts each optimum from the last one.
 */
public final class Metrics {
    /** The iteration k. */
    public static final String ITERATION = "outer step";

    /** E_0(π_k): gain of the best response when the whole population follows π_k for ever; no entropy, no flattering law. */
    public static final String EXPLOITABILITY = "exploitability";

    /** φ_η(π_k, μ_k): gain of the best regularised response at the law of the run; tends to 0. */
    public static final String REGULARISED = "regularised exploitability";

    /** φ_0(π_k, μ_k): gain of the best response without entropy; tends to a bias floor that grows with η. */
    public static final String UNREGULARISED = "unregularised exploitability";

    /** c = ‖μP − μ‖_1: how far the law is from being stationary under the policy. */
    public static final String CONSISTENCY = "consistency error";

    /** ‖μ_k − μ*‖_2 against an equilibrium law that the caller supplies. */
    public static final String DISTANCE = "distance to equilibrium";

    private static final double STATIONARY_TOLERANCE = 1e-14;
    private static final double ALMOST_UNDISCOUNTED = 1 - 1e-6;
    private static final int MOST_STATIONARY_STEPS = 1_000_000;

    private final StationaryGame game;
    private final FrozenMdp frozen;
    private Stop stop = Stop.never();
    private final Optima own;
    private final double[] q;
    private final double[] occupation;
    private final double[] pushed;
    private double consistency;
    private StationaryIterate measured;
    private int measuredAt;

    /**
     * Metrics of a game.
     *
     * @param game the game
     */
    public Metrics(StationaryGame game) {
        this.game = Require.given("game", game);
        this.frozen = new FrozenMdp(game, game.initialLaw());
        int pairs = game.states() * game.actions();
        this.own = new Optima(game.states(), game.actions());
        this.q = new double[pairs];
        this.occupation = new double[game.states()];
        this.pushed = new double[game.states()];
    }

    /**
     * The columns of a solver of stationary games.
     *
     * @param metrics there once rows are measured
     * @param temperature η_k, or null for a solver without entropy
     * @param equilibrium μ*, or null
     */
    public static List<Column<StationaryIterate>> columns(
            Supplier<Metrics> metrics, Schedule temperature, Law equilibrium) {
        Require.given("metrics", metrics);
        List<Column<StationaryIterate>> columns = new ArrayList<>();
        if (temperature != null) {
            columns.add(new Column<>(
                    REGULARISED,
                    "φ_η(π, μ), at the temperature and the law of the iterate",
                    at -> metrics.get().at(at).gap(at.iterate(), temperature.at(at.k()))));
        }
        columns.add(new Column<>(
                UNREGULARISED,
                "φ_0(π, μ), at the law of the iterate",
                at -> metrics.get().at(at).unregularised(at)));
        columns.add(new Column<>(
                EXPLOITABILITY,
                "E_0(π) = φ_0(π, μ^π)",
                at -> metrics.get().at(at).policyExploitability(at.iterate().logPolicy, 0, at.iterate().optima)));
        columns.add(new Column<>(
                CONSISTENCY, "c = ‖μP^π − μ‖_1", at -> metrics.get().at(at).consistency(at)));
        if (equilibrium != null) {
            columns.add(
                    new Column<>(DISTANCE, "‖μ − μ*‖_2", at -> Simplex.l2(at.iterate().law, equilibrium.toArray())));
        }
        return columns;
    }

    /** The law to measure the distance from that a call names, or null. */
    public static Law reference(Call call, StationaryGame game) {
        Require.given("game", game);
        Law law =
                Require.given("call", call).reference() instanceof Equilibrium e ? e.law() : call.reference(Law.class);
        if (law != null) {
            Law.requireSize("equilibrium", law, game.states());
        }
        return law;
    }

    /**
     * Lets long metrics be stopped.
     *
     * @param when asked within every metric, which then throws {@link org.meanfield4j.core.StoppedException}
     */
    public void stopWhen(Stop when) {
        stop = Require.given("when", when);
        frozen.stopWhen(when);
    }

    private Metrics at(Column.At<?> place) {
        stopWhen(place.stop());
        return this;
    }

    private double gap(StationaryIterate iterate, double temperature) {
        return exploitability(iterate.logPolicy, temperature, Law.of(iterate.law), iterate.optima);
    }

    /** φ_0; c is taken along, since the exploitability of the row freezes the game at other laws. */
    private double unregularised(Column.At<StationaryIterate> at) {
        double gap = gap(at.iterate(), 0);
        consistency = consistency(at.iterate().logPolicy, Law.of(at.iterate().law));
        measured = at.iterate();
        measuredAt = at.k();
        return gap;
    }

    private double consistency(Column.At<StationaryIterate> at) {
        return at.iterate() == measured && at.k() == measuredAt
                ? consistency
                : consistency(at.iterate().logPolicy, Law.of(at.iterate().law));
    }

    /**
     * J_η(π, μ) = Σ_s μ(s) V^π_η(s): what a player who starts from μ and follows π earns in a population whose law is μ for
     * ever.
     *
     * @param policy π
     * @param temperature η ≥ 0; 0 leaves the entropy out
     * @param law μ
     * @return in units of discounted reward
     * @throws IllegalArgumentException if shapes differ or η is negative
     */
    public double value(TabularPolicy policy, double temperature, Law law) {
        frozen.freeze(law);
        return law.expectation(frozen.evaluate(policy, temperature).v());
    }

    /**
     * One policy for a population in which each player draws one of several policies once and follows it for ever, as the
     * members of a sampled run: Σ_j d_j(s) π_j(a|s) / Σ_j d_j(s) with d_j the discounted occupation of π_j from μ. It visits
     * states and actions as often as the mixture, so J_0 is the mean of the members' J_0.
     *
     * @param members π_j, equally likely, at least one
     * @param law μ
     * @return the policy; uniform over the members where none of them comes
     * @throws IllegalArgumentException if shapes differ or there is no member
     */
    public TabularPolicy mixture(List<TabularPolicy> members, Law law) {
        Require.atLeast("number of members", Require.all("members", members).size(), 1);
        frozen.freeze(law);
        int actions = game.actions();
        double[] often = new double[q.length];
        double[] plain = new double[q.length];
        for (TabularPolicy member : members) {
            TabularPolicy.requireShape(member, game.states(), actions);
            System.arraycopy(law.toArray(), 0, occupation, 0, occupation.length);
            frozen.chain(member.logProbabilities()).occupation(law.toArray(), game.discount(), occupation);
            double[] p = member.probabilities();
            for (int i = 0; i < p.length; i++) {
                often[i] += Math.max(0, occupation[i / actions]) * p[i];
                plain[i] += p[i];
            }
        }
        for (int s = 0; s < game.states(); s++) {
            double[] row = Arrays.copyOfRange(often, s * actions, (s + 1) * actions);
            boolean visited = Arrays.stream(row).sum() >= Double.MIN_NORMAL;
            double[] weights = visited ? row : Arrays.copyOfRange(plain, s * actions, (s + 1) * actions);
            System.arraycopy(Law.proportionalTo(weights).toArray(), 0, often, s * actions, actions);
        }
        return TabularPolicy.ofProbabilities(game.states(), actions, often);
    }

    /**
     * φ_η(π, μ), the pair exploitability.
     *
     * @param policy π
     * @param temperature η ≥ 0; 0 gives φ_0
     * @param law μ
     * @return at least 0, in units of discounted reward
     * @throws IllegalArgumentException if shapes differ or η is negative
     */
    public double exploitability(TabularPolicy policy, double temperature, Law law) {
        FrozenMdp.requireTemperature(temperature);
        TabularPolicy.requireShape(policy, game.states(), game.actions());
        return exploitability(policy.logProbabilities(), temperature, law, own);
    }

    /**
     * E_η(π) = φ_η(π, μ^π), the exploitability of a policy at its own stationary law. A policy so sharp that it has
     * several recurrent classes in double precision is judged at the law of a population that starts from its initial law
     * and follows the policy for a geometric number of steps, 10^6 on average.
     *
     * @param policy π
     * @param temperature η ≥ 0; 0 gives E_0
     * @return at least 0, in units of discounted reward
     * @throws IllegalArgumentException if the shape differs or η is negative
     * @throws ArithmeticException if the law does not settle, for a law-dependent kernel
     */
    public double policyExploitability(TabularPolicy policy, double temperature) {
        FrozenMdp.requireTemperature(temperature);
        TabularPolicy.requireShape(policy, game.states(), game.actions());
        return policyExploitability(policy.logProbabilities(), temperature, own);
    }

    /**
     * c = ‖μP^π_μ − μ‖_1.
     *
     * @param policy π
     * @param law μ
     * @return in [0, 2]
     * @throws IllegalArgumentException if shapes differ
     */
    public double consistency(TabularPolicy policy, Law law) {
        TabularPolicy.requireShape(policy, game.states(), game.actions());
        return consistency(policy.logProbabilities(), law);
    }

    /**
     * The stationary law of a policy: by elimination if the kernel ignores the law, otherwise by iterating
     * μ ← ½μ + ½μP^π_μ to 1e-14.
     *
     * @param policy π
     * @return μ^π
     * @throws IllegalArgumentException if the shape differs
     * @throws org.meanfield4j.core.check.InvalidModelException if the policy has more than one recurrent class
     * @throws ArithmeticException if the iteration does not settle
     */
    public Law stationaryLaw(TabularPolicy policy) {
        TabularPolicy.requireShape(policy, game.states(), game.actions());
        return stationaryLaw(policy.logProbabilities());
    }

    private double exploitability(double[] logPolicy, double temperature, Law law, Optima optima) {
        frozen.freeze(law);
        boolean soft = temperature > 0;
        double[] best = soft ? optima.softPolicy : optima.hardPolicy;
        double[] value = soft ? optima.softValue : optima.hardValue;
        optimum(temperature, best, value);
        System.arraycopy(law.toArray(), 0, occupation, 0, occupation.length);
        frozen.chain(logPolicy).occupation(law.toArray(), game.discount(), occupation);
        double sum = 0;
        for (int s = 0; s < occupation.length; s++) {
            double loss = soft ? temperature * kl(logPolicy, best, s) : hardLoss(logPolicy, value, s);
            sum += Math.max(0, occupation[s]) * loss;
        }
        return sum / (1 - game.discount());
    }

    private double policyExploitability(double[] logPolicy, double temperature, Optima optima) {
        return exploitability(logPolicy, temperature, ownLaw(logPolicy), optima);
    }

    /**
     * The law of a population that follows a policy for ever: {@link #stationaryLaw}, or where the policy has several
     * recurrent classes, the one that {@link #policyExploitability} judges it at.
     *
     * @param policy π
     * @return μ^π
     * @throws IllegalArgumentException if the shape differs
     * @throws ArithmeticException if the iteration does not settle
     */
    public Law ownLaw(TabularPolicy policy) {
        TabularPolicy.requireShape(policy, game.states(), game.actions());
        return ownLaw(policy.logProbabilities());
    }

    private Law ownLaw(double[] logPolicy) {
        if (game.kernelDependsOnLaw()) {
            return stationaryLaw(logPolicy);
        }
        try {
            return stationaryLaw(logPolicy);
        } catch (InvalidModelException severalClasses) {
            // Where the population ends then depends on where it starts; a run must not fail because of it.
            System.arraycopy(game.initialLaw().toArray(), 0, occupation, 0, occupation.length);
            frozen.chain(logPolicy).occupation(game.initialLaw().toArray(), ALMOST_UNDISCOUNTED, occupation);
            for (int s = 0; s < occupation.length; s++) {
                occupation[s] = Math.max(0, occupation[s]); // iterative solvers leave some −1e-20
            }
            return Law.proportionalTo(occupation);
        }
    }

    double consistency(double[] logPolicy, Law law) {
        Law.requireSize("law", law, game.states());
        if (game.kernelDependsOnLaw()) {
            frozen.freeze(law);
        }
        double[] mu = law.toArray();
        frozen.chain(logPolicy).push(mu, pushed);
        return Simplex.l1(pushed, mu);
    }

    private Law stationaryLaw(double[] logPolicy) {
        if (!game.kernelDependsOnLaw()) {
            return frozen.chain(logPolicy).stationaryLaw();
        }
        double[] mu = game.initialLaw().toArray();
        for (int i = 0; i < MOST_STATIONARY_STEPS; i++) {
            stop.check();
            frozen.freeze(Law.proportionalTo(mu));
            frozen.chain(logPolicy).push(mu, pushed);
            double change = 0;
            for (int s = 0; s < mu.length; s++) {
                double half = 0.5 * (mu[s] + pushed[s]);
                change += Math.abs(half - mu[s]);
                mu[s] = half;
            }
            if (change < STATIONARY_TOLERANCE) {
                return Law.proportionalTo(mu);
            }
        }
        throw new ArithmeticException("the population following one policy did not settle in " + MOST_STATIONARY_STEPS
                + " steps; its law-dependent kernel may cycle");
    }

    /** Improves an optimum in place; one that overflowed is forgotten, or it would spoil all that start from it. */
    private void optimum(double temperature, double[] best, double[] value) {
        boolean good = false;
        try {
            frozen.optimum(temperature, best, value, q);
            good = Arrays.stream(value).allMatch(Double::isFinite);
        } finally {
            if (!good) {
                double[] uniform =
                        TabularPolicy.uniform(game.states(), game.actions()).logProbabilities();
                System.arraycopy(uniform, 0, best, 0, best.length);
                Arrays.fill(value, 0);
            }
        }
        if (!good) {
            throw new ArithmeticException("the value of the best response overflows");
        }
    }

    /** KL(π‖π*) as a sum of terms π(e^x − 1 − x) ≥ 0 with x = log π* − log π: no cancellation near zero. */
    private double kl(double[] logPolicy, double[] logBest, int state) {
        double sum = 0;
        for (int i = state * game.actions(); i < (state + 1) * game.actions(); i++) {
            double p = FastMath.exp(logPolicy[i]);
            double x = logBest[i] - logPolicy[i];
            if (p == 0) {
                sum += FastMath.exp(logBest[i]);
            } else if (Math.abs(x) < 1e-4) {
                sum += p * x * x * (0.5 + x * (1.0 / 6 + x / 24));
            } else {
                sum += p * (FastMath.expm1(x) - x);
            }
        }
        return sum;
    }

    private double hardLoss(double[] logPolicy, double[] hardValue, int state) {
        double sum = 0;
        for (int i = state * game.actions(); i < (state + 1) * game.actions(); i++) {
            sum += FastMath.exp(logPolicy[i]) * Math.max(0, hardValue[state] - q[i]);
        }
        return sum;
    }
}

package org.meanfield4j.control;

import java.util.Arrays;
import java.util.Locale;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.Streams;

/** What problems and laws must be, and the one-line complaints about those that are not. */
public final class ProblemChecks {
    private ProblemChecks() {}

    /**
     * Looks once at sizes, kernel, rewards and laws of a problem, at two laws and at the first and last time.
     *
     * @throws IllegalArgumentException if a size, the discount or a law is wrong
     * @throws InvalidModelException if a row of the kernel is not a law, a reward is not finite, or something depends on the
     *     law or the time that says it does not
     */
    static void door(MeanFieldControlProblem problem) {
        Require.pairs(problem.states(), problem.actions());
        Require.atLeast("horizon", problem.horizon(), 1);
        Require.atLeast("validationHorizon", problem.validationHorizon(), 1);
        discount(problem.discount());
        Law.requireSize("validation law", problem.validationLaw(), problem.states());
        double[] first = problem.validationLaw().toArray();
        fullSupport("validation law", first);
        double[] second = skewed(first.length);
        int last = Math.max(problem.horizon(), problem.validationHorizon()) - 1;
        double[] kernel = kernel(problem, 0, first);
        double[] rewards = rewards(problem, 0, first);
        if (!problem.kernelDependsOnLaw()) {
            same("kernel", "law", "kernelDependsOnLaw()", kernel, kernel(problem, 0, second));
        } else {
            kernel(problem, 0, second);
        }
        double[] otherRewards = rewards(problem, 0, second);
        if (!problem.rewardsDependOnLaw()) {
            same("reward", "law", "rewardsDependOnLaw()", rewards, otherRewards);
        }
        if (!problem.dependsOnTime()) {
            same("kernel", "time", "dependsOnTime()", kernel, kernel(problem, last, first));
            same("reward", "time", "dependsOnTime()", rewards, rewards(problem, last, first));
        } else {
            kernel(problem, last, first);
            rewards(problem, last, first);
        }
        double[] drawn = new double[first.length];
        problem.drawTrainingLaw(Streams.of(0).at(0), drawn);
        fullSupport("training law", drawn);
    }

    /** γ in (0, 1]. */
    static double discount(double gamma) {
        if (!(gamma > 0 && gamma <= 1)) {
            throw new IllegalArgumentException("discount = " + gamma + " must lie in (0, 1]; without discount it is 1");
        }
        return gamma;
    }

    /**
     * Complains about a question that makes no sense. Games ask it by {@code assert}, since solvers ask them in their
     * inner loops.
     *
     * @param problem that is asked
     * @param time t, at least 0
     * @param state x
     * @param action a
     * @param law μ, shape [S], finite
     * @return true
     * @throws IllegalArgumentException if there is no such time, or the law has another size
     * @throws IndexOutOfBoundsException if there is no such state or action
     */
    public static boolean asked(MeanFieldControlProblem problem, int time, int state, int action, double[] law) {
        Require.given("problem", problem);
        Require.atLeast("time", time, 0);
        Require.index("state", state, problem.states());
        Require.index("action", action, problem.actions());
        Require.room("law", law, problem.states());
        for (double mass : law) {
            if (!(Math.abs(mass) <= 2)) { // differences step a little over one
                throw new IllegalArgumentException(
                        "law has an entry " + mass + ", must have masses; give probabilities");
            }
        }
        return true;
    }

    /**
     * As {@link #asked(MeanFieldControlProblem, int, int, int, double[])}, with an array to fill.
     *
     * @param problem that is asked
     * @param time t, at least 0
     * @param state x
     * @param action a
     * @param law μ, shape [S], finite
     * @param name of the array
     * @param out is filled
     * @param entries how many entries it needs
     * @return true
     */
    public static boolean asked(
            MeanFieldControlProblem problem,
            int time,
            int state,
            int action,
            double[] law,
            String name,
            double[] out,
            int entries) {
        Require.room(Require.given("name", name), out, entries);
        return asked(problem, time, state, action, law);
    }

    /** A policy of the same sizes, and parameters of its length. */
    static void fits(MeanFieldControlProblem problem, ControlPolicy policy, double[] theta) {
        Require.given("problem", problem);
        Require.given("policy", policy);
        Require.given("theta", theta);
        if (policy.states() != problem.states() || policy.actions() != problem.actions()) {
            throw new IllegalArgumentException("policy has shape [" + policy.states() + ", " + policy.actions()
                    + "], the problem [" + problem.states() + ", " + problem.actions()
                    + "]; use a policy of the same problem");
        }
        if (theta.length != policy.parameters()) {
            throw new IllegalArgumentException("theta has " + theta.length + " entries, the policy "
                    + policy.parameters() + " parameters; start from policy.initial(random)");
        }
    }

    /** A law with full support, of which logits can be taken. */
    static void fullSupport(String name, double[] law) {
        Require.law(name, law);
        for (int i = 0; i < law.length; i++) {
            if (law[i] == 0) {
                throw new IllegalArgumentException(name + "[" + i
                        + "] = 0 must be positive, because its logit log 0 is perturbed; mix it with a little of the"
                        + " uniform law, such as law.mix(0.01, Law.uniform(" + law.length + "))");
            }
        }
    }

    /** A row of the kernel; the message names where it was asked. */
    static void row(int time, int state, int action, double[] law, double[] row) {
        double sum = 0;
        for (double p : row) {
            if (!(p >= 0)) {
                sum = Double.NaN;
                break;
            }
            sum += p;
        }
        if (!(Math.abs(sum - 1) <= Law.SUM_TOLERANCE)) {
            throw new InvalidModelException("kernel at " + where(time, state, action, law) + " is "
                    + Arrays.toString(row) + ", must be probabilities that sum to 1 within " + Law.SUM_TOLERANCE
                    + "; check how it is computed");
        }
    }

    /** A reward that is a number; the message names where it was asked. */
    static double reward(MeanFieldControlProblem problem, int time, int state, int action, double[] law) {
        double r = problem.reward(time, state, action, law);
        if (!Double.isFinite(r)) {
            throw new InvalidModelException("reward at " + where(time, state, action, law) + " is " + r
                    + ", must be finite; check how it is computed");
        }
        return r;
    }

    /** A terminal reward that is a number; the message names where it was asked. */
    static double terminalReward(MeanFieldControlProblem problem, int state, double[] law) {
        double g = problem.terminalReward(state, law);
        if (!Double.isFinite(g)) {
            throw new InvalidModelException("terminal reward at state " + state + ", law " + text(law) + " is " + g
                    + ", must be finite; check how it is computed");
        }
        return g;
    }

    private static String where(int time, int state, int action, double[] law) {
        return "time " + time + ", state " + state + ", action " + action + ", law " + text(law);
    }

    private static String text(double[] law) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < law.length; i++) {
            text.append(String.format(Locale.ROOT, i == 0 ? "%.6g" : " %.6g", law[i]));
        }
        return text.append(')').toString();
    }

    /** All rows at a time and a law, checked, shape [S, A, S]. */
    static double[] kernel(MeanFieldControlProblem problem, int time, double[] law) {
        int states = problem.states();
        int actions = problem.actions();
        double[] all = new double[states * actions * states];
        double[] row = new double[states];
        for (int x = 0; x < states; x++) {
            for (int a = 0; a < actions; a++) {
                problem.kernelRow(time, x, a, law, row);
                row(time, x, a, law, row);
                System.arraycopy(row, 0, all, (x * actions + a) * states, states);
            }
        }
        return all;
    }

    /** All running rewards at a time and a law, then the terminal ones, checked, shape [S A + S]. */
    static double[] rewards(MeanFieldControlProblem problem, int time, double[] law) {
        int states = problem.states();
        int actions = problem.actions();
        double[] all = new double[states * actions + states];
        for (int x = 0; x < states; x++) {
            for (int a = 0; a < actions; a++) {
                all[x * actions + a] = reward(problem, time, x, a, law);
            }
            all[states * actions + x] = terminalReward(problem, x, law);
        }
        return all;
    }

    private static void same(String what, String of, String method, double[] first, double[] second) {
        if (!Arrays.equals(first, second)) {
            throw new InvalidModelException(what + " changes with the " + of + " although " + method + " is false; let "
                    + method + " return true, in a builder call it");
        }
    }

    /** The law proportional to 1, 2, …, S. */
    private static double[] skewed(int states) {
        double[] law = new double[states];
        Arrays.setAll(law, i -> 2.0 * (i + 1) / (states * (states + 1.0)));
        return law;
    }

    static String identity(MeanFieldControlProblem problem) {
        double[] law = problem.validationLaw().toArray();
        double[] drawn = new double[law.length];
        problem.drawTrainingLaw(Streams.of(0).at(0), drawn);
        int last = Math.max(problem.horizon(), problem.validationHorizon()) - 1;
        double[] sizes = {
            problem.states(), problem.actions(), problem.horizon(), problem.validationHorizon(), problem.discount()
        };
        return "MeanFieldControlProblem " + Identity.digest(sizes, law, drawn) + " " + numbers(problem, 0, law) + " "
                + numbers(problem, last, skewed(law.length));
    }

    private static String numbers(MeanFieldControlProblem problem, int time, double[] law) {
        try {
            return Identity.digest(kernel(problem, time, law), rewards(problem, time, law));
        } catch (RuntimeException e) {
            return "refused";
        }
    }
}

package org.meanfield4j.stationary.sampled;

import java.util.List;
import java.util.stream.IntStream;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.StationaryGame;

/** The iterate of {@link SampledMfTrpo}; random streams need no state. */
final class SampledIterate implements Iterate {
    private static final int WALKER = 0;
    private static final int COVERAGE = 1;
    private static final int MEMBERS = 2;

    final int states;
    final int actions;
    /** log π_L, shape [S·A]. */
    final double[] logPolicy;
    /** μ, shape [S]. */
    final double[] law;
    /** log π_0 … log π_{L−1}, shape [L·S·A]; empty if the population follows the last policy. */
    final double[] mixture;

    private final long[] counts = new long[3];

    private SampledIterate(PolicyAndLaw start, int members) {
        states = start.policy().states();
        actions = start.policy().actions();
        logPolicy = start.policy().logProbabilities();
        law = start.law().toArray();
        mixture = new double[members * logPolicy.length];
        if (members > 0) {
            System.arraycopy(logPolicy, 0, mixture, 0, logPolicy.length);
        }
        follow(1);
    }

    /** The start of a run whose population follows the last policy (0 members) or a mixture of so many. */
    static SampledIterate start(StationaryGame game, Call call, int members) {
        return new SampledIterate(PolicyAndLaw.of(game, call.start()), members);
    }

    @Override
    public void fields(Fields fields) {
        fields.logs(PolicyAndLaw.LOG_POLICY, logPolicy, states, actions);
        fields.numbers(PolicyAndLaw.LAW, law, states);
        fields.logs("mixture", mixture);
        fields.counts("walker, coverage, members", counts);
    }

    /** The state that the trajectory without restarts is in. */
    int walker() {
        return (int) counts[WALKER];
    }

    /** In how many states rollouts of the last outer step started. */
    long coverage() {
        return counts[COVERAGE];
    }

    /** After an outer step. */
    void arrive(int walker, int coverage) {
        counts[WALKER] = walker;
        counts[COVERAGE] = coverage;
    }

    /** How many members of the mixture count. */
    void follow(int members) {
        counts[MEMBERS] = members;
    }

    /** What the population follows: log-policies one after the other, equally likely. */
    double[] followed() {
        return mixture.length == 0 ? logPolicy : mixture;
    }

    /** What the population follows, one by one. */
    List<TabularPolicy> members() {
        return mixture.length == 0
                ? List.of(policy(logPolicy, 0))
                : IntStream.range(0, (int) counts[MEMBERS])
                        .mapToObj(j -> policy(mixture, j))
                        .toList();
    }

    private TabularPolicy policy(double[] log, int j) {
        return TabularPolicy.ofLogProbabilities(
                states, actions, java.util.Arrays.copyOfRange(log, j * logPolicy.length, (j + 1) * logPolicy.length));
    }

    SampledRun run(Outcome outcome) {
        return new SampledRun(policy(logPolicy, 0), members(), Law.of(law), outcome);
    }
}

package org.meanfield4j.stationary.sampled;

import java.util.List;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.Metrics;

/**
 * What {@link SampledMfTrpo} hands back.
 *
 * @param policy the last policy π_L of the last complete outer step
 * @param members what the population follows, each member with the same probability: {@code policy} alone for
 *     {@link InnerOutput#LAST}, π_0 … π_{L−1} for {@link InnerOutput#MIXTURE}
 * @param law the last law μ_K
 * @param outcome history with the columns of {@link Metrics}, averaged over the members, {@link #SAMPLES} and
 *     {@link #COVERAGE}; where the run comes from, its samples those of the complete outer steps
 */
public record SampledRun(TabularPolicy policy, List<TabularPolicy> members, Law law, Outcome outcome) implements Run {
    /** The column that counts the samples drawn since the start. */
    public static final String SAMPLES = "samples";

    /** The column that counts the states in which a rollout of this outer step started; no other state has learnt. */
    public static final String COVERAGE = "states visited";

    /** Keeps its own copy of the members. */
    public SampledRun {
        members = List.copyOf(members);
    }

    /**
     * What a reader must know about the result.
     *
     * @return one line each; empty if there is nothing
     */
    public List<String> warnings() {
        return info().warnings();
    }

    @Override
    public String toString() {
        return summary();
    }
}

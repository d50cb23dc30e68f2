package org.meanfield4j.graphon;

/** Which environment the outer iteration hands to the next best response. Both have the same fixed point. */
public enum AggregateUpdate {
    /** What the population does when everybody uses the policies: the means feel the aggregate they make. */
    SELF_CONSISTENT,
    /** The means of players in the environment they were trained in. */
    FROZEN
}

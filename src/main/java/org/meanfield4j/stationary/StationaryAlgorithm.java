package org.meanfield4j.stationary;

import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;

/** An algorithm whose iterate is a policy and a law, recorded in one way. */
interface StationaryAlgorithm extends Algorithm<StationaryIterate, StationaryRun> {

    /** What is recorded; the same object at every call. */
    StationaryRecord record();

    @Override
    default Rows<StationaryIterate> rows() {
        return record().rows();
    }

    @Override
    default void recorded(int k, StationaryIterate iterate) {
        record().laws.add(iterate.law);
    }

    @Override
    default StationaryRun run(StationaryIterate last, Outcome outcome) {
        return last.run(record().laws, outcome);
    }
}

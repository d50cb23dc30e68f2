package org.meanfield4j.stationary;

import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;

/** An algorithm whose iterate is a policy and a law, recorded in one way. */
interface StationaryAlgorithm extends Algorithm<PolicyLaw, StationaryRun> {

    /** What is recorded; the same object at every call. */
    StationaryRecord record();

    @Override
    default Rows<PolicyLaw> rows() {
        return record().rows();
    }

    @Override
    default void recorded(int k, PolicyLaw iterate) {
        record().laws.add(iterate.law);
    }

    @Override
    default StationaryRun run(PolicyLaw last, Outcome outcome) {
        return last.run(record().laws, outcome);
    }
}

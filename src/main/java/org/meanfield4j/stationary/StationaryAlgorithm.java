package org.meanfield4j.stationary;

import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Watch;

/** An algorithm whose iterate is a policy and a law, recorded in one way. */
public interface StationaryAlgorithm extends Algorithm<StationaryIterate, StationaryRun> {

    /** What it works with; the same object at every call. */
    StationaryWork work();

    @Override
    default StationaryIterate start() {
        return StationaryIterate.start(work().game, work().call);
    }

    @Override
    default void prepare(StationaryIterate now, Watch watch) {
        work().prepare(now, watch);
    }

    @Override
    default Rows<StationaryIterate> rows() {
        return work().rows();
    }

    @Override
    default void recorded(int k, StationaryIterate iterate) {
        work().laws.add(iterate.law);
    }

    @Override
    default StationaryRun run(StationaryIterate last, Outcome outcome) {
        return last.run(work().laws, outcome);
    }
}

package org.meanfield4j.graphon.bilevel;

import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;

/**
 * An algorithm whose iterate holds slopes, intercepts and an environment, recorded in one way.
 *
 * @param <S> the iterate
 */
public interface GraphonAlgorithm<S extends Iterate> extends Algorithm<S, GraphonRun> {

    /** What is recorded; the same object at every call. */
    GraphonMetrics<S> metrics();

    @Override
    default Rows<S> rows() {
        return metrics().rows();
    }

    @Override
    default void recorded(int n, S iterate) {
        metrics().recorded(n, iterate);
    }

    @Override
    default GraphonRun run(S last, Outcome outcome) {
        return metrics().run(last, outcome);
    }
}

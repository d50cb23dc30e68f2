package org.meanfield4j.graphon.bilevel;

import org.meanfield4j.core.Stop;

/** What a policy parametrisation does to the directions of an inner step, in place. */
interface DirectionFilter {
    /** Shape [blocks, k, d]. */
    void slopes(double[] direction);

    /** Shape [blocks, k, M]. */
    void intercepts(double[] direction, Stop stop);

    /** Every function of time and label is a policy. */
    DirectionFilter NONE = new DirectionFilter() {
        @Override
        public void slopes(double[] direction) {}

        @Override
        public void intercepts(double[] direction, Stop stop) {}
    };
}

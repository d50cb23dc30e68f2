package org.meanfield4j.core.law;

/**
 * The law of a population as a game sees it: exact, estimated from samples, or one of finitely many players. It may change
 * after the call that handed it over; {@link Law} never does.
 */
public interface MeanField {

    /**
     * How many points there are.
     *
     * @return n
     */
    int size();

    /**
     * The probability of a point.
     *
     * @param point from 0 to n − 1
     * @return its probability
     */
    double get(int point);
}

package org.meanfield4j.core.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void fourValuesHaveTheMomentsDoneByHand() {
        assertEquals(3.5, Moments.mean(1, 2, 4, 7));
        assertEquals(Math.sqrt((6.25 + 2.25 + 0.25 + 12.25) / 3), Moments.std(1, 2, 4, 7));
    }

    @Test
    void aLargeOffsetCostsNoDigits() {
        assertEquals(Moments.std(1, 2, 4, 7), Moments.std(1e15 + 1, 1e15 + 2, 1e15 + 4, 1e15 + 7));
    }

    @Test
    void oneValueDoesNotScatterAndNoneHasNoMoments() {
        assertEquals(-2, Moments.mean(-2));
        assertEquals(0, Moments.std(-2));
        assertEquals(Double.NaN, Moments.mean());
        assertEquals(Double.NaN, Moments.std());
    }
}

package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyIndexOfEveryLoopIsCalledOnceAndBeforeTheNextLoop(int threads) {
        AtomicIntegerArray calls = new AtomicIntegerArray(16);
        AtomicInteger jobs = new AtomicInteger();

        Crew.together(threads, crew -> {
            jobs.incrementAndGet();
            for (int loop = 1; loop <= 2000; loop++) {
                int expected = loop;
                crew.forEach(16, i -> assertEquals(expected, calls.incrementAndGet(i)));
            }
        });

        assertEquals(1, jobs.get());
        for (int i = 0; i < 16; i++) {
            assertEquals(2000, calls.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatABodyThrowsIsRethrown(int threads) {
        assertThrows(
                IllegalStateException.class,
                () -> Crew.together(
                        threads,
                        crew -> crew.forEach(4, i -> {
                            if (i == 2) {
                                throw new IllegalStateException("index " + i);
                            }
                        })));
    }

    @Test
    void aCrewCanBeCalledTogetherWithinAnother() {
        AtomicInteger calls = new AtomicInteger();

        Crew.together(
                2,
                outer -> outer.forEach(
                        4, i -> Crew.together(2, inner -> inner.forEach(5, j -> calls.incrementAndGet()))));

        assertEquals(20, calls.get());
    }
}

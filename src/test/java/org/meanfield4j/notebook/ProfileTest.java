package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void quickIsTheDefault() {
        assertEquals(Profile.QUICK, Profile.parse(null));
        assertEquals(Profile.QUICK, Profile.parse(" "));
    }

    @Test
    void namesAreReadInAnyCase() {
        assertEquals(Profile.FULL, Profile.parse("Full"));
        assertEquals(Profile.QUICK, Profile.parse(" quick "));
    }

    @Test
    void anUnknownNameIsOneReadableLine() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Profile.parse("fast"));
        assertEquals("MEANFIELD_PROFILE = 'fast' must be quick or full; unset it for quick", e.getMessage());
    }

    @Test
    void eachProfilePicksItsValue() {
        assertEquals(10, Profile.QUICK.pick(10, 1000));
        assertEquals(0.5, Profile.FULL.pick(0.1, 0.5));
        assertEquals("b", Profile.FULL.pick("a", "b"));
    }
}

package org.meanfield4j.plot;

import java.util.List;
import java.util.Map;

/** Placeholder of frames; see {@link Plots}. */
record Animation(List<String> labels, List<Chart> frames, int[] moments) {
    Map<String, Object> tree(Composition composition) {
        return Arrange.tree(composition, 60);
    }

    Map<String, Object> still(Composition composition) {
        return Arrange.tree(composition, 0);
    }
}

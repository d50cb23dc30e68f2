package org.meanfield4j.notebook;

import org.meanfield4j.core.History;

final class Histories {
    private Histories() {}

    /** 1/k at iteration k. */
    static History falling(int rows) {
        History history = new History("iteration", "exploitability");
        for (int k = 1; k <= rows; k++) {
            history.add(k, 1.0 / k);
        }
        return history;
    }
}

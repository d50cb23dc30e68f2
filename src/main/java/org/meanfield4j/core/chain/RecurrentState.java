package org.meanfield4j.core.chain;

import java.util.Arrays;
import org.meanfield4j.core.check.InvalidModelException;

/** Finds a state of the only recurrent class of a chain, or names two classes. Cost O(entries) per try. */
final class RecurrentState {
    private final ChainPattern pattern;
    private final double[] weights;
    private final boolean[] seen;
    private final int[] queue;

    RecurrentState(ChainPattern pattern, double[] weights) {
        this.pattern = pattern;
        this.weights = weights;
        this.seen = new boolean[pattern.states()];
        this.queue = new int[pattern.states()];
    }

    int find() {
        int recurrent = recurrentFrom(0);
        // The class of that state is closed; the chain has one class if no state avoids it for ever.
        boolean[] reaches = reachesBackwards(recurrent);
        for (int s = 0; s < reaches.length; s++) {
            if (!reaches[s]) {
                throw new InvalidModelException("states " + recurrent + " and " + recurrentFrom(s)
                        + " lie in different recurrent classes, so there is no single stationary law;"
                        + " connect the classes, for instance with a slip probability");
            }
        }
        return recurrent;
    }

    /** Follows the chain down to a class that is never left: moves on as long as some successor cannot come back. */
    private int recurrentFrom(int state) {
        int candidate = state;
        while (true) {
            boolean[] back = reachesBackwards(candidate);
            int reached = forward(candidate);
            int escape = -1;
            for (int i = 0; i < reached && escape < 0; i++) {
                escape = back[queue[i]] ? -1 : queue[i];
            }
            if (escape < 0) {
                return candidate;
            }
            candidate = escape;
        }
    }

    private int forward(int from) {
        Arrays.fill(seen, false);
        int[] start = pattern.rowStart();
        int head = 0;
        int tail = 0;
        queue[tail++] = from;
        seen[from] = true;
        while (head < tail) {
            int s = queue[head++];
            for (int e = start[s]; e < start[s + 1]; e++) {
                int next = pattern.columns()[e];
                if (weights[e] > 0 && !seen[next]) {
                    seen[next] = true;
                    queue[tail++] = next;
                }
            }
        }
        return tail;
    }

    /** Which states reach the target, by sweeps over the forward lists until nothing changes. */
    private boolean[] reachesBackwards(int target) {
        boolean[] reaches = new boolean[pattern.states()];
        reaches[target] = true;
        int[] start = pattern.rowStart();
        boolean changed = true;
        for (boolean upwards = true; changed; upwards = !upwards) {
            changed = false;
            for (int i = 0; i < reaches.length; i++) {
                int s = upwards ? i : reaches.length - 1 - i;
                for (int e = start[s]; !reaches[s] && e < start[s + 1]; e++) {
                    if (weights[e] > 0 && reaches[pattern.columns()[e]]) {
                        reaches[s] = true;
                        changed = true;
                    }
                }
            }
        }
        return reaches;
    }
}

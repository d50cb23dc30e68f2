package org.meanfield4j.core.chain;

import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.InvalidModelException;

/**
 * The stationary law of a chain within a band, by the elimination of Grassmann, Taksar and Heyman (1985): states are
 * taken out one by one, and what passed through them is redirected. It never subtracts, so that every entry of the law
 * keeps its digits, also in chains that nearly fall apart. Cost O(S·b²), memory O(S·b).
 */
final class BandGth {
    /** Outflows below this are as good as none: weights relative to the anchor would overflow. */
    private static final double LEAST_OUTFLOW = 1e-280;

    private final int size;
    private final int band;
    private final int width;
    /** P(i, j) at i·width + j − i + band. */
    private final double[] entries;

    BandGth(int size, int band) {
        this.size = size;
        this.band = band;
        this.width = 2 * band + 1;
        this.entries = new double[Math.multiplyExact(size, width)];
    }

    void add(int from, int to, double probability) {
        entries[from * width + to - from + band] += probability;
    }

    /** Writes the law, not normalised, with weight one at the anchor, a state that every state reaches. */
    void solve(int anchor, double[] law, Stop stop) {
        for (int n = size - 1; n > anchor; n--) {
            stop.check();
            eliminate(n, Math.max(0, n - band), n - 1);
        }
        for (int n = 0; n < anchor; n++) {
            stop.check();
            eliminate(n, n + 1, Math.min(anchor, n + band));
        }
        law[anchor] = 1;
        for (int n = anchor - 1; n >= 0; n--) {
            law[n] = inflow(n, n + 1, Math.min(anchor, n + band), law);
        }
        for (int n = anchor + 1; n < size; n++) {
            law[n] = inflow(n, Math.max(0, n - band), n - 1, law);
        }
    }

    private void eliminate(int n, int first, int last) {
        int row = n * width + band - n;
        double out = 0;
        for (int j = first; j <= last; j++) {
            out += entries[row + j];
        }
        if (!(out >= LEAST_OUTFLOW)) {
            throw fallsApart();
        }
        for (int i = first; i <= last; i++) {
            int other = i * width + band - i;
            double share = entries[other + n] / out;
            entries[other + n] = share;
            if (share != 0) {
                for (int j = first; j <= last; j++) {
                    entries[other + j] += share * entries[row + j];
                }
            }
        }
    }

    static InvalidModelException fallsApart() {
        return new InvalidModelException("the chain has a part that is left with a probability below the range of"
                + " double precision, so its stationary law cannot be computed; raise the temperature or the slip");
    }

    private double inflow(int n, int first, int last, double[] law) {
        double sum = 0;
        for (int i = first; i <= last; i++) {
            sum += law[i] * entries[i * width + band - i + n];
        }
        return sum;
    }
}

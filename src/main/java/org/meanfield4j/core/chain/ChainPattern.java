package org.meanfield4j.core.chain;

import java.util.Arrays;

/**
 * Which pairs (s, s') any policy can connect, as compressed rows, and for every entry of the kernel the pair it belongs
 * to. All chains of one kernel share it.
 *
 * @param rowStart shape [S + 1]
 * @param columns s' of each pair, ascending within a row
 * @param slots pair of each kernel entry
 */
record ChainPattern(int[] rowStart, int[] columns, int[] slots) {

    static ChainPattern of(int states, int actions, int[] kernelStart, int[] successors) {
        int[] rowStart = new int[states + 1];
        int[] columns = new int[successors.length];
        int[] slots = new int[successors.length];
        int[] slotOf = new int[states];
        int filled = 0;
        for (int s = 0; s < states; s++) {
            int from = kernelStart[s * actions];
            int to = kernelStart[(s + 1) * actions];
            int[] row = Arrays.copyOfRange(successors, from, to);
            Arrays.sort(row);
            for (int i = 0; i < row.length; i++) {
                if (i == 0 || row[i] != row[i - 1]) {
                    slotOf[row[i]] = filled;
                    columns[filled++] = row[i];
                }
            }
            for (int e = from; e < to; e++) {
                slots[e] = slotOf[successors[e]];
            }
            rowStart[s + 1] = filled;
        }
        return new ChainPattern(rowStart, Arrays.copyOf(columns, filled), slots);
    }

    int states() {
        return rowStart.length - 1;
    }

    /** The largest |s − s'| of a pair. */
    int band() {
        int band = 0;
        for (int s = 0; s < states(); s++) {
            for (int e = rowStart[s]; e < rowStart[s + 1]; e++) {
                band = Math.max(band, Math.abs(columns[e] - s));
            }
        }
        return band;
    }
}

package org.meanfield4j.stackelberg;

import org.meanfield4j.core.check.Require;

/**
 * Whose turn a block belongs to where followers and leader learn one by one: followers for M iterations of two samples, then
 * the leader for M iterations of one, and so on. Each side counts its own iterations.
 *
 * @param followers whether it is theirs
 * @param first the first iteration of the block, from 0, in the count of that side
 * @param last one past the last one
 */
public record Turn(boolean followers, long first, long last) {

    /**
     * The turn of a block that lies in one turn.
     *
     * @param firstSample how many samples came before the block
     * @param lastSample how many there are after it
     * @param length M
     * @return the turn
     * @throws IllegalArgumentException if M is not positive
     */
    public static Turn of(long firstSample, long lastSample, int length) {
        Require.atLeast("length", length, 1);
        long rounds = firstSample / (3L * length);
        long within = firstSample % (3L * length);
        boolean followers = within < 2L * length;
        long first = rounds * length + (followers ? within / 2 : within - 2L * length);
        long samples = lastSample - firstSample;
        return new Turn(followers, first, first + (followers ? samples / 2 : samples));
    }

    /**
     * Refuses blocks that do not fill the turns of both sides.
     *
     * @param block samples of a block
     * @param length M
     * @throws IllegalArgumentException if the block is odd, or does not divide M
     */
    public static void requireFit(int block, int length) {
        Require.atLeast("block", block, 1);
        Require.atLeast("length", length, 1);
        if (block % 2 != 0 || length % block != 0) {
            throw new IllegalArgumentException("block = " + block + " must be even and divide the turn of length "
                    + length + "; try 500 and 1000");
        }
    }
}

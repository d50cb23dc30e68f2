package org.meanfield4j.stackelberg;

import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.random.Streams;

/**
 * A method that learns from one sample after another, in blocks after which a run can be stopped, saved or kept. What is
 * left to it is a block; here are the lengths, the budget, and the random numbers, which depend on seed and block alone. A
 * last block that the length of the run cuts short therefore leaves the rest of its numbers unused: continued from there, a
 * run differs from one that was longer from the start.
 *
 * @param <S> the iterate
 * @param <R> the run
 */
public abstract class BlockAlgorithm<S extends BlockIterate<R>, R extends Run> implements Algorithm<S, R> {

    /** What a method counts the lengths of its run and its blocks in; also the name of the setting. */
    public enum Unit {
        /** One transition of each of two trajectories: two samples. */
        ITERATIONS,
        /** Transitions; a run has whole blocks of them only. */
        SAMPLES
    }

    private final Unit unit;
    private final int length;
    private final int block;
    private final long seed;

    /**
     * A method that learns in blocks.
     *
     * @param unit of length and block
     * @param length of the run
     * @param block length of a block
     * @param seed of the random numbers
     */
    protected BlockAlgorithm(Unit unit, int length, int block, long seed) {
        if (unit == Unit.SAMPLES && length < block) {
            throw new IllegalArgumentException("samples = " + length + " must be at least block = " + block
                    + ", one row; raise samples or lower block");
        }
        this.unit = Require.given("unit", unit);
        this.length = length;
        this.block = block;
        this.seed = seed;
    }

    /**
     * One block.
     *
     * @param x the last iterate, to be made the next one
     * @param first where the run is, in its unit
     * @param last where it is after this block
     * @param random the numbers of this block
     */
    protected abstract void learn(S x, long first, long last, RandomGenerator random);

    @Override
    public final void step(int number, S now, S next, Watch watch) {
        next.copy(now);
        long first = now.counts()[0];
        long last = Math.min((long) number * block, length);
        if (watch.take(unit == Unit.SAMPLES ? last - first : 2 * (last - first))) {
            learn(next, first, last, Streams.of(seed).at(number));
            next.counts()[0] = last;
        }
    }

    @Override
    public final int iterations() {
        return unit == Unit.SAMPLES ? length / block : (int) ((length + block - 1L) / block);
    }

    @Override
    public final Set<String> free() {
        return Set.of(unit.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public final long seed() {
        return seed;
    }

    @Override
    public final R run(S last, Outcome outcome) {
        return last.run(outcome);
    }
}

package org.meanfield4j.core.random;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.meanfield4j.core.check.Require;

/**
 * Random streams derived by key from one seed: the stream of a key, e.g. (run, iteration, block), is always the same,
 * whoever asks and in whatever order. So results do not depend on the number of threads, a resumed run needs no
 * generator state, and common random numbers are two look-ups of the same key.
 *
 * <p>The generator is {@code L64X128MixRandom}; its seed is the seed and the key, hashed one word at a time with
 * Stafford's variant 13 of the MurmurHash3 finaliser (the mixer of SplitMix64). Its draws, also normal and exponential
 * ones, are the same bits on every JDK from 17.
 */
public final class Streams {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long state;

    private Streams(long state) {
        this.state = state;
    }

    /**
     * The streams of a seed.
     *
     * @param seed any number
     * @return the streams
     */
    public static Streams of(long seed) {
        return new Streams(mix(seed + GOLDEN_GAMMA));
    }

    /**
     * The family of streams below a key, e.g. one per run.
     *
     * @param key any number
     * @return the streams whose keys start with {@code key}
     */
    public Streams child(long key) {
        return new Streams(mix(state * 31 + GOLDEN_GAMMA + mix(key + GOLDEN_GAMMA)));
    }

    /**
     * A fresh generator at the start of the stream of a key. Costs about 0.1 µs: ask once per block, not per draw.
     *
     * @param key any numbers, e.g. iteration and block
     * @return a generator for one thread
     */
    public RandomGenerator at(long... key) {
        Streams s = this;
        for (long word : Require.given("key", key)) {
            s = s.child(word);
        }
        return new PortableRandom(FACTORY.create(s.state));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

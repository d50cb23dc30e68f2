package org.meanfield4j.stationary.sampled;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.random.AliasTables;

/** The ν-restart oracle of a game at a frozen law: one draw from an alias table a step, slip and move together. */
final class GameOracle implements RestartOracle {
    private final AliasTables restart;
    private final AliasTables kernel;
    private final SampleMeter meter;
    private final RandomGenerator random;

    GameOracle(AliasTables restart, AliasTables kernel, SampleMeter meter, RandomGenerator random) {
        this.restart = restart;
        this.kernel = kernel;
        this.meter = meter;
        this.random = random;
    }

    @Override
    public void reset(int[] states, int lanes) {
        for (int i = 0; i < lanes; i++) {
            states[i] = restart.draw(0, random.nextLong() >>> 32);
        }
    }

    @Override
    public void step(int[] pairs, int[] states, int lanes) {
        if (!meter.take(lanes)) {
            return;
        }
        AliasTables next = kernel;
        for (int i = 1; i < lanes; i += 2) {
            long bits = random.nextLong();
            states[i - 1] = next.draw(pairs[i - 1], bits >>> 32);
            states[i] = next.draw(pairs[i], bits & 0xFFFF_FFFFL);
        }
        if ((lanes & 1) == 1) {
            states[lanes - 1] = next.draw(pairs[lanes - 1], random.nextLong() >>> 32);
        }
    }

    @Override
    public long samples() {
        return meter.taken();
    }
}

package org.meanfield4j.stationary.sampled;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.StationaryGame;

/**
 * The ν-restart oracle: all that a learner sees of the dynamics of a game whose population law is frozen. It can restart
 * in a state drawn from the restart distribution ν, and it can step; nothing else. That is weaker than a generative
 * model, which starts anywhere, and stronger than a single trajectory. The rewards of the frozen law are known to the
 * learner.
 *
 * <p>Both calls act on many independent lanes at once: the dynamics of one lane waits for memory, and the other lanes
 * fill the gap. Every lane of every step counts as one sample; restarts are free. A state–action pair is the index
 * {@code s·A + a}. An oracle belongs to one thread.
 *
 * <p>Source: the paper's sampling model; the process as in Shani, Efroni and Mannor (2020); lanes are ours.
 */
public interface RestartOracle {

    /**
     * Restarts lanes: each state is drawn from ν, independently.
     *
     * @param states receives the states of the first {@code lanes} lanes
     * @param lanes how many, from 0 to the length of {@code states}
     */
    void reset(int[] states, int lanes);

    /**
     * Steps lanes: each next state is drawn from P_μ(·|s,a), independently. Counts {@code lanes} samples.
     *
     * @param pairs the state–action pairs s·A + a of the first {@code lanes} lanes
     * @param states receives the next states; not the same array as {@code pairs}
     * @param lanes how many, from 0 to the length of the arrays
     */
    void step(int[] pairs, int[] states, int lanes);

    /**
     * How many samples were drawn.
     *
     * @return the number of lanes stepped, summed over all calls and over all oracles of the same run
     */
    long samples();

    /**
     * An oracle of a game, for a learner of one's own.
     *
     * @param game the game
     * @param law μ, frozen
     * @param restartLaw ν
     * @param random of the dynamics, not shared with another thread
     * @return an oracle without a bound on samples
     * @throws IllegalArgumentException if a law has another size than the game
     * @throws org.meanfield4j.core.check.InvalidModelException if the game breaks its contract at μ
     */
    static RestartOracle of(StationaryGame game, Law law, Law restartLaw, RandomGenerator random) {
        Law.requireSize("restart law", restartLaw, Require.given("game", game).states());
        Require.given("random", random);
        return new GameOracle(
                AliasTables.ofLaw(restartLaw.toArray()),
                AliasTables.ofKernel(new FrozenMdp(game, law).kernel()),
                new SampleMeter(Long.MAX_VALUE, 0),
                random);
    }
}

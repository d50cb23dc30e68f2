package org.meanfield4j.graphon;

/** How often players act while the state runs on the N steps of the game. */
public enum ActionTiming {
    /** A new action at every step, u_i = K_i X_i + G_i. */
    EVERY_STEP,
    /** K and G are constant on blocks of steps, the action follows the state at every step. */
    HELD_PARAMETERS,
    /** The action itself is constant on blocks of steps, u = K_b X_(start of the block) + G_b. */
    ZERO_ORDER_HOLD
}

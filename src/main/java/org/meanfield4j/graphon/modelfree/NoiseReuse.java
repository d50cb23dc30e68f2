package org.meanfield4j.graphon.modelfree;

/** How many search directions of one gradient step see the same noise. Both signs of a direction always do. */
public enum NoiseReuse {
    /** All: one batch per step. Its error n^(-1/2) cannot be lowered by more directions. */
    SHARED_BATCH,
    /** One: new noise for every direction. The error is (n m)^(-1/2). */
    PER_DIRECTION
}

package org.meanfield4j.plot;

/** Something that can be shown: a {@link Figure}, or a builder that is ready to become one. */
public interface Plot {

    /**
     * The figure.
     *
     * @return the figure as it is now; later changes of a builder do not change it
     * @throws IllegalArgumentException if there is nothing to draw
     */
    Figure figure();
}

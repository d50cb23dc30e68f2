package org.meanfield4j.core.law;

/** A model, law or schedule that can say what it is, for files that must not be mixed up. */
@FunctionalInterface
public interface Identified {

    /**
     * What it is, as opposed to what it is called: equal for equal models, different for different ones, the same in every
     * process.
     *
     * @return one line, usually made by {@link Identity#digest}
     */
    String identity();
}

package org.meanfield4j.notebook;

/**
 * Where outputs go. A kernel provides one through {@link java.util.ServiceLoader}; without a kernel a {@link Recording}
 * collects them, or the text goes to the standard output.
 */
public interface Sink {

    /**
     * Whether outputs can go there now, e.g. whether the kernel runs.
     *
     * @return true when it takes outputs
     */
    boolean ready();

    /**
     * A new output.
     *
     * @param id names the output for later updates; unique
     * @param output what to show
     */
    void display(String id, Display output);

    /**
     * Puts an output in the place of an earlier one.
     *
     * @param id of the earlier output
     * @param output what to show instead
     */
    void update(String id, Display output);

    /**
     * A line of text.
     *
     * @param text without line end
     */
    void line(String text);

    /**
     * A solver starts on the calling thread. A kernel whose stop button closes the cell before the solver has returned
     * holds the next cell back until it has, so that the partial run is there.
     *
     * @param name what runs
     * @param stop tells the solver to stop; called when the cell is closed and the solver still runs
     */
    default void solving(String name, Runnable stop) {}
}

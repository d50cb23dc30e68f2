package org.meanfield4j.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the outputs of the calling thread, and of the threads that it starts, until closed. For tests and for
 * programs without a kernel:
 *
 * <pre>{@code
 * try (Recording recording = Recording.start()) {
 *     show(figure);
 *     assert recording.outputs().size() == 1;
 * }
 * }</pre>
 */
public final class Recording implements Sink, AutoCloseable {
    private static final ThreadLocal<Recording> CURRENT = new InheritableThreadLocal<>();

    private final Recording outer;
    private final Map<String, Display> outputs = new LinkedHashMap<>();
    private final List<Display> updates = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private Recording(Recording outer) {
        this.outer = outer;
    }

    /**
     * Starts to collect, in place of an outer recording if there is one.
     *
     * @return the recording; close it on the same thread
     */
    public static Recording start() {
        Recording recording = new Recording(CURRENT.get());
        CURRENT.set(recording);
        return recording;
    }

    static Recording current() {
        return CURRENT.get();
    }

    /**
     * The outputs in their last state, in the order of their first appearance.
     *
     * @return a copy
     */
    public synchronized List<Display> outputs() {
        return List.copyOf(outputs.values());
    }

    /**
     * Every update of an output, in order.
     *
     * @return a copy
     */
    public synchronized List<Display> updates() {
        return List.copyOf(updates);
    }

    /**
     * The lines of text.
     *
     * @return a copy
     */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public synchronized void display(String id, Display output) {
        outputs.put(id, output);
    }

    @Override
    public synchronized void update(String id, Display output) {
        outputs.put(id, output);
        updates.add(output);
    }

    @Override
    public synchronized void line(String text) {
        lines.add(text);
    }

    /** Stops to collect; what was collected stays readable. */
    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}

package org.meanfield4j.notebook;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the sink of the calling thread: its recording, else the kernel that runs, else the standard output. */
final class Sinks {
    private Sinks() {}

    static Sink current() {
        Recording recording = Recording.current();
        if (recording != null) {
            return recording;
        }
        try {
            for (Sink sink : ServiceLoader.load(Sink.class, Notebook.class.getClassLoader())) {
                if (sink.ready()) {
                    return sink;
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            // The classes of the kernel are not on the class path: there is no kernel.
            return new Terminal();
        }
        return new Terminal();
    }

    /** Plain Java or JShell: text only, and of changing outputs only what comes first. */
    private static final class Terminal implements Sink {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void display(String id, Display output) {
            line(String.valueOf(output.data().get(Display.TEXT)));
        }

        @Override
        public void update(String id, Display output) {}

        @Override
        public void line(String text) {
            System.out.println(text);
        }
    }
}

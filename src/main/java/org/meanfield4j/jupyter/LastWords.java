package org.meanfield4j.jupyter;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.Loop;

/**
 * Ends the process when a thread that listens to the front end has died, of memory or of a message that it could not
 * read: the process would stay alive and answer nothing for ever, while a dead one is restarted.
 */
final class LastWords implements Thread.UncaughtExceptionHandler {
    private static final String REMEDY =
            "and can answer nothing more; it ends, so that it is started again (a larger heap: MEANFIELD_HEAP=2g ./lab)\n";

    /** Made while there is memory. */
    private static final byte[] OUT_OF_MEMORY = bytes("MeanField4J: the kernel ran out of memory " + REMEDY);

    static String line(Throwable death) {
        return "MeanField4J: the kernel's listening thread died of "
                + death.toString().replaceAll("\\R", " ") + " " + REMEDY;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable death) {
        if (thread instanceof Loop) {
            end(death);
        } else {
            // A thread of the user's: as Java does without a handler.
            death.printStackTrace();
        }
    }

    /** One at a time: the first one to come ends all. */
    private static synchronized void end(Throwable death) {
        try {
            byte[] words = death instanceof OutOfMemoryError ? OUT_OF_MEMORY : bytes(line(death));
            // Not System.err: in a kernel it leads to the front end, through the thread that died.
            new FileOutputStream(FileDescriptor.err).write(words);
        } catch (IOException | OutOfMemoryError e) {
            // Nobody is left to tell.
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

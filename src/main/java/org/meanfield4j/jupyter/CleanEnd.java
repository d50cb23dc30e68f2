package org.meanfield4j.jupyter;

import java.util.Arrays;
import java.util.Map;

/**
 * Ends the process once the kernel has answered a request to shut down. The kernel's pool of threads for cells would
 * keep it alive for a minute, until a front end loses patience and kills it: every restart would wait for that.
 */
final class CleanEnd {
    private static final String MAIN = "org.dflib.jjava.distro.JJava";
    /** Milliseconds that the kernel may take to answer. */
    private static final long PATIENCE = 2000;

    private CleanEnd() {}

    /** Starts the thread that waits for the kernel's last answer; in a process that is no kernel there is none to wait for. */
    static void follow() {
        Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> isKernel(thread.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(CleanEnd::follow);
    }

    static boolean isKernel(StackTraceElement... stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals(MAIN));
    }

    private static void follow(Thread kernel) {
        Thread end = new Thread(
                () -> {
                    try {
                        kernel.join(PATIENCE);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    System.exit(0);
                },
                "meanfield4j-end");
        end.setDaemon(true);
        end.start();
    }
}

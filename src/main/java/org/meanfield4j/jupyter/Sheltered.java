package org.meanfield4j.jupyter;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Sends to the notebook where the stop button cannot reach. A ZeroMQ socket refuses to send from an interrupted thread
 * and throws, and a cell that is being closed may take no more outputs. In the thread of a solver either would lose the
 * run that the stop button is to keep, so nothing is thrown here.
 */
final class Sheltered {
    private static final System.Logger LOG = System.getLogger(Sheltered.class.getName());

    private Sheltered() {}

    /** Runs on a thread of its own and returns when that is done or has failed; an interrupt meanwhile stays set. */
    static void run(Runnable task) {
        FutureTask<Void> sent = new FutureTask<>(task, null);
        Thread thread = new Thread(sent, "notebook-output");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = Thread.interrupted();
        try {
            while (!sent.isDone()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "an output did not reach the notebook", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

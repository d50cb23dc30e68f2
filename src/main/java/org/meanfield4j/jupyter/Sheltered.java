package org.meanfield4j.jupyter;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Sends to the notebook where the stop button cannot reach. A ZeroMQ socket refuses to send from an interrupted thread
 * and throws; in the thread of a solver that would lose the run that the stop button is to keep.
 */
final class Sheltered {
    private Sheltered() {}

    /**
     * Runs on a thread of its own and returns when that is done; an interrupt meanwhile stays set.
     *
     * @throws IllegalStateException if the task threw
     */
    static void run(Runnable task) {
        FutureTask<Void> sent = new FutureTask<>(task, null);
        Thread thread = new Thread(sent, "notebook-output");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    sent.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the notebook does not take outputs", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

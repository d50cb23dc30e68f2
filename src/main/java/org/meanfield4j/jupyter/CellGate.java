package org.meanfield4j.jupyter;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.meanfield4j.notebook.Display;

/**
 * Keeps the next cell from starting while a stopped one still finishes its last iteration.
 *
 * <p>The stop button interrupts the thread of the cell and closes the cell at once; the solver returns its partial run
 * a moment later, and only then the variable of the cell holds it. A next cell that started in between would find null.
 * The kernel runs cells one at a time under its own monitor. So this thread asks for that monitor when a solver starts,
 * gets it when the cell is closed, and gives it back when the thread of the cell has left the code of the cell. If the
 * cell ended by itself, that is at once. Otherwise the solver is told to stop once more: code that waits or draws may have
 * swallowed the interrupt. A solver that does not stop in time is left behind, and the next cell says so.
 */
final class CellGate {
    private static final long PATIENCE_MILLIS = 15_000;
    private static final long POLL_MILLIS = 5;

    private final BaseKernel kernel;
    private final String name;
    private final Thread cell;
    private final Runnable stop;

    CellGate(BaseKernel kernel, String name, Thread cell, Runnable stop) {
        this.kernel = kernel;
        this.name = name;
        this.cell = cell;
        this.stop = stop;
    }

    void start() {
        Thread thread = new Thread(this::run, "cell-gate");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            boolean left;
            synchronized (kernel) {
                if (inCell()) {
                    stop.run();
                }
                left = awaitCell(PATIENCE_MILLIS);
            }
            if (!left) {
                LeftBehind.told(cell);
                tellNextCell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitCell(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (inCell()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    private boolean inCell() {
        return LeftBehind.inCell(cell.getStackTrace());
    }

    private void tellNextCell() throws InterruptedException {
        while (inCell()) {
            if (kernel.getIO().display.isAttached()) {
                String notice = name
                        + " was stopped but is still busy; its variable is empty until it returns, run this cell again later";
                kernel.display(KernelSink.bundle(Display.text(notice)));
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}

package org.meanfield4j.jupyter;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.meanfield4j.notebook.Display;

/**
 * Tells the next cell that the code of a stopped one goes on: Java has no means any more to end a loop that never looks
 * at the interrupt flag, and it would keep a core busy in silence.
 */
final class LeftBehind {
    /** What JShell calls the method that holds the code of a snippet. */
    private static final String SNIPPET_METHOD = "do_it$";

    private static final String NOTICE =
            "A cell that was stopped earlier takes no notice and still runs, and may keep a"
                    + " core busy; to end it, restart the kernel (menu Kernel)";

    /** Threads of which a reader knows. */
    private static final Set<Thread> TOLD = ConcurrentHashMap.newKeySet();

    private final BaseKernel kernel;
    /** Threads that were in a cell's code when that cell ended. */
    private final Set<Thread> stopped = new HashSet<>();

    private LeftBehind(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /** Looks after every snippet. */
    static void watch(BaseKernel kernel, JShell shell) {
        LeftBehind watch = new LeftBehind(kernel);
        shell.onSnippetEvent(event -> {
            // Of a variable declared anew two more events come, the old one overwritten and dropped: no other cell
            // ended.
            if (event.causeSnippet() == null && event.status() != Snippet.Status.DROPPED) {
                watch.snippetEnded();
            }
        });
    }

    /** Somebody else says it, with more words. */
    static void told(Thread cell) {
        TOLD.add(cell);
    }

    static boolean inCell(StackTraceElement... stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals(SNIPPET_METHOD));
    }

    private synchronized void snippetEnded() {
        Set<Thread> busy = new HashSet<>();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            if (inCell(thread.getValue())) {
                busy.add(thread.getKey());
            }
        }
        // A cell may evaluate others itself: that one is not stopped.
        busy.remove(Thread.currentThread());
        stopped.retainAll(busy);
        TOLD.retainAll(busy);
        boolean news = false;
        for (Thread thread : stopped) {
            news |= TOLD.add(thread);
        }
        stopped.addAll(busy);
        if (news) {
            kernel.display(KernelSink.bundle(Display.text(NOTICE)));
        }
    }
}

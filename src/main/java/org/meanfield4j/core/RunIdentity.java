package org.meanfield4j.core;

import java.util.Set;

/**
 * What a run is, by value: settings, game, reference and start. Computed when it is first asked for, then all that it was
 * computed from is let go.
 */
final class RunIdentity {
    private Object solver;
    private Object game;
    private Object reference;
    private final Set<String> free;
    private final String start;
    private String text;

    RunIdentity(Object solver, Object game, Call call, Set<String> free) {
        this.solver = solver;
        this.game = game;
        this.reference = call.reference();
        this.free = free;
        this.start = startOf(call);
    }

    /** A continued run started where its first part did. */
    private static String startOf(Call call) {
        if (call.goOn() != null) {
            return call.goOn().start();
        }
        return call.start() == null ? "the start of the game" : Identity.of(call.start());
    }

    String start() {
        return start;
    }

    synchronized String text() {
        if (text == null) {
            text = Identity.of(solver, free) + " on " + Identity.of(game) + " against " + Identity.of(reference)
                    + " from " + start;
            solver = null;
            game = null;
            reference = null;
        }
        return text;
    }
}

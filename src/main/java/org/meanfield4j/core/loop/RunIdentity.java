package org.meanfield4j.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.State;
import org.meanfield4j.core.law.Identity;

/**
 * What a run is, by value: settings, game, reference and start. Computed when it is first asked for, then all that it was
 * computed from is let go.
 */
final class RunIdentity {
    private static final String AGAINST = " against ";
    private static final String FROM = " from ";

    private Object solver;
    private Object game;
    private Object reference;
    private final Set<String> free;
    private final String start;
    private final State.Origin origin;
    private String text;

    RunIdentity(Object solver, Object game, Call call, Set<String> free) {
        this.solver = solver;
        this.game = game;
        this.reference = call.reference();
        this.free = free;
        this.start = startOf(call);
        this.origin = new State.Origin(solver.getClass().getSimpleName(), Identity.name(game), this::text, start);
    }

    /** A continued run started where its first part did. */
    private static String startOf(Call call) {
        if (call.goOn() != null) {
            return call.goOn().origin().start();
        }
        return call.start() == null ? State.Origin.OF_THE_GAME : Identity.of(call.start());
    }

    /** Refuses to continue another run. */
    void requireSame(Object settings, State before) {
        if (before.identity().equals(text())) {
            return;
        }
        List<Settings.Difference> differences = unlike(settings, before);
        String what = differences.stream().map(d -> d.name() + " = " + d.now()).collect(Collectors.joining(", "));
        String had = differences.size() == 1
                ? differences.get(0).before()
                : differences.stream().map(d -> d.name() + " = " + d.before()).collect(Collectors.joining(", "));
        String unlike = differences.isEmpty()
                ? "the run that is continued had other settings"
                : what + ", the run that is continued had " + had;
        String mayChange = free.stream()
                .filter(Settings.of(settings)::containsKey)
                .sorted()
                .map(name -> name + ", ")
                .collect(Collectors.joining());
        throw new IllegalArgumentException(unlike + "; only " + mayChange
                + "checkpoints, budgets and threads may change; startingFrom takes any run");
    }

    /** In what it is not what the run to continue was. */
    private List<Settings.Difference> unlike(Object settings, State before) {
        String was = before.identity();
        int head = Settings.length(was);
        int mine = Settings.length(text());
        List<Settings.Difference> found = new ArrayList<>();
        if (head > 0 && mine > 0 && settings instanceof Record record) {
            if (before.solver().equals(record.getClass().getSimpleName())) {
                found.addAll(Settings.differences(record, free, was.substring(0, head)));
            } else {
                found.add(Settings.difference("solver", record.getClass().getSimpleName(), before.solver()));
            }
        }
        String[] now = parts(text().substring(mine));
        String[] then = parts(was.substring(head));
        if (!now[0].equals(then[0])) {
            found.add(Settings.difference("game", origin.model(), before.model()));
        }
        if (!now[1].equals(then[1])) {
            found.add(Settings.difference("measuredAgainst", now[1], then[1]));
        }
        return found;
    }

    /** Game and reference. */
    private String[] parts(String rest) {
        int end = Math.max(0, rest.lastIndexOf(FROM + start));
        int game = Math.max(0, rest.lastIndexOf(AGAINST, end));
        return new String[] {rest.substring(0, game), rest.substring(Math.min(end, game + AGAINST.length()), end)};
    }

    State.Origin origin() {
        return origin;
    }

    synchronized String text() {
        if (text == null) {
            text = Identity.of(solver, free) + " on " + Identity.of(game) + AGAINST + Identity.of(reference) + FROM
                    + start;
            solver = null;
            game = null;
            reference = null;
        }
        return text;
    }
}

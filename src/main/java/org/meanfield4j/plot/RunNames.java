package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.meanfield4j.core.Run;

/** What a legend calls runs: the name of the solver, and of its settings, seed and game what tells the runs apart. */
final class RunNames {
    private RunNames() {}

    static List<String> of(List<? extends Run> runs) {
        List<String> names = new ArrayList<>();
        for (Run run : runs) {
            String name = head(run);
            List<? extends Run> alike =
                    runs.stream().filter(r -> head(r).equals(name)).toList();
            Set<String> own = new LinkedHashSet<>(settings(run));
            Set<String> common = new LinkedHashSet<>(settings(run));
            alike.forEach(r -> common.retainAll(settings(r)));
            own.removeAll(common);
            StringBuilder text = new StringBuilder(name);
            own.forEach(setting -> text.append(", ").append(setting));
            if (own.isEmpty() && differ(alike, r -> r.info().seed())) {
                text.append(", seed ").append(run.info().seed());
            }
            if (differ(runs, r -> r.info().model())) {
                text.append(" on ").append(run.info().model());
            }
            String full = text.toString();
            long before = names.stream()
                    .filter(n -> n.equals(full) || n.startsWith(full + " ("))
                    .count();
            names.add(before == 0 ? full : full + " (" + (before + 1) + ")");
        }
        return names;
    }

    private static boolean differ(List<? extends Run> runs, Function<Run, Object> property) {
        return runs.stream().map(property).distinct().count() > 1;
    }

    private static String solver(Run run) {
        return String.valueOf(run.info().solver());
    }

    private static String head(Run run) {
        return solver(run).split("[\\[(]", 2)[0].strip();
    }

    /** What stands between the outer brackets, cut at commas that are in no inner ones. */
    private static List<String> settings(Run run) {
        String text = solver(run);
        List<String> settings = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean open = c == '[' || c == '(';
            boolean close = c == ']' || c == ')';
            if (open && depth++ == 0) {
                from = i + 1;
            } else if (depth == 1 && (close || text.startsWith(", ", i))) {
                settings.add(text.substring(from, i).strip());
                from = i + 1;
            }
            depth -= close ? 1 : 0;
        }
        return settings;
    }
}

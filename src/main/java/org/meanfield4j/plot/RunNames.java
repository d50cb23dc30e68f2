package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.State;
import org.meanfield4j.core.loop.Settings;

/** What a legend calls runs: the name of the solver, and of its settings, seed and game what tells the runs apart. */
final class RunNames {
    /** What is not written as its words. */
    private static final Map<String, String> NAMES = Map.of(
            "Mf Trpo", "MF-TRPO",
            "Mf Reinforce", "MF-REINFORCE",
            "Ac Smfg", "AC-SMFG",
            "Adage", "ADAGE",
            "Mfq", "MFQ",
            "Cui Koeppl", "Cui and Koeppl",
            "Model Free", "model-free");

    private RunNames() {}

    static List<String> of(List<? extends Run> runs) {
        List<String> names = new ArrayList<>();
        for (Run run : runs) {
            String name = head(run);
            List<? extends Run> alike =
                    runs.stream().filter(r -> head(r).equals(name)).toList();
            Set<String> own = settings(run);
            Set<String> common = settings(run);
            alike.forEach(r -> common.retainAll(settings(r)));
            own.removeAll(common);
            StringBuilder text = new StringBuilder(name);
            own.forEach(setting -> text.append(", ").append(setting));
            if (own.isEmpty() && differ(alike, r -> r.info().seed())) {
                text.append(", seed ").append(run.info().seed());
            }
            if (own.isEmpty() && differ(alike, RunNames::start) && start(run).isPresent()) {
                text.append(", started elsewhere");
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

    /** Where a run started, unless that was the start of the game. */
    private static Optional<String> start(Run run) {
        return Optional.ofNullable(run.outcome().state()).flatMap(State::startedFrom);
    }

    private static String head(Run run) {
        return words(String.valueOf(run.info().solver()).split("[\\[(]", 2)[0].strip());
    }

    /** A class in words, such as {@code "fictitious play"}; any other name as it is. */
    private static String words(String name) {
        if (!name.matches("([A-Z][a-z0-9]+){2,}") && !NAMES.containsKey(name)) {
            return name;
        }
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> known : NAMES.entrySet()) {
            words = words.replace(known.getKey().toLowerCase(Locale.ROOT), known.getValue());
        }
        return words;
    }

    /** Each in words, such as {@code "temperature 0.3"}. */
    private static Set<String> settings(Run run) {
        Set<String> words = new LinkedHashSet<>();
        Settings.of(run.info().solver()).forEach((name, value) -> words.add((name + " " + value).strip()));
        return words;
    }
}

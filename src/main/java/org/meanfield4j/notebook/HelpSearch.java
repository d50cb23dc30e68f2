package org.meanfield4j.notebook;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the documentation says of a word: things whose name is the word, whatever its capitals, come first, then those
 * whose name has it as a part, whose first sentence has it, whose text has it; what users call before what solvers are
 * made of.
 */
final class HelpSearch {
    private static final int MOST = 12;
    private static final int NOWHERE = 5;

    /** A word is looked for without such an ending: "continue" means "continuing", too. */
    private static final Pattern ENDING = Pattern.compile("(?<=\\w{4})(e|es|ed|ing|s)$");

    /** What the library's own code is made of; a cell has no use for it. */
    private static final Set<String> INSIDE = Set.of(
            "AtomicFile",
            "Algorithm",
            "CheckpointFile",
            "Documented",
            "Help",
            "Iterate",
            "Loop",
            "Parallel",
            "Require",
            "Rows",
            "SampleMeter",
            "Sink",
            "Sources",
            "Track",
            "Watch");

    private HelpSearch() {}

    /** Without what is inside, unless there is nothing else. */
    static List<Documented> forUsers(List<Documented> found) {
        List<Documented> outside = found.stream().filter(d -> !inside(d)).toList();
        return outside.isEmpty() ? found : outside;
    }

    private static boolean inside(Documented thing) {
        return INSIDE.contains(thing.typeName().replaceFirst("[.].*", ""));
    }

    /** The best dozen. */
    static List<Documented> of(String asked) {
        List<Pattern> words = Stream.of(asked.strip().split("\\W+"))
                .filter(word -> !word.isEmpty())
                .map(HelpSearch::stem)
                .toList();
        if (words.isEmpty()) {
            return List.of();
        }
        String joined = asked.replaceAll("\\W", "");
        Comparator<Documented> order = Comparator.comparingInt(d -> rank(d, joined, words));
        return Help.files().stream()
                .filter(file -> everyWord(words, Help.source(file)))
                .flatMap(file -> Help.read(file).stream())
                .filter(d -> rank(d, joined, words) < NOWHERE && !inside(d))
                .sorted(order.thenComparing(d -> !inOverview(d))
                        .thenComparing(d -> !d.type())
                        .thenComparingInt(d -> d.name().length())
                        .thenComparing(Documented::label))
                .limit(MOST)
                .toList();
    }

    private static Pattern stem(String word) {
        String stem = ENDING.matcher(word).replaceFirst("");
        // At the start of a word, or of a part of a name such as withSampleBudget.
        String capital = stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1);
        return Pattern.compile("(?i:\\b" + Pattern.quote(stem) + ")|(?<=[a-z])" + Pattern.quote(capital));
    }

    private static boolean everyWord(List<Pattern> words, String text) {
        return words.stream().allMatch(word -> word.matcher(text).find());
    }

    private static int rank(Documented thing, String joined, List<Pattern> words) {
        if (thing.name().equalsIgnoreCase(joined)) {
            return 0;
        }
        if (everyWord(words, thing.name())) {
            return 1;
        }
        if (everyWord(words, thing.summary())) {
            return 2;
        }
        String rest = thing.text() + " " + thing.parameters() + " " + thing.outcome();
        return everyWord(words, rest) ? 3 : NOWHERE;
    }

    private static boolean inOverview(Documented thing) {
        return Help.OVERVIEW.contains(thing.type() ? thing.typeName() + "," : thing.owner() + "." + thing.name());
    }
}

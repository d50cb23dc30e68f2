package org.meanfield4j.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What to cite. The one table is the file {@code references.bib}: above each entry stand the solvers
 * whose paper it is.
 */
public final class Citations {
    private static final String EVERYTHING = "% everything";

    private Citations() {}

    /**
     * Every entry.
     *
     * @return BibTeX
     */
    public static String all() {
        return String.join("\n\n", entries());
    }

    /** The library, and the papers of a solver; a run read back from a file knows its solver by its text only. */
    static String of(Object solver) {
        String name = solver instanceof String text
                ? text.replaceFirst("\\W.*", "")
                : solver.getClass().getSimpleName();
        List<String> mine = entries().stream()
                .filter(entry -> entry.startsWith(EVERYTHING) || names(entry).contains(name))
                .toList();
        String none = mine.size() > 1 ? "" : "\n\n% the documentation of " + name + " names no paper";
        return String.join("\n\n", mine) + none;
    }

    /** The classes of an entry: the words of its first line. */
    static List<String> names(String entry) {
        return Arrays.asList(entry.lines().findFirst().orElse("").split(" "));
    }

    /** The parts of the file between blank lines. */
    static List<String> entries() {
        try (InputStream in = Citations.class.getResourceAsStream("references.bib")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\\R\\R")).map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.meanfield4j.core.loop;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Identity;

/**
 * The settings of solvers by name: what a legend says of two runs, and a complaint of a run that cannot go on. Those of a
 * record of settings within another count as its own, as its withers do.
 */
public final class Settings {
    private static final int LONGEST = 60;
    private static final Pattern KEY = Pattern.compile("\\w+(?==)");
    private static final Pattern SINGLE = Pattern.compile("\\w+\\[\\w+=([^=]*) \\]");
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{16}\\b");

    /**
     * A setting in which two solvers are not alike.
     *
     * @param name of the setting
     * @param now its value
     * @param before the value of the other one, or what can be said of it
     */
    record Difference(String name, String now, String before) {}

    private Settings() {}

    /**
     * The settings of a solver, as readers know them.
     *
     * @param solver a record of settings, or the text of one, as saved runs have it; of anything else there are none
     * @return name to value, in their order; a part of a text that has no name is its own name, with an empty value
     */
    public static Map<String, String> of(Object solver) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (Require.given("solver", solver) instanceof Record record) {
            collect(record, settings);
        } else {
            parts(solver.toString(), ", ").forEach(part -> {
                String[] pair = part.split("=", 2);
                settings.put(pair[0], pair.length < 2 ? "" : pair[1]);
            });
        }
        return settings;
    }

    private static void collect(Record record, Map<String, String> into) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Identity.value(component, record);
            if (group(value)) {
                collect((Record) value, into);
            } else {
                into.merge(component.getName(), said(value), (first, second) -> first + ", " + second);
            }
        }
    }

    /** Whether it is settings within settings. */
    private static boolean group(Object value) {
        return value instanceof Record && value.getClass().isAnnotationPresent(Withers.class);
    }

    /** Its name, and what tells it from another of that name. */
    private static String said(Object value) {
        String name = Identity.name(value);
        return value instanceof Identified || value != null && value.getClass().isArray()
                ? name + " " + Identity.of(value)
                : name;
    }

    /**
     * Where a record of settings is not what another one was.
     *
     * @param now the record
     * @param free what may differ
     * @param before what {@link Identity#of(Object, Set)} said of the other record
     * @return the differences; none if the text cannot be read
     */
    static List<Difference> differences(Record now, Set<String> free, String before) {
        Map<String, String> had = new LinkedHashMap<>();
        for (String part : parts(before, " ")) {
            String[] pair = part.split("=", 2);
            had.put(pair[0], pair.length < 2 ? "" : pair[1]);
        }
        List<Difference> found = new ArrayList<>();
        for (RecordComponent component : now.getClass().getRecordComponents()) {
            Object value = Identity.value(component, now);
            String is = Identity.of(value, free);
            String was = had.get(component.getName());
            if (free.contains(component.getName()) || is.equals(was)) {
                continue;
            }
            if (was == null) {
                return List.of();
            }
            if (group(value) && was.startsWith(value.getClass().getSimpleName() + "[")) {
                found.addAll(differences((Record) value, free, was));
            } else {
                found.add(difference(component.getName(), is, was));
            }
        }
        return found;
    }

    /** Numbers that only a digest tells are "another". */
    static Difference difference(String name, String is, String was) {
        String now = shown(is);
        String before = shown(was);
        return new Difference(name, now, now.equals(before) ? "another of that name" : before);
    }

    private static String shown(String identity) {
        Matcher single = SINGLE.matcher(identity);
        String text = single.matches() ? single.group(1) : identity.replace(" ]", "]");
        text = DIGEST.matcher(text).replaceAll("").strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** How long the text of a record at the start of a line is; 0 if there is none. */
    static int length(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += depth(text.charAt(i));
            if (depth == 0 && text.charAt(i) == ']') {
                return i + 1;
            }
            if (depth == 0 && text.charAt(i) == ' ') {
                return 0;
            }
        }
        return 0;
    }

    private static int depth(char c) {
        return c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
    }

    /** What stands between the outer brackets, cut where a separator in no inner ones comes before the next part. */
    private static List<String> parts(String text, String separator) {
        List<String> parts = new ArrayList<>();
        Matcher key = KEY.matcher(text);
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            int step = depth(text.charAt(i));
            boolean next = depth == 1
                    && text.startsWith(separator, i)
                    && (!separator.isBlank() || key.region(i + 1, text.length()).lookingAt());
            if (depth == 0 && step == 1) {
                from = i + 1;
            } else if (depth == 1 && step == -1 || next) {
                String part = text.substring(from, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + separator.length();
            }
            depth += step;
        }
        return parts;
    }
}

package org.meanfield4j.core.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Text that comes from data, on its way into a language with markup: it is shown as it is and never read as links,
 * pictures, styles or scripts. Text without such characters is not changed. Outputs in {@code text/plain}, lines and
 * error messages are not markup and need nothing.
 */
public final class SafeText {
    /** The second part are the links that Markdown makes of bare addresses. */
    private static final Pattern MARKDOWN = Pattern.compile("[&<>*_`\\[\\]~|@\\\\$]|:(?=//)|(?<=\\b(?i:www))\\.");

    /** Line ends and other control characters, which would end a row of a table. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u2028\u2029]");

    /** What looks like a tag to Plotly, but for those without attributes that figures use. */
    private static final Pattern TAG =
            Pattern.compile("<(?!/?(?:sup|sub|b|i|em|strong|br|extra)\\s*/?>)(?=[^>]*>)|&(?=#?\\w+;)");

    private SafeText() {}

    /**
     * What a throwable says, in one line; the name of its class only where the message needs it.
     *
     * @param t thrown
     * @return a line for readers
     */
    public static String line(Throwable t) {
        Objects.requireNonNull(t, "t");
        String text = t.getMessage() == null || t.getMessage().isBlank()
                ? t.getClass().getSimpleName()
                : (t instanceof IllegalArgumentException ? "" : t.getClass().getSimpleName() + ": ") + t.getMessage();
        return text.replaceAll("\\R", " ");
    }

    /**
     * The text inside a line of Markdown, such as a cell of a table.
     *
     * @param text any
     * @return Markdown of one line that is shown as this text, and never as markup or as a formula
     */
    public static String markdown(String text) {
        String line = CONTROL.matcher(Objects.requireNonNull(text, "text")).replaceAll(" ");
        return MARKDOWN.matcher(line).replaceAll(found -> {
            String entity = "&#" + (int) found.group().charAt(0) + ";";
            // Formulas are looked for in the page, after entities are read, but not across the border of an element.
            return "$\\".contains(found.group()) ? "<span>" + entity + "</span>" : entity;
        });
    }

    /**
     * A Plotly tree whose texts may raise, lower or embolden, and nothing else.
     *
     * @param node a map, a list, a text, or anything else
     * @return a copy; its texts are shown as they are but for {@code <sup>}, {@code <sub>}, {@code <b>}, {@code <i>}
     *     and {@code <br>}
     */
    public static Object plotly(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, plotly(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(value -> copy.add(plotly(value)));
            return copy;
        }
        return node instanceof String text
                ? TAG.matcher(text).replaceAll(found -> found.group().equals("<") ? "&lt;" : "&amp;")
                : node;
    }
}

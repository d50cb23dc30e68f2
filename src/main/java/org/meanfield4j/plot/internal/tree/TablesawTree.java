package org.meanfield4j.plot.internal.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unbescape.html.HtmlEscape;

/**
 * Recovers the Plotly tree of a tablesaw figure. tablesaw emits JavaScript, not JSON: relaxed syntax, HTML entities,
 * numbers and NaN as strings, titles as plain strings that Plotly no longer reads.
 */
public final class TablesawTree {
    private static final Pattern VARIABLE = Pattern.compile("var (\\w+)\\s*=\\s*");
    private static final Pattern NUMERIC = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final JsonMapper RELAXED = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private TablesawTree() {}

    /** The figure as {data, layout[, config]}, normalised. Arrays of data are collected in the order of the traces. */
    public static Map<String, Object> of(tech.tablesaw.plotly.components.Figure figure) {
        figure.asJavascript("figure");
        String script = (String) figure.getContext().get("figure");
        List<Object> data = new ArrayList<>();
        Map<String, Object> layout = new LinkedHashMap<>();
        Map<String, Object> config = new LinkedHashMap<>();
        Matcher variable = VARIABLE.matcher(script);
        int position = 0;
        while (variable.find(position)) {
            String value = script.substring(variable.end());
            if (value.startsWith("[")) { // the list of the names of the traces
                position = variable.end();
                continue;
            }
            position = variable.end() + readInto(variable.group(1), value, data, layout, config);
        }
        Map<String, Object> tree = Tree.map("data", data, "layout", layout);
        if (!config.isEmpty()) {
            tree.put("config", config);
        }
        return tree;
    }

    private static int readInto(
            String name, String script, List<Object> data, Map<String, Object> layout, Map<String, Object> config) {
        try (JsonParser parser = RELAXED.createParser(script)) {
            Map<String, Object> value = Tree.asMap(normalise("", parser.readValueAs(Object.class)));
            switch (name) {
                case "layout" -> layout.putAll(value);
                case "config" -> config.putAll(value);
                default -> data.add(value);
            }
            return (int) parser.currentLocation().getCharOffset();
        } catch (IOException e) {
            throw new UncheckedIOException("tablesaw's '" + name + "' cannot be read as JSON: " + e.getMessage(), e);
        }
    }

    private static Object normalise(String key, Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> out = new LinkedHashMap<>();
            map.forEach((k, v) -> put(out, (String) k, normalise((String) k, v)));
            return out;
        }
        if (node instanceof List<?> list) {
            return normaliseList(key, list);
        }
        if (node instanceof Double || node instanceof Float) {
            return Tree.number(((Number) node).doubleValue());
        }
        if (node instanceof String text) {
            String plain = HtmlEscape.unescapeHtml(text);
            return key.equals("opacity") && NUMERIC.matcher(plain).matches()
                    ? Tree.number(Double.parseDouble(plain))
                    : plain;
        }
        return node;
    }

    /** Keeps what says something: defaults, empty names and zero bin counts of tablesaw are noise in a saved notebook. */
    private static void put(Map<String, Object> out, String key, Object value) {
        switch (key) {
            case "title" -> out.put(key, value instanceof String text ? withFont(out, text) : value);
            case "titlefont" -> {
                if (out.get("title") instanceof Map<?, ?> title) {
                    Tree.asMap(title).put("font", value);
                } else {
                    out.put("title", Tree.map("text", "", "font", value));
                }
            }
            case "name", "histnorm" -> putUnless(out, key, value, "");
            case "opacity" -> putUnless(out, key, value, 1L);
            case "simplify" -> putUnless(out, key, value, true);
            case "smoothing" -> putUnless(out, key, value, 1L);
            case "nbinsx", "nbinsy" -> putUnless(out, key, value, 0);
            case "autobinx", "autobiny" -> {} // removed from Plotly; automatic unless bins are given
            default -> out.put(key, value);
        }
    }

    private static Map<String, Object> withFont(Map<String, Object> out, String text) {
        return Tree.map("text", text, "font", Tree.at(out, "title", "font"));
    }

    private static void putUnless(Map<String, Object> out, String key, Object value, Object noise) {
        if (!noise.equals(value)) {
            out.put(key, value);
        }
    }

    private static List<Object> normaliseList(String key, List<?> list) {
        boolean numeric = !list.isEmpty() && list.stream().allMatch(TablesawTree::isNumberOrMissing);
        List<Object> out = new ArrayList<>(list.size());
        for (Object item : list) {
            if (numeric && item instanceof String text) {
                out.add(NUMERIC.matcher(text).matches() ? Tree.number(Double.parseDouble(text)) : null);
            } else {
                out.add(isMissing(item) ? null : normalise(key, item));
            }
        }
        return out;
    }

    private static boolean isMissing(Object item) {
        return item == null
                || item instanceof String text
                        && (text.equals("NaN") || text.equals("null") || text.endsWith("Infinity"));
    }

    private static boolean isNumberOrMissing(Object item) {
        return isMissing(item)
                || item instanceof Number
                || item instanceof String text && NUMERIC.matcher(text).matches();
    }
}

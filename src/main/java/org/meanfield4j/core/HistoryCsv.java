package org.meanfield4j.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.AtomicFile;

/** Comma-separated text of a history; see {@link History#csv}. */
final class HistoryCsv {
    /** The note that names columns of texts. */
    private static final String TEXTS = "text columns: ";

    /** Below this every whole double has an exact long. */
    private static final double EXACT = 0x1p53;

    private HistoryCsv() {}

    /** Writes numbers, and of columns that are named the label of each number; a note says which ones those are. */
    static void write(Path file, History history, Map<String, List<String>> labels, String... notes) {
        labels.forEach((name, texts) -> requireLabels(name, texts, history.column(name)));
        List<String> all = new ArrayList<>(List.of(notes));
        if (!labels.isEmpty()) {
            List<String> named =
                    history.columns().stream().filter(labels::containsKey).toList();
            all.add(TEXTS + named.stream().map(HistoryCsv::quoted).collect(Collectors.joining(",")));
        }
        byte[] text = encode(history, labels, all);
        ArrayFiles.save(file, out -> out.write(text));
    }

    private static void requireLabels(String name, List<String> texts, double[] codes) {
        Require.all("labels of '" + name + "'", texts).forEach(text -> Require.named("label of '" + name + "'", text));
        for (double code : codes) {
            if (!(code >= 0 && code < texts.size() && code == Math.rint(code))) {
                throw new IllegalArgumentException(
                        name + " = " + code + " has no label, there are " + texts.size() + "; number the rows from 0");
            }
        }
    }

    private static byte[] encode(History history, Map<String, List<String>> labels, List<String> notes) {
        StringBuilder text = new StringBuilder();
        for (String note : notes) {
            text.append("# ").append(note.replaceAll("\\R", " ")).append('\n');
        }
        List<String> names = history.columns();
        for (int c = 0; c < names.size(); c++) {
            text.append(c == 0 ? "" : ",").append(quoted(names.get(c)));
        }
        text.append('\n');
        double[] values = history.toArray();
        for (int i = 0; i < values.length; i++) {
            List<String> words = labels.get(names.get(i % names.size()));
            text.append(words == null ? number(values[i]) : quoted(words.get((int) values[i])))
                    .append((i + 1) % names.size() == 0 ? '\n' : ',');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The table; a note names the columns of texts, which go to their labels as they come. */
    static History read(Path file, Map<String, List<String>> labels) throws IOException {
        List<String> lines = lines(file);
        for (String note : notes(lines)) {
            if (note.startsWith(TEXTS)) {
                fields(note.substring(TEXTS.length())).forEach(name -> labels.put(name, new ArrayList<>()));
            }
        }
        History history = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (history == null) {
                history = named(fields(line), file + ", line " + (i + 1));
            } else {
                String where = file + ", line " + (i + 1) + ": '" + line + "'";
                history.add(numbers(line, history.columns(), labels, where));
            }
        }
        if (history == null) {
            throw new IOException(file + " has no line of column names; give a file that History.csv wrote");
        }
        return history;
    }

    /** What stands behind #, whatever the table holds. */
    static List<String> notes(Path file) throws IOException {
        return notes(lines(file));
    }

    private static List<String> notes(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .toList();
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return AtomicFile.lines(file);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read (" + AtomicFile.reason(file, e) + "); check the path", e);
        }
    }

    private static History named(List<String> columns, String where) throws IOException {
        try {
            return new History(columns.toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
    }

    private static double[] numbers(String line, List<String> names, Map<String, List<String>> labels, String where)
            throws IOException {
        List<String> fields = fields(line);
        if (fields.size() != names.size()) {
            throw new IOException(where + " must have " + names.size() + " values; the file is cut or edited");
        }
        try {
            double[] row = new double[fields.size()];
            for (int c = 0; c < row.length; c++) {
                List<String> words = labels.get(names.get(c));
                row[c] = words == null ? Double.parseDouble(fields.get(c)) : code(fields.get(c), words);
            }
            return row;
        } catch (NumberFormatException e) {
            throw new IOException(where + " must hold numbers; the file is edited", e);
        }
    }

    /** The place of a text in a list, to which it is added if it is new. */
    private static int code(String text, List<String> words) {
        int known = words.indexOf(text);
        if (known < 0) {
            words.add(text);
        }
        return known < 0 ? words.size() - 1 : known;
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT && Double.compare(value, -0.0) != 0;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private static String quoted(String name) {
        boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '#') && name.equals(name.strip());
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inQuotes = false;
        boolean wasQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && inQuotes && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                inQuotes = !inQuotes;
                wasQuoted = true;
            } else if (c == ',' && !inQuotes) {
                fields.add(wasQuoted ? field.toString() : field.toString().strip());
                field.setLength(0);
                wasQuoted = false;
            } else {
                field.append(c);
            }
        }
        fields.add(wasQuoted ? field.toString() : field.toString().strip());
        return fields;
    }
}

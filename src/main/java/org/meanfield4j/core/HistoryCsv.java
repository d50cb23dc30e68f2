package org.meanfield4j.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.core.files.AtomicFile;

/** Comma-separated text of a history; see {@link History#csv}. */
final class HistoryCsv {
    /** Below this every whole double has an exact long. */
    private static final double EXACT = 0x1p53;

    private HistoryCsv() {}

    static byte[] encode(History history, String... notes) {
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
            text.append(number(values[i])).append((i + 1) % names.size() == 0 ? '\n' : ',');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The table; what stands behind # goes to the notes. */
    static History read(Path file, List<String> notes) throws IOException {
        List<String> lines;
        try {
            lines = AtomicFile.lines(file);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read (" + AtomicFile.reason(file, e) + "); check the path", e);
        }
        History history = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("#")) {
                notes.add(line.substring(1).strip());
            } else if (!line.isEmpty() && history == null) {
                history = named(fields(line), file + ", line " + (i + 1));
            } else if (!line.isEmpty()) {
                history.add(numbers(line, history.columns(), file + ", line " + (i + 1) + ": '" + line + "'"));
            }
        }
        if (history == null) {
            throw new IOException(file + " has no line of column names; give a file that History.csv wrote");
        }
        return history;
    }

    private static History named(List<String> columns, String where) throws IOException {
        try {
            return new History(columns.toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
    }

    private static double[] numbers(String line, List<String> names, String where) throws IOException {
        List<String> fields = fields(line);
        if (fields.size() != names.size()) {
            throw new IOException(where + " must have " + names.size() + " values; the file is cut or edited");
        }
        try {
            return fields.stream().mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IOException(where + " must hold numbers; the file is edited", e);
        }
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

package org.meanfield4j.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** See {@link History#csv} and {@link History#read}. */
final class HistoryCsv {
    /** Below this every whole double has an exact long. */
    private static final double EXACT = 0x1p53;

    private HistoryCsv() {}

    static void write(History history, Path file, String... notes) {
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
        ArrayFiles.save(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static History read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(file + " cannot be read (" + AtomicFile.reason(e) + "); check the path", e));
        }
        History history = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> fields = fields(line);
            if (history == null) {
                history = new History(fields.toArray(new String[0]));
            } else {
                history.add(numbers(fields, history.columns(), file + " line " + (i + 1)));
            }
        }
        if (history == null) {
            throw new IllegalArgumentException(file + " has no line of names; give a file that History.csv wrote");
        }
        return history;
    }

    private static double[] numbers(List<String> fields, List<String> names, String where) {
        if (fields.size() != names.size()) {
            throw new IllegalArgumentException(where + " has " + fields.size() + " values, there are " + names.size()
                    + " names " + names + "; the file is cut or edited");
        }
        double[] row = new double[fields.size()];
        for (int c = 0; c < row.length; c++) {
            try {
                row[c] = Double.parseDouble(fields.get(c));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        where + ": " + names.get(c) + " = '" + fields.get(c) + "' is no number; the file is edited", e);
            }
        }
        return row;
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

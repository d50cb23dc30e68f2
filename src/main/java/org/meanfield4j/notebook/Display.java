package org.meanfield4j.notebook;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.text.SafeText;
import org.meanfield4j.plot.Figure;
import org.meanfield4j.plot.Plot;
import org.meanfield4j.plot.Plots;
import tech.tablesaw.api.Table;

/**
 * One output of a cell in several MIME types; the front end takes the richest that it knows. Always holds
 * {@code text/plain}, never {@code text/html}.
 *
 * @param data MIME type to content, in a fixed order: a tree of maps, lists, strings, numbers, booleans and nulls for
 *     JSON types, base64 for pictures, text otherwise
 */
public record Display(Map<String, Object> data) {
    /** The MIME type of an interactive figure. */
    public static final String PLOTLY = "application/vnd.plotly.v1+json";

    /** The MIME type of a picture. */
    public static final String PNG = "image/png";

    /** The MIME type of formatted text. */
    public static final String MARKDOWN = "text/markdown";

    /** The MIME type of plain text. */
    public static final String TEXT = "text/plain";

    private static final int TABLE_ROWS = 20;

    /**
     * Keeps the order of the given map.
     *
     * @throws IllegalArgumentException if there is no {@code text/plain}
     */
    public Display {
        if (!data.containsKey(TEXT)) {
            throw new IllegalArgumentException("data has the types " + data.keySet() + ", must have " + TEXT);
        }
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /**
     * The richest output of a value: figures interactive and as picture, runs as their main curve with the summary,
     * tables in Markdown, everything else as its {@code toString}.
     *
     * @param value anything, or null
     * @return the output
     */
    public static Display of(Object value) {
        if (value instanceof Display display) {
            return display;
        }
        if (value instanceof Run run) {
            return ofRun(run);
        }
        if (value instanceof Sweep<?, ?> sweep) {
            return ofSweep(sweep);
        }
        if (value instanceof Table table) {
            return ofTable(table);
        }
        Figure figure = figure(value);
        return figure == null ? text(String.valueOf(value)) : full(figure, figure.text());
    }

    /**
     * Plain text.
     *
     * @param text the text
     * @return the output
     */
    public static Display text(String text) {
        return new Display(Map.of(TEXT, text));
    }

    /**
     * The output while a figure is still changing: the picture and the text of {@link #of}. JupyterLab stops following
     * a figure once the pointer has made it interactive, so the interactive part comes with the last state only.
     *
     * @param value anything, or null
     * @return the output without its interactive part
     */
    static Display passing(Object value) {
        Figure figure = figure(value);
        if (figure == null) {
            return of(value);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(PNG, Base64.getEncoder().encodeToString(figure.png()));
        data.put(TEXT, figure.text());
        return new Display(data);
    }

    /** The value as it is now, however its builder changes later. */
    static Object frozen(Object value) {
        Figure figure = figure(value);
        return figure == null ? of(value) : figure;
    }

    private static Figure figure(Object value) {
        if (value instanceof Plot plot) {
            return plot.figure();
        }
        return value instanceof tech.tablesaw.plotly.components.Figure foreign ? Figure.of(foreign) : null;
    }

    private static Display full(Figure figure, String text) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(PLOTLY, figure.json());
        data.put(PNG, Base64.getEncoder().encodeToString(figure.png()));
        data.put(TEXT, text);
        return new Display(data);
    }

    private static Display ofRun(Run run) {
        if (run.history().rows() == 0) {
            return text(run.summary());
        }
        return full(Plots.convergence(run).title(run.headline()).figure(), run.summary());
    }

    /** The table, and below it how many runs there are and how many were cut short. */
    private static Display ofSweep(Sweep<?, ?> sweep) {
        Map<String, Object> data = new LinkedHashMap<>(ofTable(sweep.table()).data());
        data.replaceAll((type, text) -> text + "\n" + sweep);
        return new Display(data);
    }

    private static Display ofTable(Table table) {
        int rows = Math.min(table.rowCount(), TABLE_ROWS);
        StringBuilder markdown = new StringBuilder("|");
        table.columnNames()
                .forEach(name ->
                        markdown.append(' ').append(SafeText.markdown(name)).append(" |"));
        markdown.append("\n|").append("---|".repeat(table.columnCount())).append('\n');
        for (int r = 0; r < rows; r++) {
            markdown.append('|');
            for (int c = 0; c < table.columnCount(); c++) {
                markdown.append(' ')
                        .append(SafeText.markdown(table.getString(r, c)))
                        .append(" |");
            }
            markdown.append('\n');
        }
        if (rows < table.rowCount()) {
            markdown.append("\n… ").append(table.rowCount()).append(" rows in all\n");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(MARKDOWN, markdown.toString());
        data.put(TEXT, table.print(TABLE_ROWS));
        return new Display(data);
    }
}

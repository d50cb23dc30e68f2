package org.meanfield4j.notebook;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.text.Digits;
import org.meanfield4j.core.text.SafeText;
import org.meanfield4j.plot.Figure;
import org.meanfield4j.plot.Plot;
import org.meanfield4j.plot.Plots;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

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
        if (!Require.given("data", data).containsKey(TEXT)) {
            throw new IllegalArgumentException("data has the types " + data.keySet() + ", must have " + TEXT);
        }
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /**
     * The richest output of a value: figures interactive and as picture, runs as their main curve with the summary,
     * tables and histories in Markdown, arrays by shape
     * and first values, everything else as its {@code toString}.
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
        if (value instanceof History history) {
            return ofTable(history.table());
        }
        Figure figure = figure(value);
        return figure == null ? text(Digits.text(value)) : full(figure, figure.text());
    }

    /**
     * Plain text.
     *
     * @param text the text
     * @return the output
     */
    public static Display text(String text) {
        return new Display(Map.of(TEXT, Require.given("text", text)));
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
        String below = sweep.toString();
        data.replaceAll((type, text) -> text + "\n" + (type.equals(MARKDOWN) ? SafeText.markdown(below) : below));
        return new Display(data);
    }

    private static Display ofTable(Table values) {
        Table table = written(values);
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

    /** The rows that are shown, with numbers in four digits; whoever set a format of a column keeps it. */
    private static Table written(Table table) {
        Table written = Table.create(table.name());
        for (Column<?> column : table.columns()) {
            if (column instanceof NumericColumn<?> numbers) {
                StringColumn text = StringColumn.create(column.name(), column.size());
                for (int r = 0; r < column.size(); r++) {
                    if (r < TABLE_ROWS || r >= column.size() - TABLE_ROWS) {
                        text.set(r, number(numbers, r));
                    }
                }
                written.addColumns(text);
            } else {
                written.addColumns(column);
            }
        }
        return written;
    }

    private static String number(NumericColumn<?> column, int row) {
        Number value = column.get(row);
        String text = column.getString(row);
        if (column.isMissing(row)) {
            return text;
        }
        if (value instanceof Double || value instanceof Float) {
            double real = value.doubleValue();
            boolean free = text.equals(
                    NumberColumnFormatter.floatingPointDefault().getFormat().format(real));
            return free ? Digits.sig(real, 4) : text;
        }
        return text.equals(NumberColumnFormatter.ints().getFormat().format(value.longValue()))
                ? value.toString()
                : text;
    }
}

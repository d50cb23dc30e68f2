package org.meanfield4j.plot.internal.layout;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meanfield4j.plot.internal.tree.Tree;

/** The type, categories and range of axes that do not state them, from the data that they show. */
public final class Ranges {
    private static final double PAD = 0.04;

    private Ranges() {}

    /** Completes the axes of some charts; axes with the same key get one common range when they are shared. */
    public static void complete(List<Chart> charts, boolean sharedX, boolean sharedY) {
        for (Chart chart : charts) {
            chart.axes.forEach((key, axis) -> setType(chart, key, axis));
        }
        for (Chart chart : charts) {
            chart.axes.forEach((key, axis) -> {
                boolean shared = key.charAt(0) == 'x' ? sharedX : sharedY;
                setRange(shared ? charts : List.of(chart), key, axis);
            });
        }
    }

    private static void setType(Chart chart, String key, Map<String, Object> axis) {
        if (axis.containsKey("type")) {
            if (axis.get("type").equals("category") && !axis.containsKey("categoryarray")) {
                axis.put("categoryarray", categories(chart, key));
            }
            return;
        }
        List<Object> texts = categories(chart, key);
        if (texts.isEmpty()) {
            axis.put("type", "linear");
        } else if (texts.stream().allMatch(t -> !Double.isNaN(millis(t)))) {
            axis.put("type", "date");
        } else {
            axis.put("type", "category");
            axis.put("categoryarray", texts);
        }
    }

    /** The distinct strings on an axis, in order of appearance. */
    private static List<Object> categories(Chart chart, String key) {
        Set<Object> texts = new LinkedHashSet<>();
        chart.on(key)
                .flatMap(trace -> trace.values(key.charAt(0) == 'x').stream())
                .filter(String.class::isInstance)
                .forEach(texts::add);
        return new ArrayList<>(texts);
    }

    private static void setRange(List<Chart> charts, String key, Map<String, Object> axis) {
        if (axis.containsKey("range")) {
            return;
        }
        if (axis.get("type").equals("category")) {
            int n = Tree.list(axis, "categoryarray").size();
            boolean reversed = Tree.text(axis, "", "autorange").equals("reversed");
            axis.put("range", Tree.numbers(reversed ? n - 0.5 : -0.5, reversed ? -0.5 : n - 0.5));
            return;
        }
        Extent extent = new Extent(axis.get("type").equals("log"));
        for (Chart chart : charts) {
            chart.on(key).forEach(trace -> TraceExtent.add(extent, trace, key.charAt(0) == 'x', axis, chart));
        }
        double[] range = extent.range(PAD);
        if (Tree.text(axis, "", "autorange").equals("reversed")) {
            range = new double[] {range[1], range[0]};
        }
        if (axis.get("type").equals("date")) {
            axis.put("range", List.of(iso(range[0]), iso(range[1])));
        } else {
            axis.put("range", Tree.numbers(range));
        }
        axis.remove("autorange");
    }

    /** The ends of the range of a completed axis, in its coordinates. */
    public static double[] of(Map<String, Object> axis) {
        List<?> range = Tree.list(axis, "range");
        return axis.get("type").equals("date")
                ? new double[] {millis(range.get(0)), millis(range.get(1))}
                : Tree.reals(range);
    }

    /** The values of a list in the coordinates of an axis. */
    public static double[] coordinates(List<?> values, Map<String, Object> axis) {
        return values.stream().mapToDouble(value -> coordinate(value, axis)).toArray();
    }

    /** A value in the coordinates of an axis: log10 on a log axis, the index of a category, ms of a date. */
    public static double coordinate(Object value, Map<String, Object> axis) {
        double number = value instanceof Number real ? real.doubleValue() : Double.NaN;
        return switch (Tree.text(axis, "linear", "type")) {
            case "category" -> {
                int index = Tree.list(axis, "categoryarray").indexOf(value);
                yield index >= 0 ? index : number;
            }
            case "date" -> millis(value);
            case "log" -> number > 0 ? Math.log10(number) : Double.NaN;
            default -> number;
        };
    }

    /** Where an error bar ends: the coordinate of the value there plus by; NaN if that is not positive on a log axis. */
    public static double shifted(double coordinate, double by, Map<String, Object> axis) {
        if (!Tree.text(axis, "linear", "type").equals("log")) {
            return coordinate + by;
        }
        double value = Math.pow(10, coordinate) + by;
        return value > 0 ? Math.log10(value) : Double.NaN;
    }

    static double millis(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        String text = String.valueOf(value).trim().replace(' ', 'T');
        try {
            LocalDateTime at = text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
            return at.toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeParseException e) {
            return Double.NaN;
        }
    }

    private static String iso(double millis) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv((long) millis, 1000), 0, ZoneOffset.UTC)
                .toString();
    }

    /** Grows over coordinates and ends as a padded range. */
    static final class Extent {
        private final boolean log;
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;
        private boolean tightLow = true;
        private boolean tightHigh = true;

        Extent(boolean log) {
            this.log = log;
        }

        /** Adds a coordinate; a tight one, such as the base of a bar, asks for no padding beyond itself. */
        void add(double coordinate, boolean tight) {
            if (!Double.isFinite(coordinate)) {
                return;
            }
            if (coordinate < low || coordinate == low && !tight) {
                low = coordinate;
                tightLow = tight;
            }
            if (coordinate > high || coordinate == high && !tight) {
                high = coordinate;
                tightHigh = tight;
            }
        }

        double[] range(double pad) {
            if (low > high) {
                return new double[] {0, 1};
            }
            if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high)) || high == low) {
                double half = log ? 0.5 : low == 0 ? 1 : 0.1 * Math.abs(low);
                return new double[] {low - half, high + half};
            }
            double margin = pad * (high - low);
            return new double[] {tightLow ? low : low - margin, tightHigh ? high : high + margin};
        }
    }
}

package org.meanfield4j.plot.internal.layout;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ticks of a time axis, whose coordinates are milliseconds since 1970. */
final class Dates {
    private static final double DAY = Duration.ofDays(1).toMillis();
    private static final double[] DAYS = {1, 2, 7, 14};
    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120};
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT);

    private Dates() {}

    static Ticks ticks(double low, double high, double rough) {
        return rough > 0.75 * 28 * DAY ? months(low, high, rough) : steps(low, high, rough);
    }

    private static Ticks months(double low, double high, double rough) {
        int months = MONTHS[MONTHS.length - 1];
        for (int i = MONTHS.length - 1; i >= 0 && MONTHS[i] * 30.4 * DAY >= rough; i--) {
            months = MONTHS[i];
        }
        LocalDateTime at = date(low).withDayOfMonth(1).toLocalDate().atStartOfDay();
        at = at.minusMonths(Math.floorMod(12 * at.getYear() + at.getMonthValue() - 1, months));
        List<Double> places = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (; millis(at) <= high; at = at.plusMonths(months)) {
            if (millis(at) >= low) {
                places.add(millis(at));
                labels.add(months % 12 == 0 ? String.valueOf(at.getYear()) : MONTH.format(at));
            }
        }
        return ticks(places, labels);
    }

    private static Ticks steps(double low, double high, double rough) {
        double step = rough > DAY ? DAY * DAYS[DAYS.length - 1] : DAY / 24;
        if (rough > DAY) {
            for (int i = DAYS.length - 1; i >= 0 && DAYS[i] * DAY >= rough; i--) {
                step = DAYS[i] * DAY;
            }
        } else {
            while (step < rough) {
                step *= 2;
            }
        }
        List<Double> places = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (double at = step * Math.ceil(low / step); at <= high; at += step) {
            places.add(at);
            labels.add((step >= DAY ? DATE : TIME).format(date(at)));
        }
        return ticks(places, labels);
    }

    private static LocalDateTime date(double millis) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv((long) millis, 1000L), 0, ZoneOffset.UTC);
    }

    private static double millis(LocalDateTime at) {
        return at.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static Ticks ticks(List<Double> places, List<String> labels) {
        return new Ticks(places.stream().mapToDouble(Double::doubleValue).toArray(), labels, new double[0]);
    }
}

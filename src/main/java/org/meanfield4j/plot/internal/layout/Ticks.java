package org.meanfield4j.plot.internal.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * Where the ticks of an axis are, in its coordinates (log10 on a log axis), and how they are labelled. Plotly chooses
 * ticks in the browser; this is its rule, so that the picture and the interactive figure have the same ones.
 */
public record Ticks(double[] at, List<String> labels, double[] minor) {
    private static final double[] NICE = {2, 5, 10};

    /** The ticks of a completed axis that is drawn over a length in pixels. */
    public static Ticks of(Map<String, Object> axis, boolean horizontal, double length) {
        double[] range = Ranges.of(axis);
        double low = Math.min(range[0], range[1]);
        double high = Math.max(range[0], range[1]);
        String type = Tree.text(axis, "linear", "type");
        if (!Tree.list(axis, "tickvals").isEmpty()) {
            return given(axis, low, high);
        }
        if (type.equals("category")) {
            return categories(Tree.list(axis, "categoryarray"), horizontal, length);
        }
        if (type.equals("log")) {
            return powers(low, high, (int) Tree.real(axis, 1, "dtick"), axis.containsKey("minor"));
        }
        double rough = (high - low) / count(axis, horizontal, length);
        return type.equals("date")
                ? Dates.ticks(low, high, rough)
                : linear(low, high, Tree.real(axis, nice(rough), "dtick"), (int) Tree.real(axis, 3, "minexponent"));
    }

    /** The distance of the ticks of a vertical linear axis. */
    static double step(Map<String, Object> axis, double length) {
        double[] range = Ranges.of(axis);
        return Tree.real(axis, nice((range[1] - range[0]) / count(axis, false, length)), "dtick");
    }

    private static double count(Map<String, Object> axis, boolean horizontal, double length) {
        double automatic = Math.max(4, Math.min(9, length / (horizontal ? 80 : 40))) + 1;
        return Tree.real(axis, automatic, "nticks");
    }

    /** Plotly writes the powers of a log axis 1.25 times as large as the font says. */
    public static double enlarged(Map<String, Object> axis) {
        return Tree.text(axis, "", "type").equals("log") && !axis.containsKey("ticktext") ? 1.25 : 1;
    }

    /** Writes the ticks of a log axis of about one decade into the axis: 1, 2, 5, or a finer regular step. */
    static void spellOut(Map<String, Object> axis) {
        double[] range = Ranges.of(axis);
        double low = Math.pow(10, Math.min(range[0], range[1]));
        double high = Math.pow(10, Math.max(range[0], range[1]));
        List<Object> values = new ArrayList<>();
        List<Object> texts = new ArrayList<>();
        double step = high / low < 3 ? nice((high - low) / 5) : 0;
        int exponent = (int) Math.floor(Math.log10(low));
        for (int p = exponent; step == 0 && p <= Math.log10(high); p++) {
            for (int m : new int[] {1, 2, 5}) {
                BigDecimal value = BigDecimal.valueOf(m).scaleByPowerOfTen(p);
                if (value.doubleValue() >= low && value.doubleValue() <= high) {
                    values.add(Tree.number(value.doubleValue()));
                    texts.add(Math.abs(p) > 3 ? (m == 1 ? "" : m + "×") + power(p) : value.toPlainString());
                }
            }
        }
        if (step > 0) {
            Ticks ticks = linear(low, high, step, 3);
            for (int i = 0; i < ticks.at.length; i++) {
                values.add(Tree.number(ticks.at[i]));
                texts.add(ticks.labels.get(i));
            }
        }
        axis.put("tickvals", values);
        axis.put("ticktext", texts);
    }

    /** The longest label, in pixels. */
    public double width(double size) {
        double width = 0;
        for (String label : labels) {
            width = Math.max(width, new RichText(label).width(size));
        }
        return width;
    }

    private static Ticks given(Map<String, Object> axis, double low, double high) {
        List<?> values = Tree.list(axis, "tickvals");
        double[] places = Ranges.coordinates(values, axis);
        List<?> texts = Tree.list(axis, "ticktext");
        List<Double> at = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= low && places[i] <= high) {
                at.add(places[i]);
                labels.add(String.valueOf((texts.isEmpty() ? values : texts).get(i)));
            }
        }
        return of(at, labels);
    }

    /** One label per category, thinned to what fits, as Plotly does. */
    private static Ticks categories(List<?> names, boolean horizontal, double length) {
        List<Double> at = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        int step = Math.max(1, (int) Math.ceil(names.size() * 1.2 * Theme.TICK_SIZE / Math.max(length, 1)));
        for (int i = 0; i < names.size(); i += step) {
            at.add((double) i);
            labels.add(String.valueOf(names.get(i)));
        }
        return of(at, labels);
    }

    private static Ticks linear(double low, double high, double step, int minExponent) {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        int exponent = (int) Math.floor(Math.log10(largest) + 0.01);
        int shared = Math.abs(exponent) > minExponent ? exponent : 0;
        int digits = 2 - (int) Math.floor(Math.log10(step) + 0.01);
        List<Double> at = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        long last = (long) Math.floor(high / step + 1e-9);
        for (long i = (long) Math.ceil(low / step - 1e-9); i <= last; i++) {
            at.add(i * step);
            labels.add(plain(i * step, digits, shared));
        }
        return of(at, labels);
    }

    private static Ticks powers(double low, double high, int step, boolean withMinor) {
        List<Double> at = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<Double> minor = new ArrayList<>();
        for (int p = (int) Math.floor(low) - 1; p <= high; p++) {
            if (p >= low && Math.floorMod(p, step) == 0) {
                at.add((double) p);
                labels.add(power(p));
            }
            for (int m = 2; withMinor && m < 10; m++) {
                double place = p + Math.log10(m);
                if (place >= low && place <= high) {
                    minor.add(place);
                }
            }
        }
        return new Ticks(array(at), labels, array(minor));
    }

    private static double nice(double rough) {
        double base = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : NICE) {
            if (rough / base <= factor) {
                return factor * base;
            }
        }
        return 10 * base;
    }

    private static String power(int p) {
        return p == 0 ? "1" : p == 1 ? "10" : "10<sup>" + (p < 0 ? "−" : "") + Math.abs(p) + "</sup>";
    }

    private static String plain(double value, int digits, int exponent) {
        BigDecimal scaled = BigDecimal.valueOf(Math.abs(value))
                .scaleByPowerOfTen(-exponent)
                .setScale(Math.max(-20, digits + exponent), RoundingMode.HALF_UP);
        if (scaled.signum() == 0) {
            return "0";
        }
        String text = separate(scaled.stripTrailingZeros().toPlainString());
        String sign = value < 0 ? "−" : "";
        return sign + text + (exponent == 0 ? "" : "×" + power(exponent));
    }

    private static String separate(String number) {
        int point = number.indexOf('.');
        StringBuilder whole = new StringBuilder(point < 0 ? number : number.substring(0, point));
        if (whole.length() > 4) {
            for (int i = whole.length() - 3; i > 0; i -= 3) {
                whole.insert(i, ',');
            }
        }
        return whole + (point < 0 ? "" : number.substring(point));
    }

    private static Ticks of(List<Double> at, List<String> labels) {
        return new Ticks(array(at), labels, new double[0]);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

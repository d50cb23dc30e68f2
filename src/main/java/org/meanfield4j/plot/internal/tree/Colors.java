package org.meanfield4j.plot.internal.tree;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Colour scales. */
public final class Colors {
    /** White to deep blue: a law, so that empty is white and ink stays readable on most cells. */
    public static final List<String> LAW =
            List.of("#ffffff", "#e3eef9", "#c3daee", "#94c4df", "#5ba3d0", "#2f7dbb", "#0d57a1", "#083370");

    /** Viridis: a magnitude. */
    public static final List<String> MAGNITUDE =
            List.of("#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725");

    /** Vermillion through white to blue: a signed value, white at zero. */
    public static final List<String> SIGNED =
            List.of("#8c3a00", "#d55e00", "#f0b088", "#ffffff", "#8fbfdf", "#0072b2", "#00456e");

    private Colors() {}

    /** A Plotly colour scale of equally spaced colours. */
    public static List<Object> scale(List<String> colors) {
        List<Object> scale = new ArrayList<>();
        for (int i = 0; i < colors.size(); i++) {
            scale.add(List.of(Tree.number((double) i / (colors.size() - 1)), colors.get(i)));
        }
        return scale;
    }

    /** Colours of an ordered family, from light to dark: samples of viridis without its yellow end. */
    public static List<String> ordered(int n) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double at = n == 1 ? 0.3 : 0.85 * (1 - (double) i / (n - 1));
            Color c = at(scale(MAGNITUDE), at);
            out.add(String.format(Locale.ROOT, "#%02x%02x%02x", c.getRed(), c.getGreen(), c.getBlue()));
        }
        return out;
    }

    /** The colour at a position in [0, 1] of a Plotly colour scale, interpolated in RGB as Plotly does. */
    public static Color at(List<?> scale, double position) {
        double p = Math.max(0, Math.min(1, position));
        for (int i = 1; i < scale.size(); i++) {
            double to = stop(scale, i);
            if (p <= to) {
                double from = stop(scale, i - 1);
                double share = to > from ? (p - from) / (to - from) : 1;
                return mix(color(scale, i - 1), color(scale, i), share);
            }
        }
        return color(scale, scale.size() - 1);
    }

    private static double stop(List<?> scale, int i) {
        return ((Number) ((List<?>) scale.get(i)).get(0)).doubleValue();
    }

    private static Color color(List<?> scale, int i) {
        return Theme.color((String) ((List<?>) scale.get(i)).get(1));
    }

    private static Color mix(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + share * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue())));
    }

    /** Whether black is better readable on a colour than white. */
    public static boolean light(Color c) {
        return 0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue() > 140;
    }
}

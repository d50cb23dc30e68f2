package org.meanfield4j.plot.internal.tree;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Fonts, sizes and colours that both the interactive figure and the picture use. */
public final class Theme {
    /** The colours of series: Okabe and Ito (2008), distinguishable with every common colour vision deficiency. */
    public static final List<String> SERIES =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000");

    private static final List<String> DASHES =
            List.of("solid", "12px,3px", "10px,3px,3px,3px", "12px,3px,3px,3px,3px,3px");

    /** The styles of grey lines: slopes to compare with, and levels. */
    public static final List<String> GUIDES = List.of("dot", "3px,9px");

    public static final List<String> REFERENCES = List.of("dash", "dashdot", "longdash");

    public static final String INK = "#2a2a2a";
    public static final String REFERENCE = "#666666";
    public static final String GRID = "#e6e6e6";
    public static final String AXIS = "#555555";
    public static final String EDGE = "#b0b0b0";
    public static final String WALL = "#4a4a4a";
    public static final String ARROW = "#d55e00";

    public static final int WIDTH = 700;
    public static final int HEIGHT = 420;
    public static final double TITLE_SIZE = 16;
    public static final double LABEL_SIZE = 13;
    public static final double TICK_SIZE = 12;
    public static final double NOTE_SIZE = 10;
    public static final double TICK_LENGTH = 5;
    public static final double LINE_WIDTH = 2;
    public static final String FAMILY = "Arial, Liberation Sans, Helvetica, sans-serif";

    /** The name of the font in pictures. */
    public static final String FONT = "Liberation Sans";

    private static final Font PRIMARY = primary();
    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);
    private static final Pattern RGB =
            Pattern.compile("rgba?\\(\\s*([\\d.]+)\\s*,\\s*([\\d.]+)\\s*,\\s*([\\d.]+)\\s*(?:,\\s*([\\d.]+)\\s*)?\\)");
    private static final Map<String, Integer> NAMED = Map.ofEntries(
            Map.entry("white", 0xffffff),
            Map.entry("black", 0x000000),
            Map.entry("red", 0xff0000),
            Map.entry("green", 0x008000),
            Map.entry("blue", 0x0000ff),
            Map.entry("gray", 0x808080),
            Map.entry("grey", 0x808080),
            Map.entry("orange", 0xffa500),
            Map.entry("purple", 0x800080),
            Map.entry("yellow", 0xffff00),
            Map.entry("brown", 0xa52a2a),
            Map.entry("pink", 0xffc0cb),
            Map.entry("cyan", 0x00ffff),
            Map.entry("magenta", 0xff00ff),
            Map.entry("lightgray", 0xd3d3d3),
            Map.entry("lightgrey", 0xd3d3d3),
            Map.entry("steelblue", 0x4682b4));

    private Theme() {}

    /** The colour of the i-th series. */
    public static String series(int i) {
        return SERIES.get(i % SERIES.size());
    }

    /** The style of the i-th line; the gaps are short, so that a noisy curve can be followed. */
    public static String dash(int i) {
        return DASHES.get(i % DASHES.size());
    }

    /** The styles that a line of this colour may have. */
    public static List<String> dashes(String color) {
        return color.equals(REFERENCE)
                ? Stream.of(GUIDES, REFERENCES).flatMap(List::stream).toList()
                : DASHES;
    }

    /** The font of a label: a sans-serif face as in the browser, or the logical one where that lacks a glyph. */
    static Font font(String text, double size, boolean bold) {
        Font base = PRIMARY.canDisplayUpTo(text) < 0 ? PRIMARY : new Font(Font.SANS_SERIF, Font.PLAIN, 1);
        return base.deriveFont(bold ? Font.BOLD : Font.PLAIN, (float) size);
    }

    static double textWidth(String text, double size) {
        return text.isEmpty()
                ? 0
                : font(text, size, false).getStringBounds(text, METRICS).getWidth();
    }

    public static BasicStroke stroke(double width, String dash) {
        float[] pattern = switch (dash) {
            case "dash" -> new float[] {9, 9};
            case "dot" -> new float[] {3, 3};
            case "dashdot" -> new float[] {9, 9, 3, 9};
            case "longdash" -> new float[] {15, 15};
            default -> lengths(dash);
        };
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 2, pattern, 0);
    }

    /** Lengths in pixels as Plotly accepts them, {@code 9px,3px}; null for anything else. */
    private static float[] lengths(String dash) {
        if (!dash.endsWith("px")) {
            return null;
        }
        String[] parts = dash.split("px,?");
        float[] lengths = new float[parts.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Float.parseFloat(parts[i]);
        }
        return lengths;
    }

    /** A CSS colour as Plotly accepts it: #rgb, #rrggbb, rgb(..), rgba(..) or a common name. */
    public static Color color(String css) {
        String text = css.trim().toLowerCase(Locale.ROOT);
        Matcher rgb = RGB.matcher(text);
        if (rgb.matches()) {
            double alpha = rgb.group(4) == null ? 1 : Double.parseDouble(rgb.group(4));
            return new Color(
                    channel(rgb.group(1)), channel(rgb.group(2)), channel(rgb.group(3)), (int) Math.round(255 * alpha));
        }
        if (text.matches("#[0-9a-f]{6}")) {
            return new Color(Integer.parseInt(text.substring(1), 16));
        }
        if (text.matches("#[0-9a-f]{3}")) {
            int c = Integer.parseInt(text.substring(1), 16);
            return new Color(17 * (c >> 8), 17 * (c >> 4 & 15), 17 * (c & 15));
        }
        Integer named = NAMED.get(text);
        if (named == null) {
            throw new IllegalArgumentException(
                    "color = '" + css + "' is unknown; give #rrggbb, rgb(r, g, b) or one of " + NAMED.keySet());
        }
        return new Color(named);
    }

    public static String translucent(String css, double alpha) {
        Color c = color(css);
        return "rgba(" + c.getRed() + ", " + c.getGreen() + ", " + c.getBlue() + ", " + alpha + ")";
    }

    private static int channel(String text) {
        return (int) Math.round(Math.min(255, Double.parseDouble(text)));
    }

    /** The font file that every picture uses, to be embedded: Liberation Sans, which PDFBox carries. */
    public static InputStream fontFile() {
        return PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
    }

    private static Font primary() {
        try (InputStream file = fontFile()) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException e) { // a temporary folder that is full or read-only
            return installed();
        }
    }

    private static Font installed() {
        for (String family : List.of("Arial", "Liberation Sans", "Helvetica", "Nimbus Sans")) {
            Font font = new Font(family, Font.PLAIN, 1);
            if (font.getFamily(Locale.ROOT).equals(family)) {
                return font;
            }
        }
        return new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    }
}

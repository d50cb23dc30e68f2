package org.meanfield4j.plot.internal.tree;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plotly's text with superscripts, subscripts, bold type and line breaks, measured and drawn as the browser does. */
public final class RichText {
    private static final double LEAST_SIZE = 8;
    private static final Pattern TAG = Pattern.compile("<(/?)(sup|sub|b|i|em|strong|br)\\s*/?>");
    private static final double SCRIPT_SIZE = 0.7;
    private static final double RAISE = 0.6;
    private static final double LOWER = 0.3;
    private static final double LINE_SPACING = 1.3;

    private record Piece(String text, int script, boolean bold, int line) {}

    private final List<Piece> pieces = new ArrayList<>();
    private int lines = 1;

    public RichText(String text) {
        Matcher tag = TAG.matcher(text);
        int from = 0;
        int script = 0;
        boolean bold = false;
        while (tag.find()) {
            add(text.substring(from, tag.start()), script, bold);
            from = tag.end();
            boolean open = tag.group(1).isEmpty();
            switch (tag.group(2)) {
                case "sup" -> script = open ? 1 : 0;
                case "sub" -> script = open ? -1 : 0;
                case "b", "strong" -> bold = open;
                case "br" -> lines++;
                default -> {} // italics are drawn upright
            }
        }
        add(text.substring(from), script, bold);
    }

    private void add(String text, int script, boolean bold) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, script, bold, lines - 1));
        }
    }

    /** The text without its tags. */
    public static String plain(String text) {
        return TAG.matcher(text).replaceAll("");
    }

    public int lines() {
        return lines;
    }

    /** Width of the widest line in pixels. */
    public double width(double size) {
        double widest = 0;
        for (int line = 0; line < lines; line++) {
            widest = Math.max(widest, width(line, size));
        }
        return widest;
    }

    /** The size in which it fits into a width: the one wished for or a smaller one, down to what can still be read. */
    public double fitting(double size, double room) {
        double fits = Math.min(size, size * room / Math.max(1, width(size)));
        return Math.max(LEAST_SIZE, Math.floor(2 * fits) / 2);
    }

    private double width(int line, double size) {
        double width = 0;
        for (Piece piece : pieces) {
            if (piece.line == line) {
                width += Theme.textWidth(piece.text, scaled(piece, size));
            }
        }
        return width;
    }

    /**
     * Draws the text.
     *
     * @param anchor where (x, baseline) is: 0 at the start of a line, 0.5 in its middle, 1 at its end
     * @param degrees clockwise rotation about (x, baseline)
     */
    public void draw(Graphics2D g, double x, double baseline, double size, Color color, double anchor, double degrees) {
        AffineTransform before = g.getTransform();
        g.translate(x, baseline);
        g.rotate(Math.toRadians(degrees));
        g.setColor(color);
        for (int line = 0; line < lines; line++) {
            double at = -anchor * width(line, size);
            for (Piece piece : pieces) {
                if (piece.line == line) {
                    Font font = Theme.font(piece.text, scaled(piece, size), piece.bold);
                    double shift = piece.script > 0 ? -RAISE : piece.script < 0 ? LOWER : 0;
                    g.setFont(font);
                    g.drawString(
                            piece.text, (float) at, (float) (line * LINE_SPACING * size + shift * scaled(piece, size)));
                    at += Theme.textWidth(piece.text, scaled(piece, size));
                }
            }
        }
        g.setTransform(before);
    }

    private static double scaled(Piece piece, double size) {
        return piece.script == 0 ? size : SCRIPT_SIZE * size;
    }
}

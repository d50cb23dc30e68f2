package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.layout.Places;
import org.meanfield4j.plot.internal.layout.Ranges;
import org.meanfield4j.plot.internal.layout.Sheet;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** Draws a sheet that the layout has completed: the same pixels that the browser would show. */
public final class Picture {
    private final Map<String, Object> layout;
    private final List<Trace> traces;
    private final Frame frame;
    private final Graphics2D g;

    private Picture(Sheet sheet, Graphics2D g) {
        this.layout = sheet.layout();
        this.traces = sheet.traces();
        this.frame = new Frame(layout);
        this.g = g;
    }

    /** The picture as a PNG file. */
    public static byte[] png(Sheet sheet) {
        Frame frame = new Frame(sheet.layout());
        return PngFile.of(image(sheet, frame.width(), frame.height()));
    }

    /** The picture in some number of pixels, its type and lines enlarged with it. */
    static BufferedImage image(Sheet sheet, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        Frame frame = new Frame(sheet.layout());
        g.scale((double) width / frame.width(), (double) height / frame.height());
        draw(sheet, g);
        g.dispose();
        return image;
    }

    /** Draws a sheet with anything that draws, a pixel as one unit. */
    static void draw(Sheet sheet, Graphics2D g) {
        Frame frame = new Frame(sheet.layout());
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Theme.color(Tree.text(sheet.layout(), "#ffffff", "paper_bgcolor")));
        g.fillRect(0, 0, frame.width(), frame.height());
        new Picture(sheet, g).draw();
    }

    private void draw() {
        Map<List<String>, List<Trace>> panels = new LinkedHashMap<>();
        Set<String> undrawn = new TreeSet<>();
        for (Trace trace : traces) {
            if (!trace.drawable()) {
                undrawn.add(trace.type());
            } else if (trace.cartesian()) {
                panels.computeIfAbsent(List.of(trace.axis(true), trace.axis(false)), k -> new ArrayList<>())
                        .add(trace);
            }
        }
        panels.forEach((ids, members) -> new XyPicture(layout, frame, ids.get(0), ids.get(1), members).draw(g));
        for (Trace trace : traces) {
            if (trace.shape() instanceof Shape.Pie pie) {
                PiePicture.draw(g, frame, pie);
            }
        }
        drawTitle();
        layout.keySet().stream()
                .filter(key -> key.startsWith("coloraxis"))
                .forEach(key -> ColorBarPicture.draw(g, frame, Tree.child(layout, key)));
        LegendPicture.draw(g, frame, layout, traces);
        for (Map<String, Object> note : Tree.maps(layout, "annotations")) {
            drawAnnotation(note);
        }
        if (!undrawn.isEmpty()) {
            sayUndrawn(undrawn);
        }
    }

    private void drawTitle() {
        String text = Tree.text(layout, "", "title", "text");
        double size = Tree.real(layout, Theme.TITLE_SIZE, "title", "font", "size");
        double y = frame.height() * (1 - Tree.real(layout, 1, "title", "y"));
        new RichText(text).draw(g, 0.5 * frame.width(), y + 0.35 * size, size, Theme.color(Theme.INK), 0.5, 0);
    }

    private void drawAnnotation(Map<String, Object> note) {
        double x = place(note, "x");
        double y = place(note, "y");
        double size = Tree.real(note, Theme.TICK_SIZE, "font", "size");
        RichText text = new RichText(Tree.text(note, "", "text"));
        double anchor = switch (Tree.text(note, "center", "xanchor")) {
            case "left" -> 0;
            case "right" -> 1;
            default -> 0.5;
        };
        double baseline = switch (Tree.text(note, "middle", "yanchor")) {
            case "bottom" -> y - 0.35 * size;
            case "top" -> y + 1.1 * size;
            default -> y + 0.35 * size;
        };
        Color color = Theme.color(Tree.text(note, Theme.INK, "font", "color"));
        double angle = Tree.real(note, 0, "textangle");
        if (angle != 0) {
            text.draw(g, x + 0.35 * size, y, size, color, anchor, angle);
            return;
        }
        text.draw(g, x, baseline - 0.65 * size * (text.lines() - 1), size, color, anchor, 0);
    }

    private double place(Map<String, Object> note, String letter) {
        String ref = Tree.text(note, "paper", letter + "ref");
        if (ref.equals("paper")) {
            double share = Tree.real(note, 0, letter);
            return letter.equals("x") ? frame.x(share) : frame.y(share);
        }
        Map<String, Object> axis = Tree.child(layout, Places.key(ref));
        double at = Ranges.coordinate(note.get(letter), axis);
        return frame.place(axis, letter.equals("x"), at)
                + (letter.equals("x") ? 1 : -1) * Tree.real(note, 0, letter + "shift");
    }

    private void sayUndrawn(Set<String> types) {
        Rectangle2D box = frame.plot();
        RichText text = new RichText(
                "This picture cannot draw traces of type " + String.join(", ", types)
                        + ".<br>The interactive figure shows them: open the notebook<br>in JupyterLab and point at the figure.");
        g.setColor(Theme.color(Theme.GRID));
        g.draw(box);
        text.draw(g, box.getCenterX(), box.getCenterY() - 10, Theme.LABEL_SIZE, Theme.color(Theme.REFERENCE), 0.5, 0);
    }
}

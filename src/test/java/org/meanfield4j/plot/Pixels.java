package org.meanfield4j.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.tree.Tree;

/** Looks at pictures and trees in tests. */
public final class Pixels {
    private Pixels() {}

    static BufferedImage decode(Figure figure) {
        try {
            return ImageIO.read(new ByteArrayInputStream(figure.png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many pixels have exactly a colour #rrggbb. */
    public static long count(BufferedImage image, String color) {
        int wanted = Integer.parseInt(color.substring(1), 16);
        long n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xffffff) == wanted) {
                    n++;
                }
            }
        }
        return n;
    }

    static int rgb(BufferedImage image, double x, double y) {
        return image.getRGB((int) x, (int) y) & 0xffffff;
    }

    static Map<String, Object> layout(Figure figure) {
        return Tree.child(figure.json(), "layout");
    }

    static List<Map<String, Object>> data(Figure figure) {
        return Tree.maps(figure.json(), "data");
    }

    static Frame frame(Figure figure) {
        return new Frame(layout(figure));
    }

    /** The pixel of a point on axes of the figure, in the coordinates of the axes. */
    static double[] at(Figure figure, String xAxis, String yAxis, double x, double y) {
        Map<String, Object> layout = layout(figure);
        return new double[] {
            frame(figure).place(Tree.child(layout, xAxis), true, x),
            frame(figure).place(Tree.child(layout, yAxis), false, y)
        };
    }
}

package org.meanfield4j.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.meanfield4j.core.files.AtomicFile;
import org.meanfield4j.plot.internal.layout.Arrange;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.Sheet;
import org.meanfield4j.plot.internal.picture.PaperFile;
import org.meanfield4j.plot.internal.tree.RichText;

/** Writes figures for print. */
final class Saving {
    /** Labels are 12 pixels high, and 8 points on paper. */
    private static final double PIXELS_PER_CM = 72 / 2.54 * 12 / 8;

    private static final double MOST_PIXELS = 40e6;

    private Saving() {}

    static Path write(Figure figure, String file, double centimetres, double dpi) {
        Check.within("centimetres", centimetres, 5, 50);
        Check.within("dpi", dpi, 50, 1200);
        Path path = Path.of(file);
        try {
            byte[] content = content(figure, file, centimetres, dpi);
            AtomicFile.write(path, out -> out.write(content));
        } catch (IOException e) {
            throw AtomicFile.failed(
                    file + " cannot be written (" + AtomicFile.reason(path, e) + "); give another file", e);
        }
        return path;
    }

    private static byte[] content(Figure figure, String file, double centimetres, double dpi) throws IOException {
        String kind = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Composition shown = figure.shown();
        Sheet sheet = Arrange.paper(shown, (int) Math.round(PIXELS_PER_CM * centimetres));
        PaperFile paper = new PaperFile(sheet, centimetres, RichText.plain(shown.title()), figure.text());
        return switch (kind) {
            case "pdf" -> paper.pdf();
            case "svg" -> paper.svg();
            case "png" -> {
                double pixels = Math.pow(centimetres / 2.54 * dpi, 2) * paper.ratio();
                if (pixels > MOST_PIXELS) {
                    throw new IllegalArgumentException("dpi = " + dpi + " makes " + Math.round(pixels / 1e6)
                            + " million pixels of " + centimetres + " cm, must be at most "
                            + Math.round(MOST_PIXELS / 1e6)
                            + "; give a smaller one, or save a .pdf");
                }
                yield paper.png(dpi);
            }
            default ->
                throw new IllegalArgumentException(
                        "file = '" + file + "' must end in .pdf, .svg or .png; give e.g. \"figure.pdf\"");
        };
    }
}

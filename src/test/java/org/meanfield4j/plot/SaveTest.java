package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.plot.internal.tree.Tree;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SaveTest {
    private static final List<String> DRAWN =
            List.of("svg title desc defs g path rect line circle ellipse polygon polyline clipPath".split(" "));

    @TempDir
    Path folder;

    static Stream<Figure> figures() {
        return Samples.all().stream();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aPdfIsAsWideAsSaidAndItsTextIsFoundInAFontThatItCarries(Figure figure) throws IOException {
        Path saved = figure.save(file("f.pdf"), 17);

        try (PDDocument document = Loader.loadPDF(saved.toFile())) {
            assertEquals(17 / 2.54 * 72, document.getPage(0).getMediaBox().getWidth(), 0.01);
            String title = Tree.text(Pixels.layout(figure), "", "title", "text");
            assertTrue(new PDFTextStripper().getText(document).contains(title), title);
            assertEquals(figure.text(), document.getDocumentInformation().getSubject());
            PDResources page = document.getPage(0).getResources();
            int fonts = 0;
            for (COSName form : page.getXObjectNames()) {
                PDResources drawn = ((PDFormXObject) page.getXObject(form)).getResources();
                for (COSName font : drawn.getFontNames()) {
                    assertTrue(drawn.getFont(font).isEmbedded(), font.getName());
                    fonts++;
                }
            }
            assertEquals(1, fonts);
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void anSvgIsAsWideAsSaidAndTellsWhatItShows(Figure figure) throws Exception {
        Path saved = figure.save(file("f.svg"), 17);

        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(saved.toFile())
                .getDocumentElement();
        assertEquals("17.0cm", root.getAttribute("width"));
        assertEquals(figure.text(), root.getElementsByTagName("desc").item(0).getTextContent());
        assertEquals(0, root.getElementsByTagName("text").getLength(), "letters are outlines");
        assertTrue(root.getElementsByTagName("path").getLength() > 10);
    }

    @Test
    void textsFromDataAreNoMarkupInAnSvg() throws Exception {
        String texts;
        try (var in = SaveTest.class.getResourceAsStream("/org/meanfield4j/hostile-texts.txt")) {
            texts = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        double[] values = {0, 1};
        for (String text : texts.lines().toList()) {
            Figure figure = Plots.lines(text)
                    .x(text)
                    .y(text)
                    .line(text, values, values)
                    .line("b", values, values)
                    .note("]]>" + text);
            NodeList all = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(figure.save(file("hostile.svg")).toFile())
                    .getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                Element element = (Element) all.item(i);
                assertTrue(DRAWN.contains(element.getTagName()), element.getTagName());
                for (int a = 0; a < element.getAttributes().getLength(); a++) {
                    String attribute = element.getAttributes().item(a).toString();
                    assertFalse(attribute.matches("(?s)on.*|.*(javascript:|alert|REMOTE).*"), attribute);
                }
            }
        }
    }

    @Test
    void aPngHasItsResolutionAndItsWordsAndLargerTypeWhenItHasMorePixels() throws IOException {
        Figure figure = Samples.lines();
        Path usual = figure.save(file("usual.png"));
        Path fine = figure.save(file("fine.png"), 8.5, 600);

        assertEquals(Math.round(8.5 / 2.54 * 300), ImageIO.read(usual.toFile()).getWidth());
        assertEquals(Math.round(8.5 / 2.54 * 600), ImageIO.read(fine.toFile()).getWidth());
        double ratio = (double) ink(ImageIO.read(fine.toFile())) / ink(ImageIO.read(usual.toFile()));
        assertTrue(ratio > 3.6 && ratio < 4.4, () -> "the same letters with four times the pixels, " + ratio);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(fine.toFile())) {
            reader.setInput(in);
            var tree = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            Element size = (Element) tree.getElementsByTagName("pHYs").item(0);
            assertEquals("23622", size.getAttribute("pixelsPerUnitXAxis"));
            Element words = (Element) tree.getElementsByTagName("iTXtEntry").item(0);
            assertEquals(figure.text(), words.getAttribute("text"));
        }
    }

    private static long ink(BufferedImage image) {
        long dark = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += (image.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
            }
        }
        return dark;
    }

    @Test
    void withoutAWidthItFillsAColumnOrThePageWhenPanelsStandSideBySide() throws IOException {
        try (PDDocument column =
                        Loader.loadPDF(Samples.lines().save(file("a.pdf")).toFile());
                PDDocument page = Loader.loadPDF(Plots.panels("", Samples.lines(), Samples.lines())
                        .save(file("b.pdf"))
                        .toFile())) {
            assertEquals(8.5 / 2.54 * 72, column.getPage(0).getMediaBox().getWidth(), 0.01);
            assertEquals(17 / 2.54 * 72, page.getPage(0).getMediaBox().getWidth(), 0.01);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "svg", "png"})
    void savingTwiceGivesTheSameBytes(String kind) throws IOException {
        Path first = Samples.lines().save(file("a." + kind));
        Path second = Samples.lines().save(file("b." + kind));

        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void noSeamsRunThroughAHeatMapInAnyResolution() throws IOException {
        Figure flat = Plots.heatmap("", 13, 17, new double[221]).figure();
        try (PDDocument document = Loader.loadPDF(flat.save(file("f.pdf"), 7.77).toFile())) {
            assertFlat(new PDFRenderer(document).renderImageWithDPI(0, 217));
        }
        assertFlat(ImageIO.read(flat.save(file("f.png"), 7.77, 217).toFile()));
    }

    /** The middle of the picture has one colour. */
    private static void assertFlat(BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        for (int y = image.getHeight() / 3; y < image.getHeight() / 2; y++) {
            for (int x = image.getWidth() / 3; x < image.getWidth() / 2; x++) {
                colors.add(image.getRGB(x, y));
            }
        }
        assertEquals(1, colors.size());
    }

    @Test
    void everyLineHasAStyleOfItsOwnForReadersWithoutColours() {
        Figure figure = Plots.lines("t")
                .line("a", Samples.STEPS)
                .line("b", Samples.STEPS)
                .line("c", Samples.STEPS)
                .line("d", Samples.STEPS)
                .figure();

        assertEquals(
                4,
                Pixels.data(figure).stream()
                        .map(trace -> Tree.text(trace, "", "line", "dash"))
                        .distinct()
                        .count());
    }

    @Test
    void aFileThatCannotBeMadeIsRefusedInOneLine() throws IOException {
        Figure figure = Samples.lines();
        LinesTest.assertOneLine("f.eps' must end in .pdf", () -> figure.save(file("f.eps")));
        LinesTest.assertOneLine("centimetres = 850.0 must be between 5 and 50", () -> figure.save(file("f.pdf"), 850));
        LinesTest.assertOneLine("dpi = NaN", () -> figure.save(file("f.png"), 8.5, Double.NaN));
        LinesTest.assertOneLine("million pixels", () -> figure.save(file("f.png"), 50, 1200));
        Files.writeString(folder.resolve("plain"), "");

        var e = assertThrows(UncheckedIOException.class, () -> figure.save(file("plain/f.pdf")));
        assertTrue(e.getMessage().contains("cannot be written"), e.getMessage());
        assertEquals(List.of("plain"), Stream.of(folder.toFile().list()).toList());
        assertEquals("", new String(Files.readAllBytes(folder.resolve("plain")), StandardCharsets.UTF_8));
    }
}

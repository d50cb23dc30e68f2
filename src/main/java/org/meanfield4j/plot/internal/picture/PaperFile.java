package org.meanfield4j.plot.internal.picture;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.layout.Sheet;
import org.meanfield4j.plot.internal.tree.Theme;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A sheet as a file for print, a given number of centimetres wide, with words that say what it shows. The same sheet
 * gives the same bytes.
 */
public record PaperFile(Sheet sheet, double centimetres, String title, String description) {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final double POINTS = 72 / 2.54;

    /** Height over width. */
    public double ratio() {
        return (double) frame().height() / frame().width();
    }

    private Frame frame() {
        return new Frame(sheet.layout());
    }

    /** One page without margins; its letters are text, in a font that the file carries. */
    public byte[] pdf() throws IOException {
        Frame frame = frame();
        double scale = POINTS * centimetres / frame.width();
        float width = (float) (scale * frame.width());
        float height = (float) (scale * frame.height());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument();
                PdfBoxGraphics2DFontTextDrawer letters = new PdfBoxGraphics2DFontTextDrawer();
                InputStream font = Theme.fontFile()) {
            letters.registerFont(Theme.FONT, PDType0Font.load(document, font, true));
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            document.setDocumentId(0L);
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setSubject(description);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            g.setFontTextDrawer(letters);
            g.scale(scale, scale);
            Picture.draw(sheet, g);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
        }
        return out.toByteArray();
    }

    /** Letters are outlines, which look the same everywhere. */
    public byte[] svg() throws IOException {
        Frame frame = frame();
        Document document;
        try {
            document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IOException("XML is not set up", e);
        }
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        SVGGraphics2D g = new SVGGraphics2D(context, true);
        Picture.draw(sheet, g);
        Element root = g.getRoot();
        root.setAttribute("width", centimetres + "cm");
        root.setAttribute("height", String.format(Locale.ROOT, "%.4fcm", centimetres * frame.height() / frame.width()));
        root.setAttribute("viewBox", "0 0 " + frame.width() + " " + frame.height());
        root.setAttribute("role", "img");
        root.insertBefore(words(document, "desc", description), root.getFirstChild());
        root.insertBefore(words(document, "title", title), root.getFirstChild());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try { // not by Batik, whose files name a DTD that readers then fetch
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException("SVG is not written", e);
        }
        return out.toByteArray();
    }

    private static Element words(Document document, String name, String text) {
        Element element = document.createElementNS(SVG, name);
        element.setTextContent(text);
        return element;
    }

    /** True colours at a resolution that the file states. */
    public byte[] png(double dpi) {
        Frame frame = frame();
        int width = (int) Math.round(centimetres / 2.54 * dpi);
        int height = (int) Math.round(centimetres / 2.54 * dpi * frame.height() / frame.width());
        BufferedImage image = Picture.image(sheet, width, height);
        return PngFile.of(image, dpi, description);
    }
}

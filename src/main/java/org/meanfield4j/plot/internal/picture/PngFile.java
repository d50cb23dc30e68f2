package org.meanfield4j.plot.internal.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes pictures small enough for notebooks: the 256 most frequent colours, which is a third of the size of true
 * colours. Charts have few colours and many blends of them along edges; a blend that is left out becomes its neighbour.
 */
final class PngFile {
    /** 0 is small and slow, 1 is fast and large; this is a third smaller for heat maps at no cost in time. */
    private static final float COMPRESSION = 0.3f;

    private static final String METADATA = "javax_imageio_png_1.0";
    private static final int LARGE = 55_000;

    private PngFile() {}

    /** The file of an opaque picture; fewer colours where dense curves make it too large. */
    static byte[] of(BufferedImage picture) {
        byte[] file = encode(indexed(picture, 256), null);
        for (int colors = 64; colors >= 16 && file.length > LARGE; colors /= 4) {
            file = encode(indexed(picture, colors), null);
        }
        return file;
    }

    /** The file of a picture for print: every colour exactly, its resolution, and what it shows in words. */
    static byte[] of(BufferedImage picture, double dpi, String description) {
        String meter = String.valueOf(Math.round(dpi / 0.0254));
        IIOMetadataNode size = node("pHYs", "unitSpecifier", "meter");
        size.setAttribute("pixelsPerUnitXAxis", meter);
        size.setAttribute("pixelsPerUnitYAxis", meter);
        IIOMetadataNode entry = node("iTXtEntry", "keyword", "Description");
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "en");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", description);
        IIOMetadataNode texts = new IIOMetadataNode("iTXt");
        texts.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode(METADATA);
        root.appendChild(size);
        root.appendChild(texts);
        return encode(picture, root);
    }

    private static IIOMetadataNode node(String name, String attribute, String value) {
        IIOMetadataNode node = new IIOMetadataNode(name);
        node.setAttribute(attribute, value);
        return node;
    }

    private static byte[] encode(BufferedImage picture, IIOMetadataNode about) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(COMPRESSION);
        ByteArrayOutputStream out = new ByteArrayOutputStream(LARGE);
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), param);
            if (about != null) {
                metadata.mergeTree(METADATA, about);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, metadata), param);
        } catch (IOException e) {
            throw new UncheckedIOException("the picture cannot be encoded", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static BufferedImage indexed(BufferedImage picture, int size) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, w, h, null, 0, w);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0, run = 1; i < pixels.length; i++, run++) {
            if (i + 1 == pixels.length || pixels[i + 1] != pixels[i]) {
                counts.merge(pixels[i], run, Integer::sum);
                run = 0;
            }
        }
        List<Integer> colors = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .toList();
        int[] palette = palette(colors, size);
        Map<Integer, Byte> index = new HashMap<>();
        colors.forEach(color -> index.put(color, (byte) nearest(color, palette, palette.length)));
        byte[] indices = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = i > 0 && pixels[i] == pixels[i - 1] ? indices[i - 1] : index.get(pixels[i]);
        }
        IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_INDEXED, model);
        out.getRaster().setDataElements(0, 0, w, h, indices);
        return out;
    }

    /**
     * The most frequent colours, leaving out those close to one that is already there: frequent colours are exact, and no
     * colour is far from the palette, which the most frequent ones alone would not grant to a fine heat map.
     */
    private static int[] palette(List<Integer> byFrequency, int size) {
        for (int close = 12; ; close *= 2) {
            int[] palette = new int[size];
            int n = 0;
            boolean fits = true;
            for (int color : byFrequency) {
                boolean near = n > 0 && distance(color, palette[nearest(color, palette, n)]) < close;
                if (!near && n == size) {
                    fits = false;
                    break;
                }
                if (!near) {
                    palette[n++] = color;
                }
            }
            if (fits) {
                return Arrays.copyOf(palette, n);
            }
        }
    }

    private static int nearest(int color, int[] palette, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (distance(color, palette[i]) < distance(color, palette[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16 & 255) - (b >> 16 & 255);
        int green = (a >> 8 & 255) - (b >> 8 & 255);
        int blue = (a & 255) - (b & 255);
        return red * red + green * green + blue * blue;
    }
}

package org.meanfield4j.plot.internal.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.meanfield4j.plot.Pixels;

class PictureTest {
    @Test
    void quartilesAreThoseOfPlotly() {
        double[] sorted = {1, 2, 3, 4};

        // Plotly's "linear" method interpolates between points at (i + 1/2) / n: 0.25 lies half way from 1 to 2
        assertEquals(1.5, BoxPicture.quantile(sorted, 0.25));
        assertEquals(2.5, BoxPicture.quantile(sorted, 0.5));
        assertEquals(3.5, BoxPicture.quantile(sorted, 0.75));
        assertEquals(4, BoxPicture.quantile(sorted, 1));
    }

    @Test
    void paletteIsCloseToEveryColourAndExactForFrequentOnes() throws IOException {
        BufferedImage smooth = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        BufferedImage noisy = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(5);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 300; x++) {
                smooth.setRGB(x, y, x % 256 << 8 | y);
                noisy.setRGB(x, y, random.nextInt(4) == 0 ? random.nextInt(1 << 24) : 0x0072b2);
            }
        }

        BufferedImage exact = ImageIO.read(new ByteArrayInputStream(PngFile.of(smooth)));
        byte[] small = PngFile.of(noisy);

        for (int x = 0; x < 300; x++) {
            int green = exact.getRGB(x, 50) >> 8 & 255;
            assertEquals(x % 256, green, 16, "a tenth of the range at 60000 colours, which no chart has");
        }
        assertTrue(small.length <= 60_000, () -> small.length + " bytes");
        long kept = Pixels.count(ImageIO.read(new ByteArrayInputStream(small)), "#0072b2");
        assertTrue(kept >= Pixels.count(noisy, "#0072b2"), "the frequent colour is exact");
    }
}

package org.meanfield4j.plot.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextAndColorTest {
    @Test
    void superscriptsTakeSeventyPercentOfTheirWidth() {
        double plain = new RichText("10").width(20);
        double raised = new RichText("10<sup>−3</sup>").width(20);

        assertEquals(new RichText("−3").width(14), raised - plain, 0.01, "advances of glyphs scale with the size");
        assertEquals("10−3", RichText.plain("10<sup>−3</sup>"));
        assertEquals(2, new RichText("a<br>b").lines());
    }

    @Test
    void colourScalesInterpolateInRgb() {
        var scale = Colors.scale(List.of("#000000", "#ffffff"));

        assertEquals(0x808080, Colors.at(scale, 0.5).getRGB() & 0xffffff);
        assertEquals(0x000000, Colors.at(scale, -1).getRGB() & 0xffffff);
        assertEquals(0xffffff, Colors.at(scale, 2).getRGB() & 0xffffff);
    }

    @Test
    void coloursOfCssAreUnderstoodAndOthersNamed() {
        assertEquals(0x0a14ff, Theme.color("rgb(10, 20, 255)").getRGB() & 0xffffff);
        assertEquals(128, Theme.color("rgba(1,2,3,0.5)").getAlpha());
        assertEquals(0xffaa00, Theme.color("#fa0").getRGB() & 0xffffff);
        var e = assertThrows(IllegalArgumentException.class, () -> Theme.color("no colour"));
        assertTrue(e.getMessage().contains("'no colour'"), e.getMessage());
    }
}

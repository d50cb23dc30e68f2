package org.meanfield4j.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unbescape.html.HtmlEscape;

class SafeTextTest {
    private static final Pattern MARKUP = Pattern.compile("[<>*_`\\[\\]~|@\\\\$]|://|www\\.");

    /** The same list as in the browser. */
    static List<String> hostileTexts() throws IOException {
        try (var in = SafeTextTest.class.getResourceAsStream("/org/meanfield4j/hostile-texts.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.replace("REMOTE", "http://127.0.0.1:9/").lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void aHostileTextIsNoMarkdownAndReadsAsItIs(String text) {
        String markdown = SafeText.markdown(text);
        String plain = markdown.replaceAll("</?span>", "");
        assertFalse(MARKUP.matcher(plain).find(), markdown);
        assertEquals(text, HtmlEscape.unescapeHtml(plain));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void aHostileTextHoldsNoTagForPlotlyAndReadsAsItIs(String text) {
        String safe = (String) SafeText.plotly(text);
        assertFalse(
                Pattern.compile("<[^<>]*>")
                        .matcher(safe.replaceAll("</?(b|sub)>", ""))
                        .find(),
                safe);
        assertEquals(text, HtmlEscape.unescapeHtml(safe));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exploitability",
                "RMSE of K",
                "constant(0.5)",
                "4.397e-05",
                "η = 0.3, β < 1",
                "5 − 3 = 2!",
                "{a: b} #1 + 50 %",
                "N = 100; (L²)"
            })
    void aTextWithoutMarkupIsNotChanged(String text) {
        assertEquals(text.replace("<", "&#60;"), SafeText.markdown(text));
        assertEquals(text, SafeText.plotly(text));
    }

    @Test
    void aLineEndDoesNotEndARow() {
        assertEquals("a b  c d", SafeText.markdown("a\nb\r\nc\u2028d"));
    }

    @Test
    void superscriptsOfFiguresStay() {
        String text = "<b>L</b><sup>2</sup>, x<sub>0</sub><br>a < b";
        Object tree = Map.of("text", List.of(text, 1L), "on", true);
        assertEquals(tree, SafeText.plotly(tree));
    }

    @Test
    void whatWasThrownIsSaidInOneLineWithItsClassOnlyWhereThatHelps() {
        assertEquals(
                "η = 0 must be positive; try 0.3",
                SafeText.line(new IllegalArgumentException("η = 0 must be positive;\ntry 0.3")));
        assertEquals("IllegalArgumentException", SafeText.line(new IllegalArgumentException()));
        assertEquals("ArithmeticException: / by zero", SafeText.line(new ArithmeticException("/ by zero")));
        assertEquals("StackOverflowError", SafeText.line(new StackOverflowError()));
        assertEquals("IllegalStateException", SafeText.line(new IllegalStateException(" ")));
    }
}

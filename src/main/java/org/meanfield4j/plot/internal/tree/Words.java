package org.meanfield4j.plot.internal.tree;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people. */
public final class Words {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Words() {}

    /** Three significant digits; powers of ten outside 0.001 … 99999. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text = exponent < -3 || exponent > 4
                ? rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent
                : rounded.toPlainString();
        return text.replace('-', '−');
    }
}

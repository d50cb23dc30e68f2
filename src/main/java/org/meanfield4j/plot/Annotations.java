package org.meanfield4j.plot;

import java.util.Map;

/** Text inside charts. */
final class Annotations {
    private Annotations() {}

    /** A number in a cell, dark on light cells and light on dark ones. */
    static Map<String, Object> inside(String text, Object x, Object y, boolean light) {
        return Tree.map(
                "text", text,
                "x", x,
                "y", y,
                "showarrow", false,
                "font", Tree.map("size", Tree.number(Theme.NOTE_SIZE), "color", light ? Theme.INK : "#ffffff"));
    }
}

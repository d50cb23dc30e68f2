package org.meanfield4j.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.meanfield4j.plot.internal.layout.Arrange;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.Ranges;
import org.meanfield4j.plot.internal.layout.Sheet;
import org.meanfield4j.plot.internal.layout.TraceColors;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * Figures of one kind that are reached by moving one slider, or two: interactive as Plotly frames, in the picture some
 * of them side by side. All frames have the same axes and colours, panel by panel.
 *
 * <p>With two sliders a frame is a cell of a grid. Plotly's sliders know nothing of each other, so every frame also
 * rewrites what their steps lead to: its own row and its own column.
 *
 * @param dials one slider, or two
 * @param frames one per setting, that of the last slider changing fastest; with the same panels and traces
 */
record Animation(List<Dial> dials, List<Composition> frames) {
    private static final int MOMENTS = 4;
    private static final int CONTROLS = 80;
    private static final int PICTURE_ROW = 180;
    private static final MathContext FIVE_DIGITS = new MathContext(5);

    /** A slider: its name, blank for a film, and what its steps are called. */
    record Dial(String name, List<String> labels) {}

    Animation {
        Check.notEmpty("frames", frames.size());
        int settings = dials.stream().mapToInt(dial -> dial.labels().size()).reduce(1, Math::multiplyExact);
        Check.sameLength("labels", settings, "frames", frames.size());
        List<Chart> first = frames.get(0).charts();
        for (Composition frame : frames) {
            Check.sameLength("panels of a frame", frame.charts().size(), "the first frame", first.size());
            for (int p = 0; p < first.size(); p++) {
                Check.sameLength(
                        "traces of a frame",
                        frame.charts().get(p).traces.size(),
                        "the first frame",
                        first.get(p).traces.size());
            }
        }
        frames = frames.stream()
                .map(frame -> frame.withCharts(
                        frame.charts().stream().map(Chart::copy).toList(), frame.columns()))
                .toList();
        for (int p = 0; p < first.size(); p++) {
            int panel = p;
            List<Chart> same =
                    frames.stream().map(frame -> frame.charts().get(panel)).toList();
            Ranges.complete(same, true, true);
            TraceColors.complete(same, true);
        }
    }

    /** A film of single charts. */
    static Animation film(List<String> labels, List<Chart> charts) {
        return new Animation(
                List.of(new Dial("", labels)),
                charts.stream().map(Composition::of).toList());
    }

    /** The first frame, with room for the sliders and the longest caption, and for what the picture shows. */
    Composition first() {
        Composition bare = frames.get(0).withNote("");
        boolean titled = frames.stream().allMatch(frame -> frame.title().equals(bare.title()));
        int noted = frames.stream()
                .mapToInt(frame -> frame.height() - frame.withNote("").height())
                .max()
                .orElse(0);
        Composition picture = moments(bare);
        int caption = picture.height() - picture.withNote("").height();
        int height = Math.max(bare.height() + CONTROLS + noted, 60 + PICTURE_ROW * picture.rows() + caption);
        return bare.withTitle(titled ? bare.title() : "").withSize(bare.width(), height);
    }

    /** The tree of the first frame, with all of them as Plotly frames that hold what differs somewhere. */
    Map<String, Object> json(Composition whole) {
        List<Map<String, Object>> trees =
                sheets(whole).stream().map(sheet -> sheet.json()).toList();
        List<List<Map<String, Object>>> data = trees.stream()
                .map(tree -> Tree.maps(Tree.asMap(rounded(Tree.map("data", tree.get("data")))), "data"))
                .toList();
        List<Map<String, Object>> layouts =
                trees.stream().map(tree -> Tree.child(tree, "layout")).toList();
        List<List<Map<String, Object>>> notes = annotations(layouts);
        List<List<Map<String, Object>>> changedData = changesByIndex(data);
        List<List<Map<String, Object>>> changedNotes = changesByIndex(notes);
        layouts.forEach(layout -> layout.remove("annotations"));
        List<Map<String, Object>> changed = changes(layouts);
        List<Object> members = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Map<String, Object> layout = changed.get(i);
            if (changedNotes.get(i).stream().anyMatch(note -> !note.isEmpty())) {
                layout.put("annotations", changedNotes.get(i));
            }
            if (dials.size() > 1) {
                int[] at = setting(i);
                layout.put(
                        "sliders",
                        IntStream.range(0, at.length)
                                .mapToObj(d -> Tree.map("active", at[d], "steps", steps(d, at)))
                                .toList());
            }
            members.add(Tree.map(
                    "name", name(setting(i)), "data", changedData.get(i), "layout", layout.isEmpty() ? null : layout));
        }
        Map<String, Object> layout = layouts.get(0);
        if (!notes.get(0).isEmpty()) {
            layout.put("annotations", notes.get(0));
        }
        double below = Tree.real(layout, CONTROLS, "margin", "b") - CONTROLS;
        if (dials.size() == 1) {
            layout.put("updatemenus", List.of(playButton(below)));
        }
        layout.put(
                "sliders",
                IntStream.range(0, dials.size()).mapToObj(d -> slider(d, below)).toList());
        return Tree.with(trees.get(0), "data", data.get(0), "layout", layout, "frames", members);
    }

    /**
     * What the picture shows: of a film at most four moments, the first and the last among them; of two sliders their
     * ends, below each other the panels of a setting, and all their captions.
     */
    Composition moments(Composition whole) {
        List<Integer> chosen = dials.size() == 1 ? spread(frames.size(), MOMENTS) : new ArrayList<>();
        if (dials.size() > 1) {
            int across = dials.get(1).labels().size();
            for (int i : spread(dials.get(0).labels().size(), 2)) {
                spread(across, 2).forEach(j -> chosen.add(i * across + j));
            }
        }
        int panels = frames.get(0).charts().size();
        boolean alike = panels == 1;
        List<Chart> charts = new ArrayList<>();
        StringBuilder note = new StringBuilder();
        for (int p = 0; p < panels; p++) {
            for (int i : chosen) {
                Chart chart = frames.get(i).charts().get(p).copy();
                boolean leftmost = i == chosen.get(0);
                chart.title = p == 0 ? name(setting(i)) : leftmost ? chart.title : "";
                if (!alike && !leftmost) {
                    chart.axes.values().forEach(axis -> axis.remove("title"));
                }
                charts.add(chart);
                if (p == 0 && !frames.get(i).note().isBlank()) {
                    note.append(name(setting(i)))
                            .append(": ")
                            .append(frames.get(i).note())
                            .append(' ');
                }
            }
        }
        long colored = frames.get(0).charts().stream()
                .filter(chart -> !chart.colors.isEmpty())
                .count();
        int columns = alike && chosen.size() == MOMENTS ? 2 : chosen.size();
        return new Composition(
                whole.title(),
                charts,
                columns,
                alike,
                alike,
                colored <= 1,
                whole.width(),
                whole.height(),
                note.append(whole.note()).toString());
    }

    /** Some of n places, evenly spread, the first and the last among them. */
    private static List<Integer> spread(int n, int most) {
        int count = Math.min(n, most);
        return IntStream.range(0, count)
                .mapToObj(k -> count == 1 ? 0 : (int) Math.round((double) k * (n - 1) / (count - 1)))
                .toList();
    }

    /** All frames in the same place, whatever the lengths of their captions. */
    private List<Sheet> sheets(Composition whole) {
        List<Composition> noted = frames.stream()
                .map(frame -> frame.withTitle(whole.title().isBlank() ? frame.title() : whole.title())
                        .withNote("")
                        .withSize(whole.width(), whole.height())
                        .withNote((frame.note() + " " + whole.note()).strip()))
                .toList();
        int tallest = noted.stream().mapToInt(Composition::height).max().orElseThrow();
        return noted.stream()
                .map(frame -> Arrange.sheet(
                        frame.withSize(whole.width(), whole.height()), CONTROLS + tallest - frame.height()))
                .toList();
    }

    /** The annotations of each frame, as many in each: Plotly keeps what a frame does not replace. */
    private static List<List<Map<String, Object>>> annotations(List<Map<String, Object>> layouts) {
        List<List<Map<String, Object>>> lists = new ArrayList<>();
        layouts.forEach(layout -> lists.add(new ArrayList<>(Tree.maps(layout, "annotations"))));
        int least = lists.stream().mapToInt(List::size).min().orElse(0);
        int most = lists.stream().mapToInt(List::size).max().orElse(0);
        for (List<Map<String, Object>> list : lists) {
            for (int k = least; k < most; k++) {
                if (k < list.size()) {
                    list.get(k).put("visible", true);
                } else {
                    list.add(Tree.map("text", "", "showarrow", false, "visible", false));
                }
            }
        }
        return lists;
    }

    private static List<List<Map<String, Object>>> changesByIndex(List<List<Map<String, Object>>> lists) {
        List<List<Map<String, Object>>> out = new ArrayList<>();
        lists.forEach(list -> out.add(new ArrayList<>()));
        for (int k = 0; k < lists.get(0).size(); k++) {
            int index = k;
            List<Map<String, Object>> changes =
                    changes(lists.stream().map(list -> list.get(index)).toList());
            for (int i = 0; i < out.size(); i++) {
                out.get(i).add(changes.get(i));
            }
        }
        return out;
    }

    /**
     * Of each map the entries that differ somewhere, null for a missing one. What differs from the first frame is not
     * enough: on the way back Plotly would keep it.
     */
    private static List<Map<String, Object>> changes(List<Map<String, Object>> maps) {
        Set<String> keys = new TreeSet<>();
        for (Map<String, Object> map : maps) {
            keys.addAll(map.keySet());
        }
        keys.removeIf(key -> maps.stream()
                .allMatch(map -> Objects.equals(map.get(key), maps.get(0).get(key))));
        List<Map<String, Object>> out = new ArrayList<>();
        for (Map<String, Object> map : maps) {
            Map<String, Object> changes = new LinkedHashMap<>();
            keys.forEach(key -> changes.put(key, map.get(key)));
            out.add(changes);
        }
        return out;
    }

    /** With numbers of five significant digits: enough for the eye, and frames are many. */
    private static Object rounded(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put((String) key, rounded(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(value -> copy.add(rounded(value)));
            return copy;
        }
        return node instanceof Double number && Double.isFinite(number)
                ? (Object) new BigDecimal(number).round(FIVE_DIGITS).doubleValue()
                : node;
    }

    /** Where the sliders stand at a frame. */
    private int[] setting(int frame) {
        int across = dials.get(dials.size() - 1).labels().size();
        return dials.size() == 1 ? new int[] {frame} : new int[] {frame / across, frame % across};
    }

    private String name(int... setting) {
        List<String> parts = new ArrayList<>();
        for (int d = 0; d < setting.length; d++) {
            Dial dial = dials.get(d);
            parts.add((dial.name().isEmpty() ? "" : dial.name() + " = ")
                    + dial.labels().get(setting[d]));
        }
        return String.join(", ", parts);
    }

    private static Map<String, Object> jump(int duration) {
        Map<String, Object> frame = Tree.map("duration", duration);
        return Tree.map("mode", "immediate", "frame", frame, "transition", Tree.map("duration", 0));
    }

    private static Map<String, Object> playButton(double below) {
        List<?> everything = Arrays.asList(null, Tree.with(jump(300), "fromcurrent", true));
        List<?> halt = List.of(Collections.singletonList(null), jump(0));
        Map<String, Object> menu = Tree.map("type", "buttons", "direction", "left", "showactive", false);
        menu.putAll(Tree.map("x", 0, "xanchor", "left", "y", 0, "yanchor", "top"));
        menu.put("pad", Tree.map("t", Tree.number(below + 22), "l", 0, "r", 0));
        Map<String, Object> play = Tree.map("label", "▶", "method", "animate", "args", everything);
        Map<String, Object> pause = Tree.map("label", "❚❚", "method", "animate", "args", halt);
        return Tree.with(menu, "buttons", List.of(play, pause));
    }

    private Map<String, Object> slider(int dial, double below) {
        boolean film = dials.size() == 1;
        Map<String, Object> slider = film ? Tree.map("x", 0.15, "len", 0.85) : Tree.map("x", 0.53 * dial, "len", 0.47);
        slider.putAll(Tree.map("xanchor", "left", "y", 0, "yanchor", "top"));
        slider.put("pad", Tree.map("t", Tree.number(below + 2), "b", 0));
        String prefix = film ? null : dials.get(dial).name() + " = ";
        slider.put("currentvalue", Tree.map("visible", true, "xanchor", film ? "right" : "left", "prefix", prefix));
        slider.put("font", Tree.map("size", Tree.number(Theme.NOTE_SIZE)));
        slider.put("steps", steps(dial, new int[dials.size()]));
        return slider;
    }

    /** Where the steps of a slider lead while the other one stays. */
    private List<Object> steps(int dial, int... setting) {
        List<Object> steps = new ArrayList<>();
        List<String> labels = dials.get(dial).labels();
        for (int k = 0; k < labels.size(); k++) {
            int[] there = setting.clone();
            there[dial] = k;
            steps.add(Tree.map(
                    "label", labels.get(k), "method", "animate", "args", List.of(List.of(name(there)), jump(0))));
        }
        return steps;
    }
}

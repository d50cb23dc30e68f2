package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.layout.Arrange;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.Ranges;
import org.meanfield4j.plot.internal.layout.Sheet;
import org.meanfield4j.plot.internal.layout.TraceColors;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * Charts that follow each other: interactive with a play button and a slider, in the picture some of them side by
 * side. All frames have the same axes and colours.
 *
 * @param labels one per frame
 * @param frames charts with the same traces
 */
record Animation(List<String> labels, List<Chart> frames) {
    private static final int MOMENTS = 4;
    private static final int CONTROLS = 80;

    Animation {
        Check.notEmpty("frames", frames.size());
        Check.sameLength("labels", labels.size(), "frames", frames.size());
        for (Chart frame : frames) {
            Check.sameLength(
                    "a frame",
                    frame.traces.size(),
                    "the first frame",
                    frames.get(0).traces.size());
        }
        frames = frames.stream().map(Chart::copy).toList();
        Ranges.complete(frames, true, true);
        TraceColors.complete(frames, true);
    }

    /** The tree of the first frame, with the others as Plotly frames. */
    Map<String, Object> json(Composition composition) {
        Map<String, Object> tree = frame(composition, 0).json();
        List<Map<String, Object>> base = Tree.maps(tree, "data");
        List<Object> members = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            List<Object> data = new ArrayList<>();
            List<Trace> traces = frame(composition, i).traces();
            for (int t = 0; t < traces.size(); t++) {
                data.add(changes(base.get(t), traces.get(t).json()));
            }
            members.add(Tree.map("name", labels.get(i), "data", data));
        }
        Map<String, Object> layout = Tree.child(tree, "layout");
        double below = Tree.real(layout, CONTROLS, "margin", "b") - CONTROLS;
        layout.put("updatemenus", List.of(playButton(below)));
        layout.put("sliders", List.of(slider(below)));
        tree.put("frames", members);
        return tree;
    }

    /** What the picture shows: at most four moments side by side, the first and the last among them. */
    Composition moments(Composition composition) {
        int n = Math.min(MOMENTS, frames.size());
        List<Chart> chosen = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            int i = n == 1 ? 0 : (int) Math.round((double) k * (frames.size() - 1) / (n - 1));
            Chart chart = frames.get(i).copy();
            chart.title = labels.get(i);
            chosen.add(chart);
        }
        String title = composition.title();
        int columns = n == MOMENTS ? 2 : n;
        return new Composition(
                title,
                chosen,
                columns,
                true,
                true,
                true,
                composition.width(),
                composition.height(),
                composition.note());
    }

    private Sheet frame(Composition composition, int index) {
        Chart chart = frames.get(index).copy();
        chart.title = composition.title();
        Composition one = Composition.of(chart, composition.width(), composition.height());
        Composition noted = one.withNote(composition.note()).withSize(composition.width(), composition.height());
        return Arrange.sheet(noted, CONTROLS);
    }

    /** What differs from the trace of the first frame. */
    private static Map<String, Object> changes(Map<String, Object> base, Map<String, Object> trace) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("type", trace.get("type"));
        trace.forEach((key, value) -> {
            if (!value.equals(base.get(key))) {
                out.put(key, value);
            }
        });
        return out;
    }

    private static Map<String, Object> step(int duration) {
        Map<String, Object> frame = Tree.map("duration", duration, "redraw", true);
        Map<String, Object> step = Tree.map("mode", "immediate", "fromcurrent", true, "frame", frame);
        return Tree.with(step, "transition", Tree.map("duration", 0));
    }

    private static Map<String, Object> playButton(double below) {
        List<?> everything = Arrays.asList(null, step(300));
        List<?> halt = List.of(Collections.singletonList(null), step(0));
        Map<String, Object> menu = Tree.map("type", "buttons", "direction", "left", "showactive", false);
        menu.putAll(Tree.map("x", 0, "xanchor", "left", "y", 0, "yanchor", "top"));
        menu.put("pad", Tree.map("t", Tree.number(below + 22), "l", 0, "r", 0));
        Map<String, Object> play = Tree.map("label", "▶", "method", "animate", "args", everything);
        Map<String, Object> pause = Tree.map("label", "❚❚", "method", "animate", "args", halt);
        return Tree.with(menu, "buttons", List.of(play, pause));
    }

    private Map<String, Object> slider(double below) {
        List<Object> steps = new ArrayList<>();
        for (String label : labels) {
            steps.add(Tree.map("label", label, "method", "animate", "args", List.of(List.of(label), step(0))));
        }
        Map<String, Object> slider = Tree.map("x", 0.15, "len", 0.85, "xanchor", "left", "y", 0, "yanchor", "top");
        slider.put("pad", Tree.map("t", Tree.number(below + 2), "b", 0));
        slider.put("currentvalue", Tree.map("visible", true, "xanchor", "right"));
        slider.put("font", Tree.map("size", Tree.number(Theme.NOTE_SIZE)));
        slider.put("steps", steps);
        return slider;
    }
}

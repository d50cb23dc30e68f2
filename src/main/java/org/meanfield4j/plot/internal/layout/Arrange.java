package org.meanfield4j.plot.internal.layout;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * Lays a composition out: every margin, domain, range and legend position becomes an explicit number of the Plotly
 * tree, so that the browser and the picture have nothing left to decide and agree to the pixel.
 */
public final class Arrange {
    private static final Set<String> OWN = Set.of("width", "height", "margin", "legend", "autosize", "font");
    private static final double PIE_MARGIN = 0.13;
    private static final int LEAST = 150;
    private static final int MOST = 4000;

    /** Pixels that a title may be longer than its panel: half to either side, where nothing else is written. */
    private static final double OVER = 40;

    private final Composition composition;
    private final List<Chart> charts = new ArrayList<>();
    private final PanelGrid grid;
    private final double captionSpace;
    private final LegendPlan legend;
    private final Map<String, Object> layout = new LinkedHashMap<>();
    private final List<Object> annotations = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();

    private Arrange(Composition composition, double controls) {
        this.composition = composition;
        double extraBottom = controls + composition.noteHeight();
        composition.charts().forEach(chart -> charts.add(chart.copy()));
        Ranges.complete(charts, composition.sharedX(), composition.sharedY());
        TraceColors.complete(charts, composition.sharedColors());
        Looks.tellApart(charts);
        charts.forEach(chart -> Thinning.thin(chart, composition.width(), composition.height()));
        double width = 0.8 * composition.width() / composition.columns();
        for (int i = 0; i < charts.size(); i++) {
            Axes.style(charts.get(i), labelsX(i), labelsY(i), width);
        }
        legend = LegendPlan.of(charts, composition);
        grid = new PanelGrid(composition, charts, legend, extraBottom);
        captionSpace = extraBottom;
    }

    /** A composition with every place stated, and some pixels kept free at the bottom. */
    public static Sheet sheet(Composition composition, double extraBottom) {
        return new Arrange(composition, extraBottom).sheet();
    }

    /**
     * A composition on paper: as many pixels wide as stated, with type of the usual size, so high that its panels keep
     * their shape. A room or triangle, whose own ratio is fixed, gets panels of that ratio.
     */
    public static Sheet paper(Composition composition, int width) {
        double ratio = composition.charts().stream()
                .mapToDouble(chart -> chart.aspect)
                .filter(Double::isFinite)
                .min()
                .orElseGet(() -> new Arrange(composition, 0).grid.ratio());
        Composition paper = composition.withSize(width, Math.min(MOST, 3 * width * composition.rows()));
        for (int round = 0; round < 2; round++) { // the height decides the ticks, and these the width
            int height = new Arrange(paper, 0).grid.heightFor(Math.max(0.8, ratio));
            paper = composition.withSize(width, Math.max(LEAST, Math.min(MOST, height)));
        }
        return sheet(paper, 0);
    }

    private Sheet sheet() {
        layout.putAll(Tree.map("width", composition.width(), "height", composition.height()));
        if (!composition.title().isBlank()) {
            layout.put("title", title());
        }
        layout.put("font", Tree.map("family", Theme.FAMILY, "size", Tree.number(Theme.TICK_SIZE), "color", Theme.INK));
        layout.putAll(Tree.map("paper_bgcolor", "#ffffff", "plot_bgcolor", "#ffffff"));
        layout.put("margin", grid.margin());
        Tree.child(layout, "margin").put("autoexpand", undrawable());
        layout.putAll(legend.layout(grid));
        layout.put("hovermode", "closest");
        if (charts.stream().anyMatch(c -> c.traces.stream().anyMatch(t -> t.shape() instanceof Shape.Bars))) {
            layout.put("barmode", "group");
        }
        Places places = new Places();
        List<Rectangle2D> boxes = new ArrayList<>();
        for (int i = 0; i < charts.size(); i++) {
            charts.get(i).other.forEach((key, value) -> {
                if (!OWN.contains(key)) {
                    layout.put(key, value);
                }
            });
            boxes.add(grid.box(i, charts.get(i).aspect));
            addChart(charts.get(i), boxes.get(i), places);
        }
        if (composition.sharedColors()) {
            Rectangle2D all = boxes.stream().reduce(Rectangle2D::createUnion).orElseThrow();
            charts.stream()
                    .filter(chart -> !chart.colors.isEmpty())
                    .findFirst()
                    .ifPresent(chart -> putColorAxis("coloraxis", chart, all));
        }
        List<String> caption = composition.noteLines();
        for (int i = 0; i < caption.size(); i++) {
            double y = composition.height() - captionSpace + Composition.noteMiddle(i);
            double x = grid.shareX(0.5 * composition.width());
            annotations.add(paperNote(caption.get(i), x, grid.shareY(y), "middle"));
        }
        if (!annotations.isEmpty()) {
            layout.put("annotations", annotations);
        }
        return new Sheet(layout, traces);
    }

    private void addChart(Chart chart, Rectangle2D box, Places places) {
        Tree.Domain domain = grid.domain(box);
        if (!composition.sharedColors() && !chart.colors.isEmpty()) {
            String key = places.next("coloraxis");
            putColorAxis(key, chart, box);
            chart.traces.replaceAll(trace -> trace.colorAxis() == null ? trace : trace.withColorAxis(key));
        }
        chart.axes.forEach(
                (key, axis) -> Axes.fitTitle(axis, key.charAt(0) == 'x' ? across(box) : box.getHeight() + OVER));
        if (!chart.axes.isEmpty()) {
            places.axes(chart, domain, layout, annotations);
        } else {
            Tree.Domain inner = domain.inset(PIE_MARGIN);
            chart.traces.replaceAll(trace -> trace.shape() instanceof Shape.Pie pie
                    ? trace.withShape(new Shape.Pie(pie.labels(), pie.values(), pie.colors(), inner))
                    : trace);
        }
        traces.addAll(chart.traces);
        if (!chart.hint.isEmpty()) {
            annotations.add(hint(chart, box));
        }
        if (charts.size() > 1 && !chart.title.isBlank()) {
            double y = grid.shareY(box.getY() - Axes.topSpace(chart) - 5);
            Map<String, Object> title = paperNote(chart.title, 0.5 * (domain.x0() + domain.x1()), y, "bottom");
            double size = new RichText(chart.title).fitting(Theme.LABEL_SIZE, across(box));
            title.put("font", Tree.map("size", Tree.number(size)));
            annotations.add(title);
        }
    }

    /** Pixels for a line of text in the middle of a panel, which may be a little longer but not leave the picture. */
    private double across(Rectangle2D box) {
        double toTheEdge = Math.min(box.getCenterX(), composition.width() - box.getCenterX());
        return Math.min(box.getWidth() + OVER, 2 * toTheEdge - 4);
    }

    /** A colour bar at the right of a box, and its title as an annotation, which every version of Plotly turns alike. */
    private void putColorAxis(String key, Chart chart, Rectangle2D box) {
        Map<String, Object> axis = new LinkedHashMap<>(chart.colors);
        Map<String, Object> bar = new LinkedHashMap<>(Tree.child(axis, "colorbar"));
        double left = box.getMaxX() + ColorBar.GAP;
        double y = grid.shareY(box.getCenterY());
        String unit = Tree.text(bar, "", "title", "text");
        bar.remove("title");
        bar.putAll(Tree.map("x", Tree.number(grid.shareX(left)), "xanchor", "left"));
        bar.putAll(Tree.map("y", Tree.number(y), "yanchor", "middle"));
        bar.put("dtick", Tree.number(Ticks.step(ColorBar.axis(axis), box.getHeight())));
        bar.putAll(Tree.map("len", Tree.number(box.getHeight()), "lenmode", "pixels"));
        axis.put("colorbar", bar);
        layout.put(key, axis);
        if (!unit.isBlank()) {
            double x = left + ColorBar.width(chart.colors, box.getHeight()) + 6 + 0.65 * Theme.LABEL_SIZE;
            Map<String, Object> note = paperNote(unit, grid.shareX(x), y, "middle");
            note.put("textangle", -90);
            annotations.add(note);
        }
    }

    private static Map<String, Object> paperNote(String text, double x, double y, String yAnchor) {
        Map<String, Object> note = Tree.map("text", text, "x", Tree.number(x), "y", Tree.number(y));
        note.putAll(Tree.map("xref", "paper", "yref", "paper", "xanchor", "center", "yanchor", yAnchor));
        note.putAll(Tree.map("showarrow", false, "font", Tree.map("size", Tree.number(Theme.LABEL_SIZE))));
        return note;
    }

    /** In the middle of an empty panel; above a single panel; in the corner of one among others. */
    private Map<String, Object> hint(Chart chart, Rectangle2D box) {
        boolean above = charts.size() == 1 && !composition.title().isBlank();
        double x = grid.shareX(chart.blank ? box.getCenterX() : box.getMaxX() - (above ? 0 : 6));
        double y = grid.shareY(chart.blank ? box.getCenterY() : box.getY() + (above ? -3 : 3));
        Map<String, Object> note = paperNote(chart.hint, x, y, chart.blank ? "middle" : above ? "bottom" : "top");
        note.put("xanchor", chart.blank ? "center" : "right");
        double size = chart.blank ? Theme.LABEL_SIZE : Theme.NOTE_SIZE;
        note.put("font", Tree.map("size", Tree.number(size), "color", Theme.REFERENCE));
        return note;
    }

    private boolean labelsX(int index) {
        return !composition.sharedX() || index + composition.columns() >= charts.size();
    }

    private boolean labelsY(int index) {
        return !composition.sharedY() || index % composition.columns() == 0;
    }

    /** The title in the middle; a long one in smaller type. */
    private Map<String, Object> title() {
        double size = new RichText(composition.title()).fitting(Theme.TITLE_SIZE, composition.width() - 24);
        Map<String, Object> title = Tree.map("text", composition.title());
        title.put("font", Tree.map("size", Tree.number(size)));
        title.putAll(Tree.map("x", 0.5, "xanchor", "center", "xref", "container"));
        double y = 1 - 22.0 / composition.height();
        title.putAll(Tree.map("y", Tree.number(y), "yanchor", "middle", "yref", "container"));
        return title;
    }

    /** Whether Plotly has to find room for something that this package does not know. */
    private boolean undrawable() {
        return charts.stream().anyMatch(c -> c.traces.stream().anyMatch(t -> !t.drawable()));
    }
}

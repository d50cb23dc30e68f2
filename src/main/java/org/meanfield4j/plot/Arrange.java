package org.meanfield4j.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays a composition out: every margin, domain, range and legend position becomes an explicit number of the Plotly
 * tree, so that the browser and the picture have nothing left to decide and agree to the pixel.
 */
final class Arrange {
    private static final double TITLE_SPACE = 42;
    private static final double PANEL_TITLE_SPACE = 22;

    private final Composition composition;
    private final List<Chart> charts = new ArrayList<>();
    private final Map<String, Object> layout = new LinkedHashMap<>();
    private final List<Object> annotations = new ArrayList<>();
    private final List<Object> shapes = new ArrayList<>();
    private final double extraBottom;

    private final List<Rectangle2D> boxes = new ArrayList<>();
    private double[] lefts;
    private double[] tops;
    private double panelWidth;
    private double panelHeight;
    private double marginLeft;
    private double marginRight;
    private double marginTop;
    private double marginBottom;

    private Arrange(Composition composition, double extraBottom) {
        this.composition = composition;
        this.extraBottom = extraBottom;
        composition.charts().forEach(chart -> charts.add(chart.copy()));
    }

    /** The tree {data, layout, config} of a composition, with some pixels kept free at the bottom. */
    static Map<String, Object> tree(Composition composition, double extraBottom) {
        return new Arrange(composition, extraBottom).tree();
    }

    private Map<String, Object> tree() {
        Ranges.complete(charts, composition.sharedX(), composition.sharedY());
        TraceColors.complete(charts, composition.sharedColors());
        for (int i = 0; i < charts.size(); i++) {
            Axes.style(charts.get(i), labelsX(i), labelsY(i));
        }
        LegendPlan legend = LegendPlan.of(charts, composition);
        place(legend);
        layout.put("width", composition.width());
        layout.put("height", composition.height());
        if (!composition.title().isBlank()) {
            layout.put("title", title());
        }
        layout.put("font", Tree.map("family", Theme.FAMILY, "size", Theme.TICK_SIZE, "color", Theme.INK));
        layout.put("paper_bgcolor", "#ffffff");
        layout.put("plot_bgcolor", "#ffffff");
        layout.put("margin", margin());
        legend.write(
                layout, plotWidth(), plotHeight(), bottomInset(composition.rows() - 1), marginRight - legend.right());
        layout.put("hovermode", "closest");
        if (charts.stream()
                .anyMatch(c -> c.traces.stream().anyMatch(t -> TraceTypes.of(t).equals("bar")))) {
            layout.put("barmode", "group");
        }
        List<Object> data = new ArrayList<>();
        Places places = new Places();
        for (int i = 0; i < charts.size(); i++) {
            charts.get(i).other.forEach((key, value) -> {
                if (!List.of("width", "height", "margin", "legend", "autosize").contains(key)) {
                    layout.put(key, value);
                }
            });
            addChart(i, places, data);
        }
        if (composition.sharedColors()) {
            charts.stream().filter(c -> !c.colors.isEmpty()).findFirst().ifPresent(c -> {
                double top = boxes.stream().mapToDouble(Rectangle2D::getY).min().orElse(marginTop);
                double bottom =
                        boxes.stream().mapToDouble(Rectangle2D::getMaxY).max().orElse(top);
                double right =
                        boxes.stream().mapToDouble(Rectangle2D::getMaxX).max().orElse(marginLeft);
                putColorAxis("coloraxis", c, new Rectangle2D.Double(marginLeft, top, right - marginLeft, bottom - top));
            });
        }
        if (!shapes.isEmpty()) {
            layout.put("shapes", shapes);
        }
        if (!annotations.isEmpty()) {
            layout.put("annotations", annotations);
        }
        return Tree.map("data", data, "layout", layout, "config", Tree.map("displaylogo", false, "responsive", false));
    }

    private void addChart(int index, Places places, List<Object> data) {
        Chart chart = charts.get(index);
        int column = index % composition.columns();
        int row = index / composition.columns();
        Rectangle2D box = fit(lefts[column], tops[row], chart.aspect);
        boxes.add(box);
        Tree.Domain domain = domain(box);
        if (!composition.sharedColors() && !chart.colors.isEmpty()) {
            String key = places.next("coloraxis");
            putColorAxis(key, chart, box);
            chart.traces.stream()
                    .filter(trace -> trace.containsKey("coloraxis"))
                    .forEach(trace -> trace.put("coloraxis", key));
            chart.traces.stream()
                    .filter(trace -> Tree.at(trace, "marker", "coloraxis") != null)
                    .forEach(trace -> Tree.child(trace, "marker").put("coloraxis", key));
        }
        if (!chart.axes.isEmpty()) {
            places.axes(chart, domain, layout, shapes, annotations);
        } else {
            chart.traces.stream()
                    .filter(trace -> TraceTypes.of(trace).equals("pie"))
                    .forEach(trace -> trace.put("domain", domain.inset(0.13).toMap()));
        }
        data.addAll(chart.traces);
        if (composition.charts().size() > 1 && !chart.title.isBlank()) {
            double above = Axes.topSpace(chart) + 5;
            annotations.add(paperNote(
                    chart.title, 0.5 * (domain.x0() + domain.x1()), domain.y1() + above / plotHeight(), "bottom"));
        }
    }

    private void place(LegendPlan legend) {
        int columns = composition.columns();
        int rows = composition.rows();
        double[] left = new double[columns];
        double[] right = new double[columns];
        double[] top = new double[rows];
        double[] bottom = new double[rows];
        boolean titled = charts.size() > 1 && charts.stream().anyMatch(c -> !c.title.isBlank());
        for (int i = 0; i < charts.size(); i++) {
            Chart chart = charts.get(i);
            int c = i % columns;
            int r = i / columns;
            left[c] = Math.max(left[c], Math.ceil(Axes.leftSpace(chart)));
            right[c] = Math.max(right[c], Math.ceil(Axes.rightSpace(chart, !composition.sharedColors())));
            top[r] = Math.max(top[r], Math.ceil(Axes.topSpace(chart)) + (titled ? PANEL_TITLE_SPACE : 6));
            bottom[r] = Math.max(bottom[r], Math.ceil(Axes.bottomSpace(chart)));
        }
        double bar = composition.sharedColors()
                ? Math.ceil(
                        charts.stream().mapToDouble(Axes::colorBarSpace).max().orElse(0))
                : 0;
        marginLeft = left[0];
        marginTop = top[0] + (composition.title().isBlank() ? 8 : TITLE_SPACE);
        panelWidth = Math.floor((composition.width() - legend.right() - bar - sum(left) - sum(right)) / columns);
        marginBottom = bottom[rows - 1] + legend.below() + extraBottom;
        double free = composition.height()
                - marginTop
                - marginBottom
                - (sum(top) - top[0])
                - (sum(bottom) - bottom[rows - 1]);
        panelHeight = Math.floor(free / rows);
        marginRight = composition.width()
                - marginLeft
                - columns * panelWidth
                - (sum(left) - left[0])
                - (sum(right) - right[columns - 1]);
        marginBottom += free - rows * panelHeight;
        if (panelWidth < 40 || panelHeight < 40) {
            throw new IllegalArgumentException(
                    "size = " + composition.width() + " x " + composition.height() + " pixels leaves no room for "
                            + rows + " x " + columns + " panels; give a larger one with withSize(..)");
        }
        lefts = new double[columns];
        tops = new double[rows];
        lefts[0] = marginLeft;
        tops[0] = marginTop;
        for (int c = 1; c < columns; c++) {
            lefts[c] = lefts[c - 1] + panelWidth + right[c - 1] + left[c];
        }
        for (int r = 1; r < rows; r++) {
            tops[r] = tops[r - 1] + panelHeight + bottom[r - 1] + top[r];
        }
    }

    private double bottomInset(int row) {
        double inset = 0;
        for (int i = row * composition.columns(); i < charts.size(); i++) {
            inset = Math.max(inset, Axes.bottomSpace(charts.get(i)));
        }
        return inset;
    }

    /** The largest box of the given ratio in a panel, centred, in whole pixels. */
    private Rectangle2D fit(double left, double top, double aspect) {
        double w = panelWidth;
        double h = panelHeight;
        if (Double.isFinite(aspect)) {
            w = Math.rint(Math.min(w, h * aspect));
            h = Math.rint(w / aspect);
        }
        return new Rectangle2D.Double(
                left + Math.floor(0.5 * (panelWidth - w)), top + Math.floor(0.5 * (panelHeight - h)), w, h);
    }

    private Tree.Domain domain(Rectangle2D box) {
        double x0 = (box.getX() - marginLeft) / plotWidth();
        double y1 = 1 - (box.getY() - marginTop) / plotHeight();
        return new Tree.Domain(x0, x0 + box.getWidth() / plotWidth(), y1 - box.getHeight() / plotHeight(), y1);
    }

    /** A colour bar at the right of a box, and its title as an annotation, which every version of Plotly turns alike. */
    private void putColorAxis(String key, Chart chart, Rectangle2D box) {
        Map<String, Object> axis = new LinkedHashMap<>(chart.colors);
        Map<String, Object> bar = new LinkedHashMap<>(Tree.child(axis, "colorbar"));
        double x = box.getMaxX() + ColorBar.GAP - marginLeft;
        double y = 1 - (box.getCenterY() - marginTop) / plotHeight();
        String unit = Tree.text(bar, "", "title", "text");
        bar.remove("title");
        bar.putAll(Tree.map("x", Tree.number(x / plotWidth()), "xanchor", "left"));
        bar.putAll(Tree.map("y", Tree.number(y), "yanchor", "middle"));
        bar.put("dtick", Tree.number(Ticks.step(Axes.colorAxis(axis), box.getHeight())));
        bar.putAll(Tree.map("len", Tree.number(box.getHeight()), "lenmode", "pixels"));
        axis.put("colorbar", bar);
        layout.put(key, axis);
        if (!unit.isBlank()) {
            double at = (x + Axes.colorBarWidth(chart) + 6 + 0.65 * Theme.LABEL_SIZE) / plotWidth();
            Map<String, Object> note = paperNote(unit, at, y, "middle");
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

    private boolean labelsX(int index) {
        return !composition.sharedX() || index + composition.columns() >= charts.size();
    }

    private boolean labelsY(int index) {
        return !composition.sharedY() || index % composition.columns() == 0;
    }

    private Map<String, Object> title() {
        double width = Theme.textWidth(composition.title(), Theme.TITLE_SIZE);
        double size = Math.min(Theme.TITLE_SIZE, Theme.TITLE_SIZE * (composition.width() - 24) / Math.max(1, width));
        return Tree.map(
                "text",
                composition.title(),
                "font",
                Tree.map("size", Tree.number(Math.floor(2 * size) / 2)),
                "x",
                0.5,
                "xanchor",
                "center",
                "xref",
                "container",
                "y",
                Tree.number(1 - 22.0 / composition.height()),
                "yanchor",
                "middle",
                "yref",
                "container");
    }

    private Map<String, Object> margin() {
        return Tree.map(
                "l",
                Tree.number(marginLeft),
                "r",
                Tree.number(marginRight),
                "t",
                Tree.number(marginTop),
                "b",
                Tree.number(marginBottom),
                "pad",
                0,
                "autoexpand",
                undrawable());
    }

    /** Whether Plotly has to find room for something that this class does not know. */
    private boolean undrawable() {
        return charts.stream().anyMatch(c -> c.traces.stream().anyMatch(t -> !TraceTypes.drawable(t)));
    }

    private double plotWidth() {
        return composition.width() - marginLeft - marginRight;
    }

    private double plotHeight() {
        return composition.height() - marginTop - marginBottom;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}

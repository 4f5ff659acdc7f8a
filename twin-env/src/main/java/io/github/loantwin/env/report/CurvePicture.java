package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.report.Legend.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A picture of curves over a numeric axis, some with a band around them, with dashed limits and marked points. */
public final class CurvePicture extends PlotPicture {
    private static final BasicStroke LINE = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final double NAME_HEIGHT = 11;

    private record Curve(double[] x, double[] y, Color color) {}

    private record Area(double[] x, double[] low, double[] high, Color color) {}

    private record Point(double x, double y, String label, Color color, boolean toLeft) {}

    private record Limit(double value, String name) {}

    private record Tick(double x, String label) {}

    private final List<Curve> curves = new ArrayList<>();
    private final List<Area> areas = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<Tick> ticks = new ArrayList<>();
    private final String axis;
    private double from = Double.POSITIVE_INFINITY;
    private double to = Double.NEGATIVE_INFINITY;

    /**
     * Starts a picture.
     *
     * @param unit what the vertical axis measures, with its unit
     * @param axis what the horizontal axis measures; may be empty
     */
    public CurvePicture(String title, String unit, String axis, int width, int plotHeight) {
        super(title, unit, width, plotHeight);
        this.axis = axis;
    }

    /** Adds a curve; it is interrupted where y is not a number. */
    public CurvePicture curve(String name, double[] x, double[] y, Color color) {
        ArgCheck.length("y", y, x.length);
        curves.add(new Curve(x.clone(), y.clone(), color));
        legend.add(name, color, Mark.LINE);
        span(x, y);
        return this;
    }

    /** Adds the area between two curves; it stands in the legend unless its name is empty. */
    public CurvePicture band(String name, double[] x, double[] low, double[] high, Color color) {
        areas.add(new Area(x.clone(), low.clone(), high.clone(), light(color)));
        if (!name.isEmpty()) {
            legend.add(name, light(color), Mark.AREA);
        }
        span(x, low);
        span(x, high);
        return this;
    }

    /** Marks a point with a word or two beside it. */
    public CurvePicture point(double x, double y, String label, Color color) {
        return point(x, y, label, color, false);
    }

    /** Marks a point with a word or two on its left, where a rising curve leaves room. */
    public CurvePicture pointNamedLeft(double x, double y, String label, Color color) {
        return point(x, y, label, color, true);
    }

    private CurvePicture point(double x, double y, String label, Color color, boolean toLeft) {
        points.add(new Point(x, y, label, color, toLeft));
        span(new double[] {x}, new double[] {y});
        return this;
    }

    /** Adds a dashed limit. */
    public CurvePicture limit(double value, String name) {
        limits.add(new Limit(value, name));
        include(value);
        return this;
    }

    /** Adds a label below a place of the horizontal axis. */
    public CurvePicture tick(double x, String label) {
        ticks.add(new Tick(x, label));
        from = Math.min(from, x);
        to = Math.max(to, x);
        return this;
    }

    /** Lets the horizontal axis reach from one place to another, and labels the round numbers between them, about so many. */
    public CurvePicture roundTicks(double low, double high, int about) {
        from = Math.min(from, low);
        to = Math.max(to, high);
        double step = roundStep(Math.max(high - low, 1e-9) / about);
        int decimals = decimals(step);
        long last = (long) Math.floor(high / step + 1e-9);
        for (long multiple = (long) Math.ceil(low / step - 1e-9); multiple <= last; multiple++) {
            tick(multiple * step, number(multiple * step, decimals));
        }
        return this;
    }

    /** Makes room for a number on the vertical axis, so that pictures side by side have one scale. */
    public CurvePicture room(double value) {
        include(value);
        return this;
    }

    private void span(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            from = Math.min(from, x[i]);
            to = Math.max(to, x[i]);
            include(y[i]);
        }
    }

    @Override
    int axisHeight() {
        return axis.isEmpty() ? 24 : 40;
    }

    private double x(double value) {
        return LEFT + (value - from) / Math.max(1e-12, to - from) * (right() - LEFT);
    }

    @Override
    void paintContent(Graphics2D graphics) {
        areas.forEach(area -> paint(graphics, area));
        limits.forEach(limit -> paintLimit(graphics, limit.value(), limit.name()));
        graphics.setStroke(LINE);
        curves.forEach(curve -> paint(graphics, curve));
        paintPoints(graphics);
        paintTicks(graphics);
    }

    private void paint(Graphics2D graphics, Area area) {
        Path2D outline = new Path2D.Double();
        int n = area.x().length;
        for (int i = 0; i < n; i++) {
            if (i == 0) {
                outline.moveTo(x(area.x()[0]), y(area.high()[0]));
            } else {
                outline.lineTo(x(area.x()[i]), y(area.high()[i]));
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            outline.lineTo(x(area.x()[i]), y(area.low()[i]));
        }
        outline.closePath();
        graphics.setColor(area.color());
        graphics.fill(outline);
    }

    private void paint(Graphics2D graphics, Curve curve) {
        Path2D line = new Path2D.Double();
        boolean down = false;
        for (int i = 0; i < curve.x().length; i++) {
            if (Double.isNaN(curve.y()[i])) {
                down = false;
            } else if (down) {
                line.lineTo(x(curve.x()[i]), y(curve.y()[i]));
            } else {
                line.moveTo(x(curve.x()[i]), y(curve.y()[i]));
                down = true;
            }
        }
        graphics.setColor(curve.color());
        graphics.draw(line);
    }

    /**
     * Marks first, then names, each where it covers neither a mark nor a name that stands there already and is nearest to its own
     * mark, if there is such a place.
     */
    private void paintPoints(Graphics2D graphics) {
        for (Point point : points) {
            graphics.setColor(point.color());
            graphics.fill(mark(point));
        }
        graphics.setFont(SMALL);
        graphics.setColor(Palette.BLACK);
        List<Rectangle2D> names = new ArrayList<>();
        for (Point point : points) {
            List<Rectangle2D> places =
                    places(point).stream().filter(place -> isFree(place, names)).toList();
            Rectangle2D place = places.stream()
                    .filter(near -> isNearest(near, point))
                    .findFirst()
                    .orElse(places.isEmpty() ? places(point).get(0) : places.get(0));
            names.add(place);
            graphics.drawString(point.label(), (float) place.getX(), (float) (place.getMaxY() - 2));
        }
    }

    private Ellipse2D mark(Point point) {
        return new Ellipse2D.Double(x(point.x()) - 4, y(point.y()) - 4, 8, 8);
    }

    /** Returns where a name could stand, the best place first. */
    private List<Rectangle2D> places(Point point) {
        double px = x(point.x());
        double py = y(point.y());
        double width = textWidth(SMALL, point.label());
        boolean toLeft = point.toLeft() || px + 8 + width > right();
        double wanted = toLeft ? px - 8 - width : px + 8;
        double other = toLeft ? px + 8 : px - 8 - width;
        List<Rectangle2D> places = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            for (double top : new double[] {py - 5 - NAME_HEIGHT * (row + 1), py + 5 + NAME_HEIGHT * row}) {
                for (double left : new double[] {wanted, other, px - width / 2}) {
                    places.add(new Rectangle2D.Double(left, top, width, NAME_HEIGHT));
                }
            }
        }
        return places;
    }

    private boolean isFree(Rectangle2D place, List<Rectangle2D> names) {
        boolean inside = place.getX() >= LEFT
                && place.getMaxX() <= right()
                && place.getY() >= top() - NAME_HEIGHT / 2
                && place.getMaxY() <= bottom();
        return inside
                && names.stream().noneMatch(place::intersects)
                && points.stream().noneMatch(point -> mark(point).intersects(place));
    }

    private boolean isNearest(Rectangle2D place, Point point) {
        double own = distance(place, point);
        return points.stream().allMatch(other -> other == point || distance(place, other) > own);
    }

    /** Returns the square of the distance from a name to a mark. */
    private double distance(Rectangle2D place, Point point) {
        double across = Math.max(0, Math.max(place.getX() - x(point.x()), x(point.x()) - place.getMaxX()));
        double down = Math.max(0, Math.max(place.getY() - y(point.y()), y(point.y()) - place.getMaxY()));
        return across * across + down * down;
    }

    private void paintTicks(Graphics2D graphics) {
        graphics.setStroke(THIN);
        graphics.setFont(PLAIN);
        for (Tick tick : ticks) {
            int at = (int) Math.round(x(tick.x()));
            graphics.setColor(Palette.SOURCE);
            graphics.drawLine(at, bottom(), at, bottom() + 4);
            graphics.setColor(Palette.BLACK);
            double width = textWidth(PLAIN, tick.label());
            double left = Math.max(2, Math.min(at - width / 2, width() - width - 2));
            graphics.drawString(tick.label(), (float) left, bottom() + 17);
        }
        graphics.setFont(SMALL);
        graphics.setColor(Palette.SOURCE);
        if (!axis.isEmpty()) {
            centred(graphics, axis, (LEFT + right()) / 2.0, bottom() + 34);
        }
    }
}

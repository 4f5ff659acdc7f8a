package io.github.loantwin.env.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of SVG: numbers with one decimal, colours, and paths without the points that nobody can see. */
final class SvgText {
    /** A point nearer than this to the line that leaves it out is left out, in pixels. */
    private static final double INVISIBLE = 0.12;

    private SvgText() {}

    /** Returns a coordinate with at most one decimal. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return size % 10 == 0 ? sign + size / 10 : sign + size / 10 + "." + size % 10;
    }

    /** Returns a colour as #rrggbb. */
    static String color(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }

    /** Returns text and attribute values with the five characters of XML escaped; control characters become spaces. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    /** Returns a shape, in pixels, as the data of a path. */
    static String path(Shape shape) {
        StringBuilder data = new StringBuilder();
        List<double[]> line = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator parts = shape.getPathIterator(null); !parts.isDone(); parts.next()) {
            int kind = parts.currentSegment(at);
            if (kind == PathIterator.SEG_LINETO) {
                line.add(new double[] {at[0], at[1]});
                continue;
            }
            appendLine(data, line);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> line.add(new double[] {at[0], at[1]});
                case PathIterator.SEG_QUADTO -> {
                    data.append('Q').append(points(at, 4));
                    line.add(new double[] {at[2], at[3], 0});
                }
                case PathIterator.SEG_CUBICTO -> {
                    data.append('C').append(points(at, 6));
                    line.add(new double[] {at[4], at[5], 0});
                }
                default -> data.append('Z');
            }
        }
        appendLine(data, line);
        return data.toString();
    }

    /** A first point with a third number has been written already, as the end of a curve. */
    private static void appendLine(StringBuilder data, List<double[]> line) {
        if (line.isEmpty()) {
            return;
        }
        boolean written = line.get(0).length == 3;
        if (!written) {
            data.append('M').append(points(line.get(0), 2));
        }
        List<double[]> kept = simplified(line);
        for (int i = 1; i < kept.size(); i++) {
            data.append('L').append(points(kept.get(i), 2));
        }
        line.clear();
    }

    private static String points(double[] at, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(number(at[i]));
        }
        return text.toString();
    }

    /** Returns the points of a line that can be seen (Ramer 1972, Douglas and Peucker 1973). */
    static List<double[]> simplified(List<double[]> line) {
        boolean[] kept = new boolean[line.size()];
        kept[0] = true;
        kept[line.size() - 1] = true;
        keepBetween(line, kept, 0, line.size() - 1);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                points.add(line.get(i));
            }
        }
        return points;
    }

    private static void keepBetween(List<double[]> line, boolean[] kept, int from, int to) {
        int farthest = -1;
        double most = INVISIBLE;
        for (int i = from + 1; i < to; i++) {
            double distance = distance(line.get(i), line.get(from), line.get(to));
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        if (farthest >= 0) {
            kept[farthest] = true;
            keepBetween(line, kept, from, farthest);
            keepBetween(line, kept, farthest, to);
        }
    }

    /** Returns how far a point is from the piece of line between two others. */
    private static double distance(double[] point, double[] from, double[] to) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length;
        double t = Math.max(0, Math.min(1, along));
        double x = point[0] - from[0] - t * dx;
        double y = point[1] - from[1] - t * dy;
        return Math.sqrt(x * x + y * y);
    }
}

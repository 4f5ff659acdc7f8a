package io.github.loantwin.env.report;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws on a page of SVG: shapes and text in one flat list, in pixels of the page.
 *
 * <p>A chart draws a line piece by piece; pieces that join and look alike become one path, without the points that
 * nobody can see, which makes a page some fifty times smaller than one element per piece. Images are not supported.
 */
final class SvgGraphics extends Graphics2D {
    private static final String FONTS = "DejaVu Sans,Verdana,sans-serif";
    private static final Graphics2D METRICS = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();

    /** The page that a drawing and its copies share. */
    private static final class Page {
        private final StringBuilder body = new StringBuilder();
        private final Map<String, String> clips = new LinkedHashMap<>();
        private final List<Point2D> line = new ArrayList<>();
        private String lineStyle = "";

        void add(String element) {
            flush();
            body.append(element).append('\n');
        }

        void addPiece(Point2D from, Point2D to, String style) {
            boolean joins = !line.isEmpty()
                    && style.equals(lineStyle)
                    && line.get(line.size() - 1).distance(from) < 0.01;
            if (!joins) {
                flush();
                lineStyle = style;
                line.add(from);
            }
            line.add(to);
        }

        void flush() {
            if (line.isEmpty()) {
                return;
            }
            Path2D path = new Path2D.Double();
            path.moveTo(line.get(0).getX(), line.get(0).getY());
            line.stream().skip(1).forEach(point -> path.lineTo(point.getX(), point.getY()));
            body.append("<path d=\"").append(SvgText.path(path)).append("\" fill=\"none\"");
            body.append(lineStyle).append("/>\n");
            line.clear();
        }
    }

    private final String name;
    private final Page page;
    private AffineTransform transform = new AffineTransform();
    private Shape clip;
    private Color color = Color.BLACK;
    private Color background = Color.WHITE;
    private BasicStroke stroke = new BasicStroke();
    private Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private Composite composite = AlphaComposite.SrcOver;
    private Color styledColor;
    private BasicStroke styledStroke;
    private Shape styledClip;
    private String style = "";
    private final RenderingHints hints = new RenderingHints(Map.of());

    /** Starts an empty page; the names of its parts begin with the given name. */
    SvgGraphics(String name) {
        this(name, new Page());
    }

    private SvgGraphics(String name, Page page) {
        this.name = name;
        this.page = page;
    }

    /** Returns the page as an SVG element, with a text for those who cannot see it. */
    String svg(int width, int height, String description) {
        page.flush();
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
        svg.append(" viewBox=\"0 0 ").append(width).append(' ').append(height).append('"');
        svg.append(" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append('"');
        svg.append(" font-family=\"").append(FONTS).append("\" aria-label=\"");
        svg.append(SvgText.escaped(description)).append("\">\n");
        page.clips.forEach((data, id) -> svg.append("<clipPath id=\"")
                .append(id)
                .append("\"><path d=\"")
                .append(data)
                .append("\"/></clipPath>\n"));
        return svg.append(page.body).append("</svg>\n").toString();
    }

    private String clipped() {
        if (clip == null) {
            return "";
        }
        String id = page.clips.computeIfAbsent(SvgText.path(clip), data -> name + "-clip-" + (page.clips.size() + 1));
        return " clip-path=\"url(#" + id + ")\"";
    }

    private String opacity(String what) {
        double alpha = color.getAlpha() / 255.0;
        return alpha == 1 ? "" : " " + what + "=\"" + Math.round(alpha * 100) / 100.0 + '"';
    }

    /** The style of lines, made anew when colour, stroke or clip have changed: a chart draws thousands alike. */
    private String strokeStyle() {
        boolean same = color == styledColor && stroke == styledStroke && clip == styledClip;
        if (!same) {
            styledColor = color;
            styledStroke = stroke;
            styledClip = clip;
            style = newStrokeStyle();
        }
        return style;
    }

    private String newStrokeStyle() {
        StringBuilder style = new StringBuilder(" stroke=\"" + SvgText.color(color) + '"');
        style.append(opacity("stroke-opacity"));
        style.append(" stroke-width=\"")
                .append(SvgText.number(stroke.getLineWidth()))
                .append('"');
        if (stroke.getDashArray() != null) {
            style.append(" stroke-dasharray=\"");
            for (int i = 0; i < stroke.getDashArray().length; i++) {
                style.append(i == 0 ? "" : " ").append(SvgText.number(stroke.getDashArray()[i]));
            }
            style.append('"');
        } else if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) {
            style.append(" stroke-linejoin=\"round\"");
        }
        return style.append(clipped()).toString();
    }

    @Override
    public void draw(Shape shape) {
        if (shape instanceof Line2D line) {
            Point2D from = transform.transform(line.getP1(), null);
            page.addPiece(from, transform.transform(line.getP2(), null), strokeStyle());
            return;
        }
        String data = SvgText.path(transform.createTransformedShape(shape));
        page.add("<path d=\"" + data + "\" fill=\"none\"" + strokeStyle() + "/>");
    }

    @Override
    public void fill(Shape shape) {
        String data = SvgText.path(transform.createTransformedShape(shape));
        if (!data.isEmpty() && color.getAlpha() > 0) {
            page.add("<path d=\"" + data + "\" fill=\"" + SvgText.color(color) + '"' + opacity("fill-opacity")
                    + clipped() + "/>");
        }
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (text.isBlank()) {
            return;
        }
        Point2D at = transform.transform(new Point2D.Float(x, y), null);
        StringBuilder element = new StringBuilder("<text x=\"" + SvgText.number(at.getX()) + "\" y=\"");
        element.append(SvgText.number(at.getY())).append("\" font-size=\"").append(font.getSize());
        element.append(font.isBold() ? "\" font-weight=\"bold" : "").append("\" fill=\"");
        element.append(SvgText.color(color)).append('"').append(rotation(at)).append('>');
        page.add(element.append(SvgText.escaped(text)).append("</text>").toString());
    }

    private String rotation(Point2D at) {
        double degrees = StrictMath.toDegrees(StrictMath.atan2(transform.getShearY(), transform.getScaleX()));
        return Math.abs(degrees) < 0.01
                ? ""
                : " transform=\"rotate(" + SvgText.number(degrees) + ' ' + SvgText.number(at.getX()) + ' '
                        + SvgText.number(at.getY()) + ")\"";
    }

    @Override
    public Graphics create() {
        SvgGraphics copy = new SvgGraphics(name, page);
        copy.transform = new AffineTransform(transform);
        copy.clip = clip;
        copy.color = color;
        copy.background = background;
        copy.stroke = stroke;
        copy.font = font;
        copy.composite = composite;
        copy.hints.add(hints);
        return copy;
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator iterator, float x, float y) {
        StringBuilder text = new StringBuilder();
        for (char c = iterator.first(); c != AttributedCharacterIterator.DONE; c = iterator.next()) {
            text.append(c);
        }
        drawString(text.toString(), x, y);
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        fill(glyphs.getOutline(x, y));
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        Color before = color;
        color = background;
        fillRect(x, y, width, height);
        color = before;
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        draw(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        draw(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        fill(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int start, int angle) {
        draw(new Arc2D.Double(x, y, width, height, start, angle, Arc2D.OPEN));
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int start, int angle) {
        fill(new Arc2D.Double(x, y, width, height, start, angle, Arc2D.PIE));
    }

    @Override
    public void drawPolyline(int[] x, int[] y, int count) {
        draw(polygon(x, y, count, false));
    }

    @Override
    public void drawPolygon(int[] x, int[] y, int count) {
        draw(polygon(x, y, count, true));
    }

    @Override
    public void fillPolygon(int[] x, int[] y, int count) {
        fill(polygon(x, y, count, true));
    }

    private static Path2D polygon(int[] x, int[] y, int count, boolean closed) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                path.moveTo(x[0], y[0]);
            } else {
                path.lineTo(x[i], y[i]);
            }
        }
        if (closed && count > 0) {
            path.closePath();
        }
        return path;
    }

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public void rotate(double theta) {
        transform.rotate(theta);
    }

    @Override
    public void rotate(double theta, double x, double y) {
        transform.rotate(theta, x, y);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void shear(double x, double y) {
        transform.shear(x, y);
    }

    @Override
    public void transform(AffineTransform more) {
        transform.concatenate(more);
    }

    @Override
    public void setTransform(AffineTransform changed) {
        transform = new AffineTransform(changed);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void clip(Shape shape) {
        Shape added = transform.createTransformedShape(shape);
        if (clip == null) {
            clip = added;
            return;
        }
        Area both = new Area(clip);
        both.intersect(new Area(added));
        clip = both;
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        setClip(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void setClip(Shape shape) {
        clip = shape == null ? null : transform.createTransformedShape(shape);
    }

    @Override
    public Shape getClip() {
        return clip == null ? null : inverse().createTransformedShape(clip);
    }

    @Override
    public Rectangle getClipBounds() {
        return clip == null ? null : getClip().getBounds();
    }

    private AffineTransform inverse() {
        try {
            return transform.createInverse();
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("A page cannot be drawn on under a transform without inverse.", e);
        }
    }

    @Override
    public void setColor(Color changed) {
        color = changed == null ? color : changed;
    }

    @Override
    public Color getColor() {
        return color;
    }

    @Override
    public void setPaint(Paint paint) {
        if (!(paint instanceof Color solid)) {
            throw unsupported("a paint that is no colour");
        }
        color = solid;
    }

    @Override
    public Paint getPaint() {
        return color;
    }

    @Override
    public void setBackground(Color changed) {
        background = changed;
    }

    @Override
    public Color getBackground() {
        return background;
    }

    @Override
    public void setStroke(Stroke changed) {
        if (!(changed instanceof BasicStroke basic)) {
            throw unsupported("a stroke of its own kind");
        }
        stroke = basic;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setFont(Font changed) {
        font = changed == null ? font : changed;
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public FontMetrics getFontMetrics(Font of) {
        return METRICS.getFontMetrics(of);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return Legend.CONTEXT;
    }

    @Override
    public void setComposite(Composite changed) {
        composite = changed;
    }

    @Override
    public Composite getComposite() {
        return composite;
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, Object value) {
        hints.put(key, value);
    }

    @Override
    public Object getRenderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHints(Map<?, ?> changed) {
        hints.clear();
        hints.putAll(changed);
    }

    @Override
    public void addRenderingHints(Map<?, ?> more) {
        hints.putAll(more);
    }

    @Override
    public RenderingHints getRenderingHints() {
        return hints;
    }

    @Override
    public boolean hit(Rectangle rectangle, Shape shape, boolean onStroke) {
        return transform.createTransformedShape(shape).intersects(rectangle);
    }

    @Override
    public void dispose() {
        page.flush();
    }

    @Override
    public void setPaintMode() {
        composite = AlphaComposite.SrcOver;
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw unsupported("a device");
    }

    @Override
    public void setXORMode(Color other) {
        throw unsupported("XOR");
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw unsupported("copying");
    }

    @Override
    public boolean drawImage(Image image, AffineTransform at, ImageObserver observer) {
        throw unsupported("an image");
    }

    @Override
    public void drawImage(BufferedImage image, BufferedImageOp operation, int x, int y) {
        throw unsupported("an image");
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform at) {
        throw unsupported("an image");
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform at) {
        throw unsupported("an image");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        throw unsupported("an image");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        throw unsupported("an image");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, Color behind, ImageObserver observer) {
        throw unsupported("an image");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, Color behind, ImageObserver observer) {
        throw unsupported("an image");
    }

    @Override
    public boolean drawImage(
            Image image, int a, int b, int c, int d, int e, int f, int g, int h, ImageObserver observer) {
        throw unsupported("an image");
    }

    @Override
    public boolean drawImage(
            Image image, int a, int b, int c, int d, int e, int f, int g, int h, Color behind, ImageObserver observer) {
        throw unsupported("an image");
    }

    private static UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException("A page of SVG must be drawn with shapes and text, got " + what + ".");
    }
}

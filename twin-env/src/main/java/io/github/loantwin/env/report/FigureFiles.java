package io.github.loantwin.env.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/** Writes figures as PNG (at twice the nominal size) and SVG; needs no display. */
public final class FigureFiles {
    private static final int SCALE = 2;

    private FigureFiles() {}

    /** Writes every figure to a folder as {@code <name>.png} and {@code <name>.svg}; returns the files. */
    public static List<Path> write(List<Figure> figures, Path folder) throws IOException {
        return write(figures, folder, () -> false);
    }

    /** Writes figures as {@link #write(List, Path)} does, until someone wants to stop; returns the files written. */
    public static List<Path> write(List<Figure> figures, Path folder, BooleanSupplier stopped) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Figure figure : figures) {
            if (stopped.getAsBoolean()) {
                return files;
            }
            Path png = folder.resolve(figure.name() + ".png");
            Path svg = folder.resolve(figure.name() + ".svg");
            writePng(figure, png);
            writeSvg(figure, svg);
            files.add(png);
            files.add(svg);
        }
        return files;
    }

    /** Writes a figure as PNG. */
    public static void writePng(Figure figure, Path file) throws IOException {
        BufferedImage image =
                new BufferedImage(SCALE * figure.width(), SCALE * figure.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        figure.paint(graphics);
        graphics.dispose();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java has no writer for PNG");
            }
        }
    }

    /** Writes a figure as SVG, with text in the reader's sans-serif font. */
    public static void writeSvg(Figure figure, Path file) throws IOException {
        Files.writeString(file, svg(figure), StandardCharsets.UTF_8);
    }

    /** Returns a figure as an SVG element that can also stand inside HTML: no XML declaration, nothing external. */
    public static String svg(Figure figure) {
        SvgGraphics graphics = new SvgGraphics(figure.name());
        figure.paint(graphics);
        return graphics.svg(figure.width(), figure.height(), figure.title());
    }

    /**
     * Returns each panel of a figure as an SVG element of its own, so that a page can set them under each other; title
     * and source are left to the page.
     *
     * @param name begins the names of the elements' parts, which must differ within a page
     * @param description for those who cannot see it, given to the first panel
     */
    static List<String> panelSvgs(Figure figure, String name, String description) {
        List<String> panels = new ArrayList<>();
        for (Panel panel : figure.panels()) {
            SvgGraphics graphics = new SvgGraphics(name + "-" + (panels.size() + 1));
            panel.paint(graphics);
            String text = panels.isEmpty() ? description : panel.title().isEmpty() ? figure.title() : panel.title();
            panels.add(graphics.svg(panel.width(), panel.height(), text));
        }
        return panels;
    }
}

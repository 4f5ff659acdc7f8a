package io.github.loantwin.env.report;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Writes figures as PNG (at twice the nominal size) and SVG; needs no display. */
public final class FigureFiles {
    private static final int SCALE = 2;
    private static final Pattern CLIP = Pattern.compile("clip-?[0-9]+");

    private FigureFiles() {}

    /** Writes every figure to a folder as {@code <name>.png} and {@code <name>.svg}; returns the files. */
    public static List<Path> write(List<Figure> figures, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Figure figure : figures) {
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
    public static String svg(Figure figure) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        figure.paint(graphics);
        Document document = Processors.get("svg")
                .getDocument(graphics.getCommands(), new PageSize(0, 0, figure.width(), figure.height()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.writeTo(bytes);
        String text = bytes.toString(StandardCharsets.UTF_8);
        return numbered(figure.name(), text.substring(text.indexOf("<svg")))
                .replaceAll("font-family:&quot;[^&]*&quot;", "font-family:sans-serif");
    }

    /** Names the clip paths by figure and order: the writer's names change from run to run and may meet in one page. */
    private static String numbered(String figure, String svg) {
        Map<String, String> names = new HashMap<>();
        Matcher matcher = CLIP.matcher(svg);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = names.computeIfAbsent(matcher.group(), old -> figure + "-clip-" + (names.size() + 1));
            matcher.appendReplacement(text, name);
        }
        return matcher.appendTail(text).toString();
    }
}

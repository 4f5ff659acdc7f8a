package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.util.List;

/**
 * A plot of one or more panels under a title, with a line below that names the source.
 *
 * <p>A figure paints itself on any {@link Graphics2D}; {@link FigureFiles} writes it as PNG or SVG.
 */
public final class Figure {
    private static final int TITLE_HEIGHT = 38;
    private static final int SOURCE_HEIGHT = 26;
    private static final int MARGIN = 14;
    private static final Font TITLE_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    private static final Font SOURCE_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private final String name;
    private final String title;
    private final String source;
    private final int across;
    private final List<Panel> panels;

    /**
     * Creates a figure.
     *
     * @param name the name of its file, without ending: letters, digits, - and _
     * @param title what it shows
     * @param source where the numbers come from
     * @param across panels side by side in a row
     * @param panels the panels, row by row; each gets the room that the largest needs
     */
    public Figure(String name, String title, String source, int across, List<? extends Panel> panels) {
        ArgCheck.that(name.matches("[A-Za-z0-9_-]+"), "name must be letters, digits, - and _", "'" + name + "'");
        this.name = name;
        this.title = ArgCheck.notBlank("title", title);
        this.source = ArgCheck.notBlank("source", source);
        this.across = ArgCheck.positive("across", across);
        this.panels = List.copyOf(ArgCheck.notEmpty("panels", panels));
    }

    /** Returns the name of the figure's file, without ending. */
    public String name() {
        return name;
    }

    /** Returns what the figure shows. */
    public String title() {
        return title;
    }

    /** Returns where the numbers come from. */
    String source() {
        return source;
    }

    /** Returns how many panels stand side by side. */
    int across() {
        return across;
    }

    /** Returns the panels, row by row. */
    List<Panel> panels() {
        return panels;
    }

    /** Returns the width in pixels. */
    public int width() {
        return across * panelWidth();
    }

    /** Returns the height in pixels. */
    public int height() {
        return TITLE_HEIGHT + down() * panelHeight() + SOURCE_HEIGHT;
    }

    private int panelWidth() {
        return panels.stream().mapToInt(Panel::width).max().orElseThrow();
    }

    private int panelHeight() {
        return panels.stream().mapToInt(Panel::height).max().orElseThrow();
    }

    private int down() {
        return (panels.size() + across - 1) / across;
    }

    /** Paints the figure with its upper left corner at the origin. */
    public void paint(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        paintPanels(graphics);
        graphics.setColor(Palette.BLACK);
        graphics.setFont(TITLE_FONT);
        graphics.drawString(title, MARGIN, TITLE_HEIGHT - 12);
        graphics.setColor(Palette.SOURCE);
        graphics.setFont(SOURCE_FONT);
        graphics.drawString("Source: " + source, MARGIN, height() - 10);
    }

    private void paintPanels(Graphics2D graphics) {
        AffineTransform origin = graphics.getTransform();
        for (int i = 0; i < panels.size(); i++) {
            graphics.translate(i % across * panelWidth(), TITLE_HEIGHT + i / across * panelHeight());
            panels.get(i).paint(graphics);
            graphics.setTransform(origin);
        }
    }
}

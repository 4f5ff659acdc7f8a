package io.github.loantwin.env.report;

import java.awt.Font;
import java.awt.Graphics2D;

/** One part of a {@link Figure}: it knows its size and paints itself. */
public interface Panel {
    /** Height in pixels of the line that holds a panel's title. */
    int TITLE_HEIGHT = 24;

    /** Returns the title; empty if the figure's says it all. */
    String title();

    /** Returns the width in pixels. */
    int width();

    /** Returns the height in pixels, with title and legend. */
    int height();

    /** Paints title, content and legend with the upper left corner at the origin. */
    void paint(Graphics2D graphics);

    /** Returns the height that the title takes. */
    default int titleHeight() {
        return title().isEmpty() ? 0 : TITLE_HEIGHT;
    }

    /** Paints a title in the middle of the top. */
    static void paintTitle(Graphics2D graphics, String title, int width) {
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, 14);
        graphics.setFont(font);
        graphics.setColor(Palette.BLACK);
        double titleWidth = font.getStringBounds(title, Legend.CONTEXT).getWidth();
        graphics.drawString(title, (float) ((width - titleWidth) / 2), TITLE_HEIGHT - 8);
    }
}

package io.github.loantwin.env.report;

import java.awt.Graphics2D;

/** One part of a {@link Figure}: something that paints itself at a fixed size. */
public interface Picture {
    /** Returns the title; empty if the figure's says it all. */
    String title();

    /** Returns the width in pixels. */
    int width();

    /** Returns the height in pixels. */
    int height();

    /** Paints it with its upper left corner at the origin. */
    void paint(Graphics2D graphics);
}

package io.github.loantwin.env.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/** A table of shares whose cells are the darker the larger the share; the share itself stands in each cell. */
final class HeatPanel implements Panel {
    private static final int CELL_HEIGHT = 34;
    private static final int LABEL_WIDTH = 70;
    private static final int HEAD_HEIGHT = 24;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Color LOW = new Color(0xF7FBFF);
    private static final Color HIGH = new Color(0x08519C);

    private final String title;
    private final List<String> rows;
    private final List<String> columns;
    private final double[][] shares;
    private final int width;

    /**
     * Creates a panel.
     *
     * @param shares by row and column, fractions; NaN where there is nothing to show
     */
    HeatPanel(String title, List<String> rows, List<String> columns, double[][] shares, int width) {
        this.title = title;
        this.rows = rows;
        this.columns = columns;
        this.shares = shares;
        this.width = width;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return titleHeight() + HEAD_HEIGHT + rows.size() * CELL_HEIGHT + 12;
    }

    @Override
    public void paint(Graphics2D graphics) {
        Panel.paintTitle(graphics, title, width);
        graphics.setFont(FONT);
        int top = titleHeight() + HEAD_HEIGHT;
        double cell = (width - LABEL_WIDTH - 10.0) / columns.size();
        graphics.setColor(Palette.BLACK);
        for (int column = 0; column < columns.size(); column++) {
            centred(graphics, columns.get(column), LABEL_WIDTH + (column + 0.5) * cell, top - 8);
        }
        for (int row = 0; row < rows.size(); row++) {
            int y = top + row * CELL_HEIGHT;
            graphics.setColor(Palette.BLACK);
            graphics.drawString(rows.get(row), 8, y + CELL_HEIGHT / 2 + 4);
            for (int column = 0; column < columns.size(); column++) {
                int x = (int) Math.rint(LABEL_WIDTH + column * cell);
                int right = (int) Math.rint(LABEL_WIDTH + (column + 1) * cell);
                paintCell(graphics, shares[row][column], x, y, right - x);
            }
        }
    }

    private static void paintCell(Graphics2D graphics, double share, int x, int y, int cellWidth) {
        boolean none = Double.isNaN(share);
        double depth = none ? 0 : Math.sqrt(Math.min(1, share));
        graphics.setColor(none ? Palette.GRID : between(depth));
        graphics.fillRect(x, y, cellWidth - 2, CELL_HEIGHT - 2);
        graphics.setColor(depth > 0.6 ? Color.WHITE : Palette.BLACK);
        String text = none ? TableColumn.MISSING : String.format(Locale.ROOT, "%.1f", 100 * share);
        centred(graphics, text, x + (cellWidth - 2) / 2.0, y + CELL_HEIGHT / 2 + 3);
    }

    private static Color between(double depth) {
        return new Color(
                mixed(LOW.getRed(), HIGH.getRed(), depth),
                mixed(LOW.getGreen(), HIGH.getGreen(), depth),
                mixed(LOW.getBlue(), HIGH.getBlue(), depth));
    }

    private static int mixed(int low, int high, double depth) {
        return (int) Math.rint(low + depth * (high - low));
    }

    private static void centred(Graphics2D graphics, String text, double x, int y) {
        double textWidth = FONT.getStringBounds(text, Legend.CONTEXT).getWidth();
        graphics.drawString(text, (float) (x - textWidth / 2), y);
    }
}

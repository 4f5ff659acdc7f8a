package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A picture of a matrix: blue for more, red for less, the number in every field. */
public final class HeatPicture implements Panel {
    private static final int LEFT = 138;
    private static final int TOP = 56;
    private static final int ROW = 34;
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private final String title;
    private final List<String> rows;
    private final List<String> columns;
    private final double[][] values;
    private final int decimals;
    private final int width;
    private final double full;

    /**
     * Creates a picture.
     *
     * @param title with the unit
     * @param values by row and column
     * @param decimals of the numbers
     */
    public HeatPicture(
            String title, List<String> rows, List<String> columns, double[][] values, int decimals, int width) {
        this(title, rows, columns, values, decimals, width, 0);
    }

    /**
     * Creates a picture whose colours are as strong as in others of its kind.
     *
     * @param full number that has the full colour, if none is larger
     */
    public HeatPicture(
            String title,
            List<String> rows,
            List<String> columns,
            double[][] values,
            int decimals,
            int width,
            double full) {
        this.full = full;
        this.title = ArgCheck.notBlank("title", title);
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
        this.values = values.clone();
        this.decimals = decimals;
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
        return TOP + rows.size() * ROW + 10;
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setColor(Palette.BLACK);
        graphics.setFont(BOLD);
        PlotPicture.centred(graphics, title, width / 2.0, 18);
        graphics.setFont(PlotPicture.PLAIN);
        double room = (width - LEFT - 12.0) / columns.size();
        double largest = Math.max(full, 1e-12);
        for (double[] row : values) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int c = 0; c < columns.size(); c++) {
            PlotPicture.centred(graphics, columns.get(c), LEFT + (c + 0.5) * room, TOP - 10);
        }
        for (int r = 0; r < rows.size(); r++) {
            double top = TOP + r * ROW;
            graphics.setColor(Palette.BLACK);
            double textWidth = PlotPicture.textWidth(PlotPicture.PLAIN, rows.get(r));
            graphics.drawString(rows.get(r), (float) (LEFT - 8 - textWidth), (float) (top + 22));
            for (int c = 0; c < columns.size(); c++) {
                paintField(graphics, values[r][c], largest, LEFT + c * room, top, room);
            }
        }
    }

    private void paintField(Graphics2D graphics, double value, double largest, double left, double top, double room) {
        double strength = Math.sqrt(Math.abs(value) / largest);
        Color full = value < 0 ? Palette.RED : Palette.BLUE;
        graphics.setColor(new Color(full.getRed(), full.getGreen(), full.getBlue(), (int) (210 * strength)));
        graphics.fill(new Rectangle2D.Double(left + 1, top + 1, room - 2, ROW - 2));
        graphics.setColor(strength > 0.75 ? Color.WHITE : Palette.BLACK);
        PlotPicture.centred(
                graphics, value == 0 ? "0" : PlotPicture.number(value, decimals), left + room / 2, top + 22);
    }
}

package io.github.loantwin.env.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The legend below a panel: rows of marks and names, centred, broken where the width ends.
 *
 * <p>XChart's own legend does not break rows and sets each name at a height that depends on its letters.
 */
final class Legend {
    /** How a series is drawn. */
    enum Mark {
        LINE,
        DASHED,
        AREA
    }

    private record Entry(String name, Color color, Mark mark) {
        int width() {
            return MARK
                    + GAP
                    + (int) Math.ceil(FONT.getStringBounds(name, CONTEXT).getWidth())
                    + BETWEEN;
        }
    }

    static final BasicStroke DASHES =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 5}, 0);
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final BasicStroke LINE = new BasicStroke(2.4f);
    private static final int MARK = 20;
    private static final int GAP = 6;
    private static final int BETWEEN = 14;
    private static final int ROW = 20;

    private final List<Entry> entries = new ArrayList<>();

    void add(String name, Color color, Mark mark) {
        entries.add(new Entry(name, color, mark));
    }

    /** Returns the height needed at a width; a single entry needs none, for the panel's title names it. */
    int height(int width) {
        return entries.size() < 2 ? 0 : rows(width).size() * ROW + 6;
    }

    void paint(Graphics2D graphics, int x, int y, int width) {
        if (entries.size() < 2) {
            return;
        }
        int top = y;
        for (List<Entry> row : rows(width)) {
            int left =
                    x + (width + BETWEEN - row.stream().mapToInt(Entry::width).sum()) / 2;
            for (Entry entry : row) {
                paint(graphics, entry, left, top);
                left += entry.width();
            }
            top += ROW;
        }
    }

    private List<List<Entry>> rows(int width) {
        List<List<Entry>> rows = new ArrayList<>();
        int left = 0;
        for (Entry entry : entries) {
            if (rows.isEmpty() || left + entry.width() > width) {
                rows.add(new ArrayList<>());
                left = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            left += entry.width();
        }
        return rows;
    }

    private static void paint(Graphics2D graphics, Entry entry, int x, int y) {
        graphics.setColor(entry.color());
        if (entry.mark() == Mark.AREA) {
            graphics.fillRect(x, y + 3, MARK, 12);
        } else {
            graphics.setStroke(entry.mark() == Mark.DASHED ? DASHES : LINE);
            graphics.drawLine(x, y + 9, x + MARK, y + 9);
        }
        graphics.setColor(Palette.BLACK);
        graphics.setFont(FONT);
        graphics.drawString(entry.name(), x + MARK + GAP, y + 13);
    }
}

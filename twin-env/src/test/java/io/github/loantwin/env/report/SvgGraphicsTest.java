package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvgGraphicsTest {
    @Test
    void joinedPiecesBecomeOnePathWithoutInvisiblePoints() {
        SvgGraphics graphics = new SvgGraphics("t");
        graphics.translate(10, 0);
        graphics.setColor(Color.RED);
        graphics.setStroke(new BasicStroke(2));
        for (int x = 0; x < 100; x++) {
            graphics.draw(new Line2D.Double(x, 5, x + 1, 5));
        }
        graphics.draw(new Line2D.Double(100, 5, 110, 25));
        String svg = graphics.svg(200, 100, "a line");
        assertTrue(svg.contains("<path d=\"M10 5L110 5L120 25\" fill=\"none\" stroke=\"#ff0000\""), svg);
        assertEquals(1, svg.split("<path", -1).length - 1);
    }

    @Test
    void aClipIsNamedOnceAndUsed() {
        SvgGraphics graphics = new SvgGraphics("t");
        graphics.setClip(new Rectangle(0, 0, 50, 50));
        graphics.fillRect(0, 0, 100, 10);
        graphics.fillRect(0, 20, 100, 10);
        graphics.setClip(null);
        graphics.fillRect(0, 40, 100, 10);
        String svg = graphics.svg(100, 100, "");
        assertEquals(1, svg.split("<clipPath", -1).length - 1);
        assertEquals(2, svg.split("clip-path=", -1).length - 1);
    }

    @Test
    void transparencyAndTextAreKept() {
        SvgGraphics graphics = new SvgGraphics("t");
        graphics.setColor(new Color(0, 0, 0, 51));
        graphics.fillRect(0, 0, 10, 10);
        graphics.drawString("a < b", 3, 4);
        String svg = graphics.svg(20, 20, "\"d\"");
        assertTrue(svg.contains("fill-opacity=\"0.2\""), svg);
        assertTrue(svg.contains(">a &lt; b</text>"), svg);
        assertTrue(svg.contains("aria-label=\"&quot;d&quot;\""), svg);
    }

    /** Every point that is left out lies within 0.12 pixels of the line that is kept: a saw of 1 pixel keeps its teeth. */
    @Test
    void simplifyingKeepsWhatCanBeSeen() {
        List<double[]> saw = new ArrayList<>();
        List<double[]> nearlyFlat = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            saw.add(new double[] {i, i % 2});
            nearlyFlat.add(new double[] {i, 0.1 * (i % 2)});
        }
        assertEquals(50, SvgText.simplified(saw).size());
        assertEquals(2, SvgText.simplified(nearlyFlat).size());
    }
}

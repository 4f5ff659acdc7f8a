package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void showsLowestToHighest() {
        Sparkline line = new Sparkline(8);
        for (int i = 0; i < 8; i++) {
            line.add(i);
        }
        assertEquals("▁▂▃▄▅▆▇█", line.bars());
    }

    @Test
    void constantSeriesIsFlat() {
        Sparkline line = new Sparkline(4);
        line.add(3);
        line.add(3);
        assertEquals("▁▁", line.bars());
    }

    @Test
    void longSeriesIsThinnedOut() {
        Sparkline line = new Sparkline(10);
        for (int i = 0; i < 1_000; i++) {
            line.add(i);
        }
        String bars = line.bars();
        assertTrue(bars.length() <= 10 && bars.length() >= 5, bars);
        assertEquals('▁', bars.charAt(0));
        assertTrue(
                bars.chars()
                        .sorted()
                        .boxed()
                        .toList()
                        .equals(bars.chars().boxed().toList()),
                bars);
    }
}

package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void launcherTellsWhichStreamsAreTerminals() {
        assertTrue(Terminal.of("12", Map.of()).out());
        assertFalse(Terminal.of("2", Map.of()).out());
        assertTrue(Terminal.of("2", Map.of()).error());
        assertFalse(Terminal.of("", Map.of()).error());
    }

    @Test
    void noColorIsHonouredWhenNotEmpty() {
        assertEquals("x", Terminal.of("12", Map.of("NO_COLOR", "1")).outStyle().red("x"));
        assertEquals(
                "\u001b[31mx\u001b[0m",
                Terminal.of("12", Map.of("NO_COLOR", "")).outStyle().red("x"));
        assertEquals("x", Terminal.of("12", Map.of("TERM", "dumb")).outStyle().red("x"));
    }

    @Test
    void redirectedOutputHasNoColour() {
        assertEquals("x", Terminal.of("2", Map.of()).outStyle().red("x"));
    }

    @Test
    void widthComesFromColumnsWhenItIsANumber() {
        assertEquals(132, Terminal.of("12", Map.of("COLUMNS", "132")).width());
        assertEquals(100, Terminal.of("12", Map.of("COLUMNS", "wide")).width());
        assertEquals(100, Terminal.of("12", Map.of()).width());
    }
}

package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream error = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private Progress progress(String terminalStreams, boolean quiet) {
        return Progress.of("Simulating", "days", 100, Terminal.of(terminalStreams, Map.of()), error, quiet);
    }

    @Test
    void quietSaysNothing() {
        try (Progress progress = progress("12", true)) {
            assertInstanceOf(Progress.Silent.class, progress);
            progress.at(100);
        }
        assertEquals("", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shortJobsSayNothingWithoutATerminal() {
        try (Progress progress = progress("1", false)) {
            assertInstanceOf(Progress.Lines.class, progress);
            progress.at(100);
        }
        assertEquals("", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void linesTellRateAndTimeLeft() {
        // 2,000 of 10,000 in 4 seconds: 500 a second, so 8,000 more take 16 seconds
        assertEquals(
                "Simulating: 2,000 of 10,000 days, 500 per second, 16 s left",
                Progress.Lines.line("Simulating", "days", 2_000, 10_000, 4));
        assertTrue(Progress.Lines.line("Simulating", "days", 0, 10, 4).endsWith("?"));
    }

    @Test
    void aTerminalShowsABar() throws InterruptedException {
        try (Progress progress = progress("12", false)) {
            progress.at(50);
            Thread.sleep(500);
        }
        String drawn = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(drawn.contains("50/100 days"), drawn);
    }
}

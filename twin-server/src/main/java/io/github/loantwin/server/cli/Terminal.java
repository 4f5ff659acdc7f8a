package io.github.loantwin.server.cli;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of the terminal behind the standard streams.
 *
 * @param out whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param width number of columns
 * @param height number of lines; very large where it is not known
 * @param colour whether colour is wanted: unless {@code NO_COLOR} is set or the terminal is dumb
 */
record Terminal(boolean out, boolean error, int width, int height, boolean colour) {
    private static final int DEFAULT_WIDTH = 100;

    /** Returns the terminal of this process, as the launcher and the environment tell it. */
    static Terminal ofProcess() {
        String streams = Optional.ofNullable(System.getProperty("loantwin.terminal"))
                .orElseGet(() -> System.console() == null ? "" : "12");
        return of(streams, System.getenv());
    }

    /** Returns the terminal for the given terminal streams ("1" output, "2" error) and environment variables. */
    static Terminal of(String streams, Map<String, String> environment) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.getOrDefault("TERM", ""));
        return new Terminal(
                streams.contains("1"),
                streams.contains("2"),
                number(environment, "COLUMNS", DEFAULT_WIDTH),
                number(environment, "LINES", Integer.MAX_VALUE),
                !plain);
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "");
        return text.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(text) : otherwise;
    }

    Style outStyle() {
        return new Style(out && colour);
    }

    Style errorStyle() {
        return new Style(error && colour);
    }
}

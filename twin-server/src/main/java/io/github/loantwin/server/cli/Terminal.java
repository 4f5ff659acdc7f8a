package io.github.loantwin.server.cli;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of the terminal behind the standard streams.
 *
 * @param out whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param width number of columns
 * @param colour whether colour is wanted: unless {@code NO_COLOR} is set or the terminal is dumb
 */
record Terminal(boolean out, boolean error, int width, boolean colour) {
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
        return new Terminal(streams.contains("1"), streams.contains("2"), width(environment), !plain);
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        boolean usable = columns.matches("[1-9][0-9]{1,3}");
        return usable ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    Style outStyle() {
        return new Style(out && colour);
    }

    Style errorStyle() {
        return new Style(error && colour);
    }
}

package io.github.loantwin.server.cli;

import java.nio.file.Path;

/** Where tokens are stored if nobody says. */
final class TokenFile {
    private TokenFile() {}

    /** Returns the file given, or the user's own: {@code $XDG_CONFIG_HOME/loantwin/tokens.json}. */
    static Path of(Path given) {
        if (given != null) {
            return given;
        }
        String home = System.getenv("XDG_CONFIG_HOME");
        Path configs =
                home == null || home.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(home);
        return configs.resolve("loantwin").resolve("tokens.json");
    }
}

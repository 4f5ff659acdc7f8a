package io.github.loantwin.server.cli;

/** Colour and weight of terminal text; plain when the stream is no terminal or the user asked for no colour. */
final class Style {
    static final Style PLAIN = new Style(false);

    private final boolean colour;

    Style(boolean colour) {
        this.colour = colour;
    }

    String bold(String text) {
        return wrapped("1", text);
    }

    String faint(String text) {
        return wrapped("2", text);
    }

    String red(String text) {
        return wrapped("31", text);
    }

    String green(String text) {
        return wrapped("32", text);
    }

    String yellow(String text) {
        return wrapped("33", text);
    }

    private String wrapped(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

package io.github.loantwin.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines. */
final class Paragraph {
    private static final int WIDEST = 100;

    private Paragraph() {}

    /** Returns the lines of a text, none longer than the width (or 100), but for words that are. */
    static List<String> wrapped(String text, int width) {
        int limit = Math.min(width, WIDEST);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > limit) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}

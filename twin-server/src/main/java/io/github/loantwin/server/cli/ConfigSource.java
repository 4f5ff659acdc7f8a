package io.github.loantwin.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of a YAML file with their comments, which hold unit and source and which a YAML reader drops.
 *
 * <p>Reads block mappings; the keys inside a flow mapping ({@code {a: 1, b: 2}}) are found with the comment of its line.
 */
final class ConfigSource {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9_-]*):(?: +(.*))?");
    private static final Pattern INNER_KEY =
            Pattern.compile("[{,] *([A-Za-z][A-Za-z0-9_-]*): *((?:[^,{}\\[\\]]|\\[[^\\]]*\\])*)");

    private ConfigSource() {}

    /**
     * One key.
     *
     * @param path keys from the top of the file, joined by dots
     * @param value the text behind the key, empty for a group
     * @param comments the comment lines above it, then the one behind it
     * @param line line in the file, from 1
     */
    record Entry(String path, String value, List<String> comments, int line) {
        /** Returns whether the user meant this key: its path, or the end of it. */
        boolean isMeantBy(String key) {
            return path.equals(key) || path.endsWith("." + key);
        }
    }

    /** Returns the YAML files of a folder and its subfolders, in order of name. */
    static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the keys of a file. */
    static List<Entry> entries(Path file) {
        try {
            return entries(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Entry> entries(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        List<String> above = new ArrayList<>();
        Deque<Level> levels = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("#")) {
                above.add(line.strip().substring(1).strip());
            } else if (key.matches()) {
                addEntries(entries, levels, key, above, i + 1);
                above.clear();
            } else {
                above.clear();
            }
        }
        return entries;
    }

    private record Level(int indent, String path) {}

    private static void addEntries(
            List<Entry> entries, Deque<Level> levels, Matcher key, List<String> above, int line) {
        int indent = key.group(1).length();
        while (!levels.isEmpty() && levels.peek().indent() >= indent) {
            levels.pop();
        }
        String path = levels.isEmpty() ? key.group(2) : levels.peek().path() + "." + key.group(2);
        levels.push(new Level(indent, path));
        String rest = key.group(3) == null ? "" : key.group(3);
        int hash = rest.startsWith("#") ? 0 : rest.indexOf(" #");
        String value = (hash < 0 ? rest : rest.substring(0, hash)).strip();
        List<String> comments = new ArrayList<>(above);
        if (hash >= 0) {
            comments.add(rest.substring(rest.indexOf('#', hash) + 1).strip());
        }
        entries.add(new Entry(path, value, List.copyOf(comments), line));
        if (value.startsWith("{")) {
            Matcher inner = INNER_KEY.matcher(value);
            while (inner.find()) {
                entries.add(
                        new Entry(path + "." + inner.group(1), inner.group(2).strip(), List.copyOf(comments), line));
            }
        }
    }
}

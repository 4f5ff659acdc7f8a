package io.github.loantwin.agents.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The file of one policy run in one scenario: a comment that says what it is the result of, then one line per world.
 *
 * <p>It is written as a whole and then renamed, so that a file that exists is complete. A file of another policy, other worlds
 * or another twin is not used.
 */
final class ResultFile {
    private static final String COMMENT = "# ";
    private static final String TIME = "; decision_microseconds ";

    private final Path path;
    private final String key;

    /**
     * Names a file.
     *
     * @param key says what the result depends on: worlds, twin, how the program lives a world, policy
     */
    ResultFile(Path path, String key) {
        this.path = path;
        this.key = key;
    }

    /** Returns the result, if the file is there and of the same key and seeds. */
    Optional<CellResult> read(long[] seeds) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(path);
            if (lines.size() != seeds.length + 2
                    || !lines.get(0).startsWith(COMMENT + key + TIME)
                    || !lines.get(1).equals(EpisodeRow.HEADER)) {
                return Optional.empty();
            }
            List<EpisodeRow> rows = new ArrayList<>();
            for (int i = 0; i < seeds.length; i++) {
                rows.add(EpisodeRow.parse(lines.get(i + 2)));
                if (rows.get(i).seed() != seeds[i]) {
                    return Optional.empty();
                }
            }
            double micros = Double.parseDouble(lines.get(0).substring((COMMENT + key + TIME).length()));
            return Optional.of(new CellResult(rows, micros));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // damaged: lived again
        }
    }

    void write(CellResult result) {
        StringBuilder text = new StringBuilder(COMMENT).append(key).append(TIME);
        text.append(String.format(Locale.ROOT, "%.3f", result.decisionMicros())).append('\n');
        text.append(EpisodeRow.HEADER).append('\n');
        result.rows().forEach(row -> text.append(row.line()).append('\n'));
        try {
            Files.createDirectories(path.getParent());
            Path part = path.resolveSibling(path.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.loantwin.env.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reference data that may lie beside the repository, in {@code ../shared/data}. */
final class DataFiles {
    static final String ABSENT = "the reference data (../shared/data) are not beside this project";

    private DataFiles() {}

    /** Returns a file's lines, or nothing when it is not there. */
    static Optional<List<String>> lines(Path folder, String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

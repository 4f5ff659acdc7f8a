package io.github.loantwin.agents.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One file for every finished trial, {@code trials/rung0-trial007.json}: what is there need not be done again. */
final class TrialFiles {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final String hash;

    /** A trial, and the search that it belongs to. */
    private record Kept(String searchHash, Trial trial) {}

    TrialFiles(Path folder, String hash) {
        this.folder = folder;
        this.hash = hash;
    }

    private Path file(int rung, int number) {
        return folder.resolve(String.format(java.util.Locale.ROOT, "rung%d-trial%03d.json", rung, number));
    }

    /**
     * Reads a trial, if it is finished.
     *
     * @throws IllegalArgumentException if it belongs to another search
     */
    Optional<Trial> read(int rung, int number) throws IOException {
        Path file = file(rung, number);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Kept kept = kept(file);
        if (!kept.searchHash().equals(hash)) {
            throw new IllegalArgumentException(file + " must be of this search, whose hash is " + hash.substring(0, 12)
                    + ", got " + kept.searchHash()
                    + ".\nMaybe the search's file, or one that it names, was edited since: choose"
                    + " another --name.");
        }
        return Optional.of(kept.trial());
    }

    private static Kept kept(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), Kept.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " is no finished trial: " + e.getOriginalMessage() + "\nMaybe remove it: it is done again.",
                    e);
        }
    }

    /** Writes a trial aside and renames it, so that a kill leaves a whole file or none. */
    void write(Trial trial) throws IOException {
        Files.createDirectories(folder);
        Path file = file(trial.rung(), trial.number());
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(aside, JSON.writeValueAsString(new Kept(hash, trial)) + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

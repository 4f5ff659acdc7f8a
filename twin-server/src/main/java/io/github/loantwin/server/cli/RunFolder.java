package io.github.loantwin.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The folder {@code runs/<name>} of one run: its results, and a manifest that says how they came about. */
final class RunFolder {
    static final String MANIFEST = "manifest.json";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._+=,-]{0,99}";
    private static final int MOST_NUMBERED = 10_000;

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** Creates the folder that the user named; an existing one is refused. */
    static RunFolder named(Path runs, String name) {
        if (!name.matches(NAME)) {
            throw Problem.badInput(
                    "The name of a run must be 1 to 100 letters, digits or . _ + = , - and start with a letter or digit,"
                            + " got '" + name + "'.",
                    "give only a name: the folder is " + runs + "/NAME.");
        }
        Path folder = runs.resolve(name);
        if (Files.exists(folder)) {
            throw Problem.badInput(
                    "A new run needs a new name, got '" + name + "' and " + folder + " exists.",
                    "choose another --name, or remove that folder.");
        }
        return created(folder);
    }

    /** Creates a folder with a suggested name, numbered when it is taken. */
    static RunFolder suggested(Path runs, String name) {
        Path folder = runs.resolve(name);
        for (int number = 2; Files.exists(folder) && number < MOST_NUMBERED; number++) {
            folder = runs.resolve(name + "-" + number);
        }
        return created(folder);
    }

    /** Takes a folder anywhere, which must be new or empty. */
    static RunFolder at(Path folder) {
        requireFree(folder);
        return Files.isDirectory(folder) ? new RunFolder(folder) : created(folder.toAbsolutePath());
    }

    /** Takes a folder that may hold earlier results, to go on with them. */
    static RunFolder resumed(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            return new RunFolder(folder);
        } catch (IOException e) {
            throw Problem.failed(
                    "The folder of results " + folder + " cannot be created: " + e + ".", "choose another --out.");
        }
    }

    /** Refuses a folder that holds something. */
    static void requireFree(Path folder) {
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw Problem.badInput(
                    "The folder of results must be new or empty, got " + folder + ".", "choose another --out.");
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.findAny().isEmpty();
        } catch (IOException e) {
            return false; // a file, or not readable
        }
    }

    private static RunFolder created(Path folder) {
        try {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder);
            return new RunFolder(folder);
        } catch (IOException e) {
            throw Problem.failed(
                    "The run's folder " + folder + " cannot be created: " + e + ".",
                    "the disk is full or the place is read-only; runs are kept under the current folder, or under the one"
                            + " that TWIN_RUNS names.");
        }
    }

    /** Returns the folder that holds all runs: the one TWIN_RUNS names, else {@code runs} in the current folder. */
    static Path home() {
        String chosen = System.getProperty("loantwin.runs", System.getenv("TWIN_RUNS"));
        return Path.of(chosen == null || chosen.isEmpty() ? "runs" : chosen);
    }

    Path path() {
        return path;
    }

    Path resolve(String file) {
        return path.resolve(file);
    }

    /** Writes a text file; folders that its name goes through are made. */
    void write(String file, String text) {
        Path target = path.resolve(file);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the manifest last: the given facts, then length and SHA-256 of every other file. */
    void writeManifest(Map<String, Object> facts) {
        Map<String, Object> manifest = new LinkedHashMap<>(facts);
        Map<String, Object> files = new LinkedHashMap<>();
        for (Path file : files()) {
            String name = path.relativize(file).toString().replace('\\', '/');
            if (!name.equals(MANIFEST)) {
                files.put(name, Map.of("bytes", file.toFile().length(), "sha256", sha256(file)));
            }
        }
        manifest.put("files", files);
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        write(MANIFEST, mapper.writeValueAsString(manifest) + "\n");
    }

    /** Removes the folder of a run that could not begin. */
    void discard() {
        List<Path> contents = new ArrayList<>(files());
        Collections.reverse(contents);
        try {
            for (Path file : contents) {
                Files.delete(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the SHA-256 of a file in hexadecimal digits. */
    static String sha256(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            MessageDigest digest = sha256();
            byte[] block = new byte[1 << 16];
            for (int read = input.read(block); read >= 0; read = input.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the SHA-256 of a text in hexadecimal digits. */
    static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256; this one has not.", e);
        }
    }
}

package io.github.loantwin.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a folder of its own, in whose folder {@code runs} commands find and leave their runs. */
final class RunsAside implements BeforeEachCallback, AfterEachCallback {
    private static final String PROPERTY = "loantwin.runs";

    private Path folder;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        folder = Files.createTempDirectory("loantwin-test");
        System.setProperty(PROPERTY, folder.resolve("runs").toString());
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        System.clearProperty(PROPERTY);
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Returns the folder of the running test. */
    Path folder() {
        return folder;
    }
}

package io.github.loantwin.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.IVersionProvider;

/** Which LoanTwin this is: the release, the commit of the sources it was built from, and the Java it runs on. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "LoanTwin " + release()
                    + commit().map(commit -> " (commit " + commit + ")").orElse(""),
            "Java " + java()
        };
    }

    /** Returns the release, as the jar's manifest says it; "development" outside a jar. */
    static String release() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String java() {
        return System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")";
    }

    /** Returns the commit of the sources, with "-dirty" when files differ from it; empty outside a git work tree. */
    static Optional<String> commit() {
        return Optional.ofNullable(System.getProperty("loantwin.root"))
                .flatMap(root -> git(Path.of(root), "describe", "--always", "--abbrev=12", "--dirty", "--exclude=*"));
    }

    private static Optional<String> git(Path folder, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
                boolean worked = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
                return worked && !text.isEmpty() ? Optional.of(text) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty(); // no git on this machine: the commit is unknown, which is said as such
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

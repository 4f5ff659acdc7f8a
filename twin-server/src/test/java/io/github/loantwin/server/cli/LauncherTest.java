package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with a Java and a Maven that only write down how they were called, in a folder with a blank in its name. */
class LauncherTest {
    private static final String FAKE_MAVEN = String.join(
            "\n",
            "#!/bin/sh",
            "sleep 0.3",
            "echo \"$@\" >> ../maven.log",
            "[ ! -f ../broken ] || { echo '[ERROR] A.java:[1,1] class expected'; exit 1; }",
            "mkdir -p twin-server/target",
            "echo jar > twin-server/target/twin-server.jar",
            "printf '%s/library.jar' \"$PWD\" > twin-server/target/classpath",
            "");
    private static final String FAKE_JAVA = String.join(
            "\n",
            "#!/bin/sh",
            "case \"$*\" in *ArchiveClassesAtExit*) exit 1 ;; esac",
            "for argument; do [ -n \"$seen\" ] && echo \"[$argument]\"; case $argument in *cli.Twin) seen=1 ;; esac; done",
            "for argument; do :; done",
            "case $argument in code=*) exit ${argument#code=} ;; esac",
            "");

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void makeProject() throws IOException {
        root = Files.createDirectories(folder.resolve("a project"));
        Path launcher = Path.of(System.getProperty("loantwin.root"), "twin");
        Files.copy(launcher, root.resolve("twin"), StandardCopyOption.COPY_ATTRIBUTES);
        write(root.resolve("pom.xml"), "<project/>");
        write(root.resolve("twin-server/pom.xml"), "<project/>");
        write(root.resolve("twin-server/src/main/java/A.java"), "class A {}");
        write(root.resolve("library.jar"), "library");
        script("maven/bin/mvn", FAKE_MAVEN);
        script("jdk/bin/java", FAKE_JAVA);
        script("jdk/bin/javac", "#!/bin/sh\n");
        write(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.2\"\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void script(String name, String text) throws IOException {
        write(folder.resolve(name), text);
        assertTrue(folder.resolve(name).toFile().setExecutable(true));
    }

    private Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("MAVEN_HOME", folder.resolve("maven").toString());
        builder.environment().remove("MAVEN_ARGS");
        builder.environment().remove("TWIN_JAVA_OPTS");
        return builder.start();
    }

    private static Cli finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Cli(process.exitValue(), out, error);
    }

    private Cli twin(String... arguments) throws IOException, InterruptedException {
        return finish(start(root.resolve("twin"), arguments));
    }

    private long builds() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceChanges() throws Exception {
        Cli first = twin("simulate");
        assertEquals(0, first.exitCode(), first.error());
        assertTrue(first.error().startsWith("Building LoanTwin"), first.error());
        assertEquals("", twin("simulate").error());
        assertEquals(1, builds());
        write(root.resolve("twin-server/src/main/java/A.java"), "class A { int b; }");
        assertEquals(0, twin("simulate").exitCode());
        assertEquals(2, builds());
        write(root.resolve("configs/credit.yaml"), "lgd: 0.5");
        assertEquals(0, twin("simulate").exitCode());
        assertEquals(3, builds());
    }

    @Test
    void touchingAFileOrChangingATestBuildsNothing() throws Exception {
        twin("simulate");
        write(root.resolve("twin-server/src/main/java/A.java"), "class A {}");
        write(root.resolve("twin-server/src/test/java/B.java"), "class B {}");
        twin("simulate");
        assertEquals(1, builds());
    }

    @Test
    void buildsAgainWhenALibraryIsGone() throws Exception {
        twin("simulate");
        Files.delete(root.resolve("library.jar"));
        twin("simulate");
        assertEquals(2, builds());
    }

    @Test
    void aRunningProgramKeepsItsJarWhenTheNextBuildReplacesIt() throws Exception {
        twin("simulate");
        Path run = Files.list(root.resolve("target/twin/run")).findFirst().orElseThrow();
        write(root.resolve("twin-server/src/main/java/A.java"), "class A { int c; }");
        twin("simulate");
        assertTrue(Files.exists(run.resolve("twin-server.jar")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callersAtTheSameTimeBuildOnce(boolean kernelLock) throws Exception {
        if (!kernelLock) {
            withoutKernelLock();
        }
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(root.resolve("twin"), "simulate"));
        }
        for (Process process : processes) {
            Cli result = finish(process);
            assertEquals(0, result.exitCode(), result.error());
            assertEquals("[simulate]\n", result.out());
        }
        assertEquals(1, builds());
    }

    @Test
    void aLockWhoseOwnerDiedIsTakenOver() throws Exception {
        withoutKernelLock();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write(root.resolve("target/twin/lock.d/pid"), dead.pid() + "\n");
        assertEquals(0, twin("simulate").exitCode());
        assertEquals(1, builds());
        assertTrue(Files.notExists(root.resolve("target/twin/lock.d")));
    }

    /** Makes the launcher believe that this machine has no flock, as on macOS. */
    private void withoutKernelLock() throws IOException {
        Path launcher = root.resolve("twin");
        String text = Files.readString(launcher);
        assertTrue(text.contains("command -v flock"));
        Files.writeString(launcher, text.replace("command -v flock", "command -v no-such-flock"));
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a project/twin"));
        Path second = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("bin")).resolve("twin"), link);
        Cli result = finish(start(second, "simulate", "--name", "two words", ""));
        assertEquals("[simulate]\n[--name]\n[two words]\n[]\n", result.out(), result.error());
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        assertEquals(3, twin("simulate", "code=3").exitCode());
    }

    @Test
    void aFailedBuildShowsMavensErrorsAndIsTriedAgain() throws Exception {
        write(folder.resolve("broken"), "");
        Cli failed = twin("simulate");
        assertEquals(1, failed.exitCode());
        assertTrue(failed.error().contains("[ERROR] A.java:[1,1] class expected"), failed.error());
        assertTrue(failed.error().contains("twin: Maybe "), failed.error());
        Files.delete(folder.resolve("broken"));
        assertEquals(0, twin("simulate").exitCode());
    }

    @Test
    void testsRunWithWarningsAsErrorsAndTheLongOnesOnRequest() throws Exception {
        twin("test", "-pl", "twin-env");
        twin("test", "--all");
        List<String> calls = Files.readAllLines(folder.resolve("maven.log"));
        assertTrue(calls.get(0).contains("-Pci -pl twin-env verify"), calls.toString());
        assertTrue(calls.get(1).contains("-Pci,all-tests verify"), calls.toString());
    }

    @Test
    void helpOfTheLaunchersCommandsComesFromTheProgram() throws Exception {
        assertEquals("[test]\n[--help]\n", twin("test", "--help").out());
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        write(folder.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_392\"\n");
        Path launcher = root.resolve("twin");
        String text = Files.readString(launcher);
        String places =
                text.substring(text.indexOf("\"$(path_java_home"), text.indexOf("; do\n        [ -n \"$home\" ] &&"));
        Files.writeString(launcher, text.replace(places, ""));
        Cli result = twin("simulate");
        assertEquals(1, result.exitCode());
        assertTrue(result.error().contains("version 17 or newer is needed"), result.error());
        assertTrue(result.error().contains("jdk (Java 8)"), result.error());
    }
}

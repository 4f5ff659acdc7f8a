package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Interpreted, compiled, and compiled without the processor's own mathematical functions: the same bits. */
class PortabilityTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static final List<String> NO_INTRINSICS =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-UseLibmIntrinsic");

    @Test
    void theProcessorsOwnMathematicsIsNotUsed() throws IOException, InterruptedException {
        assertEquals(digest(List.of()), digest(NO_INTRINSICS));
    }

    @Test
    void interpretedAndCompiledGiveTheSameBits() throws IOException, InterruptedException {
        assertEquals(digest(List.of(), "short"), digest(List.of("-Xint"), "short"));
    }

    private static String digest(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", CLASS_PATH, PortabilityRun.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines =
                output.lines().filter(line -> line.startsWith("digest ")).toList();
        assertTrue(lines.size() == 1, output);
        return lines.get(0);
    }
}

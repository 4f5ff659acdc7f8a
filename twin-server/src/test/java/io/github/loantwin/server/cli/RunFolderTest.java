package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunFolderTest {
    @TempDir
    private Path runs;

    @Test
    void manifestNamesEveryFileWithLengthAndHash() {
        RunFolder folder = RunFolder.named(runs, "first");
        folder.write("abc.txt", "abc");
        folder.writeManifest(Map.of("seed", 42));
        JsonNode manifest =
                JsonMapper.shared().readTree(folder.resolve(RunFolder.MANIFEST).toFile());
        assertEquals(42, manifest.get("seed").asInt());
        assertEquals(1, manifest.get("files").size());
        assertEquals(3, manifest.get("files").get("abc.txt").get("bytes").asInt());
        // FIPS 180-4, example of the one-block message "abc"
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                manifest.get("files").get("abc.txt").get("sha256").asString());
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", RunFolder.sha256("abc"));
    }

    @Test
    void aChosenNameIsNeverOverwritten() {
        RunFolder.named(runs, "mine");
        Problem problem = assertThrows(Problem.class, () -> RunFolder.named(runs, "mine"));
        assertEquals(ExitCode.BAD_INPUT, problem.exitCode());
        assertTrue(problem.getMessage().contains("\nMaybe choose another --name"), problem.getMessage());
    }

    @Test
    void aSuggestedNameIsNumbered() {
        assertEquals(
                "hold", RunFolder.suggested(runs, "hold").path().getFileName().toString());
        assertEquals(
                "hold-2", RunFolder.suggested(runs, "hold").path().getFileName().toString());
        assertEquals(
                "hold-3", RunFolder.suggested(runs, "hold").path().getFileName().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../away", "a/b", ".hidden", "two words"})
    void namesStayInsideTheFolder(String name) {
        assertThrows(Problem.class, () -> RunFolder.named(runs, name));
        assertEquals(0, runs.toFile().list().length);
    }

    @Test
    void saysWhenTheFolderCannotBeMade() throws Exception {
        Path file = Files.writeString(runs.resolve("runs"), "a file in the way");
        Problem problem = assertThrows(Problem.class, () -> RunFolder.named(file, "first"));
        assertEquals(ExitCode.FAILED, problem.exitCode());
    }
}

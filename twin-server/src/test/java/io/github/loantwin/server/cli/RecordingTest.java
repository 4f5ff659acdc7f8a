package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.StepInfos;
import io.github.loantwin.env.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBackBitForBit() {
        Path file = folder.resolve(Recording.FILE);
        float[] action = {0.1f, Math.nextUp(-0.02f), Float.MIN_VALUE};
        double reward = 0.1 + 0.2;
        StepResult result = new StepResult(new float[13], reward, false, true, StepInfos.of(Map.of()));
        try (Recording.Writer writer = new Recording.Writer(file)) {
            writer.reset(Long.MIN_VALUE, -1L);
            writer.step(action, result, () -> 0xabcL);
        }
        Recording recording = Recording.read(file);
        assertEquals(Long.MIN_VALUE, recording.seed());
        assertEquals(-1L, recording.resetHash());
        assertEquals(1, recording.steps().size());
        assertArrayEquals(action, recording.steps().get(0).action());
        assertEquals(reward, recording.steps().get(0).reward());
        assertEquals(OptionalLong.of(0xabcL), recording.steps().get(0).stateHash());
        assertEquals(StateMark.of(result.info()), recording.steps().get(0).mark());
    }

    @Test
    void largeBooksAreHashedNowAndThenAndAlwaysAtTheEnd() {
        assertTrue(Recording.isHashed(7, 1_000, false));
        assertFalse(Recording.isHashed(7, 50_000, false));
        assertTrue(Recording.isHashed(10, 50_000, false));
        assertTrue(Recording.isHashed(7, 50_000, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"seed\":1}",
                "{\"step\":0,\"seed\":1,\"hash\":\"00\"}\n{\"action\":[0,0",
                "{\"step\":0,\"seed\":1,\"hash\":\"xyz\"}",
                "{\"step\":0,\"seed\":1,\"hash\":\"00\"}\n{\"reward\":1,\"hash\":\"00\"}",
            })
    void saysWhereARecordingIsBroken(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("broken.jsonl"), text);
        Problem problem = assertThrows(Problem.class, () -> Recording.read(file));
        assertEquals(ExitCode.BAD_INPUT, problem.exitCode());
        assertTrue(
                problem.getMessage().contains("broken.jsonl, line " + (text.contains("\n") ? 2 : 1)),
                problem.getMessage());
    }
}

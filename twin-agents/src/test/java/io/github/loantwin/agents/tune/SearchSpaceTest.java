package io.github.loantwin.agents.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.sac.SacConfig;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.train.RunPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSpaceTest {
    private static final RunPlan SAC = RunPlan.read("configs/experiments/sac-default.yaml");

    @ParameterizedTest
    @CsvSource({
        "linear 0 4, 0.25, 1.0",
        "log 0.01 1, 0.5, 0.1",
        "whole 1 1023, 0.1, 2", // 1024^0.1 = 2
        "whole 3 7, 0.999999, 7",
        "any 64 128 256, 0.5, 128",
        "any relu tanh, 0.7, tanh",
    })
    void aShareOfTheWayThroughADimensionIsAValue(String line, double share, String wanted) {
        assertEquals(wanted, String.valueOf(Dimension.parse("space.x", line).at(share)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "between 1 2",
                "log 0 1",
                "log 1",
                "linear 2 1",
                "linear 0 1 2",
                "linear a 2",
                "whole 0.5 4",
                "any 1",
                "linear 0 Infinity"
            })
    void aLineThatIsNoneIsRefusedWithAnExample(String line) {
        String message = assertThrows(IllegalArgumentException.class, () -> Dimension.parse("space.x", line))
                .getMessage();
        assertTrue(message.startsWith("space.x: a line of the search space must "), message);
        assertTrue(message.contains("got '" + line + "'") && message.contains("\nMaybe write"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"learningRate", "replay.learningrate", "replay", "replay.batch.size", "run.seed", "run.nothing"})
    void aSettingThatTheRunHasNotIsRefused(String name) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new SearchSpace(SAC, Map.of(name, "linear 0 1")))
                .getMessage();
        assertTrue(message.startsWith("space: ") && message.contains("'" + name + "'"), message);
    }

    @Test
    void aChoiceChangesTheSettingsThatItNamesAndNoOther() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("replay.learningRate", "log 0.0001 0.01");
        lines.put("run.deadband", "linear 0 0.3");
        SearchSpace space = new SearchSpace(SAC, lines);
        assertEquals(Map.of(), space.draw(1, 0));
        Map<String, Object> choice = space.draw(1, 3);
        assertEquals(choice, space.draw(1, 3));
        assertNotEquals(choice, space.draw(1, 4));
        assertNotEquals(choice, space.draw(2, 3));
        RunPlan chosen = space.with(choice);
        SacConfig before = (SacConfig) SAC.learnerConfig();
        SacConfig after = (SacConfig) chosen.learnerConfig();
        assertEquals(choice.get("replay.learningRate"), after.replay().learningRate());
        assertEquals(choice.get("run.deadband"), chosen.train().deadband());
        assertEquals(before.replay().batch(), after.replay().batch());
        assertEquals(before.targetEntropy(), after.targetEntropy());
        assertEquals(
                Settings.toYaml(SAC.learnerConfig()),
                Settings.toYaml(space.with(Map.of()).learnerConfig()));
    }
}

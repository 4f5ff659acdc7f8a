package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A front of two short trainings, from the file to its pictures. */
class FrontCommandTest {
    @RegisterExtension
    final RunsAside aside = new RunsAside();

    private Path file;

    @BeforeEach
    void write() throws Exception {
        Path run = TrainCommandTest.write(aside.folder());
        file = Files.writeString(
                aside.folder().resolve("two.yaml"),
                """
                run: %s
                steps: 32
                evaluationSeeds: 2
                weights: [[0.4, 0.3, 0.2, 0.1], [0.9, 0, 0, 0.1]]
                reference: [-1000, -1000, -1000, -1000]
                """
                        .formatted(run));
    }

    @Test
    void trainsEveryWeightingAndSaysWhoIsBeatenInNothing() throws Exception {
        Cli made = Cli.run("front", file.toString(), "--output", "json");
        assertEquals(0, made.exitCode(), made.error());
        Path front = aside.folder().resolve("runs/front");
        JsonNode result = JsonMapper.shared().readTree(Files.readString(front.resolve("front.json")));
        List<String> names = result.get("points")
                .valueStream()
                .map(point -> point.get("name").asString())
                .toList();
        assertEquals(List.of("w40-30-20-10", "w90-0-0-10", "hold", "rule", "best-constant"), names);
        JsonNode hold = result.get("points").get(2);
        hold.get("gains").forEach(gain -> assertEquals(0, gain.asDouble(), "hold gains nothing over itself"));
        for (JsonNode point : result.get("points")) {
            boolean beaten = result.get("points").valueStream().anyMatch(other -> beats(other, point));
            assertEquals(!beaten, point.get("onFront").asBoolean(), point.toString());
        }
        assertTrue(result.get("hypervolume").asDouble() >= 1e12, "hold alone fills 1,000 to the fourth");
        byte[] picture = Files.readAllBytes(front.resolve("plots/front.svg"));
        Cli again = Cli.run("front", file.toString(), "--quiet");
        assertEquals(0, again.exitCode(), again.error());
        assertArrayEquals(picture, Files.readAllBytes(front.resolve("plots/front.svg")), "the second run goes on");
    }

    private static boolean beats(JsonNode one, JsonNode other) {
        boolean better = false;
        for (int objective = 0; objective < 4; objective++) {
            double difference = one.get("gains").get(objective).asDouble()
                    - other.get("gains").get(objective).asDouble();
            if (difference < 0) {
                return false;
            }
            better |= difference > 0;
        }
        return better;
    }

    @Test
    void aRowThatDoesNotSumToOneIsRefused() throws Exception {
        Files.writeString(file, Files.readString(file).replace("0.9, 0, 0, 0.1", "0.9, 0, 0, 0.2"));
        Cli refused = Cli.run("front", file.toString());
        assertEquals(2, refused.exitCode());
        assertTrue(refused.error().contains("weights of a row must sum to 1"), refused.error());
    }
}

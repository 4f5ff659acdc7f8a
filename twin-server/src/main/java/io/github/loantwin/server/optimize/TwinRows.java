package io.github.loantwin.server.optimize;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.optimizer.policy.scenario.TwinScenarios;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts scenarios drawn from the twin in the place of a problem's wish for them: {@code scenarios: {twin: {...}}}. */
final class TwinRows {
    private static final List<String> KEYS = List.of("economies", "seeds", "firstSeed", "days", "loans", "costs");

    private TwinRows() {}

    /** Replaces {@code scenarios.twin} by {@code scenarios.rows}, the returns of the problem's assets; else does nothing. */
    static void resolve(ObjectNode problem, String where) {
        if (!(problem.path("scenarios") instanceof ObjectNode scenarios)
                || !(scenarios.path("twin") instanceof ObjectNode twin)) {
            return;
        }
        try {
            double[][] returns = returns(problem, twin);
            scenarios.remove("twin");
            ArrayNode rows = scenarios.putArray("rows");
            for (double[] row : returns) {
                ArrayNode cells = rows.addArray();
                for (double cell : row) {
                    cells.add(cell);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": scenarios.twin: " + e.getMessage(), e);
        }
    }

    private static double[][] returns(ObjectNode problem, ObjectNode twin) {
        twin.propertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "'" + key + "' is unknown; known are " + String.join(", ", KEYS) + ".");
                });
        TwinConfig lender = TwinConfig.defaults().with("episode.initialLoans", whole(twin, "loans", 1000));
        TwinScenarios.Draw draw = new TwinScenarios.Draw(
                texts(twin.path("economies")),
                whole(twin, "seeds", 100),
                whole(twin, "firstSeed", 0),
                whole(twin, "days", 365));
        List<String> assets = texts(problem.path("assets"));
        double[] costs = new double[twin.path("costs").size()];
        for (int j = 0; j < costs.length; j++) {
            costs[j] = twin.path("costs").get(j).asDouble();
        }
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        return TwinScenarios.draw(lender, draw, threads).netReturns(assets, costs);
    }

    private static int whole(ObjectNode node, String key, int otherwise) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt()) {
            throw new IllegalArgumentException(key + " must be a whole number, got " + value + ".");
        }
        return value.asInt();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}

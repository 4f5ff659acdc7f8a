package io.github.loantwin.server.grpc;

import io.github.loantwin.env.config.StrictYaml;
import io.github.loantwin.optimizer.io.QpsProblem;
import io.github.loantwin.optimizer.io.QpsReader;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import io.github.loantwin.proto.v1.OptimizeRequest;
import io.github.loantwin.proto.v1.OptimizeResponse;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.server.optimize.Answer;
import io.github.loantwin.server.optimize.Optimization;
import io.grpc.Status;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Solves the optimizer's problems for callers; a caller's problem names no file. */
final class OptimizeStudy {
    private static final YAMLMapper YAML = StrictYaml.mapper();
    private static final int LARGEST = 1 << 20;
    private static final int MOST_POINTS = 100;
    private static final int MOST_SCENARIOS = 200_000;
    private static final int MOST_LOANS_PER_TYPE = 10_000;
    private static final int MOST_TWIN_SEEDS = 200;
    private static final int MOST_TWIN_DAYS = 1_095;
    private static final int MOST_TWIN_LOANS = 2_000;
    private static final int MOST_TWIN_ECONOMIES = 20;

    private OptimizeStudy() {}

    static OptimizeResponse run(OptimizeRequest request, CallTime time) {
        return Overtime.interrupting(time, () -> run(request));
    }

    private static OptimizeResponse run(OptimizeRequest request) {
        long start = System.nanoTime();
        OptimizeResponse.Builder answer =
                switch (request.getProblemCase()) {
                    case YAML -> model(request);
                    case QPS -> program(request);
                    case PROBLEM_NOT_SET -> throw Refusal.badValue("problem", "one of yaml, qps", "none");
                };
        return answer.setMilliseconds((System.nanoTime() - start) / 1e6).build();
    }

    private static void requireSize(String field, String text) {
        if (text.length() > LARGEST) {
            throw Refusal.of(
                    Status.Code.RESOURCE_EXHAUSTED,
                    Reason.REASON_TOO_LARGE,
                    field,
                    "at most " + LARGEST + " characters",
                    text.length(),
                    "");
        }
    }

    private static OptimizeResponse.Builder model(OptimizeRequest request) {
        requireSize("yaml", request.getYaml());
        if (request.getFrontierPoints() < 0 || request.getFrontierPoints() > MOST_POINTS) {
            throw Refusal.badValue(
                    "frontier_points", "at most " + MOST_POINTS, Integer.toUnsignedString(request.getFrontierPoints()));
        }
        ObjectNode problem = tree(request.getYaml());
        requireModest(problem);
        List<String> changes = request.getWhatIf().isEmpty() ? List.of() : List.of(request.getWhatIf());
        try {
            Optimization optimization =
                    new Optimization(changes, request.getSensitivity(), request.getFrontierPoints(), "", "");
            Answer answer = optimization.answer(problem, "yaml");
            OptimizeResponse.Builder response = OptimizeResponse.newBuilder()
                    .setStatus(answer.status().name())
                    .setOptimal(answer.status() == SolveStatus.OPTIMAL)
                    .setObjective(Double.NaN)
                    .addAllSentences(answer.sentences());
            answer.tables().forEach((key, table) -> response.addTables(Tables.of(key, table)));
            return response;
        } catch (IllegalArgumentException e) {
            throw Refusal.from(Reason.REASON_BAD_CONFIG, "yaml", e);
        }
    }

    private static ObjectNode tree(String yaml) {
        try {
            if (YAML.readTree(yaml) instanceof ObjectNode map) {
                return map;
            }
            throw Refusal.badValue("yaml", "a mapping with the key 'model'", "another text");
        } catch (JacksonException e) {
            throw Refusal.from(Reason.REASON_BAD_CONFIG, "yaml", e);
        } catch (StackOverflowError e) {
            throw Refusal.badValue("yaml", "nested a few levels deep", "a deeper one");
        }
    }

    private static void requireModest(ObjectNode problem) {
        JsonNode scenarios = problem.path("scenarios");
        if (scenarios.has("file")) {
            throw Refusal.badValue("yaml: scenarios.file", "absent, as a server reads no files for callers", "a name");
        }
        requireAtMost("scenarios.count", scenarios.path("count"), MOST_SCENARIOS);
        requireAtMost("scenarios.loansPerType", scenarios.path("loansPerType"), MOST_LOANS_PER_TYPE);
        requireModestTwin(scenarios.path("twin"));
    }

    /** Scenarios that the twin itself draws: a bounded number of bounded lives, in economies that ship with it. */
    private static void requireModestTwin(JsonNode twin) {
        requireAtMost("scenarios.twin.seeds", twin.path("seeds"), MOST_TWIN_SEEDS);
        requireAtMost("scenarios.twin.days", twin.path("days"), MOST_TWIN_DAYS);
        requireAtMost("scenarios.twin.loans", twin.path("loans"), MOST_TWIN_LOANS);
        requireAtMost(
                "number of scenarios.twin.economies",
                IntNode.valueOf(twin.path("economies").size()),
                MOST_TWIN_ECONOMIES);
        for (JsonNode economy : twin.path("economies")) {
            if (!economy.asString("").matches("[a-z0-9-]+")) {
                throw Refusal.badValue("yaml: scenarios.twin.economies", "names of economies", economy);
            }
        }
    }

    private static void requireAtMost(String path, JsonNode value, int most) {
        if (value.isNumber() && value.asDouble() > most) {
            throw Refusal.badValue("yaml: " + path, "at most " + most, value);
        }
    }

    private static OptimizeResponse.Builder program(OptimizeRequest request) {
        requireSize("qps", request.getQps());
        try {
            QpsProblem problem = QpsReader.parse(request.getQps().lines().toList(), "qps");
            Solution solution = problem.solve();
            return OptimizeResponse.newBuilder()
                    .setStatus(solution.status().name())
                    .setOptimal(solution.optimal())
                    .setObjective(solution.optimal() ? problem.objective(solution) : Double.NaN);
        } catch (IllegalArgumentException e) {
            throw Refusal.from(Reason.REASON_BAD_VALUE, "qps", e);
        }
    }
}

package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.OptimizeRequest;
import io.github.loantwin.proto.v1.Reason;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A solve ends with its time: without an end each of these keeps a thread for some 20 seconds. */
class SolveTimeTest {
    private static final String DRAWN = "scenarios: {count: 200000, seed: 1, correlation: 0.15, loansPerType: 500}";
    private static final String OF_THE_TWIN = "scenarios: {twin: {economies: [var, gfc-peak], seeds: 200, firstSeed: 0,"
            + " days: 1095, loans: 2000, costs: [0.062, 0.055, 0.05, 0.047, 0.1]}}";
    private static final String FEW = "scenarios: {count: 50, seed: 1, correlation: 0.15, loansPerType: 500}";

    private static OptimizeRequest frontier(String scenarios) {
        return OptimizeRequest.newBuilder()
                .setYaml(problem(scenarios))
                .setFrontierPoints(100)
                .build();
    }

    private static String problem(String scenarios) {
        boolean twin = scenarios.contains("twin");
        String model = twin
                ? "model: scenario-cvar\nassets: [consumer, auto, mortgage, business, card]\n"
                : "model: loan-cvar\nloans:\n  - {name: mortgage, rate: 0.04, pd: 0.01, lgd: 0.5}\n"
                        + "  - {name: card, rate: 0.18, pd: 0.10, lgd: 0.5}\n";
        return model + "title: Lending\nbudget: 10000000\n" + scenarios + "\nlevel: 0.95\ncvarLimit: 0.1\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {DRAWN, OF_THE_TWIN})
    void atTheServersLimitItsCallerIsTold(String scenarios) throws Exception {
        try (TestServer server = new TestServer(Map.of("calls.maxSeconds", "0.5"))) {
            ErrorDetail detail = TestServer.detail(
                    TestServer.refused(Status.Code.DEADLINE_EXCEEDED, () -> server.stub.optimize(frontier(scenarios))));
            assertEquals(Reason.REASON_CANCELLED, detail.getReason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DRAWN, OF_THE_TWIN})
    void atItsCallersDeadlineItsThreadIsFree(String scenarios) throws Exception {
        try (TestServer server = new TestServer(Map.of("threads.study", "1"))) {
            TestServer.refused(Status.Code.DEADLINE_EXCEEDED, () -> server.stub
                    .withDeadlineAfter(500, TimeUnit.MILLISECONDS)
                    .optimize(frontier(scenarios)));
            OptimizeRequest few =
                    OptimizeRequest.newBuilder().setYaml(problem(FEW)).build();
            boolean optimal = server.stub
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .optimize(few)
                    .getOptimal();
            assertTrue(optimal, "and no interrupt is left to the next call");
        }
    }
}

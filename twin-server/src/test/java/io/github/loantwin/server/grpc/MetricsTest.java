package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for Prometheus, read over its own socket by the grammar of the text format, version 0.0.4. */
class MetricsTest {
    private static final String LABEL = "[a-zA-Z_]\\w*=\"[^\"\\n]*\"";
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{" + LABEL + "(?:," + LABEL + ")*\\})? (\\S+)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][\\w:]*) (counter|gauge|histogram|summary|untyped)");
    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][\\w:]*) (\\S.*)");

    private static Map<String, Double> read(String page) {
        Map<String, Double> values = new LinkedHashMap<>();
        assertTrue(page.endsWith("\n"), "the last line ends");
        for (String line : page.lines().toList()) {
            if (line.startsWith("#")) {
                assertTrue(TYPE.matcher(line).matches() || HELP.matcher(line).matches(), line);
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertTrue(sample.matches(), line);
            String labels = sample.group(2) == null ? "" : sample.group(2);
            Double before = values.put(sample.group(1) + labels, Double.valueOf(sample.group(3)));
            assertEquals(null, before, "twice: " + line);
        }
        return values;
    }

    private static Map<String, Double> fetch(int port) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        return read(answer.body());
    }

    @Test
    void callsSessionsAndStepsOfStreamsAreCounted() throws Exception {
        try (TestServer server = new TestServer(Map.of());
                MetricsPage page = new MetricsPage(server.server, 0)) {
            String id = server.open(3).getSessionId();
            server.reset(id, 1, 2, 3);
            server.stub.step(TestServer.step(id, 0, new float[9]));
            steps(server, id, 4);
            Map<String, Double> values = fetch(page.port());
            assertEquals(1, values.get("loantwin_sessions_open"));
            assertTrue(values.get("loantwin_sessions_bytes") > 3 * 250_000);
            assertEquals(15, values.get("loantwin_env_steps_total"), "a step and four over a stream, of three lenders");
            assertTrue(values.get("loantwin_simulator_seconds_total") > 0);
            String step = "{code=\"OK\",method=\"Step\"}";
            assertEquals(1, values.get("loantwin_calls_seconds_count" + step));
            assertTrue(values.get("loantwin_calls_seconds_sum" + step) > 0);
            String bucket = "loantwin_calls_seconds_bucket{code=\"OK\",method=\"Step\",le=\"";
            double before = 0;
            for (String le : new String[] {"1.0E-4", "0.001", "0.01", "1.0", "+Inf"}) {
                double count = values.get(bucket + le + "\"}");
                assertTrue(count >= before, "buckets are cumulative");
                before = count;
            }
            assertEquals(1, before, "the last one holds all");
        }
    }

    private static void steps(TestServer server, String id, int count) throws InterruptedException {
        CountDownLatch answers = new CountDownLatch(count);
        StreamObserver<StepStreamRequest> stream = LoanTwinGrpc.newStub(server.channel)
                .stepStream(new StreamObserver<>() {
                    @Override
                    public void onNext(StepStreamResponse answer) {
                        answers.countDown();
                    }

                    @Override
                    public void onError(Throwable e) {}

                    @Override
                    public void onCompleted() {}
                });
        for (int i = 0; i < count; i++) {
            stream.onNext(StepStreamRequest.newBuilder()
                    .setStep(TestServer.step(id, 0, new float[9]))
                    .build());
        }
        assertTrue(answers.await(20, TimeUnit.SECONDS));
        stream.onCompleted();
    }
}

package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.NDArray;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.StepResponse;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;

/** A client on a stream that asks for a step and an echo in turn, each when the answer before has come. */
final class PingPong implements StreamObserver<StepStreamResponse> {
    /** Steps that are kept of a case, and echoes. */
    static final int MOST = 200_000;

    private final String session;
    private final NDArray[] actions;
    private final BenchYears years;
    private final long[] echoes = new long[MOST];
    private final long[] steps = new long[MOST];
    private final long[] simulator = new long[MOST];
    private final CountDownLatch done = new CountDownLatch(1);
    private StreamObserver<StepStreamRequest> calls;
    private RuntimeException failure;
    private long index;
    private long sentAt;
    /** Whether the call on its way is an echo; each follows the step of the same number. */
    private boolean echo;

    private int echoed;
    private int stepped;

    private PingPong(String session, long index, NDArray[] actions, double warmSeconds, double seconds) {
        this.session = session;
        this.index = index;
        this.actions = actions;
        years = new BenchYears(warmSeconds, seconds);
    }

    /** Measures a session that has been reset, its last call having some index. */
    static BenchCase run(
            ManagedChannel channel,
            String session,
            long index,
            String transport,
            NDArray[] actions,
            double warmSeconds,
            double seconds)
            throws InterruptedException {
        PingPong client = new PingPong(session, index, actions, warmSeconds, seconds);
        client.calls = LoanTwinGrpc.newStub(channel).stepStream(client);
        client.send();
        client.done.await();
        if (client.failure != null) {
            throw client.failure;
        }
        int samples = Math.min(client.echoed, client.stepped);
        int batch = actions[0].getShape(0);
        return BenchCase.of("java", transport, batch, client.echoes, client.steps, client.simulator, samples);
    }

    private void send() {
        sentAt = System.nanoTime();
        StepStreamRequest.Builder request = StepStreamRequest.newBuilder();
        if (echo) {
            calls.onNext(request.setEcho(step(index)).build());
        } else {
            calls.onNext(request.setStep(step(++index)).build());
        }
    }

    private StepRequest step(long number) {
        return StepRequest.newBuilder()
                .setSessionId(session)
                .setStepIndex(number)
                .setActions(actions[(int) (number % actions.length)])
                .build();
    }

    @Override
    public void onNext(StepStreamResponse answer) {
        long now = System.nanoTime();
        if (answer.hasError()) {
            end(new IllegalStateException(answer.getError().getMessage()));
            return;
        }
        if (years.measuring()) {
            keep(answer.getStep(), now - sentAt);
        }
        boolean last = echo && years.endsWith(now);
        echo = !echo;
        if (last) {
            end(null);
        } else {
            send();
        }
    }

    private void keep(StepResponse answer, long nanos) {
        if (echo && echoed < MOST) {
            echoes[echoed++] = nanos;
        } else if (!echo && stepped < MOST) {
            simulator[stepped] = answer.getSimulatorNs();
            steps[stepped++] = nanos;
        }
    }

    private void end(RuntimeException e) {
        failure = e;
        calls.onCompleted();
        done.countDown();
    }

    @Override
    public void onError(Throwable e) {
        failure = new IllegalStateException("the stream ended: " + e.getMessage(), e);
        done.countDown();
    }

    @Override
    public void onCompleted() {
        done.countDown();
    }
}

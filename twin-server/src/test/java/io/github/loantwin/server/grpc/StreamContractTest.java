package io.github.loantwin.server.grpc;

import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.github.loantwin.proto.v1.World;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract over one bidirectional stream. */
class StreamContractTest extends EnvContract {
    @RegisterExtension
    static final TestServer server = TestServer.ofTheClass();

    @Override
    Door open(int n, AutoresetMode mode) {
        String session = server.stub
                .createSession(CreateSessionRequest.newBuilder()
                        .setWorld(World.newBuilder().putAllOverrides(CHANGES))
                        .setNumEnvs(n)
                        .setAutoresetModeValue(mode.ordinal() + 1)
                        .build())
                .getSessionId();
        return new StreamDoor(session);
    }

    private static final class StreamDoor implements Door, StreamObserver<StepStreamResponse> {
        private final BlockingQueue<StepStreamResponse> answers = new LinkedBlockingQueue<>();
        private final StreamObserver<StepStreamRequest> calls =
                LoanTwinGrpc.newStub(server.channel).stepStream(this);
        private final String session;

        StreamDoor(String session) {
            this.session = session;
        }

        private StepStreamResponse ask(StepStreamRequest.Builder request) {
            calls.onNext(request.build());
            try {
                StepStreamResponse answer = answers.poll(10, TimeUnit.SECONDS);
                if (answer.hasError()) {
                    throw new IllegalArgumentException(answer.getError().getMessage());
                }
                return answer;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Rows reset(long[] seeds) {
            return GrpcContractTest.begun(ask(StepStreamRequest.newBuilder()
                            .setReset(ResetRequest.newBuilder()
                                    .setSessionId(session)
                                    .setSeeds(NumberArrays.of(seeds, seeds.length))))
                    .getReset());
        }

        @Override
        public Rows reset(boolean[] mask) {
            return GrpcContractTest.begun(ask(StepStreamRequest.newBuilder()
                            .setReset(ResetRequest.newBuilder()
                                    .setSessionId(session)
                                    .setMask(NumberArrays.of(mask, mask.length))))
                    .getReset());
        }

        @Override
        public Rows step(float[] actions) {
            return GrpcContractTest.stepped(
                    ask(StepStreamRequest.newBuilder().setStep(TestServer.step(session, 0, actions)))
                            .getStep());
        }

        @Override
        public void onNext(StepStreamResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onCompleted() {}

        @Override
        public void close() {
            calls.onCompleted();
        }
    }
}

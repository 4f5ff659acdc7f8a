package io.github.loantwin.server.grpc;

import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.ResetResponse;
import io.github.loantwin.proto.v1.StepResponse;
import io.github.loantwin.proto.v1.World;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract through gRPC, over a real socket, call by call. */
class GrpcContractTest extends EnvContract {
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
        return door(server, session);
    }

    static Door door(TestServer server, String session) {
        return new Door() {
            private long index;

            @Override
            public EnvContract.Rows reset(long[] seeds) {
                return begun(server.stub.reset(ResetRequest.newBuilder()
                        .setSessionId(session)
                        .setStepIndex(++index)
                        .setSeeds(NumberArrays.of(seeds, seeds.length))
                        .build()));
            }

            @Override
            public EnvContract.Rows reset(boolean[] mask) {
                return begun(server.stub.reset(ResetRequest.newBuilder()
                        .setSessionId(session)
                        .setMask(NumberArrays.of(mask, mask.length))
                        .build()));
            }

            @Override
            public EnvContract.Rows step(float[] actions) {
                return stepped(server.stub.step(TestServer.step(session, 0, actions)));
            }

            @Override
            public void close() {
                server.stub.close(
                        CloseRequest.newBuilder().setSessionId(session).build());
            }
        };
    }

    static EnvContract.Rows begun(ResetResponse answer) {
        int n = answer.getObservations().getShape(0);
        return new EnvContract.Rows(
                TestServer.floats(answer.getObservations()),
                TestServer.doubles(answer.getInfos()),
                new double[n],
                new double[4 * n],
                new boolean[n],
                new boolean[n],
                new boolean[n],
                Map.of(),
                Map.of());
    }

    static EnvContract.Rows stepped(StepResponse answer) {
        Map<Integer, float[]> observations = new HashMap<>();
        Map<Integer, double[]> infos = new HashMap<>();
        long[] rows = TestServer.longs(answer.getFinalRows());
        for (int k = 0; k < rows.length; k++) {
            int obs = ObservationLayout.SIZE;
            observations.put(
                    (int) rows[k],
                    Arrays.copyOfRange(TestServer.floats(answer.getFinalObservations()), k * obs, (k + 1) * obs));
            infos.put(
                    (int) rows[k],
                    Arrays.copyOfRange(
                            TestServer.doubles(answer.getFinalInfos()),
                            k * InfoField.COUNT,
                            (k + 1) * InfoField.COUNT));
        }
        return new EnvContract.Rows(
                TestServer.floats(answer.getObservations()),
                TestServer.doubles(answer.getInfos()),
                TestServer.doubles(answer.getRewards()),
                TestServer.doubles(answer.getRewardVectors()),
                TestServer.booleans(answer.getTerminated()),
                TestServer.booleans(answer.getTruncated()),
                TestServer.booleans(answer.getBegins()),
                observations,
                infos);
    }
}

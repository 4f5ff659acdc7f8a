package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.PolicyCatalogue;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.ActResponse;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies that decide on the other side of a connection. */
class RemotePolicyTest {
    private static final float[] OBSERVATION =
            new LoanEnv(TwinConfig.defaults()).recordHistory(false).reset(3).observation();

    /** A stranger's program: it knows of the protocol nothing but Act. */
    private static Server stranger(float credit) throws IOException {
        LoanTwinGrpc.LoanTwinImplBase service = new LoanTwinGrpc.LoanTwinImplBase() {
            @Override
            public void act(ActRequest request, StreamObserver<ActResponse> answer) {
                float[] seen = NumberArrays.floats("observations", request.getObservations(), 1, OBSERVATION.length);
                float[] action = {credit, seen[0] == OBSERVATION[0] ? 0.01f : 0, 0};
                answer.onNext(ActResponse.newBuilder()
                        .setActions(NumberArrays.of(action, 1, 3))
                        .build());
                answer.onCompleted();
            }
        };
        return NettyServerBuilder.forPort(0).addService(service).build().start();
    }

    @Test
    void aStrangersProgramDecides() throws IOException {
        Server server = stranger(0.04f);
        try (RemotePolicy policy = new RemotePolicy("grpc:localhost:" + server.getPort())) {
            float[] action = new float[ActionLayout.SIZE];
            policy.act(OBSERVATION, action);
            assertArrayEquals(new float[] {0.04f, 0.01f, 0}, action);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void anActionOutsideTheBoxIsNamed() throws IOException {
        Server server = stranger(7);
        try (RemotePolicy policy = new RemotePolicy("grpc:localhost:" + server.getPort())) {
            Exception error = assertThrows(
                    IllegalArgumentException.class, () -> policy.act(OBSERVATION, new float[ActionLayout.SIZE]));
            assertTrue(error.getMessage().contains("must give " + ActionLayout.NAMES.get(0)), error.getMessage());
            assertTrue(error.getMessage().contains("got 7.0"), error.getMessage());
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void aLoanTwinServerKnowsPoliciesByName() throws Exception {
        try (TestServer server = new TestServer(Map.of());
                RemotePolicy remote = new RemotePolicy("grpc:127.0.0.1:" + server.server.port() + "/best-constant")) {
            float[] there = new float[ActionLayout.SIZE];
            remote.act(OBSERVATION, there);
            float[] here = new float[ActionLayout.SIZE];
            PolicyCatalogue.named("best-constant").make().act(OBSERVATION, here);
            assertArrayEquals(here, there);
        }
    }

    @Test
    void aTextWithoutAPortIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> new RemotePolicy("grpc:localhost"));
        assertThrows(IllegalArgumentException.class, () -> new RemotePolicy("grpc:localhost:1:2"));
    }
}

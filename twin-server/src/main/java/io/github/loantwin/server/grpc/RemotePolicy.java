package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.PolicySpec;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy that decides elsewhere: every decision is a call of {@code Act} of the protocol {@code loantwin.v1}.
 *
 * <p>It is written {@code grpc:HOST:PORT}, for a program that answers {@code Act} with its own policy, or {@code
 * grpc:HOST:PORT/NAME} for a policy that a LoanTwin server knows by that name. The observation is all that is sent: a LoanTwin
 * server sees each as the first of an episode. The connection is not encrypted. A late answer (30 seconds), one of another shape
 * or one outside the action box is an error.
 */
public final class RemotePolicy implements Policy, AutoCloseable {
    /** What its text begins with. */
    public static final String PREFIX = "grpc:";

    private static final Pattern TEXT = Pattern.compile(PREFIX + "([^:/]+):([0-9]{1,5})(?:/(.+))?");
    private static final long PATIENCE_SECONDS = 30;

    private final String text;
    private final ActRequest template;
    private final ManagedChannel channel;

    /** Prepares the connection; it is made with the first decision. */
    public RemotePolicy(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a policy over gRPC must be grpc:HOST:PORT or grpc:HOST:PORT/NAME, got '"
                    + text + "'.\nMaybe the port is missing.");
        }
        this.text = text;
        ActRequest.Builder request = ActRequest.newBuilder();
        if (parts.group(3) != null) {
            request.setPolicy(PolicySpec.newBuilder().setName(parts.group(3)));
        }
        template = request.build();
        channel = NettyChannelBuilder.forAddress(parts.group(1), Integer.parseInt(parts.group(2)))
                .usePlaintext()
                .build();
    }

    @Override
    public void act(float[] observation, float[] action) {
        ActRequest request = template.toBuilder()
                .setObservations(NumberArrays.of(observation, 1, ObservationLayout.SIZE))
                .build();
        try {
            float[] answer = NumberArrays.floats(
                    "actions",
                    LoanTwinGrpc.newBlockingStub(channel)
                            .withWaitForReady()
                            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .act(request)
                            .getActions(),
                    1,
                    ActionLayout.SIZE);
            for (int c = 0; c < action.length; c++) {
                action[c] = inBox(c, answer[c]);
            }
        } catch (StatusRuntimeException e) {
            throw wrong("must answer Act", e.getStatus().toString(), e);
        }
    }

    private float inBox(int component, float value) {
        float bound = ActionLayout.bound(component);
        if (!(value >= -bound && value <= bound)) {
            String rule = "must give " + ActionLayout.NAMES.get(component) + " in [" + -bound + ", " + bound + "]";
            throw wrong(rule, Float.toString(value), null);
        }
        return value;
    }

    private IllegalArgumentException wrong(String rule, String got, Exception cause) {
        return new IllegalArgumentException(
                "the policy '" + text + "' " + rule + ", got " + got
                        + ".\nMaybe no server listens there, or it does not know the policy; docs/experiments.md has an example.",
                cause);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

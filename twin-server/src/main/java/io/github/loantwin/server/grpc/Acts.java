package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.NormalizedLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.optimizer.policy.ConvexPolicies;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.ActResponse;
import io.github.loantwin.proto.v1.PolicySpec;
import java.util.Arrays;
import java.util.List;

/** Actions of a policy for a batch of observations, each row on its own. */
final class Acts {
    private static final int MOST_ROWS = 65_536;
    private static final int MOST_QUICK_ROWS = 1_024;
    private static final int OBS = ObservationLayout.SIZE;

    private Acts() {}

    /** Returns whether the answer may take long: a wide network needs milliseconds for a row. */
    static boolean isLong(ActRequest request) {
        List<Integer> shape = request.getObservations().getShapeList();
        return !shape.isEmpty() && Integer.compareUnsigned(shape.get(0), MOST_QUICK_ROWS) > 0;
    }

    static ActResponse run(ActRequest request, Players players, Worlds worlds, CallTime time) {
        TwinConfig config = worlds.of(request.getWorld());
        EnvView view = EnvView.of(request.getEnvId(), config);
        PolicySpec spec = request.getPolicy();
        requireLooksAtObservation(spec);
        int rows = NumberArrays.rows("observations", request.getObservations(), OBS, MOST_ROWS);
        float[] observations = NumberArrays.floats("observations", request.getObservations(), rows, OBS);
        requireFinite(observations);
        float[] actions = new float[rows * ActionLayout.SIZE];
        act(spec, players, config, view, observations, actions, time);
        for (int i = 0; i < actions.length; i++) {
            actions[i] = view.shownAction(i % ActionLayout.SIZE, actions[i]);
        }
        return ActResponse.newBuilder()
                .setActions(NumberArrays.of(actions, rows, ActionLayout.SIZE))
                .build();
    }

    private static void requireLooksAtObservation(PolicySpec spec) {
        String name = spec.getKindCase() == PolicySpec.KindCase.ACTIONS ? "actions" : spec.getName();
        if (name.equals("actions") || name.equals("random")) {
            throw Refusal.badValue("policy", "a policy that looks at the observation", name);
        }
        if (name.startsWith(ConvexPolicies.PREFIX)) {
            throw Refusal.badValue(
                    "policy",
                    "a policy that looks at the observation alone",
                    name,
                    "Maybe call Rollout: there a controller sees the published figures of the lender too.");
        }
    }

    private static void requireFinite(float[] observations) {
        for (int i = 0; i < observations.length; i++) {
            if (!(Math.abs(observations[i]) <= Float.MAX_VALUE)) {
                throw Refusal.of(
                                io.grpc.Status.Code.INVALID_ARGUMENT,
                                io.github.loantwin.proto.v1.Reason.REASON_NOT_FINITE,
                                "observations[" + i / OBS + ", " + i % OBS + "]",
                                "a finite number",
                                observations[i],
                                "")
                        .atRow(i / OBS);
            }
        }
    }

    private static void act(
            PolicySpec spec,
            Players players,
            TwinConfig config,
            EnvView view,
            float[] observations,
            float[] actions,
            CallTime time) {
        if (spec.getKindCase() == PolicySpec.KindCase.NETWORK && view.normalized()) {
            NetworkPlayer network = players.network("policy", spec, config);
            for (int row = 0; row < observations.length / OBS; row++) {
                time.check();
                network.actOnNormal(observations, row * OBS, actions, row * ActionLayout.SIZE);
            }
            return;
        }
        Policy policy = players.named("policy", spec, config).make();
        float[] action = new float[ActionLayout.SIZE];
        for (int row = 0; row < observations.length / OBS; row++) {
            time.check();
            float[] one = Arrays.copyOfRange(observations, row * OBS, (row + 1) * OBS);
            policy.reset(0);
            policy.act(view.normalized() ? raw(one, view.layout()) : one, action);
            System.arraycopy(action, 0, actions, row * ActionLayout.SIZE, action.length);
        }
    }

    /** The way back from normalised observations; what was clipped stays at its bound. */
    private static float[] raw(float[] normal, NormalizedLayout layout) {
        double[] offset = layout.offset();
        double[] scale = layout.scale();
        float[] raw = new float[OBS];
        for (int c = 0; c < OBS; c++) {
            float value = (float) (normal[c] * scale[c] + offset[c]);
            raw[c] = Math.max(ObservationLayout.low(c), Math.min(ObservationLayout.high(c), value));
        }
        return raw;
    }
}

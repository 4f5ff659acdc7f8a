package io.github.loantwin.server.grpc;

import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.NormalizedLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;

/** An uploaded network as a policy: it sees normalised observations, its outputs are clipped and scaled to the box. */
final class NetworkPlayer implements Policy {
    private final DenseNetwork network;
    private final NormalizedLayout layout;
    private final float[] normal = new float[ObservationLayout.SIZE];
    private double returnOnEquity = Double.NaN;

    NetworkPlayer(DenseNetwork network, NormalizedLayout layout) {
        this.network = network;
        this.layout = layout;
    }

    @Override
    public void reset(long seed) {
        returnOnEquity = Double.NaN;
    }

    @Override
    public void inform(StepInfo info) {
        returnOnEquity = info.get(InfoField.RETURN_ON_EQUITY);
    }

    @Override
    public void act(float[] observation, float[] action) {
        boolean told = !Double.isNaN(returnOnEquity);
        double equity = told ? returnOnEquity : observation[ObservationLayout.RETURN_ON_EQUITY];
        layout.observation(observation, 0, equity, normal);
        actOnNormal(normal, 0, action, 0);
    }

    /** Acts on observations that are normalised already. */
    void actOnNormal(float[] observations, int at, float[] actions, int actionAt) {
        if (at != 0 || observations != normal) {
            System.arraycopy(observations, at, normal, 0, normal.length);
        }
        float[] out = network.forward(normal, 1);
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            float unit = Math.max(-1f, Math.min(1f, out[c]));
            actions[actionAt + c] = NormalizedLayout.rawAction(c, unit);
        }
    }
}

package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.NormalizedLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.space.Box;
import io.github.loantwin.proto.v1.Reason;
import io.grpc.Status;
import java.util.List;

/** How an environment id shows the one world: its spaces, and the way from and to raw observations and actions. */
final class EnvView {
    static final String RAW = "loantwin/LoanPortfolio-v0";
    static final String NORMALIZED = "loantwin/LoanPortfolioNormalized-v0";
    static final String MULTI_OBJECTIVE = "loantwin/LoanPortfolioMO-v0";
    static final List<String> IDS = List.of(RAW, NORMALIZED, MULTI_OBJECTIVE);

    private final String id;
    private final NormalizedLayout layout;
    private final boolean clips;

    private EnvView(String id, NormalizedLayout layout, boolean clips) {
        this.id = id;
        this.layout = layout;
        this.clips = clips;
    }

    /** Returns the view of an id; an empty one is the first. */
    static EnvView of(String id, TwinConfig config) {
        String known = requireId(id);
        return new EnvView(
                known,
                new NormalizedLayout(config.episode().initialLoans()),
                config.episode().clipActions());
    }

    static String requireId(String id) {
        String known = id.isEmpty() ? RAW : id;
        if (!IDS.contains(known)) {
            throw Refusal.unknownName("env_id", String.join(", ", IDS), id);
        }
        return known;
    }

    String id() {
        return id;
    }

    boolean normalized() {
        return id.equals(NORMALIZED);
    }

    NormalizedLayout layout() {
        return layout;
    }

    Box observationSpace() {
        return normalized() ? NormalizedLayout.observationSpace() : ObservationLayout.space();
    }

    Box actionSpace() {
        return normalized() ? NormalizedLayout.actionSpace() : ActionLayout.space();
    }

    /** Checks every component of every row and turns it into a raw action, in place. */
    void takeActions(float[] actions) {
        for (int i = 0; i < actions.length; i++) {
            int component = i % ActionLayout.SIZE;
            float bound = normalized() ? 1f : ActionLayout.bound(component);
            float value = actions[i];
            if (!(Math.abs(value) <= (clips ? Float.MAX_VALUE : bound))) {
                throw badAction(i, component, bound, value);
            }
            if (normalized()) {
                actions[i] = NormalizedLayout.rawAction(component, value);
            }
        }
    }

    private Refusal badAction(int index, int component, float bound, float value) {
        boolean finite = Math.abs(value) <= Float.MAX_VALUE;
        int row = index / ActionLayout.SIZE;
        return Refusal.of(
                        Status.Code.INVALID_ARGUMENT,
                        finite ? Reason.REASON_OUT_OF_BOX : Reason.REASON_NOT_FINITE,
                        "actions[" + row + ", " + component + "] (" + ActionLayout.NAMES.get(component) + ")",
                        "in [" + -bound + ", " + bound + "]",
                        value,
                        finite ? "Maybe set episode.clipActions to true, or scale the action." : "")
                .atRow(row);
    }

    /** Returns observations as this id shows them; {@code info} has all fields, and is used by the normalised id only. */
    float[] show(float[] raw, double[] info, int rows) {
        if (!normalized()) {
            return raw;
        }
        float[] shown = new float[rows * ObservationLayout.SIZE];
        for (int row = 0; row < rows; row++) {
            double returnOnEquity = info[row * InfoField.COUNT + InfoField.RETURN_ON_EQUITY.ordinal()];
            layout.observation(raw, row * ObservationLayout.SIZE, returnOnEquity, shown);
        }
        return shown;
    }

    /** Returns an action as this id's space has it. */
    float shownAction(int component, float raw) {
        return normalized() ? NormalizedLayout.normalAction(component, raw) : raw;
    }
}

package io.github.loantwin.agents.explain;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.StepInfo;
import java.util.List;

/**
 * What a policy is shown before a decision.
 *
 * @param observation 13 numbers
 * @param info the published figures
 */
public record Moment(float[] observation, StepInfo info) {
    private static final double MILLION = 1e6;

    private static final List<InfoField> FIELDS = ObservationLayout.NAMES.stream()
            .map(name -> InfoField.ofKey(name.equals("concentration_risk") ? "largest_share" : name))
            .toList();

    /** Takes copies. */
    public Moment {
        observation = observation.clone();
    }

    /** Returns the info field that shows the same figure as a component of the observation. */
    static InfoField field(int component) {
        return FIELDS.get(component);
    }

    /** Returns the moment with one figure changed, in the observation and in the info alike. */
    public Moment with(int component, double value) {
        float[] changed = observation.clone();
        changed[component] =
                (float) Math.max(ObservationLayout.low(component), Math.min(ObservationLayout.high(component), value));
        double scale = component == ObservationLayout.PORTFOLIO_VALUE ? MILLION : 1;
        return new Moment(changed, info.with(field(component), scale * value));
    }

    /** Returns the moment some days later. */
    Moment later(int days) {
        return new Moment(
                observation,
                info.with(InfoField.DAY, info.get(InfoField.DAY) + days)
                        .with(InfoField.EPOCH_DAY, info.get(InfoField.EPOCH_DAY) + days));
    }
}

package io.github.loantwin.env;

import java.util.Map;

/** Makes infos for tests. */
public final class StepInfos {
    private StepInfos() {}

    /** Returns an info with the given values, and zeros elsewhere. */
    public static StepInfo of(Map<InfoField, Double> values) {
        return changed(new StepInfo(new double[InfoField.COUNT]), values);
    }

    /** Returns a copy of an info with some values changed. */
    public static StepInfo changed(StepInfo info, Map<InfoField, Double> values) {
        double[] all = info.toArray();
        values.forEach((field, value) -> all[field.ordinal()] = value);
        return new StepInfo(all);
    }
}

package io.github.loantwin.env;

import java.util.Map;

/** Makes step infos for tests, with chosen fields and zeros elsewhere. */
public final class StepInfos {
    private StepInfos() {}

    /** Returns an info with the given fields. */
    public static StepInfo of(Map<InfoField, Double> fields) {
        double[] values = new double[InfoField.COUNT];
        fields.forEach((field, value) -> values[field.ordinal()] = value);
        return new StepInfo(values);
    }
}

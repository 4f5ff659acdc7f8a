package io.github.loantwin.agents.baseline;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.check.ArgCheck;
import java.util.List;

/**
 * The constant action that was best on training seeds, with how it was found.
 *
 * @param action the levers
 * @param config preset or file of the twin that it was searched in
 * @param configHash hash of that configuration then
 * @param training first training seed and how many seeds the last stage used
 * @param episodes episodes that the search lived
 * @param trainingGain mean gain over hold on the last stage's seeds, thousandths of reward a day; flattered by the choice
 * @param tuningGain the same on as many tuning seeds, which had no part in the choice
 * @param tuningInterval its 95 % t-interval over seeds
 */
record BestConstant(
        Stance action,
        String config,
        String configHash,
        List<Long> training,
        int episodes,
        double trainingGain,
        double tuningGain,
        List<Double> tuningInterval) {
    static final String FILE = "configs/policies/best-constant.yaml";

    BestConstant {
        ArgCheck.notNull("action", action);
        training = List.copyOf(training);
        tuningInterval = List.copyOf(tuningInterval);
    }

    static BestConstant shipped() {
        return Settings.read(FILE, BestConstant.class);
    }
}

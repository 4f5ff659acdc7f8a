package io.github.loantwin.env.stress;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.ScenarioFigures;
import io.github.loantwin.env.macro.ScenarioLibrary;
import java.time.LocalDate;

/**
 * A lender in one scenario.
 *
 * @param name short name of the scenario
 * @param title one line about it
 * @param source who published its figures
 * @param figures its quarterly figures
 * @param config configuration of the lender in the scenario; decides daily
 */
public record StressCase(String name, String title, String source, ScenarioFigures figures, TwinConfig config) {
    public StressCase {
        int decisionDays = config.episode().decisionDays();
        ArgCheck.that(
                decisionDays == 1, "a stress test looks at every day: episode.decisionDays must be 1", decisionDays);
        int nineQuarters = NineQuarters.days(config.episode().startDate());
        int days = config.episode().simulationDays();
        ArgCheck.that(days == nineQuarters, "simulationDays must be nine quarters, " + nineQuarters + " days", days);
    }

    /**
     * Returns the configuration of a lender over the nine quarters from a scenario's start.
     *
     * @param base the lender
     * @param scenario name of a scenario, or a user's .csv or .yaml file
     */
    public static TwinConfig nineQuarters(TwinConfig base, String scenario) {
        TwinConfig inScenario = base.withScenario(scenario);
        LocalDate day0 = LocalDate.parse(inScenario.get("episode.startDate"));
        return inScenario.with("episode.simulationDays", NineQuarters.days(day0));
    }

    /** Returns the case of a scenario with a configuration made from {@link #nineQuarters}. */
    public static StressCase of(String scenario, TwinConfig config) {
        ScenarioLibrary.Entry entry = ScenarioLibrary.describe(scenario);
        return new StressCase(entry.name(), entry.title(), entry.source(), ScenarioFigures.of(scenario), config);
    }

    /** Returns day 0, the evening before the first day. */
    LocalDate day0() {
        return config.episode().startDate();
    }

    /** Returns the length in days. */
    int days() {
        return config.episode().simulationDays();
    }
}

package io.github.loantwin.env.macro;

import io.github.loantwin.env.calendar.SimulationCalendar;

/** A compiled macro source, immutable and shared by any number of {@link Economy} instances. */
public final class MacroModel {
    private final MacroConfig config;
    private final PathSource paths;
    private final int lastMonth;
    private final long contentHash;

    private MacroModel(MacroConfig config, PathSource paths, int lastMonth, long contentHash) {
        this.config = config;
        this.paths = paths;
        this.lastMonth = lastMonth;
        this.contentHash = contentHash;
    }

    /** Reads what the config names (model, scenario) and compiles it; errors name file, rule and value. */
    public static MacroModel compile(MacroConfig config) {
        if (config instanceof MacroConfig.Var var) {
            VarModel model = ModelLibrary.load(var.model());
            PathSource paths = () -> new VarPath(model, Economy.HISTORY_MONTHS);
            return new MacroModel(config, paths, Integer.MAX_VALUE, model.contentHash());
        }
        if (config instanceof MacroConfig.Scenario scenario) {
            return compileScenario(scenario);
        }
        MonthTable table = MonthTable.constant((MacroConfig.Constant) config);
        return of(config, table);
    }

    private static MacroModel compileScenario(MacroConfig.Scenario config) {
        Scenario scenario = ScenarioLibrary.load(config.scenario());
        if (!config.startQuarter().equals("file")) {
            scenario = scenario.startingAt(Quarter.parse(config.startQuarter(), "macro.startQuarter"));
        }
        boolean hold = config.beyondEnd() == MacroConfig.BeyondEnd.HOLD;
        MonthTable table = ScenarioMonths.table(scenario, hold);
        VarModel model = ModelLibrary.load(config.noiseModel());
        PathSource paths =
                config.noise() == 0 ? () -> new TablePath(table) : () -> new TablePath(table, config.noise(), model);
        return new MacroModel(config, paths, table.lastCoveredMonth(), table.contentHash() * 31 + model.contentHash());
    }

    /** Returns the model of a path without noise, with the lags and market days of a config. */
    static MacroModel of(MacroConfig config, MonthTable table) {
        return new MacroModel(config, () -> new TablePath(table), table.lastCoveredMonth(), table.contentHash());
    }

    /**
     * Checks that the source covers an episode.
     *
     * @param lastMonthOfEpisode number of the month that holds the last day
     */
    public void requireMonths(int lastMonthOfEpisode) {
        if (lastMonthOfEpisode > lastMonth) {
            throw new IllegalArgumentException("The episode must end within the scenario's " + (lastMonth + 1)
                    + " months, got " + (lastMonthOfEpisode + 1)
                    + ".\nMaybe shorten simulationDays or set macro.beyondEnd: hold.");
        }
    }

    /** Checks that the source has figures for every day of an episode. */
    public void requireEpisode(SimulationCalendar calendar, int simulationDays) {
        requireMonths(calendar.monthIndex(simulationDays) - (firstMonthAfter(calendar) ? 1 : 0));
    }

    /** Returns whether a scenario's first month follows day 0 (the last day of a month) instead of holding it. */
    boolean firstMonthAfter(SimulationCalendar calendar) {
        return config instanceof MacroConfig.Scenario && calendar.isMonthEnd(0);
    }

    /** Returns a 64-bit digest of the figures behind the source (model or path), which the config only names. */
    public long contentHash() {
        return contentHash;
    }

    /** Returns the config that was compiled. */
    public MacroConfig config() {
        return config;
    }

    /** Returns the last month that the source can give ({@link Integer#MAX_VALUE}: no end). */
    public int lastMonth() {
        return lastMonth;
    }

    MonthPath newPath() {
        return paths.create();
    }

    /** Makes the mutable path of one economy. */
    @FunctionalInterface
    interface PathSource {
        MonthPath create();
    }
}

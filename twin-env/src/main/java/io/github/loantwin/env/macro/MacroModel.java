package io.github.loantwin.env.macro;

/** A compiled macro source, immutable and shared by any number of {@link Economy} instances. */
public final class MacroModel {
    private final MacroConfig config;
    private final PathSource paths;
    private final int lastMonth;

    private MacroModel(MacroConfig config, PathSource paths, int lastMonth) {
        this.config = config;
        this.paths = paths;
        this.lastMonth = lastMonth;
    }

    /** Reads what the config names (model, scenario) and compiles it; errors name file, rule and value. */
    public static MacroModel compile(MacroConfig config) {
        if (config instanceof MacroConfig.Var var) {
            VarModel model = ModelLibrary.load(var.model());
            return new MacroModel(config, () -> new VarPath(model, Economy.HISTORY_MONTHS), Integer.MAX_VALUE);
        }
        MacroConfig.Constant constant = (MacroConfig.Constant) config;
        MonthTable table = MonthTable.constant(constant);
        return new MacroModel(config, () -> new TablePath(table), Integer.MAX_VALUE);
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

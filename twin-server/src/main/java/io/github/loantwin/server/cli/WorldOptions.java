package io.github.loantwin.server.cli;

import io.github.loantwin.env.config.TwinConfig;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which world is simulated. */
final class WorldOptions {
    @Mixin
    private ConfigOptions config;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "42",
            description = "Seed of the episode (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description =
                    "Economy: a name of 'twin scenarios', or a YAML or CSV file of your own (default: drawn from the"
                            + " seed by the calibrated model).")
    private String scenario;

    @Option(names = "--days", paramLabel = "DAYS", description = "Length of the episode in days (default: 365).")
    private Integer days;

    @Option(
            names = "--loans",
            paramLabel = "LOANS",
            description =
                    "Loans in the starting book (default: 1,000); the largest size is raised to twice that if it is"
                            + " smaller.")
    private Integer loans;

    long seed() {
        return seed;
    }

    /** Returns the scenario, if one was chosen. */
    Optional<String> scenario() {
        return Optional.ofNullable(scenario);
    }

    /** Returns the configuration with everything that the options and {@code --set} change. */
    TwinConfig resolved() {
        return resolved(true);
    }

    /** Returns the configuration; unless {@code atScenario}, day 0 stays where it was also under a scenario. */
    TwinConfig resolved(boolean atScenario) {
        config.refuseBoth("--days", days, "episode.simulationDays");
        config.refuseBoth("--loans", loans, "episode.initialLoans");
        TwinConfig resolved = config.base();
        if (scenario != null) {
            String start = resolved.get("episode.startDate");
            resolved = resolved.withScenario(scenario);
            if (!atScenario) {
                resolved = resolved.with("episode.startDate", start);
            }
        }
        if (loans != null) {
            resolved = withLoans(resolved, loans);
        }
        if (days != null) {
            resolved = resolved.with("episode.simulationDays", days);
        }
        return config.changed(resolved);
    }

    /** Returns the configuration of a world as large as a loan tape, unless {@code --loans} says how large. */
    TwinConfig sizedFor(TwinConfig config, int tapeLoans) {
        return loans == null ? withLoans(config, tapeLoans) : config;
    }

    /** A book larger than the ceiling raises the ceiling with it, so that the lender may still lend. */
    static TwinConfig withLoans(TwinConfig config, int loans) {
        int ceiling = Integer.parseInt(config.get("episode.maxPortfolioSize"));
        TwinConfig roomy = loans > ceiling / 2 ? config.with("episode.maxPortfolioSize", 2L * loans) : config;
        return roomy.with("episode.initialLoans", loans);
    }
}

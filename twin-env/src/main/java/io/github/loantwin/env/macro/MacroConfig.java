package io.github.loantwin.env.macro;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where the economy comes from; the key {@code source} chooses {@code var}, {@code scenario} or {@code constant}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MacroConfig.Var.class, name = "var"),
    @JsonSubTypes.Type(value = MacroConfig.Scenario.class, name = "scenario"),
    @JsonSubTypes.Type(value = MacroConfig.Constant.class, name = "constant")
})
public sealed interface MacroConfig {
    /** Returns how late statistics are published. */
    PublicationLags publicationLags();

    /** Returns the day-to-day movement of market series. */
    MarketNoise market();

    /**
     * The calibrated regime-switching VAR(1).
     *
     * @param model name of a compiled model
     * @param startRegime regime on day 0
     * @param publicationLags how late statistics are published
     * @param market day-to-day movement of market series
     */
    record Var(String model, StartRegime startRegime, PublicationLags publicationLags, MarketNoise market)
            implements MacroConfig {}

    /**
     * A named path.
     *
     * @param scenario a name of {@link ScenarioLibrary#names()}, or the path of a user's YAML or CSV file
     * @param startQuarter quarter of day 0, as 2007Q1, or {@code file} for the scenario's own; a later one makes the quarters
     *     before it history, so {@code us-history} with 2007Q1 is any window of the record
     * @param beyondEnd what happens when the episode outlasts the path
     * @param noise standard deviation of VAR deviations around the path, as a share of the model's own; 0 = none
     * @param noiseModel name of the compiled model whose shocks are used
     * @param publicationLags how late statistics are published
     * @param market day-to-day movement of market series
     */
    record Scenario(
            String scenario,
            String startQuarter,
            BeyondEnd beyondEnd,
            double noise,
            String noiseModel,
            PublicationLags publicationLags,
            MarketNoise market)
            implements MacroConfig {
        /** Validates the scale of the noise. */
        public Scenario {
            Check.range("macro.noise", noise, 0, 5);
        }
    }

    /**
     * An economy that stands still, for tests and closed forms; fractions, volatility in points.
     *
     * @param unemployment in [0, 0.3]
     * @param gdpGrowth four-quarter growth, in [-0.2, 0.2]
     * @param inflation four-quarter, in [-0.1, 0.3]
     * @param housePriceGrowth four-quarter, in [-0.5, 0.5]
     * @param rate3m in [0, 0.2]
     * @param rate10y in [0, 0.2]
     * @param mortgageRate in [0, 0.25]
     * @param primeRate in [0, 0.25]
     * @param bbbSpread in [0, 0.1]
     * @param volatilityIndex daily level in points, in [5, 100]
     * @param publicationLags how late statistics are published
     * @param market day-to-day movement of market series
     */
    record Constant(
            double unemployment,
            double gdpGrowth,
            double inflation,
            double housePriceGrowth,
            double rate3m,
            double rate10y,
            double mortgageRate,
            double primeRate,
            double bbbSpread,
            double volatilityIndex,
            PublicationLags publicationLags,
            MarketNoise market)
            implements MacroConfig {
        /** Validates ranges. */
        public Constant {
            Check.range("macro.unemployment", unemployment, 0, 0.3);
            Check.range("macro.gdpGrowth", gdpGrowth, -0.2, 0.2);
            Check.range("macro.inflation", inflation, -0.1, 0.3);
            Check.range("macro.housePriceGrowth", housePriceGrowth, -0.5, 0.5);
            Check.range("macro.rate3m", rate3m, 0, 0.2);
            Check.range("macro.rate10y", rate10y, 0, 0.2);
            Check.range("macro.mortgageRate", mortgageRate, 0, 0.25);
            Check.range("macro.primeRate", primeRate, 0, 0.25);
            Check.range("macro.bbbSpread", bbbSpread, 0, 0.1);
            Check.range("macro.volatilityIndex", volatilityIndex, 5, 100);
        }
    }

    /** The regime on day 0. */
    enum StartRegime {
        /** Drawn from the stationary shares of the regimes. */
        @JsonProperty("stationary")
        STATIONARY,
        /** Pinned to an expansion. */
        @JsonProperty("expansion")
        EXPANSION,
        /** Pinned to a recession. */
        @JsonProperty("recession")
        RECESSION,
        /** Pinned to a crisis. */
        @JsonProperty("crisis")
        CRISIS
    }

    /** What happens after a path's last quarter. */
    enum BeyondEnd {
        /** An error that names the path's length. */
        @JsonProperty("error")
        ERROR,
        /** Levels stay and growth rates continue at those of the last quarter. */
        @JsonProperty("hold")
        HOLD
    }
}

package io.github.loantwin.agents.baseline;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.check.ArgCheck;

/**
 * The rule of thumb's numbers; {@code configs/policies/rule.yaml} has their reasons.
 *
 * @param calm levers while nothing is wrong
 * @param tight levers in full alarm; between, levers move in proportion to the alarm
 * @param memoryDays how far back the lowest unemployment rate is looked for
 * @param unemploymentRise rise above it that is a full alarm, a fraction
 * @param spreadNormal credit spread up to which nothing is wrong, a fraction per year
 * @param spreadRange spread above that which is a full alarm, a fraction per year
 * @param spreadWeightWhenFalling weight of the spread's alarm once unemployment falls again, 0 to 1
 * @param spreadPassThrough share of the spread above normal that is added to the price
 * @param deadband move of a lever, as a share of its bound, below which it stays where it is
 */
record RuleConfig(
        Stance calm,
        Stance tight,
        int memoryDays,
        double unemploymentRise,
        double spreadNormal,
        double spreadRange,
        double spreadWeightWhenFalling,
        double spreadPassThrough,
        double deadband) {
    static final String FILE = "configs/policies/rule.yaml";

    RuleConfig {
        ArgCheck.notNull("calm", calm);
        ArgCheck.notNull("tight", tight);
        ArgCheck.inClosed("memoryDays", memoryDays, 1, 3660);
        ArgCheck.fraction("unemploymentRise", unemploymentRise, 1e-4, 1);
        ArgCheck.fraction("spreadNormal", spreadNormal, 0, 1);
        ArgCheck.fraction("spreadRange", spreadRange, 1e-4, 1);
        ArgCheck.fraction("spreadWeightWhenFalling", spreadWeightWhenFalling, 0, 1);
        ArgCheck.fraction("spreadPassThrough", spreadPassThrough, 0, 1);
        ArgCheck.fraction("deadband", deadband, 0, 1);
    }

    static RuleConfig shipped() {
        return Settings.read(FILE, RuleConfig.class);
    }
}

package io.github.loantwin.optimizer.model;

import java.util.Locale;

/**
 * A limit that holds the optimum back.
 *
 * @param name the limit
 * @param subject what it is about, may be empty
 * @param limit its value in the user's units: a share of the budget, or a variance
 * @param price change of the objective per unit that the limit is relaxed, at least 0
 * @param sentence what that means, for people
 */
public record BindingLimit(String name, String subject, double limit, double price, String sentence) {
    static BindingLimit of(LimitRow row, double price, String objective) {
        double limit = row.floor() ? -row.atMost() : row.atMost();
        String change = row.natural()
                ? "One percentage point sold short in " + row.subject()
                : row.floor()
                        ? "One percentage point less required in " + row.subject()
                        : "One more percentage point "
                                + (row.subject().isEmpty() ? "of " + row.name() : "allowed in " + row.subject());
        return new BindingLimit(row.name(), row.subject(), limit, price, sentence(change, price * 0.01, objective));
    }

    /** A variance limit: dR/dV = dR/dsd / (2 sd); told per percentage point of standard deviation. */
    static BindingLimit ofVariance(double variance, double pricePerDeviation, String objective) {
        double price = pricePerDeviation / (2 * Math.sqrt(variance));
        String change = "One more percentage point of standard deviation";
        return new BindingLimit("variance", "", variance, price, sentence(change, pricePerDeviation * 0.01, objective));
    }

    private static String sentence(String change, double gain, String objective) {
        return switch (objective) {
            case "variance / 2" -> change + " would lower the variance by " + Digits.of(2 * gain) + ".";
            case "CVaR" -> String.format(Locale.ROOT, "%s would lower CVaR by %.4f %%.", change, 100 * gain);
            case "Sharpe ratio" -> String.format(Locale.ROOT, "%s would raise the Sharpe ratio by %.4f.", change, gain);
            default -> String.format(Locale.ROOT, "%s would add %.4f %% %s.", change, 100 * gain, objective);
        };
    }
}

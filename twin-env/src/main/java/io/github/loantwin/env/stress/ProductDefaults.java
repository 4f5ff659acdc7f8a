package io.github.loantwin.env.stress;

import io.github.loantwin.env.loan.Product;

/**
 * How a year of a scenario changes defaults and severity of one product.
 *
 * @param product the product
 * @param stress mean stress index of the year
 * @param pdAverage probability that a current loan of average risk falls 90 or more days behind within a year of the average
 *     economy
 * @param pdScenario the same in the scenario's year
 * @param severityAverage loss given default in the average economy, a fraction
 * @param severityScenario the same at the year's mean stress
 */
public record ProductDefaults(
        Product product,
        double stress,
        double pdAverage,
        double pdScenario,
        double severityAverage,
        double severityScenario) {
    /** Returns how many times more loans default: pdScenario / pdAverage. */
    public double pdMultiple() {
        return pdScenario / pdAverage;
    }

    /** Returns how many times more is lost in a default: severityScenario / severityAverage. */
    public double severityMultiple() {
        return severityScenario / severityAverage;
    }
}

package io.github.loantwin.env.stress;

import io.github.loantwin.env.macro.ScenarioFigures;

/**
 * The lender at one severity, on every seed.
 *
 * @param share how far the driver goes from the baseline (0) to the severe scenario (1) and beyond
 * @param figures the economy
 * @param cell the runs
 */
public record SeverityPoint(double share, ScenarioFigures figures, StressCell cell) {
    /** Returns the mean over seeds of the lowest capital ratio. */
    public double lowestRatio() {
        return cell.band(StressRun::lowestRatio).mean();
    }

    /** Returns the highest unemployment rate of the nine quarters. */
    public double unemploymentPeak() {
        return MacroExtremes.highest(figures.unemployment());
    }

    /** Returns the lowest house price index of the nine quarters; 100 before the first. */
    public double housePriceTrough() {
        return MacroExtremes.lowest(figures.housePriceIndex());
    }

    /** Returns the highest spread of BBB bonds over the 10-year yield. */
    public double spreadPeak() {
        return MacroExtremes.highest(figures.bbbSpread());
    }

    /** Returns the lowest growth of output over four quarters. */
    public double growthTrough() {
        return MacroExtremes.lowest(figures.gdpGrowth());
    }

    /** Returns the lowest 3-month rate. */
    public double shortRateTrough() {
        return MacroExtremes.lowest(figures.rate3m());
    }
}

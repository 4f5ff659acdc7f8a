package io.github.loantwin.env.stress;

import java.util.List;

/**
 * How bad the economy must get to break the lender.
 *
 * @param plan what was asked
 * @param drivers the whole economy first, then each part of it
 * @param isoLine pairs of unemployment and house prices at which the mean over seeds breaks; empty if not asked for
 */
public record ReverseResult(ReversePlan plan, List<DriverResult> drivers, List<IsoPoint> isoLine) {
    public ReverseResult {
        drivers = List.copyOf(drivers);
        isoLine = List.copyOf(isoLine);
    }

    /**
     * A pair of drivers at which the lender breaks.
     *
     * @param unemploymentPeak highest unemployment rate
     * @param housePriceTrough lowest house price index that the lender's mean lowest ratio survives no longer; NaN if house
     *     prices alone do not break it within the twin's range
     */
    public record IsoPoint(double unemploymentPeak, double housePriceTrough) {}

    /** Returns the result of a driver. */
    public DriverResult of(Driver driver) {
        return drivers.stream()
                .filter(result -> result.driver() == driver)
                .findFirst()
                .orElseThrow();
    }
}

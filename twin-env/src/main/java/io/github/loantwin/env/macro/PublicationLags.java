package io.github.loantwin.env.macro;

/**
 * How late statistics are known: the figure of month m is known from the first day of month m + lag.
 *
 * @param unemployment months, 0 to 6; 1 = known on the first day of the next month
 * @param inflation months, 0 to 6
 * @param housePriceIndex months, 0 to 6
 * @param gdp months after the quarter's last month, 0 to 6; 2 = one full month after the quarter's end
 */
public record PublicationLags(int unemployment, int inflation, int housePriceIndex, int gdp) {
    /** Validates the lags. */
    public PublicationLags {
        check("unemployment", unemployment);
        check("inflation", inflation);
        check("housePriceIndex", housePriceIndex);
        check("gdp", gdp);
    }

    private static void check(String name, int lag) {
        if (lag < 0 || lag > 6) {
            throw new IllegalArgumentException(
                    "publicationLags." + name + " must be from 0 to 6 months, got " + lag + ".");
        }
    }
}

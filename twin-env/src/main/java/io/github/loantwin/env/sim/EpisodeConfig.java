package io.github.loantwin.env.sim;

import io.github.loantwin.env.check.ArgCheck;
import java.time.LocalDate;

/**
 * Length, size and rules of an episode.
 *
 * @param startDate day 0: the evening on which the episode stands at reset; the first simulated day is the next
 * @param simulationDays horizon in days
 * @param decisionDays days for which one action is held
 * @param initialLoans loans of the starting book
 * @param maxPortfolioSize size beyond which applicants are declined and counted
 * @param clipActions clip and count actions outside the box instead of refusing them
 * @param maxActionChange largest move of an action per decision, as a share of its bound; 0 means no limit
 * @param audit check every identity of the books every day
 */
public record EpisodeConfig(
        LocalDate startDate,
        int simulationDays,
        int decisionDays,
        int initialLoans,
        int maxPortfolioSize,
        boolean clipActions,
        double maxActionChange,
        boolean audit) {

    /** Bytes that one loan takes in the columns, for the check of memory. */
    static final long BYTES_PER_LOAN = 200;

    public EpisodeConfig {
        ArgCheck.inClosed("simulationDays", simulationDays, 1, 36_500);
        ArgCheck.inClosed("decisionDays", decisionDays, 1, simulationDays);
        ArgCheck.inClosed("initialLoans", initialLoans, 20, 100_000_000);
        ArgCheck.inClosed("maxPortfolioSize", maxPortfolioSize, initialLoans, 200_000_000);
        ArgCheck.inClosed("maxActionChange", maxActionChange, 0, 2);
        long needed = 2 * BYTES_PER_LOAN * initialLoans;
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new IllegalArgumentException("initialLoans must fit in memory: " + initialLoans + " loans need about "
                    + needed / (1 << 20) + " MiB, the Java heap has " + available / (1 << 20)
                    + " MiB.\nMaybe raise the heap with -Xmx, or lower initialLoans.");
        }
    }
}

package io.github.loantwin.env.validation;

import io.github.loantwin.env.ledger.Account;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.sim.Simulator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A year of the lender that changes nothing, means over lenders.
 *
 * @param returnOnEquity net income over the mean of opening and closing equity
 * @param returnOnAssets net income over mean earning assets
 * @param netInterestMargin net interest income over mean earning assets
 * @param efficiency operating cost over net interest and fee income
 * @param capitalBefore capital ratio on day 0
 * @param capitalAfter capital ratio after a year
 * @param failures lenders that were insolvent or under the capital floor on some day
 */
record YearFigures(
        double returnOnEquity,
        double returnOnAssets,
        double netInterestMargin,
        double efficiency,
        double capitalBefore,
        double capitalAfter,
        double failures) {
    private static final int DAYS = 365;

    /** Runs the worlds of seeds first, first + 1, ... */
    static YearFigures run(Model model, long first, int seeds) {
        List<double[]> years = LongStream.range(first, first + seeds)
                .parallel()
                .mapToObj(seed -> year(model, seed))
                .toList();
        double[] mean = new double[7];
        for (double[] year : years) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += year[i] / seeds;
            }
        }
        return new YearFigures(mean[0], mean[1], mean[2], mean[3], mean[4], mean[5], Math.rint(mean[6] * seeds));
    }

    private static double[] year(Model model, long seed) {
        Simulator lender = new Simulator(model);
        lender.reset(Draws.derive(seed, Stream.EPISODE, 0, 0));
        double[] sums = new double[5];
        double equity = lender.ledger().balance(Account.EQUITY);
        double before = lender.capitalRatio();
        boolean failed = false;
        for (int day = 0; day < DAYS; day++) {
            lender.runDay(0, 0, 0);
            failed |= lender.failed();
            sums[0] += lender.ledger().flow(Flow.NET_INCOME);
            sums[1] += lender.ledger().netInterestIncome();
            sums[2] += lender.ledger().flow(Flow.FEES);
            sums[3] += lender.ledger().operatingCost();
            sums[4] += earningAssets(lender) / DAYS;
        }
        double meanEquity = (equity + lender.ledger().balance(Account.EQUITY)) / 2;
        return new double[] {
            sums[0] / meanEquity,
            sums[0] / sums[4],
            sums[1] / sums[4],
            sums[3] / (sums[1] + sums[2]),
            before,
            lender.capitalRatio(),
            failed ? 1 : 0
        };
    }

    private static double earningAssets(Simulator lender) {
        return Arrays.stream(new Account[] {Account.LOANS, Account.LIQUID_ASSETS, Account.CASH})
                .mapToDouble(lender.ledger()::balance)
                .sum();
    }
}

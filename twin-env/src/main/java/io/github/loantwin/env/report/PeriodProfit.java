package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.loan.Product;
import java.time.LocalDate;

/**
 * What a lender earned over some days and on which balances: one side of a {@link ProfitAttribution}.
 *
 * <p>All money is in ten-thousandths, so that sums are exact. Arrays are in the order of {@link Product}.
 *
 * @param name how tables call the side
 * @param interest interest income by product
 * @param balanceDays balance at the close of each day, summed over the days, by product
 * @param funding income of liquid assets less cost of deposits and wholesale funding
 * @param provision provision for credit losses, a cost
 * @param cost operating cost
 * @param fees fee income and gains on sales
 * @param tax tax, a cost
 * @param netIncome net income as recorded
 */
public record PeriodProfit(
        String name,
        long[] interest,
        long[] balanceDays,
        long funding,
        long provision,
        long cost,
        long fees,
        long tax,
        long netIncome) {

    public PeriodProfit {
        ArgCheck.notBlank("name", name);
        interest = checked("interest", interest);
        balanceDays = checked("balanceDays", balanceDays);
    }

    private static long[] checked(String what, long[] values) {
        ArgCheck.that(values.length == Product.COUNT, what + " must have one element per product", values.length);
        return values.clone();
    }

    /** Returns the profit of a whole episode. */
    public static PeriodProfit of(String name, EpisodeRecorder recorder) {
        ArgCheck.that(recorder.rows() > 0, "at least one row must be recorded", "none");
        return of(name, recorder, recorder.date(0), recorder.date(recorder.rows() - 1));
    }

    /**
     * Returns the profit of the rows whose dates lie in a period.
     *
     * @param first first day, included
     * @param last last day, included
     */
    public static PeriodProfit of(String name, EpisodeRecorder recorder, LocalDate first, LocalDate last) {
        int from = 0;
        while (from < recorder.rows() && recorder.date(from).isBefore(first)) {
            from++;
        }
        int to = from;
        while (to < recorder.rows() && !recorder.date(to).isAfter(last)) {
            to++;
        }
        ArgCheck.that(to > from, "rows must be recorded from " + first + " to " + last, "none");
        return of(name, recorder, from, to);
    }

    private static PeriodProfit of(String name, EpisodeRecorder recorder, int from, int to) {
        long[] interest = new long[Product.COUNT];
        long[] balanceDays = new long[Product.COUNT];
        for (Product product : Product.values()) {
            interest[product.ordinal()] = recorder.totalUnits("interest_" + product.key(), from, to);
            balanceDays[product.ordinal()] = balanceDays(recorder, "balance_" + product.key(), from, to);
        }
        return new PeriodProfit(
                name,
                interest,
                balanceDays,
                recorder.totalUnits("liquidity_income", from, to)
                        - recorder.totalUnits("deposit_cost", from, to)
                        - recorder.totalUnits("wholesale_cost", from, to),
                recorder.totalUnits("provision", from, to),
                recorder.totalUnits("operating_cost", from, to),
                recorder.totalUnits("fee_income", from, to) + recorder.totalUnits("sale_gains", from, to),
                recorder.totalUnits("tax", from, to),
                recorder.totalUnits("net_income", from, to));
    }

    private static long balanceDays(EpisodeRecorder recorder, String key, int from, int to) {
        long sum = 0;
        for (int row = from; row < to; row++) {
            sum += FixedMoney.units(recorder.value(key, row)) * recorder.days(row);
        }
        return sum;
    }

    @Override
    public long[] interest() {
        return interest.clone();
    }

    @Override
    public long[] balanceDays() {
        return balanceDays.clone();
    }
}

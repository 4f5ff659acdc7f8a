package io.github.loantwin.env.sim;

import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Product;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is still to come from charged-off loans: recovery cash by month, and repossessed collateral waiting for its sale.
 *
 * <p>Recoveries of a month are paid in equal parts on its days. Collateral is sold on the first day of its month at book
 * value moved by the house price index (real estate) since it was taken.
 */
final class Collections {
    /** Months ahead that can be scheduled. */
    static final int HORIZON = 40;

    private static final int K = Product.COUNT;

    private final Model model;
    private final long[] recoveries = new long[K * HORIZON];
    private final long[] collateral = new long[K * HORIZON];
    private final long[] collateralAtIndex100 = new long[K * HORIZON];
    private final long[] expected = new long[K];

    Collections(Model model) {
        this.model = model;
    }

    void clear() {
        Arrays.fill(recoveries, 0);
        Arrays.fill(collateral, 0);
        Arrays.fill(collateralAtIndex100, 0);
        Arrays.fill(expected, 0);
    }

    /** Returns recoveries still expected, which the allowance nets. */
    long expectedRecoveries() {
        long sum = 0;
        for (long value : expected) {
            sum += value;
        }
        return sum;
    }

    /** Returns recoveries still expected of one product. */
    long expectedRecoveries(int product) {
        return expected[product];
    }

    /** Schedules the recovery of a loan charged off this month, by the product's schedule. */
    void scheduleRecovery(int product, int month, long amount, double stress) {
        long left = amount;
        int last = Math.min(model.recovery.lastMonth(product), HORIZON - 1);
        for (int m = 1; m < last && left > 0; m++) {
            long part = Math.min(left, (long) (amount * model.recovery.share(product, m, stress)));
            scheduleRecoveryIn(product, month + m, part);
            left -= part;
        }
        scheduleRecoveryIn(product, month + last, left);
    }

    /** Schedules recovery cash in a month. */
    void scheduleRecoveryIn(int product, int month, long amount) {
        recoveries[slot(product, month)] += amount;
        expected[product] += amount;
    }

    /** Takes collateral on the books, to be sold in the product's sale month. */
    void takeCollateral(int product, int month, long carrying, double index, double stress) {
        int sale = Math.min(model.recovery.saleMonth(product, stress), HORIZON - 1);
        int at = slot(product, month + Math.max(1, sale));
        collateral[at] += carrying;
        collateralAtIndex100[at] += product == Product.AUTO.ordinal() ? carrying : (long) (carrying * (100 / index));
    }

    /** Pays the day's recoveries. */
    void payRecoveries(Ledger ledger, int month, int dayOfMonth, int daysInMonth) {
        int daysLeft = daysInMonth - dayOfMonth + 1;
        for (int k = 0; k < K; k++) {
            int at = slot(k, month);
            long part = recoveries[at] / daysLeft;
            if (part != 0) {
                recoveries[at] -= part;
                expected[k] -= part;
                ledger.add(LoanFlow.RECOVERED, k, part);
            }
        }
    }

    /** Sells the collateral of a month that begins. */
    void sellCollateral(Ledger ledger, int month, double index) {
        for (int k = 0; k < K; k++) {
            int at = slot(k, month);
            long book = collateral[at];
            if (book == 0) {
                continue;
            }
            long proceeds = k == Product.AUTO.ordinal() ? book : (long) (collateralAtIndex100[at] * (index / 100));
            ledger.add(Flow.COLLATERAL_SOLD, book);
            ledger.add(Flow.COLLATERAL_PROCEEDS, proceeds);
            ledger.add(Flow.COLLATERAL_GAINS, proceeds - book);
            collateral[at] = 0;
            collateralAtIndex100[at] = 0;
        }
    }

    private static int slot(int product, int month) {
        return product * HORIZON + Math.floorMod(month, HORIZON);
    }

    static int stateBytes() {
        return 8 * (3 * K * HORIZON + K);
    }

    void save(ByteBuffer out) {
        for (long[] part : parts()) {
            for (long value : part) {
                out.putLong(value);
            }
        }
    }

    void restore(ByteBuffer in) {
        for (long[] part : parts()) {
            for (int i = 0; i < part.length; i++) {
                part[i] = in.getLong();
            }
        }
    }

    private long[][] parts() {
        return new long[][] {recoveries, collateral, collateralAtIndex100, expected};
    }
}

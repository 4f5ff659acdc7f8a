package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;
import java.util.List;

/** How many loans moved from one state at a month's end to another a month later, by product. */
public final class RollCounts {
    /** Where a loan can be a month later. */
    static final List<String> TO = List.of("Current", "30", "60", "90+", "Charged off", "Repaid", "Sold");

    /** Where a loan can be at a month's end. */
    static final List<String> FROM = List.of("Current", "30", "60", "90+");

    static final int CHARGED_OFF = DelinquencyState.COUNT;
    static final int REPAID = CHARGED_OFF + 1;
    static final int SOLD = CHARGED_OFF + 2;
    private static final int WIDTH = SOLD + 1;

    private final long[] counts = new long[Product.COUNT * DelinquencyState.COUNT * WIDTH];
    private int months;

    void add(int product, int from, int to) {
        counts[(product * DelinquencyState.COUNT + from) * WIDTH + to]++;
    }

    void monthEnded() {
        months++;
    }

    /** Returns the number of months over which moves were counted. */
    public int months() {
        return months;
    }

    /** Returns the moves of a product, or of all with -1. */
    public long count(int product, int from, int to) {
        if (product >= 0) {
            return counts[(product * DelinquencyState.COUNT + from) * WIDTH + to];
        }
        long sum = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            sum += count(k, from, to);
        }
        return sum;
    }

    /** Returns the loan-months that began in a state. */
    public long begun(int product, int from) {
        long sum = 0;
        for (int to = 0; to < WIDTH; to++) {
            sum += count(product, from, to);
        }
        return sum;
    }

    /** Returns the share of loan-months in one state that ended in another; NaN if none began there. */
    public double rate(int product, int from, int to) {
        long begun = begun(product, from);
        return begun == 0 ? Double.NaN : (double) count(product, from, to) / begun;
    }
}

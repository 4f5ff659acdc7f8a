package io.github.loantwin.env.report;

import io.github.loantwin.env.loan.Product;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;

/** Charge-offs of cohorts of loans, cumulated by the months since each cohort began. */
public final class Vintages {
    /**
     * Loans that began in the same period.
     *
     * @param principal what they were, in ten-thousandths: paid out at origination, or owed on day 0
     * @param losses gross charge-offs by whole months since the loan began (since day 0), in ten-thousandths
     */
    private static final class Cohort {
        private long principal;
        private long[] losses = new long[48];
        private int lastMonth;

        void lose(int month, long amount) {
            if (month >= losses.length) {
                losses = Arrays.copyOf(losses, 2 * month);
            }
            losses[month] += amount;
        }
    }

    private final TreeMap<String, Cohort> cohorts = new TreeMap<>();

    private Cohort cohort(String name) {
        return cohorts.computeIfAbsent(name, key -> new Cohort());
    }

    void begin(String name, long principal) {
        cohort(name).principal += principal;
    }

    void lose(String name, int month, long amount) {
        cohort(name).lose(month, amount);
    }

    /** Tells how many whole months the youngest loans of a cohort have been seen. */
    void seen(String name, int months) {
        cohort(name).lastMonth = months;
    }

    /** Returns the cohorts' names, oldest first. */
    public Collection<String> names() {
        return cohorts.keySet();
    }

    /** Returns the principal of a cohort in currency units. */
    public double principal(String name) {
        return FixedMoney.money(cohorts.get(name).principal);
    }

    /** Returns the gross charge-offs of a cohort in currency units, those of loans not yet that old included. */
    public double losses(String name) {
        return FixedMoney.money(Arrays.stream(cohorts.get(name).losses).sum());
    }

    /**
     * Returns cumulative gross charge-offs over principal by months since the beginning, as fractions: 0 at first, last at
     * the age that all loans of the cohort have reached.
     */
    public double[] curve(String name) {
        Cohort cohort = cohorts.get(name);
        double[] curve = new double[cohort.lastMonth + 1];
        long sum = 0;
        for (int month = 1; month < curve.length; month++) {
            sum += month <= cohort.losses.length ? cohort.losses[month - 1] : 0;
            curve[month] = cohort.principal == 0 ? 0 : (double) sum / cohort.principal;
        }
        return curve;
    }

    /** Returns whether a product's principal at origination is known: a card's is what its owner draws later. */
    static boolean counts(int product) {
        return product != Product.CARD.ordinal();
    }
}

package io.github.loantwin.env.sim;

import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;

/**
 * What a validator or a report may see of a simulator's book beyond its reports; reading changes nothing.
 *
 * <p>Money is fixed-point.
 */
public final class BookReview {
    private final Simulator simulator;

    /** Creates a view that follows a simulator. */
    public BookReview(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Returns the recoveries still expected from charged-off loans of a product. */
    public long expectedRecoveries(int product) {
        return simulator.collections.expectedRecoveries(product);
    }

    /** Someone who is shown the loans on the books. */
    @FunctionalInterface
    public interface LoanVisitor {
        /**
         * Sees one loan.
         *
         * @param id number of the loan
         * @param product index of its product
         * @param missed unpaid billing cycles: 0 current, 1 for 30 days, 2 for 60, 3 and more for 90 days and more
         * @param ageMonths months since origination
         * @param balance unpaid principal
         */
        void see(long id, int product, int missed, int ageMonths, long balance);
    }

    /** Shows every loan on the books. */
    public void loans(LoanVisitor visitor) {
        LoanColumns loans = simulator.book.loans;
        for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
            int begin = loans.start(segment);
            for (int i = begin; i < begin + loans.size(segment); i++) {
                visitor.see(loans.id[i], loans.product[i], loans.missed[i], loans.age[i], loans.balance[i]);
            }
        }
    }

    /** Returns the number of loans on the books. */
    public int loanCount() {
        return simulator.loanCount();
    }

    /** Returns principal 90 and more days past due of a product. */
    public long balance90(int product) {
        return simulator.book.total(Segment.BALANCE_90, product);
    }

    /** Returns a date as days since 1970-01-01: that of a day of the episode. */
    public int epochDay(int day) {
        return simulator.model.calendar.epochDay(day);
    }

    /**
     * Splits the one-year value at risk of its last refresh by product, by Euler's rule: the derivative of the quantile
     * with respect to the size of the product's losses, which adds up to the quantile.
     *
     * @param level of the quantile, such as 0.95
     * @return one share of exposure a product; their sum is the value at risk over exposure
     */
    public double[] valueAtRiskContributions(double level) {
        double[] parts = new double[Product.COUNT];
        double exposure = simulator.book.bookMoments().exposure();
        if (exposure > 0) {
            simulator.book.distribution().contributions(simulator.book.bookMoments(), level, parts);
            for (int k = 0; k < parts.length; k++) {
                parts[k] /= exposure;
            }
        }
        return parts;
    }
}

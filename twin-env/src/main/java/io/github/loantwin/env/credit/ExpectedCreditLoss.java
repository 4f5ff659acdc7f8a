package io.github.loantwin.env.credit;

import java.util.function.IntFunction;

/**
 * Expected credit loss of one loan from its monthly matrices, exactly and slowly: the check on the tables.
 *
 * <p>ECL = sum over months m of P(charged off in m) x LGD x EAD_m x (1 + EIR / 12)^-m. CECL takes the whole life, IFRS
 * 9 stage 1 the charge-offs of 12 months.
 */
public final class ExpectedCreditLoss {
    /** Months past maturity after which what is left in 90+ no longer counts. */
    private static final int TAIL_MONTHS = 400;

    private ExpectedCreditLoss() {}

    /** What a loan owes when it is charged off in a month (from 1) out of a state (0-3). */
    @FunctionalInterface
    public interface Exposure {
        /** Returns the exposure in the unit of the result. */
        double at(int month, int state);
    }

    /**
     * Returns the expected credit loss over a horizon.
     *
     * @param matrixOfMonth 4 x 6 matrix of each month from 1, row by row
     * @param state state today, 0-3
     * @param exposure exposure by month and state
     * @param lossGivenChargeOff severity
     * @param annualRate effective interest rate per year, fraction
     * @param horizonMonths months counted
     */
    public static double of(
            IntFunction<double[]> matrixOfMonth,
            int state,
            Exposure exposure,
            double lossGivenChargeOff,
            double annualRate,
            int horizonMonths) {
        double[] law = new double[RollRates.ROWS];
        law[state] = 1;
        double factor = 1;
        double sum = 0;
        for (int month = 1; month <= horizonMonths; month++) {
            double[] m = matrixOfMonth.apply(month);
            factor /= 1 + annualRate / 12;
            for (int i = 0; i < RollRates.ROWS; i++) {
                sum += law[i] * m[i * RollRates.COLUMNS + 4] * lossGivenChargeOff * exposure.at(month, i) * factor;
            }
            law = next(law, m);
        }
        return sum;
    }

    /**
     * Returns the expected credit loss of a level-payment loan with its scheduled balance before each month's
     * instalment as exposure, under one matrix.
     *
     * @param balance balance today; the result is in its unit
     * @param termMonths instalments to come
     */
    public static double scheduled(
            double[] matrix24,
            int state,
            double balance,
            double annualRate,
            int termMonths,
            double lossGivenChargeOff,
            int horizonMonths) {
        return of(
                month -> matrix24,
                state,
                (month, from) -> balance * Amortisation.balanceShare(annualRate, termMonths, month - 1),
                lossGivenChargeOff,
                annualRate,
                Math.min(horizonMonths, termMonths));
    }

    /**
     * Returns the lifetime expected credit loss under the exposure rule of {@link CreditTables}: a loan with b missed
     * instalments owes the balance scheduled b months earlier, and in 90+ it pays nothing until it cures.
     *
     * @param balance balance today including missed principal; the result is in its unit
     * @param termMonths scheduled instalments to come
     */
    public static double lifetimeWithArrears(
            double[] matrix24,
            int state,
            double balance,
            double annualRate,
            int termMonths,
            double lossGivenChargeOff) {
        double today = annuity(annualRate, termMonths + state);
        double[] law = new double[RollRates.ROWS];
        law[state] = 1;
        double defaultedBalance = state == 3 ? today : 0;
        double factor = 1;
        double sum = 0;
        for (int month = 1; month <= termMonths + TAIL_MONTHS; month++) {
            factor /= 1 + annualRate / 12;
            sum += defaultedBalance * matrix24[22] * factor;
            defaultedBalance *= matrix24[21];
            for (int i = 0; i < 3; i++) {
                int row = i * RollRates.COLUMNS;
                double owed = annuity(annualRate, termMonths - month + 1 + i);
                sum += law[i] * matrix24[row + 4] * owed * factor;
                defaultedBalance += law[i] * matrix24[row + 3] * annuity(annualRate, termMonths - month + 3);
            }
            law = next(law, matrix24);
        }
        return sum * balance / today * lossGivenChargeOff;
    }

    private static double annuity(double annualRate, int months) {
        return months < 1 ? 0 : 1 / Amortisation.paymentFactor(annualRate, months);
    }

    private static double[] next(double[] law, double[] m) {
        double[] after = new double[RollRates.ROWS];
        for (int i = 0; i < RollRates.ROWS; i++) {
            for (int j = 0; j < RollRates.ROWS; j++) {
                after[j] += law[i] * m[i * RollRates.COLUMNS + j];
            }
        }
        return after;
    }
}

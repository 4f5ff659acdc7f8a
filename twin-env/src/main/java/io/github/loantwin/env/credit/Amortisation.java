package io.github.loantwin.env.credit;

/**
 * Level-payment loans in fixed-point money: payments, interest, schedules and balances.
 *
 * <p>P = B i / (1 - (1 + i)^-n), i = annual rate / 12; amounts are {@code long} in 1/10,000 of the currency unit and
 * rounded half to even. The last instalment takes what is left, so the balance after it is exactly 0.
 */
public final class Amortisation {
    private static final double SMALLEST_RATE = 1e-7;

    private Amortisation() {}

    /**
     * Returns the level monthly payment.
     *
     * @param balance amount owed, 1/10,000 of the currency unit
     * @param annualRate contract rate per year, fraction
     * @param months number of instalments, at least 1
     */
    public static long levelPayment(long balance, double annualRate, int months) {
        return (long) Math.rint(balance * paymentFactor(annualRate, months));
    }

    /** Returns the level payment per unit of balance. */
    public static double paymentFactor(double annualRate, int months) {
        if (months < 1) {
            throw new IllegalArgumentException("months must be at least 1, got " + months + " for a level payment.");
        }
        double i = annualRate / 12;
        if (i < SMALLEST_RATE) {
            return 1.0 / months + i * (months + 1) / (2.0 * months);
        }
        return i / (1 - 1 / power(1 + i, months));
    }

    /** Returns one month's interest on a balance, rate / 12. */
    public static long interest(long balance, double annualRate) {
        return (long) Math.rint(balance * (annualRate / 12));
    }

    /** Returns the principal part of an instalment; the last one repays the balance. */
    public static long principal(long balance, double annualRate, long payment, int remainingMonths) {
        if (remainingMonths <= 1) {
            return balance;
        }
        return Math.max(0, Math.min(balance, payment - interest(balance, annualRate)));
    }

    /** Returns what the borrower pays: the level payment, and in the last month balance plus interest. */
    public static long instalment(long balance, double annualRate, long payment, int remainingMonths) {
        return principal(balance, annualRate, payment, remainingMonths) + interest(balance, annualRate);
    }

    /** Returns the balance as a share of the original amount after some paid instalments (real arithmetic). */
    public static double balanceShare(double annualRate, int months, int paid) {
        if (paid >= months) {
            return 0;
        }
        return paymentFactor(annualRate, months) / paymentFactor(annualRate, months - paid);
    }

    /** Returns the balance after some paid instalments, by walking the schedule with its rounding. */
    public static long balanceAfter(long balance, double annualRate, int months, int paid) {
        long payment = levelPayment(balance, annualRate, months);
        long left = balance;
        for (int month = 0; month < paid && month < months; month++) {
            left -= principal(left, annualRate, payment, months - month);
        }
        return left;
    }

    /** Returns base^n by repeated squaring, the same bits everywhere. */
    static double power(double base, int n) {
        double result = 1;
        double square = base;
        for (int bits = n; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}

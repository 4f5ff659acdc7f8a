package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.DelinquencyState;

/**
 * The month's move probabilities of one loan, made from its product's matrix, its risk multiplier and its prepayment.
 *
 * <p>Current: odds of 30 days past due = o m. Delinquent: moves to a better state are multiplied by m^(-1/4), moves to
 * a worse state and charge-off are the matrix's. The diagonal takes the rest; where moves would pass
 * {@link RollRates#MOVE_LIMIT} they are scaled down together, so a very good risk also rolls on less. No allocation.
 */
public final class RollRow {
    private RollRow() {}

    /**
     * Writes the six probabilities of one loan.
     *
     * @param matrix24 product matrix of the month from {@link RollRates#at}
     * @param state delinquency state, 0-3
     * @param multiplier risk multiplier m = rr x age factor (x payment shock), positive
     * @param smm probability of prepaying this month, from {@link Prepayment}
     * @param out6 receives the probabilities of the four states, charge-off and prepayment
     */
    public static void fill(double[] matrix24, int state, double multiplier, double smm, double[] out6) {
        double cure = state == 0 ? 1 : RiskMultiplier.cureFactor(multiplier);
        fill(matrix24, state, multiplier, cure, smm, out6, 0);
    }

    /**
     * Returns the outcome of a month, 0-5, by one uniform: charge-off from the lowest numbers, then the states from
     * worst to best, prepayment from the highest. Better luck never gives a worse outcome, and a change of prepayment
     * does not move the draws that worsen.
     *
     * @param row6 probabilities from {@link #fill}
     * @param luck the loan's draw of the month, in (0, 1); low is bad
     */
    public static int draw(double[] row6, double luck) {
        double left = luck;
        for (int to = DelinquencyState.CHARGE_OFF; to > 0; to--) {
            if (left < row6[to]) {
                return to;
            }
            left -= row6[to];
        }
        return luck > 1 - row6[DelinquencyState.PREPAY] ? DelinquencyState.PREPAY : 0;
    }

    static void fill(
            double[] matrix24, int state, double multiplier, double cure, double smm, double[] out, int offset) {
        int from = state * RollRates.COLUMNS;
        if (state == 0) {
            out[offset + 1] = entry(matrix24[1], multiplier);
            out[offset + 2] = matrix24[2];
            out[offset + 3] = matrix24[3];
        } else {
            for (int to = 0; to < RollRates.ROWS; to++) {
                double p = matrix24[from + to];
                out[offset + to] = to < state ? p * cure : p;
            }
        }
        out[offset + DelinquencyState.CHARGE_OFF] = matrix24[from + DelinquencyState.CHARGE_OFF];
        out[offset + DelinquencyState.PREPAY] = smm;
        close(out, offset, state);
    }

    /** Returns the probability whose odds are m times the odds of p. */
    static double entry(double p, double m) {
        double odds = p / (1 - p) * m;
        return odds / (1 + odds);
    }

    /** Sets the diagonal so that a row sums to 1, scaling moves down where they pass the limit. */
    static void close(double[] rows, int offset, int state) {
        double moves = 0;
        for (int to = 0; to < RollRates.COLUMNS; to++) {
            moves += to == state ? 0 : rows[offset + to];
        }
        if (moves > RollRates.MOVE_LIMIT) {
            double scale = RollRates.MOVE_LIMIT / moves;
            for (int to = 0; to < RollRates.COLUMNS; to++) {
                rows[offset + to] *= scale;
            }
            moves = RollRates.MOVE_LIMIT;
        }
        rows[offset + state] = 1 - moves;
    }
}

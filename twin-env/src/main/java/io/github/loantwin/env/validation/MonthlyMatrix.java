package io.github.loantwin.env.validation;

import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.credit.SeasonedBook;
import io.github.loantwin.env.loan.Product;

/** A product's monthly roll matrix and what it implies, computed here from the matrix alone. */
record MonthlyMatrix(double[] cells, double[] shares) {
    static MonthlyMatrix of(RollRates rates, Product product, double stress) {
        double[] cells = new double[RollRates.SIZE];
        rates.at(product.ordinal(), stress, cells);
        double[] shares = new double[RollRates.ROWS];
        SeasonedBook.shares(cells, shares);
        return new MonthlyMatrix(cells, shares);
    }

    /** Returns the law over the six outcomes after some months; charge-off and prepayment absorb. */
    double[] after(double[] law6, int months) {
        double[] now = law6.clone();
        for (int month = 0; month < months; month++) {
            double[] next = {0, 0, 0, 0, now[4], now[5]};
            for (int i = 0; i < RollRates.ROWS; i++) {
                for (int j = 0; j < RollRates.COLUMNS; j++) {
                    next[j] += now[i] * cells[i * RollRates.COLUMNS + j];
                }
            }
            now = next;
        }
        return now;
    }

    double[] fromCurrent(int months) {
        return after(new double[] {1, 0, 0, 0, 0, 0}, months);
    }

    /** Flow into 30 and more days past due between quarterly snapshots, of balances that were not, four quarters' sum. */
    double newLate30() {
        double[] later = fromCurrent(3);
        return 4 * (later[1] + later[2] + later[3] + later[4]);
    }

    /** Flow into 90 and more days (or charge-off within the quarter), of balances not 90 days past due. */
    double newLate90() {
        double[] later = after(new double[] {shares[0], shares[1], shares[2], 0, 0, 0}, 3);
        return 4 * (later[3] + later[4]) / (1 - shares[3]);
    }

    /** Law a quarter after 30 to 60 days past due. */
    double[] quarterAfterEarlyArrears() {
        double early = shares[1] + shares[2];
        return after(new double[] {0, shares[1] / early, shares[2] / early, 0, 0, 0}, 3);
    }

    double annualChargeOff() {
        return SeasonedBook.annualChargeOffRate(cells, shares);
    }
}

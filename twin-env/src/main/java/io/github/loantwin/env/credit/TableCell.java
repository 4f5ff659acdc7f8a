package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;
import java.util.Arrays;

/**
 * The risk measures of one product at one stress and risk, by backward recursion; holds the scratch.
 *
 * <p>A loan in 90+ pays nothing, so its value is linear in the balance b at which it came there: b x (value of the
 * spell) + (value of its cures); {@code lost[3]} and {@code years[3]} hold the second part.
 */
final class TableCell {
    private static final int ROWS = RollRates.ROWS;
    private static final int X = RiskGrid.NODES;

    private static final int DEFAULTED_ROW = 3 * RollRates.COLUMNS;

    /** Schedules are stored from three instalments past maturity. */
    private static final int PAST = 3;

    private final int product;
    private final ProductCredit.ReferenceLoan loan;
    private final RiskMultiplier multiplier;
    private final int ageLimit;
    private final double discount;
    private final double[] schedule = new double[TermGrid.MAX_MONTHS + 2 * PAST + 1];
    private final double[] rows = new double[RollRates.SIZE];
    private final double[] repaid = new double[RollRates.SIZE];
    private final double[] lost = new double[ROWS];
    private final double[] years = new double[ROWS];
    private final double[] next = new double[ROWS];
    private final double[] scratch = new double[ROWS * ROWS];
    /** Loss and balance-years of a loan in 90+ per unit of its balance, as far as it neither cures nor pays. */
    private double defaultedLoss;

    private double defaultedYears;
    private double[] matrix = {};
    private double multiplierNow;

    TableCell(Product product, ProductCredit section, RiskMultiplier multiplier) {
        this.product = product.ordinal();
        this.loan = section.reference();
        this.multiplier = multiplier;
        this.ageLimit = section.seasoning().tailMonth();
        this.discount = 1 / (1 + loan.annualRate() / 12);
        for (int n = 1; n <= TermGrid.MAX_MONTHS + PAST; n++) {
            schedule[n + PAST] = 1 / Amortisation.paymentFactor(loan.annualRate(), n);
        }
    }

    /** Chooses the product's matrix and the risk multiplier. */
    void set(double[] matrix24, double riskMultiplier) {
        matrix = matrix24;
        multiplierNow = riskMultiplier;
        setRows(riskMultiplier);
    }

    /** Writes pd12 by state; the value of a current loan is divided by m. */
    void writePd12(double[] out, int at) {
        Arrays.fill(lost, 0);
        for (int month = 0; month < 12; month++) {
            for (int i = 0; i < 3; i++) {
                int r = i * RollRates.COLUMNS;
                next[i] = rows[r + 3] + rows[r + 4] + rows[r] * lost[0] + rows[r + 1] * lost[1] + rows[r + 2] * lost[2];
            }
            System.arraycopy(next, 0, lost, 0, 3);
        }
        out[at] = lost[0] / multiplierNow;
        out[at + X] = lost[1];
        out[at + 2 * X] = lost[2];
        out[at + 3 * X] = 1;
    }

    /** Returns the probability that a loan in 90+ is ever charged off. */
    double chargeOffGivenDefault() {
        ChargeOffProbability.chargeOffColumn(rows, lost);
        ChargeOffProbability.solve(rows, lost, scratch);
        return lost[3];
    }

    /** Writes lifetime losses by state and term; the value of a current loan is divided by m. */
    void writeLifetime(double[] out, int at) {
        if (loan.revolving()) {
            solveRevolving();
            for (int term = 0; term < TermGrid.NODES; term++) {
                writeLifetimeTerm(out, at, term, true, 0);
            }
            return;
        }
        Arrays.fill(lost, 0);
        defaultedLoss = discount * rows[DEFAULTED_ROW + 4] / (1 - discount * rows[DEFAULTED_ROW + 3]);
        int term = 0;
        for (int n = 1 - PAST; n <= TermGrid.MAX_MONTHS; n++) {
            double entering = defaultedLoss * owed(n - 1, 3);
            for (int i = 0; i < 3; i++) {
                int r = i * RollRates.COLUMNS;
                double later = expectation(r, lost) + rows[r + 3] * entering;
                next[i] = discount * (rows[r + 4] * owed(n, i) + later);
            }
            next[3] = discount * expectation(DEFAULTED_ROW, lost);
            System.arraycopy(next, 0, lost, 0, ROWS);
            if (n == TermGrid.months(term)) {
                writeLifetimeTerm(out, at, term++, false, n);
            }
        }
    }

    /** Returns charged-off balance over balance-years of a new loan whose rr is the multiplier set. */
    double levelLossRate() {
        int months = loan.termMonths();
        if (loan.revolving()) {
            months = ageLimit;
            startFromSteadyState(multiplierNow * multiplier.ageFactor(product, ageLimit));
        } else {
            Arrays.fill(lost, 0);
            Arrays.fill(years, 0);
            setRows(multiplierNow * multiplier.ageFactor(product, months + PAST));
            setDefaultedSpell();
        }
        double factor = Double.NaN;
        for (int n = loan.revolving() ? 1 : 1 - PAST; n <= months; n++) {
            double ageFactor = multiplier.ageFactor(product, months - n);
            if (ageFactor != factor) {
                factor = ageFactor;
                setRows(multiplierNow * factor);
            }
            stepLevel(n);
        }
        return lost[0] / years[0];
    }

    private void startFromSteadyState(double oldMultiplier) {
        setRows(oldMultiplier);
        ChargeOffProbability.chargeOffColumn(rows, lost);
        ChargeOffProbability.solve(rows, lost, scratch);
        Arrays.fill(years, 1.0 / 12);
        ChargeOffProbability.solve(rows, years, scratch);
        setDefaultedSpell();
        lost[3] -= defaultedLoss;
        years[3] -= defaultedYears;
    }

    private void setDefaultedSpell() {
        double leaving = 1 - rows[DEFAULTED_ROW + 3];
        defaultedLoss = rows[DEFAULTED_ROW + 4] / leaving;
        defaultedYears = 1 / leaving / 12;
    }

    private void stepLevel(int n) {
        double entering = balance(n - 1, 3);
        for (int i = 0; i < 3; i++) {
            int r = i * RollRates.COLUMNS;
            next[i] = rows[r + 4] * balance(n, i) + expectation(r, lost) + rows[r + 3] * entering * defaultedLoss;
        }
        next[3] = expectation(DEFAULTED_ROW, lost);
        System.arraycopy(next, 0, lost, 0, ROWS);
        for (int i = 0; i < 3; i++) {
            int r = i * RollRates.COLUMNS;
            next[i] = balance(n, i) / 12 + expectation(r, years) + rows[r + 3] * entering * defaultedYears;
        }
        next[3] = expectation(DEFAULTED_ROW, years);
        System.arraycopy(next, 0, years, 0, ROWS);
        defaultedLoss = rows[DEFAULTED_ROW + 4] + rows[DEFAULTED_ROW + 3] * defaultedLoss;
        defaultedYears = 1.0 / 12 + rows[DEFAULTED_ROW + 3] * defaultedYears;
    }

    /** A constant share of the balance is repaid with every instalment: the loss per unit solves a linear system. */
    private void solveRevolving() {
        double paid = 1 - loan.revolvingPayRate();
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < ROWS; j++) {
                int cell = i * RollRates.COLUMNS + j;
                int instalments = i == 3 && j == 3 ? 0 : Math.max(0, 1 + i - j);
                repaid[cell] = discount * rows[cell] * Amortisation.power(paid, instalments);
            }
            lost[i] = discount * rows[i * RollRates.COLUMNS + 4];
        }
        ChargeOffProbability.solve(repaid, lost, scratch);
    }

    private void writeLifetimeTerm(double[] out, int at, int term, boolean perUnit, int n) {
        for (int i = 0; i < ROWS; i++) {
            double value = perUnit ? lost[i] : lost[i] / owed(n, i) + (i == 3 ? defaultedLoss : 0);
            out[at + i * X * TermGrid.NODES + term] = i == 0 ? value / multiplierNow : value;
        }
    }

    private void setRows(double m) {
        double cure = RiskMultiplier.cureFactor(m);
        for (int state = 0; state < ROWS; state++) {
            int offset = state * RollRates.COLUMNS;
            RollRow.fill(matrix, state, m, cure, matrix[offset + DelinquencyState.PREPAY], rows, offset);
        }
    }

    /** Returns the balance of a loan with n scheduled instalments to come and the arrears of a state. */
    private double owed(int n, int state) {
        return schedule[n + state + PAST];
    }

    private double balance(int n, int state) {
        return loan.revolving() ? 1 : owed(n, state);
    }

    private double expectation(int row, double[] of) {
        return rows[row] * of[0] + rows[row + 1] * of[1] + rows[row + 2] * of[2] + rows[row + 3] * of[3];
    }
}

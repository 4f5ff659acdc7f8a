package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;

/**
 * Risk measures of every product, state, stress and risk, computed once per config and shared by all environments.
 *
 * <p>Indexed by stress (36 levels), risk coordinate x = m / (1 + m) (33 nodes) and delinquency state:
 *
 * <ul>
 *   <li>{@code pd12}: probability of first entry to 90+ days past due within 12 months (1 in 90+), m held constant;
 *   <li>{@code chargeOffGivenDefault}: probability that a loan in 90+ is ever charged off (it may cure, and default
 *       again);
 *   <li>{@code levelLossRate}: expected charged-off balance over expected balance-years of a new loan, x of rr alone,
 *       because the seasoning curve is inside;
 *   <li>{@code lifetimeLoss}: expected discounted charged-off balance per unit of balance today, by remaining term, with
 *       scheduled amortisation, the roll matrix's prepayment and the product's reference rate as effective interest rate.
 * </ul>
 *
 * <p>All are before loss given default. A loan with b missed instalments owes the balance scheduled b months ago; 90+
 * counts three. Values of current loans and level-loss rates are stored divided by m, because they are nearly proportional
 * to it: that makes linear interpolation ten times closer. Cards: the balance of today is repaid at a constant monthly share (lifetime loss), while the account
 * keeps its balance (level-loss rate).
 */
public final class CreditTables {
    private static final int ROWS = RollRates.ROWS;
    private static final int X = RiskGrid.NODES;
    private static final int LEVELS = StressGrid.LEVELS;

    /** Per product and level: pd12 [state][x]. */
    static final int PD_SIZE = ROWS * X;

    /** Per product and level: lifetime loss [state][term][x]. */
    static final int LIFETIME_SIZE = ROWS * TermGrid.NODES * X;

    private static final int LONG_RUN_MONTHS = 360;

    private final double[] pd12 = new double[Product.COUNT * LEVELS * PD_SIZE];
    private final double[] chargeOff = new double[Product.COUNT * LEVELS * X];
    private final double[] levelLoss = new double[Product.COUNT * LEVELS * X];
    private final double[] lifetime = new double[Product.COUNT * LEVELS * LIFETIME_SIZE];
    private final CreditConfig.Forecast forecast;

    /** Computes the tables of a config. */
    public CreditTables(CreditConfig config) {
        forecast = config.forecast();
        RollRates rates = new RollRates(config);
        RiskMultiplier multiplier = new RiskMultiplier(config);
        double[] matrix = new double[RollRates.SIZE];
        for (Product product : Product.values()) {
            Cell cell = new Cell(product, config.of(product).reference(), multiplier);
            for (int level = 0; level < LEVELS; level++) {
                rates.at(product.ordinal(), StressGrid.level(level), matrix);
                for (int node = 0; node < X; node++) {
                    cell.fill(this, matrix, product.ordinal() * LEVELS + level, node);
                }
            }
        }
    }

    CreditConfig.Forecast forecast() {
        return forecast;
    }

    double[] pd12() {
        return pd12;
    }

    double[] chargeOff() {
        return chargeOff;
    }

    double[] levelLoss() {
        return levelLoss;
    }

    double[] lifetime() {
        return lifetime;
    }

    /** The computation of one product's cells, with its scratch. */
    private static final class Cell {
        private final CreditConfig.ReferenceLoan loan;
        private final int product;
        private final RiskMultiplier multiplier;
        private final double[] rows = new double[RollRates.SIZE];
        private final double[] value = new double[ROWS];
        private final double[] next = new double[ROWS];
        private final double[] years = new double[ROWS];
        private final double[] nextYears = new double[ROWS];
        /** Balance scheduled with n - 3 instalments left. */
        private final double[] schedule;

        private final double discount;

        Cell(Product product, CreditConfig.ReferenceLoan loan, RiskMultiplier multiplier) {
            this.product = product.ordinal();
            this.loan = loan;
            this.multiplier = multiplier;
            this.discount = 1 / (1 + loan.annualRate() / 12);
            this.schedule = new double[TermGrid.MAX_MONTHS + 7];
            for (int n = 1; n < schedule.length - 3; n++) {
                schedule[n + 3] = scheduled(n);
            }
        }

        private double scheduled(int n) {
            return loan.revolving()
                    ? Amortisation.power(1 / (1 - loan.revolvingPayRate()), n)
                    : 1 / Amortisation.paymentFactor(loan.annualRate(), n);
        }

        /** Balance of a loan with n scheduled instalments to come and the arrears of a state. */
        private double owed(int n, int state) {
            return schedule[Math.max(0, n + state + 3)];
        }

        void fill(CreditTables tables, double[] matrix, int slab, int node) {
            double m = RiskGrid.multiplier(node);
            setRows(matrix, m);
            fillPd12(tables.pd12, slab * PD_SIZE + node, m);
            tables.chargeOff[slab * X + node] = chargeOffGivenDefault();
            fillLifetime(tables.lifetime, slab * LIFETIME_SIZE + node, m);
            tables.levelLoss[slab * X + node] = levelLossRate(matrix, m) / m;
        }

        private void setRows(double[] matrix, double m) {
            double cure = RiskMultiplier.cureFactor(m);
            for (int state = 0; state < ROWS; state++) {
                int offset = state * RollRates.COLUMNS;
                double smm = matrix[offset + DelinquencyState.PREPAY];
                RollRow.fill(matrix, state, m, cure, smm, rows, offset);
            }
        }

        private void fillPd12(double[] out, int at, double m) {
            java.util.Arrays.fill(value, 0);
            for (int month = 0; month < 12; month++) {
                for (int i = 0; i < 3; i++) {
                    int r = i * RollRates.COLUMNS;
                    next[i] = rows[r + 3] + rows[r + 4]
                            + rows[r] * value[0] + rows[r + 1] * value[1] + rows[r + 2] * value[2];
                }
                System.arraycopy(next, 0, value, 0, 3);
            }
            value[3] = 1;
            for (int state = 0; state < ROWS; state++) {
                out[at + state * X] = value[state] / (state == 0 ? m : 1);
            }
        }

        private double chargeOffGivenDefault() {
            return ChargeOffProbability.ever(rows, 3);
        }

        private void fillLifetime(double[] out, int at, double m) {
            java.util.Arrays.fill(value, 0);
            int term = 0;
            for (int n = -2; n <= TermGrid.MAX_MONTHS; n++) {
                for (int i = 0; i < ROWS; i++) {
                    int r = i * RollRates.COLUMNS;
                    next[i] = discount * (rows[r + 4] * owed(n, i) + expectation(r, value));
                }
                System.arraycopy(next, 0, value, 0, ROWS);
                if (n == TermGrid.months(term)) {
                    for (int i = 0; i < ROWS; i++) {
                        out[at + (i * TermGrid.NODES + term) * X] = value[i] / owed(n, i) / (i == 0 ? m : 1);
                    }
                    term++;
                }
            }
        }

        private double levelLossRate(double[] matrix, double rr) {
            java.util.Arrays.fill(value, 0);
            java.util.Arrays.fill(years, 0);
            int months = loan.revolving() ? LONG_RUN_MONTHS : loan.termMonths();
            for (int n = loan.revolving() ? 1 : -2; n <= months; n++) {
                setRows(matrix, rr * multiplier.ageFactor(product, months - n));
                for (int i = 0; i < ROWS; i++) {
                    int r = i * RollRates.COLUMNS;
                    double balance = loan.revolving() ? 1 : owed(n, i);
                    next[i] = rows[r + 4] * balance + expectation(r, value);
                    nextYears[i] = balance / 12 + expectation(r, years);
                }
                System.arraycopy(next, 0, value, 0, ROWS);
                System.arraycopy(nextYears, 0, years, 0, ROWS);
            }
            return value[0] / years[0];
        }

        private double expectation(int row, double[] of) {
            return rows[row] * of[0] + rows[row + 1] * of[1] + rows[row + 2] * of[2] + rows[row + 3] * of[3];
        }
    }
}

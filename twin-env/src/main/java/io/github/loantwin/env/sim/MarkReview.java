package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.ChargeOffProbability;
import io.github.loantwin.env.credit.ExpectedCreditLoss;
import io.github.loantwin.env.credit.ProductCredit;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.credit.RollRow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Every loan's risk computed anew from the formulas, loan by loan and slowly, so that the tables and the month-old marks of the
 * day can be judged against it; reading changes nothing.
 */
public final class MarkReview {
    private static final int CARD = Product.CARD.ordinal();

    private final Simulator simulator;
    private final Model model;

    /** Creates a view that follows a simulator. */
    public MarkReview(Simulator simulator) {
        this.simulator = simulator;
        this.model = simulator.model();
    }

    /**
     * Sums over the book, currency units.
     *
     * @param expectedLoss 12-month expected loss
     * @param exposure exposure at default
     * @param allowance lifetime expected loss
     */
    public record Totals(double expectedLoss, double exposure, double allowance) {}

    /** Returns the sums that the lender carries, made of marks up to a month old. */
    public Totals carried() {
        return totals(simulator.book);
    }

    /** Returns the sums of a copy of the book in which every loan is marked today. */
    public Totals remarked() {
        ByteBuffer bytes = ByteBuffer.allocate((int) simulator.maxStateBytes());
        simulator.save(bytes);
        bytes.flip();
        Simulator copy = new Simulator(model);
        copy.restore(bytes);
        for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
            copy.book.remark(segment);
        }
        return totals(copy.book);
    }

    private static Totals totals(Book book) {
        return new Totals(
                book.total(Segment.EXPECTED_LOSS) / Ledger.UNITS,
                book.total(Segment.EXPOSURE) / Ledger.UNITS,
                book.total(Segment.ALLOWANCE) / Ledger.UNITS);
    }

    /** Returns the mark of every loan today, from the formulas. */
    public List<LoanMark> marks() {
        LoanColumns loans = simulator.book.loans;
        double[][] today = matrices(1);
        List<LoanMark> marks = new ArrayList<>();
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = loans.start(d); i < loans.start(d) + loans.size(d); i++) {
                marks.add(mark(loans, i, today[loans.product[i]]));
            }
        }
        return marks;
    }

    /** Returns the sums of today from the formulas, lifetime losses included; takes about a second per 5,000 loans. */
    public Totals exact() {
        LoanColumns loans = simulator.book.loans;
        double[][] today = matrices(1);
        double[][] forecast = matrices(model.credit.forecast().lifetimeWeight());
        double expectedLoss = 0;
        double exposure = 0;
        double allowance = 0;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = loans.start(d); i < loans.start(d) + loans.size(d); i++) {
                int k = loans.product[i];
                LoanMark mark = mark(loans, i, today[k]);
                expectedLoss += mark.expectedLoss();
                exposure += mark.ead();
                double[] rows = rows(forecast[k], multiplier(loans, i));
                double lifetime = lifetime(rows, k, mark.state(), Math.max(1, loans.remaining[i]));
                allowance += mark.ead() * lifetime * severity(loans, i);
            }
        }
        return new Totals(expectedLoss, exposure, allowance);
    }

    /** Matrices by product at weight x published stress + (1 - weight) x the long run's. */
    private double[][] matrices(double weight) {
        double[][] matrices = new double[Product.COUNT][RollRates.SIZE];
        for (int k = 0; k < Product.COUNT; k++) {
            double longRun = model.credit.forecast().longRunStress();
            model.rollRates.at(k, weight * simulator.world.publishedStress(k) + (1 - weight) * longRun, matrices[k]);
        }
        return matrices;
    }

    private double multiplier(LoanColumns loans, int i) {
        return loans.riskMultiplier[i] * model.multiplier.ageFactor(loans.product[i], loans.age[i]);
    }

    private double severity(LoanColumns loans, int i) {
        int k = loans.product[i];
        double stress = simulator.world.publishedStress(k);
        return model.severity.expectedExact(
                k,
                simulator.book.cltv(i, k, simulator.world.publishedIndex(), stress),
                model.severity.valueSigma(k, loans.age[i]),
                stress,
                (loans.flags[i] & LoanColumns.REAL_ESTATE) != 0);
    }

    private LoanMark mark(LoanColumns loans, int i, double[] matrix) {
        int k = loans.product[i];
        int state = Math.min(loans.missed[i], 3);
        double stress = simulator.world.publishedStress(k);
        double[] rows = rows(matrix, multiplier(loans, i));
        long balance = loans.balance[i];
        double ead = k == CARD ? model.exposure.card(balance, loans.amount[i], state, stress) : balance;
        return new LoanMark(
                loans.id[i],
                k,
                loans.score[i],
                state,
                balance / Ledger.UNITS,
                pd12(rows, state),
                ChargeOffProbability.ever(rows, 3) * severity(loans, i),
                ead / Ledger.UNITS);
    }

    /** The loan's own monthly matrix, with the product's average prepayment. */
    private static double[] rows(double[] matrix, double m) {
        double[] rows = new double[RollRates.SIZE];
        double[] row = new double[RollRates.COLUMNS];
        for (int state = 0; state < RollRates.ROWS; state++) {
            RollRow.fill(matrix, state, m, matrix[state * RollRates.COLUMNS + 5], row);
            System.arraycopy(row, 0, rows, state * RollRates.COLUMNS, RollRates.COLUMNS);
        }
        return rows;
    }

    /** Probability of entering 90+ within twelve months. */
    private static double pd12(double[] rows, int state) {
        if (state == 3) {
            return 1;
        }
        double[] law = new double[3];
        law[state] = 1;
        double entered = 0;
        for (int month = 0; month < 12; month++) {
            double[] next = new double[3];
            for (int from = 0; from < 3; from++) {
                for (int to = 0; to < 3; to++) {
                    next[to] += law[from] * rows[from * RollRates.COLUMNS + to];
                }
                entered += law[from] * rows[from * RollRates.COLUMNS + 3];
            }
            law = next;
        }
        return entered;
    }

    /** Discounted charge-offs over life per unit of balance, before severity. */
    private double lifetime(double[] rows, int k, int state, int remaining) {
        ProductCredit.ReferenceLoan loan = model.credit.of(Product.at(k)).reference();
        return loan.revolving()
                ? revolvingLifetime(rows, state, loan)
                : ExpectedCreditLoss.lifetimeWithArrears(rows, state, 1, loan.annualRate(), remaining, 1);
    }

    /** Cards: each instalment paid repays a constant share of today's balance. */
    private static double revolvingLifetime(double[] rows, int state, ProductCredit.ReferenceLoan loan) {
        double discount = 1 / (1 + loan.annualRate() / 12);
        double[] balance = new double[RollRates.ROWS];
        balance[state] = 1;
        double factor = 1;
        double lost = 0;
        for (int month = 0; month < 600; month++) {
            factor *= discount;
            double[] next = new double[RollRates.ROWS];
            for (int i = 0; i < RollRates.ROWS; i++) {
                lost += balance[i] * rows[i * RollRates.COLUMNS + 4] * factor;
                for (int j = 0; j < RollRates.ROWS; j++) {
                    int paid = i == 3 && j == 3 ? 0 : Math.max(0, 1 + i - j);
                    double left = PortableMath.pow(1 - loan.revolvingPayRate(), paid);
                    next[j] += balance[i] * rows[i * RollRates.COLUMNS + j] * left;
                }
            }
            balance = next;
        }
        return lost;
    }
}

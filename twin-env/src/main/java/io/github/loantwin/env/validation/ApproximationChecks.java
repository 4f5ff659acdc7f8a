package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.ChargeOffProbability;
import io.github.loantwin.env.credit.CreditConfig;
import io.github.loantwin.env.credit.CreditSlice;
import io.github.loantwin.env.credit.CreditTables;
import io.github.loantwin.env.credit.LossGivenDefault;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.credit.RollRow;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.MarkReview;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.validation.Checks.Figure;
import java.util.Arrays;

/** What the twin computes by tables, and what it marks up to a month late, against the formulas of today. */
final class ApproximationChecks implements ValidationGroup {
    private static final int TRIALS = 2000;
    private static final int SEEDS = 3;
    private static final int MONTHS = 12;
    private static final Shown SHOWN = Shown.percent(2);

    private final CreditConfig credit = TwinConfig.defaults().model().credit();
    private final Draws draws = new Draws(77);

    @Override
    public String name() {
        return "approximations";
    }

    @Override
    public String title() {
        return "Errors of what is approximated: tables of risk and severity, marks up to a month old";
    }

    @Override
    public void run(Checks checks) {
        tables(checks);
        severity(checks);
        marks(checks, "default economy", "var", TwinConfig.defaults(), new double[] {0.02, 0.01, 0.02});
        marks(
                checks,
                "severely adverse",
                "adverse",
                TwinConfig.defaults().withScenario("severely-adverse-2026"),
                new double[] {0.05, 0.01, 0.05});
    }

    /** Random stress, risk and state; the formulas are those of the matrix of the loan itself. */
    private void tables(Checks checks) {
        RollRates rates = new RollRates(credit);
        CreditTables tables = new CreditTables(credit);
        CreditSlice slice = new CreditSlice();
        double worstPd = 0;
        double worstCure = 0;
        double[] matrix = new double[RollRates.SIZE];
        for (int trial = 0; trial < TRIALS; trial++) {
            int k = trial % Product.COUNT;
            double stress = -0.5 + 1.75 * draws.uniform(Stream.POLICY, 0, trial);
            double m =
                    StrictMath.exp(StrictMath.log(0.06) + StrictMath.log(200) * draws.uniform(Stream.POLICY, 1, trial));
            double[] all = new double[Product.COUNT];
            Arrays.fill(all, stress);
            slice.set(tables, all);
            rates.at(k, stress, matrix);
            MonthlyMatrix loan = new MonthlyMatrix(loanRows(matrix, m), new double[4]);
            for (int state = 0; state < 3; state++) {
                worstPd = Math.max(worstPd, gap(slice.pd12(k, state, m), pd12(loan, state)));
            }
            double ever = ChargeOffProbability.ever(loan.cells(), 3);
            worstCure = Math.max(worstCure, gap(slice.chargeOffGivenDefault(k, m), ever));
        }
        String source = "formula, 2,000 random loans";
        checks.atMost(
                new Figure("pd", "12-month PD from tables, largest relative error", source), 0.012, worstPd, SHOWN);
        checks.atMost(
                new Figure("cure", "charge-off given default from tables, largest relative error", source),
                0.006,
                worstCure,
                SHOWN);
    }

    private void severity(Checks checks) {
        LossGivenDefault severity = new LossGivenDefault(credit);
        int mortgage = Product.MORTGAGE.ordinal();
        double worst = 0;
        for (double cltv = 0.2; cltv < 2; cltv += 0.0037) {
            for (double sigma = 0.05; sigma <= 0.25; sigma += 0.0083) {
                double exact = severity.expectedExact(mortgage, cltv, sigma, 0.5, false);
                worst = Math.max(worst, Math.abs(exact - severity.expected(mortgage, cltv, sigma, 0.5, false)));
            }
        }
        checks.atMost(
                new Figure("put", "mortgage severity from its table, largest error in points", "formula"),
                2e-4,
                worst,
                Shown.percent(4));
    }

    /** Every month of a year: the carried sums against a re-mark of the whole book, and that against the formulas. */
    private static void marks(Checks checks, String words, String id, TwinConfig config, double[] bounds) {
        Model model = config.model();
        double[] sum = new double[4];
        double[] worst = new double[4];
        for (int seed = 0; seed < SEEDS; seed++) {
            Simulator lender = new Simulator(model);
            lender.reset(Draws.derive(100 + seed, Stream.EPISODE, 0, 0));
            MarkReview review = new MarkReview(lender);
            for (int month = 0; month < MONTHS; month++) {
                for (int day = 0; day < 30; day++) {
                    lender.runDay(0, 0, 0);
                }
                double[] gaps = gaps(review);
                for (int g = 0; g < gaps.length; g++) {
                    sum[g] += gaps[g] / (SEEDS * MONTHS);
                    worst[g] = Math.max(worst[g], gaps[g]);
                }
            }
        }
        String[] names = {
            "expected loss, month-old marks against a full re-mark",
            "expected loss, full re-mark against the formulas",
            "allowance, month-old marks against a full re-mark",
            "allowance, full re-mark against the formulas"
        };
        double[] allowed = {bounds[0], bounds[1], bounds[2], 0.02};
        for (int g = 0; g < names.length; g++) {
            String text = words + ": " + names[g] + ", mean (largest " + SHOWN.of(worst[g]) + ")";
            checks.atMost(
                    new Figure(
                            id + "-" + (g < 2 ? "loss" : "allowance") + (g % 2 == 0 ? "-lag" : "-tables"),
                            text,
                            "a year, three lenders, monthly"),
                    allowed[g],
                    sum[g],
                    SHOWN);
        }
    }

    private static double[] gaps(MarkReview review) {
        MarkReview.Totals carried = review.carried();
        MarkReview.Totals fresh = review.remarked();
        MarkReview.Totals exact = review.exact();
        return new double[] {
            gap(carried.expectedLoss(), fresh.expectedLoss()),
            gap(fresh.expectedLoss(), exact.expectedLoss()),
            gap(carried.allowance(), fresh.allowance()),
            gap(fresh.allowance(), exact.allowance())
        };
    }

    private static double[] loanRows(double[] matrix, double m) {
        double[] rows = new double[RollRates.SIZE];
        double[] row = new double[RollRates.COLUMNS];
        for (int state = 0; state < RollRates.ROWS; state++) {
            RollRow.fill(matrix, state, m, matrix[state * RollRates.COLUMNS + 5], row);
            System.arraycopy(row, 0, rows, state * RollRates.COLUMNS, RollRates.COLUMNS);
        }
        return rows;
    }

    private static double pd12(MonthlyMatrix loan, int state) {
        double[] absorbing = loan.cells().clone();
        for (int to = 0; to < RollRates.COLUMNS; to++) {
            absorbing[3 * RollRates.COLUMNS + to] = to == 3 ? 1 : 0;
        }
        double[] law = new double[RollRates.COLUMNS];
        law[state] = 1;
        return new MonthlyMatrix(absorbing, new double[4]).after(law, 12)[3];
    }

    private static double gap(double got, double exact) {
        return Math.abs(got / exact - 1);
    }
}

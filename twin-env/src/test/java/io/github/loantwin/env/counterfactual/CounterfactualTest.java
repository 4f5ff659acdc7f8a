package io.github.loantwin.env.counterfactual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.Product;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two small worlds, their differences computed again from two environments and their loan tapes. */
class CounterfactualTest {
    private static final int DAYS = 200;
    private static final int FROM = 60;
    private static final long SEED = 8;
    private static final TwinConfig CONFIG =
            TwinConfig.defaults().with(Map.of("episode.initialLoans", 300, "episode.simulationDays", DAYS));
    private static CounterfactualRun run;
    private static LoanEnv base;
    private static LoanEnv alternative;

    private static CounterfactualPlan plan(String alternativePolicy, int fromDay, Long... seeds) {
        return new CounterfactualPlan(
                CONFIG, NamedPolicy.of("hold"), NamedPolicy.of(alternativePolicy), fromDay, List.of(seeds));
    }

    /** Loosens credit and price, and lets mortgages and auto loans run off, which also sells some. */
    @BeforeAll
    static void live() {
        run = Counterfactual.run(plan("constant:-0.05,0.01,-0.1", FROM, SEED), 1, done -> {})
                .runs()
                .get(0);
        base = lived(new float[3]);
        alternative = lived(new float[] {-0.05f, 0.01f, -0.1f});
    }

    private static LoanEnv lived(float[] action) {
        LoanEnv env = new LoanEnv(CONFIG);
        env.reset(SEED);
        for (int day = 1; day <= DAYS; day++) {
            env.step(day < FROM ? new float[3] : action);
        }
        return env;
    }

    private static long units(double money) {
        return Math.round(money * 10_000);
    }

    private static long totalDifference(String key) {
        return units(alternative.history().total(key)) - units(base.history().total(key));
    }

    @Test
    void linesOfProfitAddUpToTheRecordedNetIncome() {
        assertEquals(totalDifference("net_income"), run.profitDifference());
        assertEquals(units(base.history().total("net_income")), run.baseProfit());
        long[] lines = run.lineDifference();
        assertEquals(totalDifference("fee_income"), lines[ProfitLine.FEES.ordinal()]);
        assertEquals(-totalDifference("wholesale_cost"), lines[ProfitLine.WHOLESALE.ordinal()]);
        assertEquals(-totalDifference("tax"), lines[ProfitLine.TAX.ordinal()]);
        assertEquals(
                totalDifference("sale_gains"),
                lines[ProfitLine.SALE_GAINS.ordinal()] + lines[ProfitLine.COLLATERAL_GAINS.ordinal()]);
        long provision = lines[ProfitLine.ALLOWANCE.ordinal()];
        for (Product product : Product.values()) {
            long loss = lines[ProfitLine.LOSS_CONSUMER.ordinal() + product.ordinal()];
            assertEquals(-totalDifference("charge_offs_" + product.key()), loss);
            provision += loss;
            long interest = lines[ProfitLine.INTEREST_CONSUMER.ordinal() + product.ordinal()];
            assertEquals(totalDifference("interest_" + product.key()), interest);
            assertEquals(interest, run.difference().product(Measure.INTEREST, product.ordinal()));
        }
        assertEquals(-totalDifference("provision"), provision);
        assertTrue(run.profitDifference() != 0, "something differs");
    }

    @Test
    void nothingDiffersBeforeTheChange() {
        assertEquals("2026-01", run.months().get(0).toString());
        assertTrue(run.difference(0).isZero() && run.difference(1).isZero(), "January and February: days 1 to 59");
        assertEquals(0, CounterfactualTables.profit(run, 0) + CounterfactualTables.profit(run, 1));
        assertEquals(
                base.history().value("equity", FROM - 2), alternative.history().value("equity", FROM - 2));
        assertTrue(base.history().value("equity", FROM - 1)
                != alternative.history().value("equity", FROM - 1));
    }

    @Test
    void balancesAndCountsAreThoseOfTheLoanTapes() {
        for (Product product : Product.values()) {
            for (ScoreBand band : ScoreBand.values()) {
                long[] first = onTape(base, product, band);
                long[] second = onTape(alternative, product, band);
                int k = product.ordinal();
                assertEquals(second[0] - first[0], run.difference().get(Measure.LOANS, k, band));
                assertEquals(second[1] - first[1], run.difference().get(Measure.BALANCE, k, band));
            }
        }
    }

    private static long[] onTape(LoanEnv env, Product product, ScoreBand band) {
        long[] sums = new long[2];
        for (Loan loan : env.loanTape()) {
            int score = loan.creditScore();
            int from = 580 + 40 * band.ordinal();
            boolean inBand = (band.ordinal() == 0 || score >= from)
                    && (band.ordinal() == ScoreBand.COUNT - 1 || score < from + 40);
            if (loan.product() == product && inBand) {
                sums[0]++;
                sums[1] += units(loan.balance());
            }
        }
        return sums;
    }

    @Test
    void bookingsAndChargeOffsAreThoseRecorded() {
        assertEquals(
                Math.round(base.history().total("bookings")),
                run.baseCells().total(Measure.BOOKED),
                "the base buys no loans");
        assertEquals(
                Math.round(alternative.history().total("loans_charged_off")),
                run.alternativeCells().total(Measure.WRITTEN_OFF));
        assertEquals(
                units(alternative.history().total("gross_charge_offs")),
                run.alternativeCells().total(Measure.CHARGE_OFFS));
        assertTrue(run.alternativeCells().total(Measure.SOLD) > 0, "rebalancing sells");
    }

    /** Loans on both tapes at the end, and on one of them only, by number. */
    @Test
    void loansAreMatchedByTheirNumber() {
        Map<Long, Loan> first = tape(base);
        Map<Long, Loan> second = tape(alternative);
        Set<Long> onlyFirst = new HashSet<>(first.keySet());
        onlyFirst.removeAll(second.keySet());
        long difference = 0;
        for (Loan loan : second.values()) {
            difference += units(loan.balance());
        }
        for (Loan loan : first.values()) {
            difference -= units(loan.balance());
        }
        long groups = 0;
        for (LoanGroup group : LoanGroup.values()) {
            groups += run.groups().total(GroupFigure.BALANCE, group);
        }
        assertEquals(difference, groups);
        long gone = run.groups().total(GroupFigure.SOLD_ALTERNATIVE, LoanGroup.OLD)
                - run.groups().total(GroupFigure.SOLD_BASE, LoanGroup.OLD);
        assertTrue(gone > 0 && onlyFirst.size() >= gone, gone + " of " + onlyFirst.size());
        assertTrue(run.groups().total(GroupFigure.LOANS, LoanGroup.ONLY_ALTERNATIVE) > 0, "looser credit books more");
        assertTrue(run.groups().total(GroupFigure.LOANS, LoanGroup.BOTH) > 0);
    }

    private static Map<Long, Loan> tape(LoanEnv env) {
        Map<Long, Loan> loans = new HashMap<>();
        env.loanTape().forEach(loan -> loans.put(loan.id(), loan));
        return loans;
    }

    @Test
    void groupsAddUpToTheWholeInEveryMeasure() {
        Map<GroupFigure, Measure> pairs = Map.of(
                GroupFigure.INTEREST, Measure.INTEREST,
                GroupFigure.CHARGE_OFFS, Measure.CHARGE_OFFS,
                GroupFigure.BALANCE, Measure.BALANCE,
                GroupFigure.PAID_OUT, Measure.PAID_OUT);
        pairs.forEach((figure, measure) -> {
            long sum = 0;
            for (LoanGroup group : LoanGroup.values()) {
                sum += run.groups().total(figure, group);
            }
            assertEquals(run.difference().total(measure), sum, figure.key());
        });
        long months = 0;
        for (int m = 0; m < run.months().size(); m++) {
            months += run.difference(m).total(Measure.INTEREST);
        }
        assertEquals(run.difference().total(Measure.INTEREST), months);
    }

    @Test
    void thePolicyItselfIsNoAlternative() {
        CounterfactualRun same =
                Counterfactual.run(plan("hold", 1, SEED), 1, done -> {}).runs().get(0);
        assertTrue(same.difference().isZero());
        assertEquals(0, same.profitDifference());
        for (LoanGroup group : LoanGroup.values()) {
            assertEquals(0, same.groups().total(GroupFigure.DIFFERENT, group));
        }
        assertTrue(same.groups().total(GroupFigure.LOANS, LoanGroup.BOTH) > 0);
    }

    @Test
    void seedsGiveTheSameOnOneThreadAndOnTwo() {
        CounterfactualPlan plan = plan("constant:0.05,0,0", FROM, 1L, 2L, 3L);
        CounterfactualResult one = Counterfactual.run(plan, 1, done -> {});
        CounterfactualResult two = Counterfactual.run(plan, 2, done -> {});
        for (int i = 0; i < 3; i++) {
            assertEquals(one.runs().get(i).profitDifference(), two.runs().get(i).profitDifference());
            assertEquals(i + 1, one.runs().get(i).seed());
        }
        Interval profit = one.interval(r -> r.profitDifference() / Ledger.UNITS);
        assertTrue(profit.low() < profit.mean() && profit.mean() < profit.high());
        String html = new CounterfactualReport(one).page().html();
        assertTrue(html.contains("mean of 3 seeds"), "source line");
    }

    /** 1, 2, 3, 4: mean 2.5, standard error sqrt(5 / 3 / 4) = .645497; t(.975, 3) = 3.182446 (Student's tables). */
    @Test
    void intervalIsStudents() {
        Interval interval = Interval.of(new double[] {1, 2, 3, 4});
        assertEquals(2.5, interval.mean(), 1e-15);
        assertEquals(2.5 - 3.182446 * 0.645497, interval.low(), 1e-5);
        assertEquals(2.5 + 3.182446 * 0.645497, interval.high(), 1e-5);
        assertTrue(Double.isNaN(Interval.of(new double[] {1}).low()));
    }

    @Test
    void bandsMeetWithoutGaps() {
        assertEquals(ScoreBand.UNDER_620, ScoreBand.of(619));
        assertEquals(ScoreBand.FROM_620, ScoreBand.of(620));
        assertEquals(ScoreBand.FROM_740, ScoreBand.of(779));
        assertEquals(ScoreBand.FROM_780, ScoreBand.of(780));
        assertEquals(ScoreBand.UNDER_620, ScoreBand.of(300));
        assertEquals(ScoreBand.FROM_780, ScoreBand.of(850));
    }

    @Test
    void daysOutsideTheEpisodeAndUnknownPoliciesAreRefused() {
        Exception early = assertThrows(IllegalArgumentException.class, () -> plan("hold", 0, SEED));
        assertTrue(early.getMessage().contains("1 to " + DAYS), early.getMessage());
        assertThrows(IllegalArgumentException.class, () -> plan("hold", DAYS + 1, SEED));
        assertThrows(IllegalArgumentException.class, () -> plan("best", 1, SEED));
    }

    @Test
    void aLenderThatFailsEndsTheComparison() {
        TwinConfig poor = CONFIG.with(Map.of("lender.capitalRatioStart", 0.025, "lender.overheadFixed", 0.15));
        CounterfactualPlan plan = new CounterfactualPlan(
                poor, NamedPolicy.of("hold"), NamedPolicy.of("constant:0.05,0,0"), FROM, List.of(SEED));
        Exception error = assertThrows(IllegalStateException.class, () -> Counterfactual.run(plan, 1, done -> {}));
        assertTrue(error.getMessage().contains("failed on day"), error.getMessage());
    }
}

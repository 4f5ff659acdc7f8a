package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.LoanHistory;
import io.github.loantwin.env.report.LoanHistory.RiskByProduct;
import io.github.loantwin.env.report.RollCounts;
import io.github.loantwin.env.report.Vintages;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What reports know of single loans agrees with loan tapes and with the books. */
class LoanHistoryTest {
    private static final float[] SELLING = {-0.02f, 0.01f, -0.1f};
    private static final int OUT = DelinquencyState.COUNT;

    private static LoanEnv env(int days) {
        return new LoanEnv(
                TwinConfig.defaults().with("episode.initialLoans", 600).with("episode.simulationDays", days));
    }

    @Test
    void watchingChangesNothing() {
        LoanEnv plain = env(120);
        LoanEnv watched = env(120);
        plain.reset(3);
        watched.reset(3);
        watched.watch(new LoanHistory(watched.review()));
        for (int day = 0; day < 120; day++) {
            plain.step(SELLING);
            watched.step(SELLING);
        }
        assertEquals(plain.stateHash(), watched.stateHash());
        assertEquals(plain.history().last("value_at_risk_95"), watched.history().last("value_at_risk_95"));
    }

    /** The moves of loans between tapes taken at months' ends, joined by number: from, to, and how many. */
    @Test
    void rollCountsAreThoseOfLoanTapesAtMonthsEnds() {
        LoanEnv env = env(365);
        env.reset(11);
        LoanHistory history = new LoanHistory(env.review());
        env.watch(history);
        Map<String, Long> expected = new HashMap<>();
        Map<Long, Loan> before = byId(env);
        LocalDate date = LocalDate.ofEpochDay(env.review().epochDay(0));
        for (int day = 1; day <= 365; day++) {
            env.step(SELLING);
            date = date.plusDays(1);
            if (date.plusDays(1).getDayOfMonth() == 1) {
                Map<Long, Loan> after = byId(env);
                before.values().forEach(loan -> count(expected, loan, after.get(loan.id())));
                before = after;
            }
        }
        RollCounts rolls = history.rolls();
        assertEquals(12, rolls.months());
        for (Product product : Product.values()) {
            for (int from = 0; from < DelinquencyState.COUNT; from++) {
                for (int to = 0; to < OUT; to++) {
                    long wanted = expected.getOrDefault(product + " " + from + " " + to, 0L);
                    assertEquals(wanted, rolls.count(product.ordinal(), from, to), product + " " + from + " " + to);
                }
                long gone = expected.getOrDefault(product + " " + from + " " + OUT, 0L);
                long left = 0;
                for (int to = OUT; to < OUT + 3; to++) {
                    left += rolls.count(product.ordinal(), from, to);
                }
                assertEquals(gone, left, product + " left from " + from);
            }
        }
        long chargedOff = 0;
        for (int from = 0; from < DelinquencyState.COUNT; from++) {
            chargedOff += rolls.count(-1, from, OUT);
        }
        assertEquals(env.history().total("loans_charged_off"), chargedOff, "no loan is charged off in its first month");
        assertTrue(chargedOff > 0 && rolls.count(-1, 0, OUT + 2) > 0, "charge-offs and sales happen in this run");
    }

    private static Map<Long, Loan> byId(LoanEnv env) {
        return env.loanTape().stream().collect(Collectors.toMap(Loan::id, Function.identity()));
    }

    private static void count(Map<String, Long> moves, Loan from, Loan to) {
        int end = to == null ? OUT : to.state().ordinal();
        moves.merge(from.product() + " " + from.state().ordinal() + " " + end, 1L, Long::sum);
    }

    /** Every charge-off belongs to a cohort; in 100 days no card opened in the run, which has none, can be charged off. */
    @Test
    void chargeOffsOfAllCohortsAddUpToTheBooks() {
        LoanEnv env = env(100);
        env.reset(5);
        LoanHistory history = new LoanHistory(env.review());
        env.watch(history);
        double owed = env.history().opening("portfolio_value");
        for (int day = 0; day < 100; day++) {
            env.step(new float[3]);
        }
        EpisodeRecorder recorder = env.history();
        assertEquals(recorder.total("gross_charge_offs"), losses(history.starting()) + losses(history.booked()), 1e-6);
        assertEquals(owed, principal(history.starting()), 1e-6);
        assertTrue(losses(history.starting()) > 0);
    }

    @Test
    void aCurveRunsAsFarAsItsYoungestLoansAndNeverFalls() {
        LoanEnv env = env(730);
        env.reset(8);
        LoanHistory history = new LoanHistory(env.review());
        env.watch(history);
        for (int day = 0; day < 730; day++) {
            env.step(new float[3]);
        }
        Vintages booked = history.booked();
        assertEquals(8, booked.names().size());
        String oldest = booked.names().iterator().next();
        assertEquals("2026-Q1", oldest);
        double[] curve = booked.curve(oldest);
        assertEquals(21 + 1, curve.length, "0 to 21 months after the end of March 2026");
        for (int month = 1; month < curve.length; month++) {
            assertTrue(curve[month] >= curve[month - 1]);
        }
        assertTrue(losses(booked) > 0
                && booked.losses(oldest) >= curve[curve.length - 1] * booked.principal(oldest) - 1e-6);
        assertEquals(25, history.starting().curve("2025").length, "0 to 24 months after day 0");
        assertEquals(0, curve[0]);
    }

    @Test
    void valueAtRiskByProductAddsUpToItself() {
        LoanEnv env = env(60);
        env.reset(2);
        LoanHistory history = new LoanHistory(env.review());
        env.watch(history);
        for (int day = 0; day < 60; day++) {
            env.step(new float[3]);
        }
        List<RiskByProduct> risk = history.risk();
        assertEquals(4, risk.size(), "day 0, end of January, end of February, now");
        double onDay31 = env.history().value("value_at_risk_95", 30);
        assertEquals(onDay31, Arrays.stream(risk.get(1).shares()).sum(), 1e-9);
        assertEquals(LocalDate.of(2026, 1, 31), risk.get(1).date());
    }

    private static double losses(Vintages vintages) {
        return vintages.names().stream().mapToDouble(vintages::losses).sum();
    }

    private static double principal(Vintages vintages) {
        return vintages.names().stream().mapToDouble(vintages::principal).sum();
    }
}

package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.counterfactual.LoanLife.Fate;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.sim.LoanEvents;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what happens in one world: every loan's flows, monthly cells of loans, monthly lines of profit. */
final class WorldLog implements LoanEvents {
    private static final int K = Product.COUNT;
    private static final LoanFlow[] WATCHED = {
        LoanFlow.INTEREST_COLLECTED,
        LoanFlow.CHARGED_OFF,
        LoanFlow.COUNT_MATURED,
        LoanFlow.COUNT_PREPAID,
        LoanFlow.COUNT_CHARGED_OFF,
        LoanFlow.COUNT_SOLD
    };

    private final LoanEnv env;
    private final LocalDate day0;
    private final int fromDay;
    private final List<YearMonth> months = new ArrayList<>();
    private final List<Cells> cells = new ArrayList<>();
    private final List<long[]> lines = new ArrayList<>();
    private final Map<Long, LoanLife> lives = new HashMap<>();
    private final long[] interest = new long[K];
    private final long[] chargeOffs = new long[K];
    private long[][] accrued = new long[K][ScoreBand.COUNT];

    private final long[] flowsBefore = new long[WATCHED.length];
    private long loan;
    private int product;
    private ScoreBand band = ScoreBand.UNDER_620;
    private int days;
    private boolean monthOpen;
    private long netIncome;
    private long dividends;
    private final long openingEquity;

    /** Starts with an environment that has just been reset; the change comes with the given day. */
    WorldLog(LoanEnv env, int fromDay) {
        this.env = env;
        this.day0 = env.config().episode().startDate();
        this.fromDay = fromDay;
        openingEquity = units(env.info().get(InfoField.EQUITY));
        for (Loan existing : env.loanTape()) {
            accrued[existing.product().ordinal()][band(existing).ordinal()] += units(existing.accruedInterest());
        }
        openMonth(1);
        if (fromDay == 1) {
            beginLives();
        }
    }

    private static ScoreBand band(Loan loan) {
        return ScoreBand.of(loan.creditScore());
    }

    private static long units(double money) {
        return Ledger.money(money);
    }

    private YearMonth monthOf(int day) {
        return YearMonth.from(day0.plusDays(day));
    }

    private void openMonth(int day) {
        months.add(monthOf(day));
        cells.add(new Cells());
        lines.add(new long[ProfitLine.COUNT]);
        monthOpen = true;
    }

    /** The loans on the books on the evening before the change: the same in both worlds. */
    private void beginLives() {
        for (Loan existing : env.loanTape()) {
            LoanLife life = new LoanLife(existing.product().ordinal(), band(existing), true);
            life.accruedBefore = units(existing.accruedInterest());
            lives.put(existing.id(), life);
        }
    }

    private Cells month() {
        return cells.get(cells.size() - 1);
    }

    @Override
    public void booked(long id, int k, int score, long balance) {
        ScoreBand scored = ScoreBand.of(score);
        month().add(Measure.BOOKED, k, scored, 1);
        month().add(Measure.PAID_OUT, k, scored, balance);
        LoanLife life = new LoanLife(k, scored, false);
        life.paidOut = balance;
        lives.put(id, life);
    }

    @Override
    public void before(long id, int k, int score, Ledger ledger) {
        loan = id;
        product = k;
        band = ScoreBand.of(score);
        for (int f = 0; f < WATCHED.length; f++) {
            flowsBefore[f] = ledger.flow(WATCHED[f], k);
        }
    }

    @Override
    public void after(Ledger ledger) {
        long collected = ledger.flow(WATCHED[0], product) - flowsBefore[0];
        long lost = ledger.flow(WATCHED[1], product) - flowsBefore[1];
        long repaid = grown(ledger, 2) + grown(ledger, 3);
        long writtenOff = grown(ledger, 4);
        long sold = grown(ledger, 5);
        month().add(Measure.INTEREST, product, band, collected);
        month().add(Measure.CHARGE_OFFS, product, band, lost);
        month().add(Measure.REPAID, product, band, repaid);
        month().add(Measure.WRITTEN_OFF, product, band, writtenOff);
        month().add(Measure.SOLD, product, band, sold);
        LoanLife life = lives.get(loan);
        if (life != null) {
            life.collected += collected;
            life.chargeOffs += lost;
            life.fate =
                    writtenOff > 0 ? Fate.CHARGED_OFF : sold > 0 ? Fate.SOLD : repaid > 0 ? Fate.REPAID : Fate.ON_BOOKS;
        }
    }

    private long grown(Ledger ledger, int flow) {
        return ledger.flow(WATCHED[flow], product) - flowsBefore[flow];
    }

    @Override
    public void dayEnded(int day, Ledger ledger) {
        days = day;
        ProfitLine.add(ledger, lines.get(lines.size() - 1));
        netIncome += ledger.flow(Flow.NET_INCOME);
        dividends += ledger.flow(Flow.DIVIDENDS);
        for (int k = 0; k < K; k++) {
            interest[k] += ledger.flow(LoanFlow.INTEREST_ACCRUED, k) - ledger.flow(LoanFlow.INTEREST_REVERSED, k);
            chargeOffs[k] += ledger.flow(LoanFlow.CHARGED_OFF, k);
        }
        if (!monthOf(day + 1).equals(monthOf(day))) {
            closeMonth();
            if (day < env.config().episode().simulationDays()) {
                openMonth(day + 1);
            }
        }
        if (day == fromDay - 1) {
            beginLives();
        }
    }

    /** Levels come from the loan tape; interest recognised is what was collected and what more is owed than before. */
    private void closeMonth() {
        long[][] now = new long[K][ScoreBand.COUNT];
        for (Loan standing : env.loanTape()) {
            int k = standing.product().ordinal();
            ScoreBand scored = band(standing);
            now[k][scored.ordinal()] += units(standing.accruedInterest());
            month().add(Measure.LOANS, k, scored, 1);
            month().add(Measure.BALANCE, k, scored, units(standing.balance()));
        }
        for (int k = 0; k < K; k++) {
            for (ScoreBand scored : ScoreBand.values()) {
                month().add(Measure.INTEREST, k, scored, now[k][scored.ordinal()] - accrued[k][scored.ordinal()]);
            }
        }
        accrued = now;
        monthOpen = false;
    }

    /** Closes the log after the last day, and checks it against the ledger. */
    void finish() {
        if (monthOpen) {
            closeMonth();
        }
        for (Loan standing : env.loanTape()) {
            LoanLife life = lives.get(standing.id());
            life.accruedAfter = units(standing.accruedInterest());
            life.balance = units(standing.balance());
        }
        check();
    }

    private void check() {
        Cells all = Cells.period(cells);
        for (int k = 0; k < K; k++) {
            Identity.require(
                    "interest of loans = interest of the ledger", all.product(Measure.INTEREST, k), interest[k]);
            Identity.require(
                    "charge-offs of loans = those of the ledger", all.product(Measure.CHARGE_OFFS, k), chargeOffs[k]);
            long balance = units(env.info().get(InfoField.ofProduct(InfoField.BALANCE_CONSUMER, Product.at(k))));
            Identity.require("balance of loans = principal of the ledger", all.product(Measure.BALANCE, k), balance);
        }
        long sum = lines.stream().flatMapToLong(Arrays::stream).sum();
        Identity.require("lines of profit = net income", sum, netIncome);
        long equity = units(env.info().get(InfoField.EQUITY));
        Identity.require("equity = opening + net income - dividends", equity, openingEquity + netIncome - dividends);
    }

    int days() {
        return days;
    }

    List<YearMonth> months() {
        return months;
    }

    List<Cells> cells() {
        return cells;
    }

    /** Lines of profit by month, see {@link ProfitLine}. */
    List<long[]> lines() {
        return lines;
    }

    Map<Long, LoanLife> lives() {
        return lives;
    }
}

package io.github.loantwin.env.report;

import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.sim.BookReview;
import io.github.loantwin.env.sim.LoanEvents;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What single loans did in an episode, as far as reports need it: moves between delinquency states from month's end to
 * month's end, charge-offs by cohort, balances 90 and more days past due by product, and at every month's end the value
 * at risk by product. It watches and changes nothing.
 *
 * <p>Roll rates count loans: a loan on the books at a month's end either is so at the next, in some state, or has been
 * charged off, repaid (prepaid, closed, matured) or sold in between. Only whole months count. Cohorts of the episode hold
 * instalment loans by the quarter of their origination; cohorts of the starting book hold all its loans by the year of
 * theirs. Mortgages charged down to their collateral count with that amount when it happens.
 */
public final class LoanHistory implements LoanEvents {
    /**
     * Value at risk at a month's end.
     *
     * @param date the month's last day
     * @param shares by product, as fractions of exposure; their sum is the value at risk
     */
    public record RiskByProduct(LocalDate date, double[] shares) {
        public RiskByProduct {
            shares = shares.clone();
        }

        @Override
        public double[] shares() {
            return shares.clone();
        }
    }

    private static final double LEVEL = 0.95;
    private static final int K = Product.COUNT;
    private static final int MOST_YEARS = 255;

    private final BookReview review;
    private final RollCounts rolls = new RollCounts();
    private final Vintages booked = new Vintages();
    private final Vintages starting = new Vintages();
    private final Map<Long, LocalDate> bookedOn = new HashMap<>();
    private final Map<Long, Integer> exits = new HashMap<>();
    private final List<RiskByProduct> risk = new ArrayList<>();
    private final List<long[]> late90 = new ArrayList<>();
    private final LoanSnapshot start;
    private final LocalDate startDate;
    private LoanSnapshot monthStart;
    private boolean wholeMonth;
    private LocalDate today;
    private long loan;
    private int product;
    private long chargedOff;
    private long countChargedOff;
    private long countRepaid;
    private long countSold;

    /** Begins on day 0 of an episode that has been reset: give the environment's review, then let it watch. */
    public LoanHistory(BookReview review) {
        this.review = review;
        startDate = LocalDate.ofEpochDay(review.epochDay(0));
        today = startDate.plusDays(1);
        start = LoanSnapshot.of(review, (k, missed, age) -> yearsAgo(age));
        review.loans((id, k, missed, age, balance) -> starting.begin(yearOf(yearsAgo(age)), balance));
        wholeMonth = today.getDayOfMonth() == 1;
        monthStart = states();
        addRisk(startDate);
    }

    private int yearsAgo(int ageMonths) {
        return Math.min(
                MOST_YEARS,
                startDate.getYear() - startDate.minusMonths(ageMonths).getYear());
    }

    private String yearOf(int yearsAgo) {
        return Integer.toString(startDate.getYear() - yearsAgo);
    }

    private LoanSnapshot states() {
        return LoanSnapshot.of(
                review, (k, missed, age) -> k * DelinquencyState.COUNT + Math.min(missed, DelinquencyState.COUNT - 1));
    }

    private void addRisk(LocalDate date) {
        risk.add(new RiskByProduct(date, review.valueAtRiskContributions(LEVEL)));
    }

    @Override
    public void booked(long id, int k, int score, long balance) {
        if (Vintages.counts(k)) {
            bookedOn.put(id, today);
            booked.begin(quarter(today), balance);
        }
    }

    @Override
    public void before(long id, int k, int score, Ledger ledger) {
        loan = id;
        product = k;
        chargedOff = ledger.flow(LoanFlow.CHARGED_OFF, k);
        countChargedOff = ledger.flow(LoanFlow.COUNT_CHARGED_OFF, k);
        countRepaid = repaid(ledger);
        countSold = ledger.flow(LoanFlow.COUNT_SOLD, k);
    }

    @Override
    public void after(Ledger ledger) {
        long loss = ledger.flow(LoanFlow.CHARGED_OFF, product) - chargedOff;
        if (loss > 0) {
            lose(loss);
        }
        if (ledger.flow(LoanFlow.COUNT_CHARGED_OFF, product) > countChargedOff) {
            exits.put(loan, RollCounts.CHARGED_OFF);
        } else if (repaid(ledger) > countRepaid) {
            exits.put(loan, RollCounts.REPAID);
        } else if (ledger.flow(LoanFlow.COUNT_SOLD, product) > countSold) {
            exits.put(loan, RollCounts.SOLD);
        }
    }

    private long repaid(Ledger ledger) {
        return ledger.flow(LoanFlow.COUNT_PREPAID, product) + ledger.flow(LoanFlow.COUNT_MATURED, product);
    }

    private void lose(long loss) {
        LocalDate origin = bookedOn.get(loan);
        if (origin != null) {
            booked.lose(quarter(origin), (int) ChronoUnit.MONTHS.between(origin, today), loss);
            return;
        }
        int yearsAgo = start.labelOf(loan);
        if (yearsAgo != LoanSnapshot.ABSENT) {
            starting.lose(yearOf(yearsAgo), (int) ChronoUnit.MONTHS.between(startDate, today), loss);
        }
    }

    @Override
    public void dayEnded(int day, Ledger ledger) {
        long[] late = new long[K];
        for (int k = 0; k < K; k++) {
            late[k] = review.balance90(k);
        }
        late90.add(late);
        LocalDate tomorrow = today.plusDays(1);
        if (tomorrow.getDayOfMonth() == 1) {
            endMonth();
        }
        today = tomorrow;
    }

    private void endMonth() {
        LoanSnapshot monthEnd = states();
        if (wholeMonth) {
            for (int place = 0; place < monthStart.size(); place++) {
                countMove(monthEnd, place);
            }
            rolls.monthEnded();
        }
        exits.clear();
        monthStart = monthEnd;
        wholeMonth = true;
        addRisk(today);
    }

    private void countMove(LoanSnapshot monthEnd, int place) {
        int label = monthStart.label(place);
        int after = monthStart.labelIn(monthEnd, place);
        int to = after == LoanSnapshot.ABSENT ? exit(monthStart.id(place)) : after % DelinquencyState.COUNT;
        rolls.add(label / DelinquencyState.COUNT, label % DelinquencyState.COUNT, to);
    }

    private int exit(long id) {
        Integer way = exits.get(id);
        if (way == null) {
            throw new IllegalStateException("A loan that left the books must have left on a due date, got " + id + ".");
        }
        return way;
    }

    /** Returns the moves from month's end to month's end. */
    public RollCounts rolls() {
        return rolls;
    }

    /** Returns the cohorts of instalment loans made or bought in the episode, by quarter; brings them up to today. */
    public Vintages booked() {
        for (String name : booked.names()) {
            int last = (int) ChronoUnit.MONTHS.between(lastDay(name), today.minusDays(1));
            booked.seen(name, Math.max(0, last));
        }
        return booked;
    }

    /** Returns the cohorts of the starting book, by year of origination; brings them up to today. */
    public Vintages starting() {
        int months = (int) ChronoUnit.MONTHS.between(startDate, today.minusDays(1));
        starting.names().forEach(name -> starting.seen(name, months));
        return starting;
    }

    /** Returns the value at risk (95 %, one year) by product on day 0, at every month's end and now. */
    public List<RiskByProduct> risk() {
        List<RiskByProduct> all = new ArrayList<>(risk);
        LocalDate now = today.minusDays(1);
        if (all.get(all.size() - 1).date().isBefore(now)) {
            all.add(new RiskByProduct(now, review.valueAtRiskContributions(LEVEL)));
        }
        return all;
    }

    /** Returns principal 90 and more days past due of a product at the close of a simulated day, in currency units. */
    public double balance90(Product of, LocalDate date) {
        int day = (int) ChronoUnit.DAYS.between(startDate, date);
        return FixedMoney.money(late90.get(day - 1)[of.ordinal()]);
    }

    private static String quarter(LocalDate date) {
        return PeriodTable.Length.QUARTER.periodOf(date);
    }

    private static LocalDate lastDay(String quarter) {
        int year = Integer.parseInt(quarter.substring(0, 4));
        int number = Integer.parseInt(quarter.substring(6));
        return LocalDate.of(year, 3 * number, 1).plusMonths(1).minusDays(1);
    }
}

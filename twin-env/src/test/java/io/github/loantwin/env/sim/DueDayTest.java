package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One loan's due date by hand arithmetic; money in 1/10,000 of the currency unit. The loan of most tests borrows 25,000
 * at 7 % for 60 months: 495.0300 a month (credit-model C5), of which 145.8333 is the first month's interest.
 */
class DueDayTest {
    private static final TwinConfig CONFIG = Runs.still(1000);
    private static final int DAY = 14;
    private static final int SEGMENT = 14;
    private static final long INSTALMENT = 4_950_300;
    private static final long INTEREST = 1_458_333;
    private static final long BALANCE = 250_000_000;
    private static final int CONSUMER = 0;
    private static final int AUTO = 1;
    private static final int MORTGAGE = 2;
    private static final int CARD = 4;

    private Simulator s;
    private LoanColumns loans;
    private Ledger ledger;

    @BeforeEach
    void emptyBook() {
        s = Runs.start(CONFIG, 9);
        for (int day = 1; day <= DAY; day++) {
            s.world.startDay(day);
        }
        s.book.clear();
        s.collections.clear();
        s.ledger.open();
        loans = s.book.loans;
        ledger = s.ledger;
    }

    private static PlainLoan loan(int product, int missed) {
        PlainLoan loan = new PlainLoan();
        loan.product = product;
        loan.missed = missed;
        loan.amount = BALANCE;
        loan.balance = BALANCE;
        loan.instalment = INSTALMENT;
        loan.remaining = 60;
        loan.age = 5;
        loan.rate = 0.07;
        loan.margin = 0.02f;
        boolean accrues = missed < 3;
        loan.interestArrears = accrues ? missed * INTEREST : 0;
        loan.periodInterest = accrues ? INTEREST : 0;
        loan.dailyInterest = accrues ? INTEREST / 31 : 0;
        loan.periodStart = DAY - 31;
        return loan;
    }

    /** Runs the due date with luck in a range of (0, 1): near 0 the worst of the row, near 1 the best. */
    private int due(PlainLoan loan, double low, double high) {
        loan.id = idWithLuck(loan.id, DAY, low, high);
        int slot = loans.append(SEGMENT, loan.product);
        loan.write(loans, slot);
        s.dueDay.process(DAY);
        return slot;
    }

    private long idWithLuck(long from, int day, double low, double high) {
        Draws draws = new Draws(s.draws.key());
        int month = s.model.calendar.monthIndex(day);
        long id = from + 1;
        for (double luck = -1; luck < low || luck > high; luck = draws.uniform(Stream.LOAN_MONTH, id, month)) {
            id++;
        }
        return id;
    }

    private long flow(LoanFlow flow) {
        return ledger.flow(flow);
    }

    @Test
    void currentLoanPaysItsInstalment() {
        int i = due(loan(CONSUMER, 0), 0.5, 0.9);
        assertEquals(INTEREST, flow(LoanFlow.INTEREST_COLLECTED));
        assertEquals(3_491_967, flow(LoanFlow.SCHEDULED)); // 495.0300 - 145.8333
        assertEquals(246_508_033, loans.balance[i]);
        assertEquals(59, loans.remaining[i]);
        assertEquals(6, loans.age[i]);
        assertEquals(1_437_964, loans.periodInterest[i]); // 24,650.8033 x 0.07 / 12 = 143.79635
        assertEquals(46_385, loans.dailyInterest[i]); // / 31 days from 15 January, rounded down
        assertEquals(INTEREST - 31 * (INTEREST / 31), flow(LoanFlow.INTEREST_ACCRUED)); // the month's rounding
    }

    @Test
    void worseningLoanPaysNothing() {
        int i = due(loan(CONSUMER, 0), 0, 0.0005);
        assertEquals(1, loans.missed[i]);
        assertEquals(BALANCE, loans.balance[i]);
        assertEquals(INTEREST, loans.interestArrears[i]);
        assertEquals(0, flow(LoanFlow.INTEREST_COLLECTED) + flow(LoanFlow.SCHEDULED));
    }

    /** C2.3: stay in bucket = exactly one instalment; two months' interest are owed, half of it is paid. */
    @Test
    void stayAt30PaysOneInstalment() {
        // row of 30 days: charge-off 0, 90+ 0, 60 .486, 30 .159 (C2.2, consumer): luck in between
        int i = due(loan(CONSUMER, 1), 0.53, 0.58);
        assertEquals(1, loans.missed[i]);
        assertEquals(INTEREST, flow(LoanFlow.INTEREST_COLLECTED));
        assertEquals(INSTALMENT - INTEREST, flow(LoanFlow.SCHEDULED));
        assertEquals(INTEREST, loans.interestArrears[i]);
    }

    /** C2.3: improve = two instalments; of three months' interest two thirds are paid. */
    @Test
    void improvementByOneBucketPaysTwoInstalments() {
        int i = due(loan(CONSUMER, 2), 0.79, 0.83);
        assertEquals(1, loans.missed[i]);
        assertEquals(2 * INTEREST, flow(LoanFlow.INTEREST_COLLECTED));
        assertEquals(2 * (INSTALMENT - INTEREST), flow(LoanFlow.SCHEDULED));
        assertEquals(INTEREST, loans.interestArrears[i]);
    }

    /** C2.3: cure = all arrears and the instalment of the day. */
    @Test
    void curePaysAllArrears() {
        int i = due(loan(CONSUMER, 2), 0.95, 0.999);
        assertEquals(0, loans.missed[i]);
        assertEquals(3 * INTEREST, flow(LoanFlow.INTEREST_COLLECTED));
        assertEquals(3 * (INSTALMENT - INTEREST), flow(LoanFlow.SCHEDULED));
        assertEquals(0, loans.interestArrears[i]);
    }

    /** A cure after five missed months pays six instalments; no interest accrued, so all of it is principal. */
    @Test
    void cureFrom90DaysPaysAllInstalments() {
        s.world.rollRates[CONSUMER][18] = 0.9;
        int i = due(loan(CONSUMER, 5), 0.999, 1);
        assertEquals(0, loans.missed[i]);
        assertEquals(0, flow(LoanFlow.INTEREST_COLLECTED));
        assertEquals(6 * INSTALMENT, flow(LoanFlow.SCHEDULED));
        assertTrue(loans.dailyInterest[i] > 0, "a cured loan accrues again");
    }

    /** Non-accrual at 90 days: the three months' unpaid interest are reversed and none accrues any more. */
    @Test
    void entryTo90DaysReversesInterest() {
        int i = due(loan(CONSUMER, 2), 0.01, 0.6);
        assertEquals(3, loans.missed[i]);
        assertEquals(3 * INTEREST, flow(LoanFlow.INTEREST_REVERSED));
        assertEquals(BALANCE, flow(LoanFlow.NEWLY_DEFAULTED));
        assertEquals(0, loans.interestArrears[i] + loans.dailyInterest[i] + loans.periodInterest[i]);
    }

    /** 30 paid months and a last one: principal sums to the amount, to the unit. */
    @ParameterizedTest
    @CsvSource({
        "25000, 0.07, 60",
        "200000, 0.06, 360",
        "15000, 0.12, 36",
        "10000, 0.05, 36",
        "1000, 0.24, 36",
        "777.77, 0.001, 7"
    })
    void lastInstalmentTruesUpToZero(double amount, double rate, int months) {
        PlainLoan loan = loan(CONSUMER, 0);
        loan.amount = Ledger.money(amount);
        loan.balance = loan.amount;
        loan.rate = rate;
        loan.term = months;
        loan.remaining = months;
        loan.instalment = PlainDueDay.levelPayment(loan.amount, rate, months);
        loan.periodInterest = Math.round(loan.balance * rate / 12);
        loan.dailyInterest = loan.periodInterest / 31;
        int slot = loans.append(SEGMENT, loan.product);
        loan.write(loans, slot);
        int paid = 0;
        int day = DAY;
        while (loans.size(SEGMENT) > 0) {
            loans.id[slot] = idWithLuck(loans.id[slot], day, 0.4, 0.8);
            s.dueDay.process(day);
            paid++;
            int days = s.model.calendar.daysInMonth(day);
            for (int d = 1; d <= days; d++) {
                s.world.startDay(day + d);
            }
            day += days;
        }
        assertEquals(months, paid);
        assertEquals(loan.amount, flow(LoanFlow.SCHEDULED));
        assertEquals(1, flow(LoanFlow.COUNT_MATURED));
        assertEquals(0, loans.count());
    }

    /** Unsecured: the whole balance is a charge-off; what will be recovered is scheduled, to the unit. */
    @Test
    void chargeOffMovesBalanceToLoss() {
        due(loan(CONSUMER, 4), 0, 0.3);
        assertEquals(0, loans.count());
        assertEquals(BALANCE, flow(LoanFlow.CHARGED_OFF));
        assertEquals(1, flow(LoanFlow.COUNT_CHARGED_OFF));
        assertEquals(0, flow(LoanFlow.TO_COLLATERAL) + flow(LoanFlow.INTEREST_COLLECTED));
        double recovered = (double) s.collections.expectedRecoveries() / BALANCE;
        assertTrue(recovered >= 0 && recovered < 0.6, "share to be recovered " + recovered);
    }

    /** D1.11: recoveries booked month by month add up to the value drawn at charge-off, to the unit. */
    @Test
    void recoveriesAddUpToTheDrawnValue() {
        due(loan(CONSUMER, 4), 0, 0.3);
        long promised = s.collections.expectedRecoveries();
        long cash = 0;
        long inTheFirstYear = 0;
        for (int day = DAY + 1; day <= DAY + 40 * 31; day++) {
            ledger.open();
            s.collections.payRecoveries(
                    ledger,
                    s.model.calendar.monthIndex(day),
                    s.model.calendar.dayOfMonth(day),
                    s.model.calendar.daysInMonth(day));
            cash += flow(LoanFlow.RECOVERED);
            inTheFirstYear += day <= DAY + 365 ? flow(LoanFlow.RECOVERED) : 0;
        }
        assertTrue(promised > 0);
        assertEquals(promised, cash);
        assertEquals(0, s.collections.expectedRecoveries());
        // half-life of 9 months within 24 (C2b): (1 - 2^(-12/9)) / (1 - 2^(-24/9)) = 0.716 by month 12; here from next
        // month
        assertEquals(0.70, (double) inTheFirstYear / promised, 0.05);
    }

    /** Secured: balance = collateral taken + charge-off; the car is sold in the third month at what was booked. */
    @Test
    void chargedOffCarBecomesCollateralAndCash() {
        PlainLoan car = loan(AUTO, 4);
        car.collateral = 260_000_000;
        car.age = 20;
        due(car, 0, 0.3);
        long taken = flow(LoanFlow.TO_COLLATERAL);
        assertTrue(taken > 0 && taken < BALANCE);
        assertEquals(BALANCE, taken + flow(LoanFlow.CHARGED_OFF));
        for (int month = 1; month <= 3; month++) {
            ledger.open();
            s.collections.sellCollateral(ledger, month, s.world.trueIndex());
            assertEquals(month == 3 ? taken : 0, ledger.flow(Flow.COLLATERAL_SOLD));
            assertEquals(month == 3 ? taken : 0, ledger.flow(Flow.COLLATERAL_PROCEEDS));
        }
    }

    /** 180 days: balance 25,000 on a house of 20,000 is written down to 0.72 x 20,000 = 14,400 (C2b: h .22, c .06). */
    @Test
    void mortgageIsChargedDownAt180Days() {
        PlainLoan home = loan(MORTGAGE, 5);
        home.collateral = 200_000_000;
        home.indexAtOrigination = (float) s.world.trueIndex();
        int i = due(home, 0.5, 0.8);
        double stress = Math.max(0, s.world.trueStress(MORTGAGE));
        double floor = 200_000_000 * (1 - 0.22 - 0.06 * stress - 0.06);
        assertEquals(6, loans.missed[i]);
        assertEquals(floor, loans.balance[i], 20); // the index at origination is a float
        assertEquals(BALANCE - loans.balance[i], flow(LoanFlow.CHARGED_OFF));
        assertEquals(BALANCE - loans.balance[i], loans.writtenDown[i]);
        long once = loans.balance[i];
        loans.id[i] = idWithLuck(loans.id[i], DAY, 0.5, 0.8);
        s.dueDay.process(DAY);
        assertEquals(once, loans.balance[i], "written down once only");
    }

    /** What was written down comes back when the borrower pays the loan off. */
    @Test
    void writtenDownPrincipalIsRecoveredOnPayment() {
        PlainLoan home = loan(MORTGAGE, 0);
        home.collateral = 600_000_000;
        home.rate = 0.14;
        home.age = 40;
        home.writtenDown = 30_000_000;
        home.chargedDown = true;
        due(home, 0.99999, 1);
        assertEquals(BALANCE, flow(LoanFlow.PREPAID));
        assertEquals(30_000_000, flow(LoanFlow.RECOVERED));
        assertEquals(INTEREST, flow(LoanFlow.INTEREST_COLLECTED));
    }

    /** C1: minimum payment = max(35, 1 % of the balance), and interest on top; one month's of the two owed here. */
    @ParameterizedTest
    @CsvSource({"2000, 35", "3500, 35", "10000, 100", "20, 20"})
    void cardPaysItsMinimum(double balance, double minimum) {
        PlainLoan card = loan(CARD, 1);
        card.balance = Ledger.money(balance);
        card.remaining = 0;
        card.utilisation = 0.5f;
        card.interestArrears = 500_000;
        card.periodInterest = 500_000;
        // row of 30 days: 60 .597, 30 .095 (C2.2, card)
        int i = due(card, 0.62, 0.66);
        assertEquals(1, loans.missed[i]);
        assertEquals(Ledger.money(minimum), flow(LoanFlow.SCHEDULED));
        assertEquals(500_000, flow(LoanFlow.INTEREST_COLLECTED));
        assertEquals(Ledger.money(balance - minimum), loans.balance[i]);
    }

    /** Cards accrue actual/365: 2,000 at 18.25 % is exactly 1 a day. */
    @Test
    void cardInterestIsActualOver365() {
        int i = loans.append(SEGMENT, CARD);
        PlainLoan card = loan(CARD, 0);
        card.balance = Ledger.money(2000);
        card.rate = 0.1825;
        card.write(loans, i);
        DueDay.startInterest(loans, i, CARD, 28);
        assertEquals(10_000, loans.dailyInterest[i]);
        assertEquals(280_000, loans.periodInterest[i]);
    }

    /** Utilisation rises before default (C2b): a card that misses draws 35 % of the way to 0.85 of its limit. */
    @Test
    void worseningCardDraws() {
        PlainLoan card = loan(CARD, 1);
        card.amount = Ledger.money(10_000);
        card.balance = Ledger.money(4_500);
        card.remaining = 0;
        int i = due(card, 0.01, 0.5);
        assertEquals(2, loans.missed[i]);
        assertEquals(Ledger.money(1_400), flow(LoanFlow.DRAWN)); // 0.35 x (8,500 - 4,500)
        assertEquals(Ledger.money(5_900), loans.balance[i]);
    }

    /** Deferred cost goes straight-line over the instalments to come, and at once when a loan leaves. */
    @Test
    void deferredCostIsExpensed() {
        PlainLoan stays = loan(CONSUMER, 0);
        stays.deferredCost = 6_000_000;
        int i = due(stays, 0.5, 0.9);
        assertEquals(100_000, ledger.flow(Flow.ORIGINATION_COST)); // 600 over 60 months
        assertEquals(5_900_000, loans.deferredCost[i]);
        loans.id[i] = idWithLuck(loans.id[i], DAY, 0.9999, 1);
        ledger.open();
        s.dueDay.process(DAY);
        assertEquals(1, flow(LoanFlow.COUNT_PREPAID));
        assertEquals(5_900_000, ledger.flow(Flow.DEFERRED_AMORTISED));
    }

    /** A slot is no identity: the loan that fills a hole is processed once, with its own luck. */
    @Test
    void removalKeepsEveryLoanOnce() {
        for (int n = 0; n < 6; n++) {
            PlainLoan loan = loan(CONSUMER, 0);
            loan.id = idWithLuck(1000L * n, DAY, n % 2 == 0 ? 0.9999 : 0.5, n % 2 == 0 ? 1 : 0.9);
            loan.write(loans, loans.append(SEGMENT, loan.product));
        }
        s.dueDay.process(DAY);
        assertEquals(3, loans.size(SEGMENT));
        assertEquals(3, flow(LoanFlow.COUNT_PREPAID));
        for (int i = loans.start(SEGMENT); i < loans.start(SEGMENT) + 3; i++) {
            assertEquals(6, loans.age[i]);
            assertEquals(59, loans.remaining[i]);
        }
    }

    @Test
    void productOrderIsTheContract() {
        assertEquals(CARD, Product.CARD.ordinal());
        assertEquals(MORTGAGE, Product.MORTGAGE.ordinal());
    }
}

package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Product;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a watcher of loans sees adds up to the ledger, and watching changes nothing. */
class LoanEventsTest {
    private static final int DAYS = 150;
    private static final Set<LoanFlow> OF_DUE_DATES = Set.of(
            LoanFlow.SCHEDULED,
            LoanFlow.PREPAID,
            LoanFlow.CHARGED_OFF,
            LoanFlow.TO_COLLATERAL,
            LoanFlow.SOLD,
            LoanFlow.INTEREST_COLLECTED,
            LoanFlow.INTEREST_REVERSED,
            LoanFlow.COUNT_MATURED,
            LoanFlow.COUNT_PREPAID,
            LoanFlow.COUNT_CHARGED_OFF,
            LoanFlow.COUNT_SOLD);

    /** Adds the flows of single loans, and the day's flows of the ledger. */
    private static final class Sums implements LoanEvents {
        private final long[][] loans = new long[LoanFlow.COUNT][Product.COUNT];
        private final long[][] books = new long[LoanFlow.COUNT][Product.COUNT];
        private final long[] bookedCount = new long[Product.COUNT];
        private final long[] bookedBalance = new long[Product.COUNT];
        private final Set<Long> ids = new HashSet<>();
        private int product;

        @Override
        public void booked(long id, int product, int score, long balance) {
            assertTrue(ids.add(id), "loan " + id + " is booked once");
            assertTrue(score >= 300 && score <= 850, "score " + score);
            bookedCount[product]++;
            bookedBalance[product] += balance;
        }

        @Override
        public void before(long id, int k, int score, Ledger ledger) {
            product = k;
            for (LoanFlow flow : LoanFlow.values()) {
                loans[flow.ordinal()][k] -= ledger.flow(flow, k);
            }
        }

        @Override
        public void after(Ledger ledger) {
            for (LoanFlow flow : LoanFlow.values()) {
                loans[flow.ordinal()][product] += ledger.flow(flow, product);
            }
        }

        @Override
        public void dayEnded(int day, Ledger ledger) {
            for (LoanFlow flow : LoanFlow.values()) {
                for (int k = 0; k < Product.COUNT; k++) {
                    books[flow.ordinal()][k] += ledger.flow(flow, k);
                }
            }
        }
    }

    @Test
    void flowsOfLoansAddUpToTheLedgerAndWatchingChangesNothing() {
        Simulator plain = Runs.start(Runs.config("episode: {initialLoans: 400}\n"), 5);
        Simulator watched = Runs.start(Runs.config("episode: {initialLoans: 400}\n"), 5);
        Sums sums = new Sums();
        watched.watch(sums);
        Runs.run(plain, DAYS, -0.02, 0.01, -0.1);
        Runs.run(watched, DAYS, -0.02, 0.01, -0.1);
        assertEquals(plain.stateHash(), watched.stateHash());
        for (LoanFlow flow : OF_DUE_DATES) {
            for (int k = 0; k < Product.COUNT; k++) {
                assertEquals(sums.books[flow.ordinal()][k], sums.loans[flow.ordinal()][k], flow + " of product " + k);
            }
        }
        assertBookings(sums);
        for (LoanFlow seen : OF_DUE_DATES) {
            assertTrue(Arrays.stream(sums.loans[seen.ordinal()]).sum() > 0, seen + " happens in this run");
        }
    }

    private static void assertBookings(Sums sums) {
        for (int k = 0; k < Product.COUNT; k++) {
            long count = sums.books[LoanFlow.COUNT_NEW.ordinal()][k] + sums.books[LoanFlow.COUNT_BOUGHT.ordinal()][k];
            assertEquals(count, sums.bookedCount[k], "bookings of product " + k);
            long paidOut = sums.books[LoanFlow.ORIGINATED.ordinal()][k]
                    + sums.books[LoanFlow.DRAWN.ordinal()][k]
                    - sums.loans[LoanFlow.DRAWN.ordinal()][k]
                    + sums.books[LoanFlow.BOUGHT.ordinal()][k];
            assertEquals(paidOut, sums.bookedBalance[k], "principal paid out of product " + k);
        }
    }

    @Test
    void aWatcherThatLeavesSeesNothingMore() {
        Simulator simulator = Runs.start(Runs.config("episode: {initialLoans: 100}\n"), 5);
        Sums sums = new Sums();
        simulator.watch(sums);
        Runs.run(simulator, 20, 0, 0, 0);
        long seen = sums.books[LoanFlow.SCHEDULED.ordinal()][0];
        simulator.watch(LoanEvents.NONE);
        Runs.run(simulator, 40, 0, 0, 0);
        assertEquals(seen, sums.books[LoanFlow.SCHEDULED.ordinal()][0]);
    }
}

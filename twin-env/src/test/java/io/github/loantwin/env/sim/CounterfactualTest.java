package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Common random numbers: a policy changes what the lender does, never what the world holds or how lucky a loan is. */
class CounterfactualTest {
    private static final int CHANGE = 100;
    private static final int DAYS = 260;
    private static final IntPredicate ALL = product -> true;
    /** Loans whose rate cannot follow a policy: their moves follow from the economy and their luck alone. */
    private static final IntPredicate FIXED_RATE = product -> product != Product.CARD.ordinal();

    private static Simulator start(long seed) {
        return Runs.start(Runs.config("episode: {initialLoans: 400}\n"), seed);
    }

    /** Returns every loan's delinquency and balance by the applicant it came from. */
    private static Map<Long, Long> loans(Simulator simulator, IntPredicate products, boolean balances) {
        LoanColumns loans = simulator.book.loans;
        Map<Long, Long> byApplicant = new HashMap<>();
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = loans.start(d); i < loans.start(d) + loans.size(d); i++) {
                if (products.test(loans.product[i])) {
                    byApplicant.put(
                            loans.id[i], balances ? 1000 * loans.balance[i] + loans.missed[i] : loans.missed[i]);
                }
            }
        }
        return byApplicant;
    }

    /** Requires that each loan that is on both books is in the same state on both; returns how many there are. */
    private static int requireSameMoves(Simulator a, Simulator b, IntPredicate products, boolean balances) {
        Map<Long, Long> others = loans(b, products, balances);
        int common = 0;
        for (Map.Entry<Long, Long> loan : loans(a, products, balances).entrySet()) {
            Long other = others.get(loan.getKey());
            if (other != null) {
                assertEquals(loan.getValue(), other, "day " + a.day + ", applicant " + loan.getKey());
                common++;
            }
        }
        return common;
    }

    /** The base policy's bookings with the day's applicants, kept as the plan: they name who applied and their luck. */
    private static double plannedBookings(Simulator simulator) {
        return simulator.originator.plannedBookings90Days();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPolicyChangeOnDay100LeavesThePastAndTheWorldAsTheyWere(long seed) {
        Simulator hold = start(seed);
        Simulator changed = start(seed);
        assertEquals(hold.stateHash(), changed.stateHash());
        for (int day = 1; day <= DAYS; day++) {
            boolean different = day > CHANGE;
            hold.runDay(0, 0, 0);
            changed.runDay(different ? 0.08 : 0, different ? 0.015 : 0, different ? -0.1 : 0);
            if (different) {
                assertNotEquals(hold.stateHash(), changed.stateHash(), "day " + day);
            } else {
                assertEquals(hold.stateHash(), changed.stateHash(), "day " + day);
            }
            assertEquals(hold.world.economy.hash(0), changed.world.economy.hash(0), "day " + day);
            assertEquals(plannedBookings(hold), plannedBookings(changed), "day " + day);
        }
        assertTrue(plannedBookings(hold) > 0);
    }

    /** Price and credit policy reach new loans only: a fixed-rate loan of day 0 lives as it would have, to the cent. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void loansOfTheStartingBookMoveAsTheyWouldHave(long seed) {
        Simulator hold = start(seed);
        Simulator changed = start(seed);
        int common = 0;
        for (int day = 1; day <= DAYS; day++) {
            hold.runDay(0, 0, 0);
            changed.runDay(-0.1, 0.02, 0);
            IntPredicate fixed = FIXED_RATE;
            Map<Long, Long> before = loans(hold, fixed, true);
            Map<Long, Long> after = loans(changed, fixed, true);
            before.keySet().removeIf(id -> id < 1L << 62);
            after.keySet().removeIf(id -> id < 1L << 62);
            assertEquals(before, after, "day " + day);
            common = before.size();
        }
        assertTrue(common > 200, "common " + common);
    }

    /** A looser credit policy books more, but whoever is booked under both policies has one fate. */
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void loansBookedUnderBothCreditPoliciesShareTheirLuck(long seed) {
        Simulator hold = start(seed);
        Simulator loose = start(seed);
        for (int day = 1; day <= DAYS; day++) {
            hold.runDay(0, 0, 0);
            loose.runDay(-0.06, 0, 0);
            int common = requireSameMoves(hold, loose, ALL, false);
            assertTrue(common > 200, "common " + common);
        }
        assertNotEquals(hold.book.loans.count(), loose.book.loans.count());
        int booked = 0;
        for (long id : loans(hold, ALL, false).keySet()) {
            booked += id < 1L << 62 && loans(loose, ALL, false).containsKey(id) ? 1 : 0;
        }
        assertTrue(booked > 10, "booked under both " + booked);
    }
}

package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The due-date kernel equals its slow twin bit for bit: every figure of every loan, every flow, every recovery to come.
 *
 * <p>Where the twin's exact arithmetic and the kernel's doubles round differently (chance below 1e-6 a loan) the fixed
 * seed would show it; none does.
 */
class DueDayOracleTest {
    private static final int DAYS = 62;
    private static final int LOANS = 4200;

    @ParameterizedTest
    @CsvSource({
        "1, 'macro: {from: macro/constant.yaml, unemployment: 0.044}', 0, 0, 0",
        "2, 'macro: {from: macro/constant.yaml, unemployment: 0.10, housePriceGrowth: -0.2, rate3m: 0}', 0.05, 0.02, 0.1",
        "3, 'macro: {from: macro/constant.yaml, unemployment: 0.03, housePriceGrowth: 0.15}', -0.1, -0.02, -0.1",
        "4, 'macro: {startRegime: crisis}', 0, 0.01, 0.08",
        "5, 'products: {consumer: {bookShare: 0.1}, auto: {bookShare: 0.1}, mortgage: {bookShare: 0.4}, business:"
                + " {bookShare: 0.3}, card: {bookShare: 0.1}}', 0.1, -0.01, -0.06",
        "6, 'episode: {startDate: 2024-02-29}', 0.02, 0.015, 0.09",
        "7, 'macro: {from: macro/scenario.yaml, scenario: severely-adverse-2026}', 0, 0.005, -0.07"
    })
    void kernelEqualsTwin(long seed, String changes, double credit, double pricing, double tilt) {
        run(Runs.start(Runs.config(changes).with("episode.initialLoans", LOANS), seed), seed, credit, pricing, tilt);
    }

    private static void run(Simulator s, long seed, double credit, double pricing, double tilt) {
        Draws luck = new Draws(~seed);
        Map<String, Integer> fates = new TreeMap<>();
        for (int day = 1; day <= DAYS; day++) {
            s.world.startDay(day);
            s.policy.set(day, credit, pricing, tilt, s.originator.plannedVolume());
            int segment = s.model.calendar.dayOfMonth(day) - 1;
            if (segment >= LoanColumns.SEGMENTS) {
                continue;
            }
            disturb(s, segment, luck, day);
            compare(s, day, segment, fates);
        }
        assertTrue(
                fates.get("charged off") > 100
                        && fates.get("prepaid") > 30
                        && fates.get("matured") > 100
                        && fates.get("stayed") > 4000,
                fates.toString());
    }

    private static void compare(Simulator s, int day, int segment, Map<String, Integer> fates) {
        PlainDueDay twin = new PlainDueDay(s, day);
        LoanColumns loans = s.book.loans;
        Map<Long, PlainLoan> expected = new HashMap<>();
        for (int i = loans.start(segment); i < loans.start(segment) + loans.size(segment); i++) {
            PlainLoan loan = PlainLoan.read(loans, i);
            if (twin.process(loan)) {
                expected.put(loan.id, loan);
            }
        }
        s.ledger.open();
        s.collections.clear();
        s.dueDay.process(day);
        assertEquals(expected.size(), loans.size(segment), "loans that stay on day " + day);
        for (int i = loans.start(segment); i < loans.start(segment) + loans.size(segment); i++) {
            PlainLoan got = PlainLoan.read(loans, i);
            assertEquals(String.valueOf(expected.get(got.id)), got.toString(), "day " + day);
        }
        assertEquals(nonZero(twin.flows), flows(s.ledger), "flows of day " + day);
        assertEquals(nonZero(twin.later), later(s, day), "to come, day " + day);
        fates.merge("stayed", expected.size(), Integer::sum);
        fates.merge("charged off", (int) s.ledger.flow(LoanFlow.COUNT_CHARGED_OFF), Integer::sum);
        fates.merge("prepaid", (int) s.ledger.flow(LoanFlow.COUNT_PREPAID), Integer::sum);
        fates.merge("matured", (int) s.ledger.flow(LoanFlow.COUNT_MATURED), Integer::sum);
        fates.merge("sold", (int) s.ledger.flow(LoanFlow.COUNT_SOLD), Integer::sum);
    }

    private static TreeMap<String, Long> nonZero(TreeMap<String, Long> all) {
        TreeMap<String, Long> some = new TreeMap<>(all);
        some.values().removeIf(value -> value == 0);
        return some;
    }

    private static TreeMap<String, Long> flows(Ledger ledger) {
        TreeMap<String, Long> flows = new TreeMap<>();
        for (LoanFlow flow : LoanFlow.values()) {
            for (Product product : Product.values()) {
                flows.put(flow + " " + product.key(), ledger.flow(flow, product.ordinal()));
            }
        }
        for (Flow flow : Flow.values()) {
            flows.put(flow.toString(), ledger.flow(flow));
        }
        return nonZero(flows);
    }

    private static TreeMap<String, Long> later(Simulator s, int day) {
        ByteBuffer state = ByteBuffer.allocate(Collections.stateBytes());
        s.collections.save(state);
        state.flip();
        TreeMap<String, Long> later = new TreeMap<>();
        int month = s.model.calendar.monthIndex(day);
        for (String kind : new String[] {"recovery ", "collateral "}) {
            for (int k = 0; k < Product.COUNT; k++) {
                for (int slot = 0; slot < Collections.HORIZON; slot++) {
                    int due = month + Math.floorMod(slot - month, Collections.HORIZON);
                    later.put(kind + k + " " + due, state.getLong());
                }
            }
        }
        return nonZero(later);
    }

    /** Puts half of a segment's loans into states that a young book hardly reaches. */
    private static void disturb(Simulator s, int segment, Draws luck, int day) {
        LoanColumns loans = s.book.loans;
        for (int i = loans.start(segment); i < loans.start(segment) + loans.size(segment); i++) {
            luck.at(Stream.POLICY, loans.id[i], day);
            if (luck.first() < 0.5) {
                continue;
            }
            double pick = luck.second();
            PlainLoan loan = PlainLoan.read(loans, i);
            luck.at(Stream.POLICY, loans.id[i], 1000 + day);
            double u = luck.first();
            double v = luck.second();
            loan.missed = (int) (pick * 9);
            loan.interestArrears = loan.missed > 0 && loan.missed < 3 ? (long) (u * loan.balance / 20) : 0;
            if (loan.missed >= 3) {
                loan.periodInterest = 0;
                loan.dailyInterest = 0;
            } else if (loan.periodInterest == 0) {
                loan.dailyInterest = (long) (loan.balance * v / 3000);
                loan.periodInterest = loan.dailyInterest * 30 + (long) (30 * u);
            }
            if (v < 0.3 && loan.product != Product.CARD.ordinal()) {
                loan.remaining = loan.missed > 0 ? (int) (10 * v) : 1;
            }
            if (loan.product == Product.MORTGAGE.ordinal()) {
                loan.burnout = (int) (30 * u);
                loan.chargedDown = loan.missed >= 6 && v > 0.5;
                loan.writtenDown = loan.chargedDown ? (long) (loan.balance * u / 2) : 0;
                loan.collateral = Math.max(1_000_000, (long) (loan.collateral * (0.4 + v)));
            }
            loan.riskMultiplier = (float) (0.05 + 11.9 * u * u);
            loan.deferredCost = (long) (v * 10_000_000);
            loan.write(loans, i);
        }
    }
}

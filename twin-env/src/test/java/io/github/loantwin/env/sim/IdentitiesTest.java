package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.Account;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The identities of credit-model D1, exactly, every day, under random policies, product mixes, economies, sizes and dates.
 *
 * <p>The lender's own audit runs because tests have assertions on; {@link #independentChecks} adds what the audit leaves
 * out, counted by code of its own.
 */
class IdentitiesTest {
    private static final int SEEDS_PER_WORLD = 21;
    private static final TwinConfig SMALL = Runs.config("episode: {initialLoans: 200}");

    /** Ten worlds, 21 seeds each: 210 episodes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "episode: {initialLoans: 300}",
                "episode: {initialLoans: 200, startDate: 2024-02-29}\nlender: {allowanceStandard: IFRS9, riskWeights: IRB}",
                "episode: {initialLoans: 250, startDate: 2023-01-31}\nmacro: {startRegime: crisis}",
                "episode: {initialLoans: 400, maxPortfolioSize: 400, startDate: 2027-06-15}\nmacro: {startRegime: recession}",
                "episode: {initialLoans: 200}\nproducts: {consumer: {bookShare: 0.05}, auto: {bookShare: 0.05},"
                        + " mortgage: {bookShare: 0.45}, business: {bookShare: 0.40}, card: {bookShare: 0.05}}",
                "episode: {initialLoans: 300}\nproducts: {consumer: {bookShare: 0}, auto: {bookShare: 0},"
                        + " mortgage: {bookShare: 0}, business: {bookShare: 0}, card: {bookShare: 1}}",
                "episode: {initialLoans: 200}\nproducts: {consumer: {bookShare: 1}, auto: {bookShare: 0},"
                        + " mortgage: {bookShare: 0}, business: {bookShare: 0}, card: {bookShare: 0}}",
                "episode: {initialLoans: 300, startDate: 2025-12-29}\nmacro: {from: macro/constant.yaml, unemployment: 0.12,"
                        + " gdpGrowth: -0.05, housePriceGrowth: -0.2, rate3m: 0.0, bbbSpread: 0.06}",
                "episode: {initialLoans: 20}",
                "episode: {initialLoans: 350}\nmacro: {from: macro/constant.yaml, rate3m: 0.15, rate10y: 0.001,"
                        + " housePriceGrowth: 0.2}\ndemand: {noticeDays: 0}"
            })
    void randomPoliciesKeepTheBooks(String changes) {
        TwinConfig config = Runs.config(changes);
        Simulator simulator = new Simulator(config.model());
        for (int seed = 0; seed < SEEDS_PER_WORLD; seed++) {
            simulator.reset(1000L + seed);
            randomEpisode(simulator, seed, 60 + 3 * seed, changes);
        }
    }

    /** Three years in which a bought and sold, repriced, tightened and loosened book turns over. */
    @Test
    void threeYearsKeepTheBooks() {
        Simulator simulator = Runs.start(Runs.config("episode: {initialLoans: 400, simulationDays: 1095}"), 77);
        randomEpisode(simulator, 77, 1095, "three years");
        assertTrue(simulator.loanCount() > 0);
    }

    private static void randomEpisode(Simulator simulator, int seed, int days, String world) {
        Draws draws = new Draws(seed);
        long[] states = states(simulator);
        for (int day = 1; day <= days && !simulator.failed(); day++) {
            int decision = seed % 3 == 0 ? day : day / 7;
            double[] a = new double[3];
            for (int c = 0; c < 3; c++) {
                double u = Runs.symmetric(draws, c, decision);
                a[c] = (seed % 4 == 1 ? Math.signum(u) : u) * (c == 1 ? 0.02f : 0.1f);
            }
            simulator.runDay(a[0], a[1], a[2]);
            states = independentChecks(simulator, states, world + ", seed " + seed + ", day " + day);
        }
    }

    private static long[] states(Simulator simulator) {
        long[] count = new long[4];
        LoanColumns loans = simulator.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = loans.start(d); i < loans.start(d) + loans.size(d); i++) {
                count[Math.min(3, loans.missed[i])]++;
            }
        }
        return count;
    }

    private static long[] independentChecks(Simulator s, long[] before, String where) {
        for (Account account : Account.values()) {
            if (account != Account.TAX_PAYABLE && account != Account.EQUITY) {
                assertTrue(s.ledger.balance(account) >= 0, account + " " + s.ledger.balance(account) + ": " + where);
            }
        }
        long repossessed = 0;
        long recoveries = 0;
        ByteBuffer state = ByteBuffer.allocate(Collections.stateBytes());
        s.collections.save(state);
        state.flip();
        for (int i = 0; i < Product.COUNT * Collections.HORIZON; i++) {
            recoveries += state.getLong();
        }
        for (int i = 0; i < Product.COUNT * Collections.HORIZON; i++) {
            repossessed += state.getLong();
        }
        assertEquals(repossessed, s.ledger.balance(Account.REPOSSESSED), "collateral held: " + where);
        assertEquals(recoveries, s.collections.expectedRecoveries(), "recoveries to come: " + where);
        long[] states = states(s);
        long change = 0;
        for (int j = 0; j < 4; j++) {
            change += states[j] - before[j];
        }
        long flows = s.ledger.flow(LoanFlow.COUNT_NEW)
                + s.ledger.flow(LoanFlow.COUNT_BOUGHT)
                - s.ledger.flow(LoanFlow.COUNT_MATURED)
                - s.ledger.flow(LoanFlow.COUNT_PREPAID)
                - s.ledger.flow(LoanFlow.COUNT_CHARGED_OFF)
                - s.ledger.flow(LoanFlow.COUNT_SOLD);
        assertEquals(flows, change, "states sum to loans: " + where);
        assertEquals(s.loanCount(), states[0] + states[1] + states[2] + states[3], where);
        loans(s, where);
        double[] vector = new double[4];
        s.addRewardVector(vector);
        for (double component : vector) {
            assertTrue(component >= -1 && component <= 1, "reward component " + component + ": " + where);
        }
        assertEquals(
                0.40 * vector[0] + 0.30 * vector[1] + 0.20 * vector[2] + 0.10 * vector[3],
                s.totalReward(vector),
                0,
                where);
        assertEquals(
                s.ledger.flow(Flow.COLLATERAL_PROCEEDS) - s.ledger.flow(Flow.COLLATERAL_SOLD),
                s.ledger.flow(Flow.COLLATERAL_GAINS),
                where);
        return states;
    }

    private static void loans(Simulator s, String where) {
        LoanColumns loans = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = loans.start(d); i < loans.start(d) + loans.size(d); i++) {
                boolean card = loans.product[i] == Product.CARD.ordinal();
                boolean right = loans.balance[i] >= (card ? 0 : 1)
                        && loans.interestArrears[i] >= 0
                        && loans.deferredCost[i] >= 0
                        && loans.writtenDown[i] >= 0
                        && loans.remaining[i] >= 0
                        && (card || loans.missed[i] > 0 || loans.remaining[i] > 0)
                        && loans.expectedLoss[i] >= 0
                        && loans.allowance[i] >= 0
                        && loans.rate[i] >= 0
                        && loans.rate[i] < 1;
                boolean accrual = loans.missed[i] >= 3
                        ? loans.dailyInterest[i] == 0 && loans.interestArrears[i] == 0
                        : loans.missed[i] > 0 || loans.interestArrears[i] == 0;
                assertTrue(
                        right && accrual,
                        "loan " + loans.id[i] + " " + Product.at(loans.product[i]) + ", balance "
                                + loans.balance[i] + ", missed " + loans.missed[i] + ", remaining " + loans.remaining[i]
                                + ", arrears " + loans.interestArrears[i] + ", rate " + loans.rate[i] + ": " + where);
            }
        }
    }

    /** The audit is worth nothing unless it can fail: one unit of 1/10,000 anywhere is found on the same day. */
    @ParameterizedTest
    @ValueSource(
            strings = {"cash", "principal", "balance", "allowance", "daily interest", "arrears", "deferred", "count"})
    void auditFindsOneBrokenUnit(String what) {
        Simulator s = Runs.start(SMALL, 5);
        Runs.run(s, 3, 0, 0, 0);
        LoanColumns loans = s.book.loans;
        int i = loans.start(20);
        switch (what) {
            case "cash" -> {
                long[] balances = new long[Account.COUNT];
                for (Account account : Account.values()) {
                    balances[account.ordinal()] = s.ledger.balance(account) + (account == Account.CASH ? 1 : 0);
                }
                s.ledger.start(balances, principal(s), counts(s));
            }
            case "principal" -> {
                long[] principal = principal(s);
                principal[2]++;
                s.ledger.start(balances(s), principal, counts(s));
            }
            case "balance" -> loans.balance[i]++;
            case "allowance" -> loans.allowance[i]++;
            case "daily interest" -> loans.dailyInterest[i]++;
            case "arrears" -> loans.interestArrears[i]++;
            case "deferred" -> loans.deferredCost[i]++;
            default -> {
                long[] counts = counts(s);
                counts[0]++;
                s.ledger.start(balances(s), principal(s), counts);
            }
        }
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> s.runDay(0, 0, 0));
        assertTrue(error.getMessage().startsWith("Day 4: identity broken"), error.getMessage());
    }

    /** A fee that reaches no cash breaks the cash identity and nothing else. */
    @Test
    void auditFindsAFlowThatWasNotPosted() {
        Simulator s = Runs.start(SMALL, 5);
        Audit audit = new Audit(s);
        audit.open();
        s.runDay(0, 0, 0);
        audit.close();
        s.ledger.add(Flow.FEES, 1);
        String message = assertThrows(IllegalStateException.class, audit::close).getMessage();
        assertTrue(message.startsWith("Day 1: identity broken, cash: closing = opening + received - paid"), message);
    }

    private static long[] balances(Simulator s) {
        long[] out = new long[Account.COUNT];
        for (Account account : Account.values()) {
            out[account.ordinal()] = s.ledger.balance(account);
        }
        return out;
    }

    private static long[] principal(Simulator s) {
        long[] out = new long[Product.COUNT];
        for (int k = 0; k < Product.COUNT; k++) {
            out[k] = s.ledger.principal(k);
        }
        return out;
    }

    private static long[] counts(Simulator s) {
        long[] out = new long[Product.COUNT];
        for (int k = 0; k < Product.COUNT; k++) {
            out[k] = s.ledger.count(k);
        }
        return out;
    }
}

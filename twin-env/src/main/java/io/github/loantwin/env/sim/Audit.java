package io.github.loantwin.env.sim;

import io.github.loantwin.env.ledger.Account;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;

/**
 * The identities of credit-model D1, checked exactly every day when assertions or {@code episode.audit} are on: balances
 * against flows, and every carried sum against a count of the loans.
 */
final class Audit {
    private static final int K = Product.COUNT;

    private final Simulator simulator;
    private final boolean on;
    private final long[] opening = new long[Account.COUNT];
    private final long[] openingPrincipal = new long[K];
    private final long[] openingCount = new long[K];

    Audit(Simulator simulator) {
        this.simulator = simulator;
        boolean assertions = false;
        assert assertions = true;
        on = assertions || simulator.model.episode.audit();
    }

    /** Remembers the opening balances of a day. */
    void open() {
        if (!on) {
            return;
        }
        for (Account account : Account.values()) {
            opening[account.ordinal()] = simulator.ledger.balance(account);
        }
        for (int k = 0; k < K; k++) {
            openingPrincipal[k] = simulator.ledger.principal(k);
            openingCount[k] = simulator.ledger.count(k);
        }
    }

    /** Checks the closed day; throws naming the identity that fails. */
    void close() {
        if (!on) {
            return;
        }
        Ledger ledger = simulator.ledger;
        Book book = simulator.book;
        String wrong = book.recount();
        require(wrong.isEmpty(), "carried sums equal a recount: " + wrong);
        for (int k = 0; k < K; k++) {
            principal(ledger, book, k);
        }
        cash(ledger);
        equal("balance sheet: assets = liabilities + equity", ledger.assets(), liabilities(ledger));
        equal(
                "equity: closing = opening + net income - dividends",
                ledger.balance(Account.EQUITY),
                opening[Account.EQUITY.ordinal()] + ledger.flow(Flow.NET_INCOME) - ledger.flow(Flow.DIVIDENDS));
        equal(
                "allowance: closing = opening + provision - charge-offs + recoveries",
                ledger.balance(Account.ALLOWANCE),
                opening[Account.ALLOWANCE.ordinal()]
                        + ledger.flow(Flow.PROVISION)
                        - ledger.flow(LoanFlow.CHARGED_OFF)
                        + ledger.flow(LoanFlow.RECOVERED));
        equal(
                "accrued interest: ledger = sum over loans",
                ledger.balance(Account.ACCRUED_INTEREST),
                book.accruedInterest(simulator.day));
        equal("deferred costs: ledger = sum over loans", ledger.balance(Account.DEFERRED_COSTS), deferred(book));
        equal(
                "net income = profit before provision - provision - tax",
                ledger.flow(Flow.NET_INCOME),
                ledger.preProvisionProfit() - ledger.flow(Flow.PROVISION) - ledger.flow(Flow.TAX));
    }

    private void principal(Ledger ledger, Book book, int k) {
        String name = Product.at(k).key();
        long flows = ledger.flow(LoanFlow.ORIGINATED, k)
                + ledger.flow(LoanFlow.DRAWN, k)
                + ledger.flow(LoanFlow.BOUGHT, k)
                - ledger.flow(LoanFlow.SCHEDULED, k)
                - ledger.flow(LoanFlow.PREPAID, k)
                - ledger.flow(LoanFlow.CHARGED_OFF, k)
                - ledger.flow(LoanFlow.TO_COLLATERAL, k)
                - ledger.flow(LoanFlow.SOLD, k);
        equal(
                name + " principal: sum over loans = opening + flows",
                book.total(Segment.BALANCE, k),
                openingPrincipal[k] + flows);
        equal(name + " principal: ledger = sum over loans", ledger.principal(k), book.total(Segment.BALANCE, k));
        long counts = ledger.flow(LoanFlow.COUNT_NEW, k)
                + ledger.flow(LoanFlow.COUNT_BOUGHT, k)
                - ledger.flow(LoanFlow.COUNT_MATURED, k)
                - ledger.flow(LoanFlow.COUNT_PREPAID, k)
                - ledger.flow(LoanFlow.COUNT_CHARGED_OFF, k)
                - ledger.flow(LoanFlow.COUNT_SOLD, k);
        equal(name + " count: loans = opening + flows", book.total(Segment.COUNT, k), openingCount[k] + counts);
    }

    private void cash(Ledger ledger) {
        long received = ledger.flow(LoanFlow.SCHEDULED)
                + ledger.flow(LoanFlow.PREPAID)
                + ledger.flow(LoanFlow.INTEREST_COLLECTED)
                + ledger.flow(LoanFlow.RECOVERED)
                + ledger.flow(Flow.SALE_PROCEEDS)
                + ledger.flow(Flow.COLLATERAL_PROCEEDS)
                + ledger.flow(Flow.FEES)
                + ledger.flow(Flow.LIQUIDITY_INCOME)
                + ledger.flow(Flow.DEPOSIT_INFLOW)
                + ledger.flow(Flow.WHOLESALE_INFLOW);
        long paid = ledger.flow(LoanFlow.ORIGINATED)
                + ledger.flow(LoanFlow.DRAWN)
                + ledger.flow(Flow.PURCHASE_PRICE)
                + ledger.flow(Flow.DEPOSIT_COST)
                + ledger.flow(Flow.WHOLESALE_COST)
                + ledger.flow(Flow.SERVICING)
                + ledger.flow(Flow.ORIGINATION_CASH)
                + ledger.flow(Flow.OVERHEAD)
                + ledger.flow(Flow.POLICY_COST)
                + ledger.flow(Flow.TAX_PAID)
                + ledger.flow(Flow.DIVIDENDS)
                + ledger.flow(Flow.LIQUID_BOUGHT);
        equal("cash: closing = opening + received - paid", ledger.balance(Account.CASH), opening[0] + received - paid);
    }

    private static long liabilities(Ledger ledger) {
        return ledger.balance(Account.DEPOSITS)
                + ledger.balance(Account.WHOLESALE)
                + ledger.balance(Account.TAX_PAYABLE)
                + ledger.balance(Account.EQUITY);
    }

    private static long deferred(Book book) {
        long sum = 0;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            int begin = book.loans.start(d);
            for (int i = begin; i < begin + book.loans.size(d); i++) {
                sum += book.loans.deferredCost[i];
            }
        }
        return sum;
    }

    private void equal(String identity, long left, long right) {
        require(left == right, identity + ": " + left + " against " + right);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(
                    "Day " + simulator.day + ": identity broken, " + what + " (1/10,000 currency units).");
        }
    }
}

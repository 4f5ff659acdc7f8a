package io.github.loantwin.env.ledger;

import io.github.loantwin.env.loan.Product;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The lender's books: balances, and the flows of the running day, in fixed-point money (1/10,000 of the currency unit).
 *
 * <p>Components of the simulator add flows during the day; {@link #close} posts them by double entry and returns net
 * income. The identities of credit-model D1 are checked by {@link Audit}.
 */
public final class Ledger {
    /** Fixed-point units per currency unit. */
    public static final double UNITS = 10_000;

    private final long[] balance = new long[Account.COUNT];
    private final long[] flow = new long[Flow.COUNT];
    private final long[] loanFlow = new long[LoanFlow.COUNT * Product.COUNT];
    private final long[] principal = new long[Product.COUNT];
    private final long[] count = new long[Product.COUNT];

    /** Converts currency units to fixed-point money, half away from zero for the usual amounts. */
    public static long money(double currency) {
        return (long) Math.rint(currency * UNITS);
    }

    /** Forgets the flows of the last day. */
    public void open() {
        Arrays.fill(flow, 0);
        Arrays.fill(loanFlow, 0);
    }

    /** Forgets balances and flows of an earlier episode. */
    public void clear() {
        Arrays.fill(balance, 0);
        Arrays.fill(principal, 0);
        Arrays.fill(count, 0);
        open();
    }

    /** Starts the books with a balance sheet that must balance. */
    public void start(long[] openingBalances, long[] openingPrincipal, long[] openingCount) {
        System.arraycopy(openingBalances, 0, balance, 0, balance.length);
        System.arraycopy(openingPrincipal, 0, principal, 0, principal.length);
        System.arraycopy(openingCount, 0, count, 0, count.length);
        open();
    }

    /** Adds to a flow of the day. */
    public void add(Flow kind, long amount) {
        flow[kind.ordinal()] += amount;
    }

    /** Adds to a loan flow of the day. */
    public void add(LoanFlow kind, int product, long amount) {
        loanFlow[kind.ordinal() * Product.COUNT + product] += amount;
    }

    /** Returns a flow of the day. */
    public long flow(Flow kind) {
        return flow[kind.ordinal()];
    }

    /** Returns a loan flow of the day for a product. */
    public long flow(LoanFlow kind, int product) {
        return loanFlow[kind.ordinal() * Product.COUNT + product];
    }

    /** Returns a loan flow of the day over all products. */
    public long flow(LoanFlow kind) {
        int first = kind.ordinal() * Product.COUNT;
        return loanFlow[first] + loanFlow[first + 1] + loanFlow[first + 2] + loanFlow[first + 3] + loanFlow[first + 4];
    }

    /** Returns a balance. */
    public long balance(Account account) {
        return balance[account.ordinal()];
    }

    /** Returns unpaid principal of a product. */
    public long principal(int product) {
        return principal[product];
    }

    /** Returns the number of loans of a product. */
    public long count(int product) {
        return count[product];
    }

    /** Returns total assets: cash, liquid assets, net loans, accrued interest, deferred costs, collateral. */
    public long assets() {
        return balance(Account.CASH)
                + balance(Account.LIQUID_ASSETS)
                + balance(Account.LOANS)
                - balance(Account.ALLOWANCE)
                + balance(Account.ACCRUED_INTEREST)
                + balance(Account.DEFERRED_COSTS)
                + balance(Account.REPOSSESSED);
    }

    /** Returns net interest income of the day. */
    public long netInterestIncome() {
        return flow(LoanFlow.INTEREST_ACCRUED)
                - flow(LoanFlow.INTEREST_REVERSED)
                + flow(Flow.LIQUIDITY_INCOME)
                - flow(Flow.DEPOSIT_COST)
                - flow(Flow.WHOLESALE_COST);
    }

    /** Returns operating cost of the day. */
    public long operatingCost() {
        return flow(Flow.SERVICING) + flow(Flow.ORIGINATION_COST) + flow(Flow.OVERHEAD) + flow(Flow.POLICY_COST);
    }

    /** Returns profit before tax and provision of the day. */
    public long preProvisionProfit() {
        return netInterestIncome()
                + flow(Flow.FEES)
                + flow(Flow.SALE_GAINS)
                + flow(Flow.COLLATERAL_GAINS)
                - operatingCost();
    }

    /**
     * Posts the day.
     *
     * @param allowance what the allowance must be tonight
     * @param taxRate tax on profit; losses give a credit
     */
    public void close(long allowance, double taxRate) {
        long chargeOffs = flow(LoanFlow.CHARGED_OFF);
        long recovered = flow(LoanFlow.RECOVERED);
        long provision = allowance - (balance(Account.ALLOWANCE) - chargeOffs + recovered);
        flow[Flow.PROVISION.ordinal()] = provision;
        long profit = preProvisionProfit() - provision;
        long tax = (long) Math.rint(profit * taxRate);
        flow[Flow.TAX.ordinal()] = tax;
        flow[Flow.NET_INCOME.ordinal()] = profit - tax;
        postLoans();
        balance[Account.ALLOWANCE.ordinal()] = allowance;
        balance[Account.CASH.ordinal()] += cashBeforeFunding();
        balance[Account.ACCRUED_INTEREST.ordinal()] +=
                flow(LoanFlow.INTEREST_ACCRUED) - flow(LoanFlow.INTEREST_COLLECTED) - flow(LoanFlow.INTEREST_REVERSED);
        balance[Account.DEFERRED_COSTS.ordinal()] += flow(Flow.DEFERRED_ADDED) - flow(Flow.DEFERRED_AMORTISED);
        balance[Account.REPOSSESSED.ordinal()] += flow(LoanFlow.TO_COLLATERAL) - flow(Flow.COLLATERAL_SOLD);
        balance[Account.TAX_PAYABLE.ordinal()] += tax - flow(Flow.TAX_PAID);
        balance[Account.EQUITY.ordinal()] += flow(Flow.NET_INCOME) - flow(Flow.DIVIDENDS);
    }

    /** Posts the day's funding after {@link #close}: deposits, wholesale, liquid assets, all against cash. */
    public void fund(long depositInflow, long wholesaleInflow, long liquidBought) {
        add(Flow.DEPOSIT_INFLOW, depositInflow);
        add(Flow.WHOLESALE_INFLOW, wholesaleInflow);
        add(Flow.LIQUID_BOUGHT, liquidBought);
        balance[Account.DEPOSITS.ordinal()] += depositInflow;
        balance[Account.WHOLESALE.ordinal()] += wholesaleInflow;
        balance[Account.LIQUID_ASSETS.ordinal()] += liquidBought;
        balance[Account.CASH.ordinal()] += depositInflow + wholesaleInflow - liquidBought;
    }

    private void postLoans() {
        long total = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            long change = flow(LoanFlow.ORIGINATED, k)
                    + flow(LoanFlow.DRAWN, k)
                    + flow(LoanFlow.BOUGHT, k)
                    - flow(LoanFlow.SCHEDULED, k)
                    - flow(LoanFlow.PREPAID, k)
                    - flow(LoanFlow.CHARGED_OFF, k)
                    - flow(LoanFlow.TO_COLLATERAL, k)
                    - flow(LoanFlow.SOLD, k);
            principal[k] += change;
            total += change;
            count[k] += flow(LoanFlow.COUNT_NEW, k)
                    + flow(LoanFlow.COUNT_BOUGHT, k)
                    - flow(LoanFlow.COUNT_MATURED, k)
                    - flow(LoanFlow.COUNT_PREPAID, k)
                    - flow(LoanFlow.COUNT_CHARGED_OFF, k)
                    - flow(LoanFlow.COUNT_SOLD, k);
        }
        balance[Account.LOANS.ordinal()] += total;
    }

    /** Returns the day's cash from everything but funding. */
    long cashBeforeFunding() {
        long received = flow(LoanFlow.SCHEDULED)
                + flow(LoanFlow.PREPAID)
                + flow(LoanFlow.INTEREST_COLLECTED)
                + flow(LoanFlow.RECOVERED)
                + flow(Flow.SALE_PROCEEDS)
                + flow(Flow.COLLATERAL_PROCEEDS)
                + flow(Flow.FEES)
                + flow(Flow.LIQUIDITY_INCOME);
        long paid = flow(LoanFlow.ORIGINATED)
                + flow(LoanFlow.DRAWN)
                + flow(Flow.PURCHASE_PRICE)
                + flow(Flow.DEPOSIT_COST)
                + flow(Flow.WHOLESALE_COST)
                + flow(Flow.SERVICING)
                + flow(Flow.ORIGINATION_CASH)
                + flow(Flow.OVERHEAD)
                + flow(Flow.POLICY_COST)
                + flow(Flow.TAX_PAID)
                + flow(Flow.DIVIDENDS);
        return received - paid;
    }

    /** Number of longs that {@link #save} writes. */
    public static int stateLongs() {
        return Account.COUNT + Flow.COUNT + LoanFlow.COUNT * Product.COUNT + 2 * Product.COUNT;
    }

    /** Writes the books. */
    public void save(ByteBuffer out) {
        out.asLongBuffer().put(balance).put(flow).put(loanFlow).put(principal).put(count);
        out.position(out.position() + stateLongs() * Long.BYTES);
    }

    /** Reads the books. */
    public void restore(ByteBuffer in) {
        in.asLongBuffer().get(balance).get(flow).get(loanFlow).get(principal).get(count);
        in.position(in.position() + stateLongs() * Long.BYTES);
    }
}

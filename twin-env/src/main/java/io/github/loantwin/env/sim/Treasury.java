package io.github.loantwin.env.sim;

import io.github.loantwin.env.ledger.Account;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LenderConfig;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.math.PortableMath;
import java.nio.ByteBuffer;

/**
 * Funding, liquidity and running cost: what accrues every day whatever the loans do, and the balance sheet's plug.
 *
 * <p>Every loan is funded at the matched rate locked at its origination. Deposits and equity replace wholesale funding
 * and earn the treasury rate, so wholesale and hedges cost the matched funding of all loans less the treasury rate on
 * the part of loans that deposits and equity fund, plus roll-over at the averaged excess spread.
 */
final class Treasury {
    private final Model model;
    private final World world;
    private final Book book;
    private final Ledger ledger;
    private long fixedOverhead;
    private long quarterIncome;

    Treasury(Model model, World world, Book book, Ledger ledger) {
        this.model = model;
        this.world = world;
        this.book = book;
        this.ledger = ledger;
    }

    /** Accrues a day's interest, funding, fees, servicing and overhead. */
    void accrue() {
        LenderConfig lender = model.lender;
        for (int k = 0; k < Product.COUNT; k++) {
            ledger.add(LoanFlow.INTEREST_ACCRUED, k, book.total(Segment.DAILY_INTEREST, k));
            ProductConfig.Cost cost = model.products.get(k).cost();
            long perLoan = Ledger.money(cost.servicing() / 365);
            long extra = Ledger.money((cost.servicingNonPerforming() - cost.servicing()) / 365);
            ledger.add(
                    Flow.SERVICING, perLoan * book.total(Segment.COUNT, k) + extra * book.total(Segment.COUNT_90, k));
        }
        double assets = ledger.assets();
        long loans = ledger.balance(Account.LOANS);
        long early = book.total(Segment.BALANCE_30) - book.total(Segment.BALANCE_90);
        ledger.add(Flow.SERVICING, perDay(early, lender.collections30()));
        ledger.add(Flow.SERVICING, perDay(book.total(Segment.BALANCE_90), lender.collections90()));
        ledger.add(Flow.FEES, perDay(assets, lender.feeRate()));
        ledger.add(Flow.OVERHEAD, fixedOverhead + perDay(assets, lender.overheadVariable()));
        double treasury = world.treasuryRate();
        ledger.add(
                Flow.LIQUIDITY_INCOME,
                perDay(ledger.balance(Account.LIQUID_ASSETS), Math.max(0, treasury + lender.liquidCarry())));
        ledger.add(Flow.DEPOSIT_COST, perDay(ledger.balance(Account.DEPOSITS), world.depositRate()));
        long wholesale = ledger.balance(Account.WHOLESALE);
        long matched = book.total(Segment.DAILY_FUNDING);
        ledger.add(
                Flow.WHOLESALE_COST,
                matched
                        - perDay((double) loans - wholesale, treasury)
                        + perDay(assets, lender.rollOver() * world.averageExcessSpread()));
    }

    private static long perDay(double amount, double annualRate) {
        return (long) (amount * annualRate / 365);
    }

    /** Charges a change of policy and the upkeep of a tilt, over the day's planned volume. */
    void chargePolicy(PolicyInForce policy, double plannedVolumePerDay) {
        double month = plannedVolumePerDay * 30;
        double cost = model.lender.policyChangeCost() * policy.change() * month
                + model.lender.tiltCost() * policy.rebalancing() * policy.rebalancing() * plannedVolumePerDay;
        ledger.add(Flow.POLICY_COST, Ledger.money(cost));
    }

    /** Pays tax and dividends at the end of a quarter; before the books are closed, from profit up to yesterday. */
    void quarterEnd(int day, double capitalRatio) {
        if (!model.calendar.isQuarterEnd(day)) {
            return;
        }
        ledger.add(Flow.TAX_PAID, ledger.balance(Account.TAX_PAYABLE));
        double full = (capitalRatio - model.lender.dividendFrom())
                / (model.lender.dividendFull() - model.lender.dividendFrom());
        double payout = model.lender.dividendPayout() * PortableMath.clamp(full, 0, 1);
        ledger.add(Flow.DIVIDENDS, (long) (Math.max(0, quarterIncome) * payout));
        quarterIncome = 0;
    }

    /** Funds the closed day: deposits grow, liquid assets follow the balance sheet monthly, wholesale takes the rest. */
    void fund(int day) {
        quarterIncome += ledger.flow(Flow.NET_INCOME);
        long deposits = perDay(ledger.balance(Account.DEPOSITS), model.lender.depositGrowth());
        long liquid = 0;
        if (model.calendar.isMonthStart(day)) {
            long target = liquidTarget();
            liquid = target - ledger.balance(Account.LIQUID_ASSETS);
        }
        long cashTarget = (long) (ledger.balance(Account.LOANS) * model.lender.cashShare());
        long cash = ledger.balance(Account.CASH) + deposits - liquid;
        long wholesale = Math.max(cashTarget - cash, -ledger.balance(Account.WHOLESALE));
        long surplus = cash + wholesale - cashTarget;
        ledger.fund(deposits, wholesale, liquid + surplus);
    }

    private long liquidTarget() {
        long others = ledger.assets() - ledger.balance(Account.LIQUID_ASSETS);
        double share = model.lender.liquidShare();
        return (long) (others * share / (1 - share));
    }

    /** Opens the books on day 0: assets from the book, equity by the capital ratio, deposits by share, wholesale the rest. */
    void open(long allowance, long accrued, long deferred, double equityOnDay0) {
        long[] balances = new long[Account.COUNT];
        long[] principal = new long[Product.COUNT];
        long[] count = new long[Product.COUNT];
        long loans = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            principal[k] = book.total(Segment.BALANCE, k);
            count[k] = book.total(Segment.COUNT, k);
            loans += principal[k];
        }
        long cash = (long) (loans * model.lender.cashShare());
        long others = loans - allowance + accrued + deferred + cash;
        double share = model.lender.liquidShare();
        long liquid = (long) (others * share / (1 - share));
        long equity = (long) equityOnDay0;
        long liabilities = others + liquid - equity;
        long deposits = (long) (liabilities * model.lender.depositShare());
        balances[Account.CASH.ordinal()] = cash;
        balances[Account.LIQUID_ASSETS.ordinal()] = liquid;
        balances[Account.LOANS.ordinal()] = loans;
        balances[Account.ALLOWANCE.ordinal()] = allowance;
        balances[Account.ACCRUED_INTEREST.ordinal()] = accrued;
        balances[Account.DEFERRED_COSTS.ordinal()] = deferred;
        balances[Account.DEPOSITS.ordinal()] = deposits;
        balances[Account.WHOLESALE.ordinal()] = liabilities - deposits;
        balances[Account.EQUITY.ordinal()] = equity;
        ledger.start(balances, principal, count);
        fixedOverhead = (long) ((others + liquid) * model.lender.overheadFixed() / 365);
        quarterIncome = 0;
    }

    static int stateBytes() {
        return 2 * Long.BYTES;
    }

    void save(ByteBuffer out) {
        out.putLong(fixedOverhead).putLong(quarterIncome);
    }

    void restore(ByteBuffer in) {
        fixedOverhead = in.getLong();
        quarterIncome = in.getLong();
    }
}

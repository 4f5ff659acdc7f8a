package io.github.loantwin.env.sim;

import io.github.loantwin.env.ledger.Account;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.macro.Economy;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.reward.Reward;
import io.github.loantwin.env.risk.LossDistribution;
import io.github.loantwin.env.risk.LossMoments;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One lender in one world, a day at a time.
 *
 * <p>The day: the world moves, the policy takes force, interest and cost accrue, recoveries come in, the loans of the due
 * day move and are marked, applicants are met, the books are closed and funded, figures and reward follow. Not
 * thread-safe; no allocation in a day unless the book outgrows its columns.
 */
public final class Simulator {
    private static final int K = Product.COUNT;
    private static final int VAR_EVERY_DAYS = 7;

    final Model model;
    private final DayScratch scratch;
    final Draws draws = new Draws(0);
    final World world;
    final Book book;
    final Ledger ledger = new Ledger();
    final Collections collections;
    final PolicyInForce policy;
    final DueDay dueDay;
    final Originator originator;
    final Treasury treasury;
    final Trailing trailing = new Trailing();
    private final StartingBook startingBook;
    private final TapeBook tapeBook;
    private final Reward reward;
    private final Audit audit;

    private LoanEvents events = LoanEvents.NONE;
    int day;
    long referenceEquity;
    double valueAtRisk95;
    double valueAtRisk99;
    double economicProfit;
    boolean failed;
    final double[] rewardVector = new double[Reward.SIZE];
    private DayProfile profile = DayProfile.OFF;

    /** Creates a simulator of a compiled model; call {@link #reset} before a day. */
    public Simulator(Model model) {
        this(model, new DayScratch());
    }

    /** Creates a simulator with working memory that other simulators of its thread may share. */
    public Simulator(Model model, DayScratch scratch) {
        this.model = model;
        this.scratch = scratch;
        world = new World(model, draws);
        book = new Book(model, world, scratch);
        collections = new Collections(model);
        policy = new PolicyInForce(model);
        dueDay = new DueDay(model, world, book, ledger, collections, policy, draws, scratch);
        originator = new Originator(model, world, book, ledger, policy, draws, scratch);
        treasury = new Treasury(model, world, book, ledger);
        tapeBook = new TapeBook(model, world, book);
        startingBook = new StartingBook(model, world, book, draws);
        reward = new Reward(model.reward, model.policy);
        audit = new Audit(this);
    }

    /** Lets someone watch single loans from now on; {@link LoanEvents#NONE} ends it. It is no part of the state. */
    public void watch(LoanEvents watcher) {
        events = watcher;
        dueDay.watch(watcher);
        originator.watch(watcher);
    }

    /** Starts the episode of a key. */
    public void reset(long key) {
        reset(key, ResetOptions.NONE);
    }

    /** Starts the episode of a key with some of its start pinned. */
    public void reset(long key, ResetOptions options) {
        draws.rekey(key);
        day = 0;
        failed = false;
        valueAtRisk95 = 0;
        valueAtRisk99 = 0;
        world.reset(options);
        ledger.clear();
        policy.reset();
        collections.clear();
        originator.reset();
        trailing.clear();
        if (options.loans().isEmpty()) {
            startingBook.build(options.delinquencyStress());
        } else {
            tapeBook.build(options.loans());
        }
        seedRecoveries();
        openBooks(options.capitalRatio().orElse(model.lender.capitalRatioStart()));
        refreshRisk();
        expectedFigures();
        scoreDay(true);
    }

    /** Recoveries of the loans charged off in the two years before day 0, at the book's own pace. */
    private void seedRecoveries() {
        int month = model.calendar.monthIndex(1); // of the first day on which recoveries are paid
        for (int k = 0; k < K; k++) {
            if (k == Product.MORTGAGE.ordinal() || k == Product.AUTO.ordinal()) {
                continue;
            }
            double severity = model.averageSeverity[k];
            double monthlyRecovery = book.total(Segment.DAILY_LOSS_ACCRUAL, k) * 30.4 / severity * (1 - severity);
            int last = model.recovery.lastMonth(k);
            for (int ahead = 0; ahead < Math.min(last, Collections.HORIZON - 1); ahead++) {
                double share = 0;
                for (int ago = 1; ahead + ago <= last; ago++) {
                    share += model.recovery.share(k, ahead + ago, world.trueStress(k));
                }
                collections.scheduleRecoveryIn(k, month + ahead, (long) (monthlyRecovery * share));
            }
        }
    }

    private void openBooks(double capitalRatio) {
        long deferred = 0;
        LoanColumns loans = book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            int begin = loans.start(d);
            for (int i = begin; i < begin + loans.size(d); i++) {
                deferred += loans.deferredCost[i];
            }
        }
        treasury.open(allowance(), book.accruedInterest(0), deferred, riskWeighted() * capitalRatio);
        referenceEquity = (long) (model.lender.economicCapital() * riskWeighted());
        originator.limitNames(ledger.balance(Account.EQUITY));
        originator.plannedVolume();
    }

    /** Fills the trailing window with the day that the book promises, so that ratios have a value at once. */
    private void expectedFigures() {
        treasury.accrue();
        long accrued = book.total(Segment.DAILY_LOSS_ACCRUAL);
        double originations = 0;
        for (int k = 0; k < K; k++) {
            double perDay =
                    model.startingCount(k) * model.products.get(k).demand().bookedPerLoanYear() / 365;
            originations += perDay * Ledger.money(model.products.get(k).cost().origination());
        }
        long cost = ledger.operatingCost() + (long) originations;
        long beforeTax = ledger.netInterestIncome() + ledger.flow(Flow.FEES) - cost - accrued;
        long netIncome = beforeTax - (long) Math.rint(beforeTax * model.lender.taxRate());
        trailing.set(Trailing.Figure.NET_INCOME, netIncome);
        trailing.set(Trailing.Figure.NET_INTEREST, ledger.netInterestIncome());
        trailing.set(Trailing.Figure.REVENUE, ledger.netInterestIncome() + ledger.flow(Flow.FEES));
        trailing.set(Trailing.Figure.OPERATING_COST, cost);
        trailing.set(Trailing.Figure.ORIGINATION_COST, (long) originations);
        trailing.set(Trailing.Figure.NET_CHARGE_OFF, accrued);
        trailing.set(Trailing.Figure.REALISED_LOSS, accrued);
        trailing.set(Trailing.Figure.ACCRUED_LOSS, accrued);
        trailing.set(Trailing.Figure.GAINS, 0);
        setLevels();
        trailing.fill();
        ledger.open();
    }

    /** Runs one day under an action. */
    public void runDay(double credit, double pricing, double rebalancing) {
        audit.open();
        day++;
        int dayOfMonth = model.calendar.dayOfMonth(day);
        boolean due = dayOfMonth <= LoanColumns.SEGMENTS;
        profile.begin();
        ledger.open();
        world.startDay(day);
        profile.lap(DayProfile.Part.ECONOMY);
        originator.limitNames(ledger.balance(Account.EQUITY));
        policy.set(day, credit, pricing, rebalancing, originator.plannedVolume());
        treasury.accrue();
        treasury.chargePolicy(policy, originator.plannedVolumeTotal());
        long expectedBefore = collections.expectedRecoveries();
        int month = model.calendar.monthIndex(day);
        if (dayOfMonth == 1) {
            collections.sellCollateral(ledger, month, world.trueIndex());
        }
        collections.payRecoveries(ledger, month, dayOfMonth, model.calendar.daysInMonth(day));
        profile.lap(DayProfile.Part.LEDGER);
        if (due) {
            dueDay.process(day);
        }
        profile.lap(DayProfile.Part.MOVES);
        originator.process(day);
        profile.lap(DayProfile.Part.APPLICANTS);
        if (due) {
            book.closeMarks(dayOfMonth - 1);
        }
        profile.lap(DayProfile.Part.MARKING);
        treasury.quarterEnd(day, capitalRatio());
        ledger.close(allowance(), model.lender.taxRate());
        treasury.fund(day);
        profile.lap(DayProfile.Part.LEDGER);
        if (day % VAR_EVERY_DAYS == 0) {
            refreshRisk();
        }
        profile.lap(DayProfile.Part.VALUE_AT_RISK);
        pushFigures(expectedBefore);
        scoreDay(false);
        profile.lap(DayProfile.Part.REWARD);
        audit.close();
        events.dayEnded(day, ledger);
    }

    /**
     * Measures the parts of the coming days.
     *
     * @param days how many of the last ones are remembered; 0 switches it off
     */
    public DayProfile profile(int days) {
        profile = days > 0 ? new DayProfile(days) : DayProfile.OFF;
        dueDay.profile(profile);
        return profile;
    }

    private void refreshRisk() {
        LossDistribution losses = book.freshDistribution();
        double exposure = book.bookMoments().exposure();
        valueAtRisk95 = exposure > 0 ? losses.quantile(0.95) / exposure : 0;
        valueAtRisk99 = exposure > 0 ? losses.quantile(0.99, valueAtRisk95 * exposure) / exposure : 0;
    }

    private void pushFigures(long expectedBefore) {
        long chargeOffs = ledger.flow(LoanFlow.CHARGED_OFF) - ledger.flow(LoanFlow.RECOVERED);
        long realised = chargeOffs
                - (collections.expectedRecoveries() - expectedBefore)
                - ledger.flow(Flow.COLLATERAL_GAINS)
                + ledger.flow(LoanFlow.INTEREST_REVERSED);
        trailing.set(Trailing.Figure.NET_INCOME, ledger.flow(Flow.NET_INCOME));
        trailing.set(Trailing.Figure.NET_INTEREST, ledger.netInterestIncome());
        trailing.set(Trailing.Figure.REVENUE, ledger.netInterestIncome() + ledger.flow(Flow.FEES));
        trailing.set(Trailing.Figure.OPERATING_COST, ledger.operatingCost());
        trailing.set(Trailing.Figure.ORIGINATION_COST, ledger.flow(Flow.ORIGINATION_COST));
        trailing.set(Trailing.Figure.NET_CHARGE_OFF, chargeOffs);
        trailing.set(Trailing.Figure.REALISED_LOSS, realised);
        trailing.set(Trailing.Figure.ACCRUED_LOSS, book.total(Segment.DAILY_LOSS_ACCRUAL));
        trailing.set(Trailing.Figure.GAINS, ledger.flow(Flow.SALE_GAINS));
        setLevels();
        trailing.push(day);
    }

    private void setLevels() {
        trailing.set(Trailing.Figure.EQUITY, ledger.balance(Account.EQUITY));
        trailing.set(Trailing.Figure.ASSETS, ledger.assets());
        trailing.set(
                Trailing.Figure.EARNING_ASSETS, ledger.balance(Account.LOANS) + ledger.balance(Account.LIQUID_ASSETS));
        trailing.set(Trailing.Figure.LOANS, ledger.balance(Account.LOANS));
        trailing.set(Trailing.Figure.SPECIFIC_RESERVE, book.total(Segment.SPECIFIC_RESERVE));
    }

    private void scoreDay(boolean first) {
        economicProfit = first ? trailing.last(Trailing.Figure.NET_INCOME) - equityCharge() : economicProfitOfDay();
        double tax = 1 - model.lender.taxRate();
        double surprise = tax
                * (365.0 / Trailing.DAYS)
                * ((double) trailing.sum(Trailing.Figure.REALISED_LOSS)
                        + trailing.last(Trailing.Figure.SPECIFIC_RESERVE)
                        - trailing.before(Trailing.Figure.SPECIFIC_RESERVE)
                        - trailing.sum(Trailing.Figure.ACCRUED_LOSS));
        rewardVector[0] = reward.financial(economicProfit * 365, surprise, referenceEquity);
        rewardVector[1] = reward.risk(valueAtRisk95, expectedLossRate(), delinquencyRate());
        rewardVector[2] = reward.regulatory(capitalRatio(), liquidityCoverage(), largestShare());
        rewardVector[3] = reward.operational(
                originator.volumeAgainstPlan(),
                originator.bookingsAgainstPlan(),
                originator.automaticShare(),
                policy.changeOver30Days());
        failed = ledger.balance(Account.EQUITY) <= 0 || capitalRatio() < reward.capitalFloor();
    }

    /**
     * Economic profit of the day: income less cost, accrued losses, tax, and the charge for equity. Gains and origination
     * cost, which come in lumps, count as their mean over 90 days.
     */
    private double economicProfitOfDay() {
        double tax = 1 - model.lender.taxRate();
        double beforeTax = (double) ledger.netInterestIncome()
                + ledger.flow(LoanFlow.INTEREST_REVERSED)
                + ledger.flow(Flow.FEES)
                + trailing.mean(Trailing.Figure.GAINS)
                - (ledger.operatingCost() - ledger.flow(Flow.ORIGINATION_COST))
                - trailing.mean(Trailing.Figure.ORIGINATION_COST)
                - book.total(Segment.DAILY_LOSS_ACCRUAL);
        return tax * beforeTax - equityCharge();
    }

    private double equityCharge() {
        double riskFree = (1 - model.lender.taxRate()) * world.treasuryRate();
        double capital = model.lender.economicCapital() * riskWeighted();
        return (riskFree * ledger.balance(Account.EQUITY) + (model.lender.costOfEquity() - riskFree) * capital) / 365;
    }

    /** Returns what a failure adds to the reward. */
    public double terminalReward() {
        return reward.terminal(model.episode.simulationDays() - day);
    }

    /** Returns whether the lender is insolvent or under the capital floor. */
    public boolean failed() {
        return failed;
    }

    /** Returns the day of the episode, 0 at reset. */
    public int day() {
        return day;
    }

    /** Returns today's date as days since 1970-01-01. */
    public int epochDay() {
        return model.calendar.epochDay(day);
    }

    /** Returns the economy. */
    public Economy economy() {
        return world.economy;
    }

    /** Returns every loan on the books as a record, ordered by due day. */
    public List<Loan> loanTape() {
        return tapeBook.snapshot(day);
    }

    /** Returns the books. */
    public Ledger ledger() {
        return ledger;
    }

    /** Returns unpaid principal of a product, fixed-point. */
    public long balance(int product) {
        return book.total(Segment.BALANCE, product);
    }

    /** Returns principal 30 and more days past due of a product, fixed-point. */
    public long delinquent(int product) {
        return book.total(Segment.BALANCE_30, product);
    }

    /** Returns the share of balance 90 and more days past due. */
    public double delinquencyRate90() {
        return ratio(book.total(Segment.BALANCE_90), book.total(Segment.BALANCE));
    }

    /** Returns the number of loans. */
    public int loanCount() {
        return book.loans.count();
    }

    /** Returns the number of loans that the columns have room for. */
    public int loanCapacity() {
        return book.loans.capacity();
    }

    /** Returns risk-weighted assets by internal ratings, fixed-point. */
    public double riskWeightedIrb() {
        return book.total(Segment.RWA_IRB);
    }

    /** Returns value at risk 95 % over exposure, as of its last refresh. */
    public double valueAtRisk95() {
        return valueAtRisk95;
    }

    /** Returns value at risk 99 % over exposure, as of its last refresh. */
    public double valueAtRisk99() {
        return valueAtRisk99;
    }

    /** Returns the day's economic profit, fixed-point. */
    public double economicProfit() {
        return economicProfit;
    }

    /** Adds the four reward components of the day. */
    public void addRewardVector(double[] sums) {
        for (int c = 0; c < Reward.SIZE; c++) {
            sums[c] += rewardVector[c];
        }
    }

    /** Returns weights . vector. */
    public double totalReward(double[] vector) {
        return reward.total(vector);
    }

    /** Returns annualised net income over mean equity of 90 days. */
    public double returnOnEquity() {
        return trailing.annualRatio(Trailing.Figure.NET_INCOME, Trailing.Figure.EQUITY);
    }

    /** Returns annualised net income over mean assets of 90 days. */
    public double returnOnAssets() {
        return trailing.annualRatio(Trailing.Figure.NET_INCOME, Trailing.Figure.ASSETS);
    }

    /** Returns annualised net interest income over mean earning assets of 90 days. */
    public double netInterestMargin() {
        return trailing.annualRatio(Trailing.Figure.NET_INTEREST, Trailing.Figure.EARNING_ASSETS);
    }

    /** Returns operating cost over revenue of 90 days. */
    public double efficiencyRatio() {
        return ratio(trailing.sum(Trailing.Figure.OPERATING_COST), trailing.sum(Trailing.Figure.REVENUE));
    }

    /** Returns annualised net charge-offs over mean loans of 90 days. */
    public double chargeOffRate() {
        return trailing.annualRatio(Trailing.Figure.NET_CHARGE_OFF, Trailing.Figure.LOANS);
    }

    /** Returns annualised growth of loans over 90 days. */
    public double loanGrowth() {
        long before = trailing.before(Trailing.Figure.LOANS);
        return before == 0 ? 0 : (ratio(trailing.last(Trailing.Figure.LOANS), before) - 1) * 365 / Trailing.DAYS;
    }

    /** Returns the actions in force: credit policy, pricing, rebalancing. */
    public double action(int component) {
        return component == 0 ? policy.credit() : component == 1 ? policy.pricing() : policy.rebalancing();
    }

    /** Returns the rate add-on in force on card accounts. */
    public double cardAddOn() {
        return policy.cardAddOn(day);
    }

    /** Returns the cut-off score in force. */
    public double cutoff(int product) {
        return policy.cutoff(product);
    }

    /** Returns the day's applications. */
    public long applications() {
        return originator.applications;
    }

    /** Returns the day's approvals. */
    public long approvals() {
        return originator.approvals;
    }

    /** Returns the day's automatic decisions. */
    public long automaticDecisions() {
        return originator.automatic;
    }

    /** Returns the loans booked today. */
    public long bookings() {
        return originator.bookings;
    }

    /** Returns the day's applicants declined because the book is full. */
    public long declinedCapacity() {
        return originator.declinedCapacity;
    }

    /** Lifetime losses less the recoveries still expected from loans written off, at least 0 (credit-model D1.7). */
    long allowance() {
        return Math.max(0, book.total(Segment.ALLOWANCE) - collections.expectedRecoveries());
    }

    /** Risk-weighted assets by the configured approach. */
    public double riskWeighted() {
        return model.lender.riskWeights() == io.github.loantwin.env.ledger.LenderConfig.RiskWeights.IRB
                ? book.total(Segment.RWA_IRB)
                : book.total(Segment.RWA_STANDARDISED) + ledger.balance(Account.REPOSSESSED);
    }

    public double capitalRatio() {
        double weighted = riskWeighted();
        return weighted <= 0 ? 1 : ledger.balance(Account.EQUITY) / weighted;
    }

    public double expectedLossRate() {
        return ratio(book.total(Segment.EXPECTED_LOSS), book.total(Segment.EXPOSURE));
    }

    public double delinquencyRate() {
        return ratio(book.total(Segment.BALANCE_30), book.total(Segment.BALANCE));
    }

    public double largestShare() {
        long largest = 0;
        for (int k = 0; k < K; k++) {
            largest = Math.max(largest, book.total(Segment.BALANCE, k));
        }
        return ratio(largest, book.total(Segment.BALANCE));
    }

    public double herfindahl() {
        double sum = 0;
        for (int k = 0; k < K; k++) {
            double share = ratio(book.total(Segment.BALANCE, k), book.total(Segment.BALANCE));
            sum += share * share;
        }
        return sum;
    }

    /** Liquid assets over 30 days' net outflow: 5 % of deposits, 25 % of wholesale, less half of contractual inflow. */
    public double liquidityCoverage() {
        double outflow = 0.05 * ledger.balance(Account.DEPOSITS) + 0.25 * ledger.balance(Account.WHOLESALE);
        double inflow = Math.min(0.5 * book.total(Segment.CONTRACTUAL_INFLOW), 0.75 * outflow);
        double net = outflow - inflow;
        return net <= 0 ? 10 : Math.min(10, ledger.balance(Account.LIQUID_ASSETS) / net);
    }

    /** Stable funding over required: equity, 90 % of deposits, half of wholesale; 65 % of mortgages, 85 % of other loans. */
    public double stableFunding() {
        double available = ledger.balance(Account.EQUITY)
                + 0.90 * ledger.balance(Account.DEPOSITS)
                + 0.50 * ledger.balance(Account.WHOLESALE);
        double mortgages = book.total(Segment.BALANCE, Product.MORTGAGE.ordinal());
        double required = 0.65 * mortgages
                + 0.85 * (book.total(Segment.BALANCE) - mortgages)
                + 0.05 * ledger.balance(Account.LIQUID_ASSETS);
        return required <= 0 ? 10 : Math.min(10, available / required);
    }

    /** Returns how well applicants are served: automatic decisions and volume within capacity, in [0, 1]. */
    public double serviceScore() {
        double load = PortableMath.clamp(2 - originator.volumeAgainstPlan(), 0, 1);
        return 0.5 * originator.automaticShare() + 0.5 * load;
    }

    /** Returns the working memory, for a simulator that takes this one's place. */
    public DayScratch scratch() {
        return scratch;
    }

    /** Returns the compiled model. */
    public Model model() {
        return model;
    }

    /** Changes the luck of every event after today; what has happened stays. */
    public void rekey(long key) {
        draws.rekey(key);
        world.economy.rekey(key);
    }

    /** Returns the largest number of bytes that {@link #save} writes. */
    public long maxStateBytes() {
        return Long.BYTES + world.economy.stateBytes() + maxHappenedBytes();
    }

    private long maxHappenedBytes() {
        return fixedBytes() + book.maxStateBytes();
    }

    private int fixedBytes() {
        return World.stateBytes()
                + Ledger.stateLongs() * Long.BYTES
                + Collections.stateBytes()
                + policy.stateBytes()
                + originator.stateBytes()
                + Treasury.stateBytes()
                + Trailing.stateBytes()
                + Integer.BYTES
                + Long.BYTES
                + (3 + Reward.SIZE) * Double.BYTES
                + 1;
    }

    /** Returns a number that differs between builds whose states have parts of other sizes. */
    public int stateShape() {
        return 31 * (31 * fixedBytes() + world.economy.stateBytes()) + LossMoments.maxStateBytes();
    }

    /** Writes the complete state. */
    public void save(ByteBuffer out) {
        out.putLong(draws.key());
        world.economy.save(out);
        saveHappened(out);
    }

    /** Writes all that has happened, the economy apart; no key and nothing drawn ahead. */
    private void saveHappened(ByteBuffer out) {
        world.save(out);
        ledger.save(out);
        collections.save(out);
        policy.save(out);
        originator.save(out);
        treasury.save(out);
        trailing.save(out);
        out.putInt(day).putLong(referenceEquity).putDouble(valueAtRisk95).putDouble(valueAtRisk99);
        out.putDouble(economicProfit).put((byte) (failed ? 1 : 0));
        for (double component : rewardVector) {
            out.putDouble(component);
        }
        book.save(out);
    }

    /** Reads what {@link #save} wrote, into a simulator of an equal model. */
    public void restore(ByteBuffer in) {
        draws.rekey(in.getLong());
        world.economy.restore(in);
        world.restore(in);
        ledger.restore(in);
        collections.restore(in);
        policy.restore(in);
        originator.restore(in);
        treasury.restore(in);
        trailing.restore(in);
        day = in.getInt();
        referenceEquity = in.getLong();
        valueAtRisk95 = in.getDouble();
        valueAtRisk99 = in.getDouble();
        economicProfit = in.getDouble();
        failed = in.get() != 0;
        for (int c = 0; c < rewardVector.length; c++) {
            rewardVector[c] = in.getDouble();
        }
        book.restore(in);
        originator.plannedVolume();
    }

    /** Returns a 64-bit digest of all that has happened, the same on every machine; nothing drawn ahead enters it. */
    public long stateHash() {
        ByteBuffer happened = StateBytes.allocate(maxHappenedBytes());
        saveHappened(happened);
        return StateBytes.digest(happened, world.economy.hash(StateBytes.START));
    }

    static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}

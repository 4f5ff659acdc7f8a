package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.Amortisation;
import io.github.loantwin.env.credit.RollRow;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.random.UniformBatch;
import java.util.Arrays;

/**
 * The due date of a loan: one draw decides its move, the payment follows from the move, then the next period begins.
 *
 * <p>Stay current: the instalment. Worse: nothing. Stay past due (30, 60): one instalment. Better by n buckets: n + 1
 * instalments. Current again: all arrears. 90 days and more: nothing, no accrual. Payments go to interest, then
 * principal, oldest first.
 */
final class DueDay {
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();
    private static final int BUSINESS = Product.BUSINESS.ordinal();
    private static final int CARD = Product.CARD.ordinal();
    private static final int DEFAULTED = DelinquencyState.DPD90.ordinal();
    /** Unpaid cycles at which a mortgage is written down to its collateral: 180 days. */
    private static final int CHARGE_DOWN_CYCLES = 6;
    /** Smallest payment of a card, 35 currency units, and the share of the balance. */
    private static final long CARD_MINIMUM = 35 * 10_000L;

    private static final double CARD_MINIMUM_SHARE = 0.01;
    private final Model model;
    private final World world;
    private final Book book;
    private final LoanColumns loans;
    private final Ledger ledger;
    private final Collections collections;
    private final PolicyInForce policy;
    private final Draws draws;
    private final CurrentLoans current;
    private DayProfile profile = DayProfile.OFF;
    private final UniformBatch batch;
    private final double[] row = new double[6];
    private final double[] saleHazard = new double[Product.COUNT];

    private LoanEvents events = LoanEvents.NONE;
    private boolean watched;
    private int day;
    private int segment;
    private int month;
    private int monthOfYear;
    private int daysToNextDue;
    private double shortRate;
    private double cardAddOn;
    private boolean selling;
    /** The running loan's draw of its use of a card. */
    private double cardLuck;

    DueDay(
            Model model,
            World world,
            Book book,
            Ledger ledger,
            Collections collections,
            PolicyInForce policy,
            Draws draws,
            DayScratch scratch) {
        this.model = model;
        this.world = world;
        this.book = book;
        this.loans = book.loans;
        this.ledger = ledger;
        this.collections = collections;
        this.policy = policy;
        this.draws = draws;
        batch = scratch.luck;
        current = new CurrentLoans(model, world, book, ledger, scratch);
    }

    void profile(DayProfile newProfile) {
        profile = newProfile;
    }

    void watch(LoanEvents watcher) {
        events = watcher;
        watched = watcher != LoanEvents.NONE;
    }

    /** Processes the loans that are due on a day, and marks those that stay; days 29 to 31 of a month have none. */
    void process(int today) {
        day = today;
        segment = model.calendar.dayOfMonth(today) - 1;
        month = model.calendar.monthIndex(today);
        monthOfYear = model.calendar.monthOfYear(today);
        daysToNextDue = model.calendar.daysInMonth(today);
        shortRate = world.shortRate();
        cardAddOn = policy.cardAddOn(today);
        prepareSales();
        current.startDay(today, cardAddOn);
        int begin = loans.start(segment);
        int end = begin + loans.size(segment);
        book.openMarks();
        for (int from = begin; from < end; from += UniformBatch.SIZE) {
            int count = Math.min(UniformBatch.SIZE, end - from);
            run(from, count);
            profile.lap(DayProfile.Part.MOVES);
            book.markRun(segment, from, from + count);
            profile.lap(DayProfile.Part.MARKING);
        }
        loans.removeGone(segment);
    }

    private void run(int from, int count) {
        batch.fill(draws.key(), Stream.LOAN_MONTH, loans.id, from, count, month);
        if (watched) {
            for (int i = from; i < from + count; i++) {
                events.before(loans.id[i], loans.product[i], loans.score[i], ledger);
                loan(i, i - from);
                events.after(ledger);
            }
            return;
        }
        int left = current.process(segment, from, count, batch, saleHazard);
        for (int n = 0; n < left; n++) {
            int i = current.left(n);
            loan(i, i - from);
        }
    }

    private void prepareSales() {
        double tilt = policy.rebalancing();
        double beyond = Math.abs(tilt) - model.demand.tradeFrom();
        selling = beyond > 0;
        if (!selling) {
            Arrays.fill(saleHazard, 0);
            return;
        }
        double hazard = model.demand.tradePerYear() / 12 * beyond / (0.1 - model.demand.tradeFrom());
        for (int k = 0; k < Product.COUNT; k++) {
            boolean shrink = tilt > 0 != Product.at(k).secured();
            saleHazard[k] = shrink ? hazard : 0;
        }
    }

    private void loan(int i, int draw) {
        cardLuck = batch.second()[draw];
        int k = loans.product[i];
        int missed = loans.missed[i];
        int state = Math.min(missed, DEFAULTED);
        loans.age[i]++;
        long interest = closePeriod(i, k, missed);
        amortiseCost(i, k);
        double paymentChange = reprice(i, k, state);
        int next = move(i, k, state, paymentChange, batch.first()[draw]);
        if (next == DelinquencyState.PREPAY) {
            prepay(i, k, interest);
        } else if (next == DelinquencyState.CHARGE_OFF) {
            chargeOff(i, k, interest);
        } else {
            stay(i, k, missed, next, interest);
        }
    }

    /** Trues up the interest of the period that ends today; returns all unpaid interest of the loan. */
    private long closePeriod(int i, int k, int missed) {
        if (missed >= DEFAULTED) {
            return 0;
        }
        long recognised = loans.dailyInterest[i] * (day - loans.periodStart[i]);
        ledger.add(LoanFlow.INTEREST_ACCRUED, k, loans.periodInterest[i] - recognised);
        return loans.interestArrears[i] + loans.periodInterest[i];
    }

    private void amortiseCost(int i, int k) {
        long deferred = loans.deferredCost[i];
        if (deferred > 0) {
            int months = k == CARD ? monthsOfCardCost(loans.age[i]) : Math.max(1, loans.remaining[i]);
            expenseCost(i, deferred / months);
        }
    }

    /** Months over which what is left of a card's opening cost is spread: two years from opening, at least one. */
    static int monthsOfCardCost(int age) {
        return Math.max(1, 24 - age + 1);
    }

    private void expenseCost(int i, long part) {
        loans.deferredCost[i] -= part;
        ledger.add(Flow.DEFERRED_AMORTISED, part);
        ledger.add(Flow.ORIGINATION_COST, part);
    }

    /** Moves a floating loan's rate to the index; returns the new instalment over the old. */
    private double reprice(int i, int k, int state) {
        if (k == CARD) {
            loans.rate[i] = Math.max(0, shortRate + loans.margin[i] + cardAddOn);
        } else if (k == BUSINESS && state == 0 && loans.remaining[i] > 1) {
            double rate = Math.max(0, shortRate + loans.margin[i]);
            if (rate != loans.rate[i]) {
                long old = loans.instalment[i];
                loans.rate[i] = rate;
                loans.instalment[i] = Amortisation.levelPayment(loans.balance[i], rate, loans.remaining[i]);
                return (double) loans.instalment[i] / Math.max(1, old);
            }
        }
        return 1;
    }

    /** Draws the month's move: a state, a charge-off or a prepayment. Low luck is bad luck in every row. */
    private int move(int i, int k, int state, double paymentChange, double luck) {
        double[] rates = world.rollRates[k];
        double rr = loans.riskMultiplier[i];
        double smm = prepayment(i, k, state);
        double m = rr * model.multiplier.ageFactor(k, loans.age[i]);
        if (state == 0) {
            if (paymentChange != 1) {
                m *= model.multiplier.paymentShock(paymentChange);
            }
            double base = rates[1];
            if (entersDelinquency(luck, base / (1 - base) * m)) {
                return 1;
            }
            return luck > 1 - smm ? DelinquencyState.PREPAY : 0;
        }
        RollRow.fill(rates, state, m, smm, row);
        return RollRow.draw(row, luck);
    }

    /** Returns whether a loan with the given odds of missing a payment misses it: luck &lt; odds / (1 + odds). */
    static boolean entersDelinquency(double luck, double odds) {
        return luck * (1 + odds) < odds;
    }

    private double prepayment(int i, int k, int state) {
        double rate = loans.rate[i];
        double market = k == CARD || k == BUSINESS ? rate : world.marketFunding(k) + loans.margin[i];
        double cltv = k == MORTGAGE ? book.cltv(i, k, world.trueIndex(), world.trueStress(k)) : 0;
        double smm = model.prepayment.smm(
                k, state, loans.age[i], rate, market, loans.burnout[i], cltv, monthOfYear, world.trueStress(k));
        if (k == MORTGAGE && model.prepayment.inTheMoney(rate, market)) {
            loans.burnout[i]++;
        }
        return k == CARD ? smm * model.prepayment.attritionFactor(k, cardAddOn) : smm;
    }

    private void prepay(int i, int k, long interest) {
        ledger.add(LoanFlow.PREPAID, k, loans.balance[i]);
        ledger.add(LoanFlow.INTEREST_COLLECTED, k, interest);
        ledger.add(LoanFlow.RECOVERED, k, loans.writtenDown[i]);
        ledger.add(LoanFlow.COUNT_PREPAID, k, 1);
        remove(i);
    }

    private void remove(int i) {
        expenseCost(i, loans.deferredCost[i]);
        loans.deferredCost[i] = 0;
        loans.missed[i] = LoanColumns.GONE;
    }

    /** Writes a loan off: collateral comes on the books at what it will bring, the rest is a loss. */
    private void chargeOff(int i, int k, long interest) {
        ledger.add(LoanFlow.INTEREST_REVERSED, k, interest);
        long balance = loans.balance[i];
        long exposure = balance + loans.writtenDown[i];
        boolean realEstate = (loans.flags[i] & LoanColumns.REAL_ESTATE) != 0;
        double stress = world.trueStress(k);
        double luck = draws.uniform(Stream.SEVERITY, loans.id[i], 0);
        double index = world.trueIndex();
        double cltv = balance > 0 ? book.cltv(i, k, index, stress) * ((double) exposure / balance) : 0;
        double lgd =
                model.severity.draw(k, cltv, model.severity.valueSigma(k, loans.age[i]), stress, realEstate, 1 - luck);
        long value = (long) (exposure * (1 - PortableMath.clamp(lgd, 0, 1)));
        boolean collateral = k == MORTGAGE || k == AUTO || realEstate;
        long taken = collateral ? Math.min(balance, value) : 0;
        if (taken > 0) {
            ledger.add(LoanFlow.TO_COLLATERAL, k, taken);
            collections.takeCollateral(k, month, taken, index, stress);
        }
        ledger.add(LoanFlow.CHARGED_OFF, k, balance - taken);
        ledger.add(LoanFlow.COUNT_CHARGED_OFF, k, 1);
        if (value > taken) {
            collections.scheduleRecovery(k, month, value - taken, stress);
        }
        remove(i);
    }

    private void stay(int i, int k, int missed, int next, long interest) {
        boolean instalmentFallsDue = k == CARD || loans.remaining[i] > 0;
        int owed = missed + (instalmentFallsDue ? 1 : 0);
        if (instalmentFallsDue && k != CARD) {
            loans.remaining[i]--;
        }
        int after = next < DEFAULTED ? next : Math.min(120, Math.max(missed + 1, DEFAULTED));
        int paid = next < DEFAULTED ? Math.max(0, owed - after) : 0;
        long unpaidInterest = pay(i, k, owed, after, paid, interest);
        if (after >= DEFAULTED) {
            unpaidInterest = stopAccrual(i, k, missed, after, unpaidInterest);
        }
        loans.missed[i] = (byte) after;
        loans.performing[i] = (byte) (after == 0 ? Math.min(100, loans.performing[i] + 1) : 0);
        loans.interestArrears[i] = unpaidInterest;
        if (loans.balance[i] == 0 && k != CARD) {
            mature(i, k, unpaidInterest);
            return;
        }
        if (selling && after == 0 && sold(i, k)) {
            return;
        }
        openPeriod(i, k);
    }

    /** Books a payment of some instalments; returns the interest that stays unpaid. */
    private long pay(int i, int k, int owed, int after, int paid, long interest) {
        if (k == CARD) {
            return payCard(i, after, paid, interest);
        }
        if (paid == 0) {
            return interest;
        }
        boolean last = after == 0 && loans.remaining[i] == 0;
        long interestPart = after == 0 ? interest : interest * paid / owed;
        long principal = loans.instalment[i] * paid - interestPart;
        principal = last ? loans.balance[i] : Math.max(0, Math.min(principal, loans.balance[i]));
        loans.balance[i] -= principal;
        ledger.add(LoanFlow.INTEREST_COLLECTED, k, interestPart);
        ledger.add(LoanFlow.SCHEDULED, k, principal);
        return interest - interestPart;
    }

    /** Cards: minimum payments when past due; else the balance moves towards the account's own utilisation. */
    private long payCard(int i, int after, int paid, long interest) {
        long balance = loans.balance[i];
        long limit = loans.amount[i];
        if (after > 0) {
            long minimum = Math.min(balance, cardMinimum(balance) * paid);
            long interestPart = paid == 0 ? 0 : interest * paid / (paid + after);
            ledger.add(LoanFlow.SCHEDULED, CARD, minimum);
            ledger.add(LoanFlow.INTEREST_COLLECTED, CARD, interestPart);
            loans.balance[i] = balance - minimum;
            if (paid == 0 && after < DEFAULTED) {
                drawTowards(i, (long) (limit * model.exposure.defaultUtilisation()), 0.35);
            }
            return interest - interestPart;
        }
        ledger.add(LoanFlow.INTEREST_COLLECTED, CARD, interest);
        long target = cardTarget(balance, limit, loans.utilisation[i], cardLuck);
        long payment = Math.max(cardMinimum(balance), balance - target);
        payment = Math.min(payment, balance);
        ledger.add(LoanFlow.SCHEDULED, CARD, payment);
        loans.balance[i] = balance - payment;
        long draw = target - loans.balance[i];
        if (draw > 0) {
            ledger.add(LoanFlow.DRAWN, CARD, draw);
            loans.balance[i] += draw;
        }
        return 0;
    }

    /** Returns the smallest payment of a current card: 35 currency units or 1 %, at most the balance. */
    static long cardMinimum(long balance) {
        return Math.min(balance, Math.max(CARD_MINIMUM, (long) (balance * CARD_MINIMUM_SHARE)));
    }

    /** Returns the balance that an account moves to this month: a quarter of the way to its own use of the limit. */
    static long cardTarget(long balance, long limit, float utilisation, double luck) {
        double shock = 0.35 * (luck - 0.5);
        double used = PortableMath.clamp(utilisation + shock * Math.min(3 * utilisation, 1), 0, 0.98);
        return (long) (balance + 0.25 * (limit * used - balance));
    }

    private void drawTowards(int i, long target, double part) {
        long draw = (long) ((target - loans.balance[i]) * part);
        if (draw > 0) {
            ledger.add(LoanFlow.DRAWN, CARD, draw);
            loans.balance[i] += draw;
        }
    }

    /** Entry to 90 days reverses unpaid interest; at 180 days a mortgage is written down to its collateral. */
    private long stopAccrual(int i, int k, int missed, int after, long unpaidInterest) {
        if (missed < DEFAULTED) {
            ledger.add(LoanFlow.INTEREST_REVERSED, k, unpaidInterest);
            ledger.add(LoanFlow.NEWLY_DEFAULTED, k, loans.balance[i]);
            loans.flags[i] |= LoanColumns.DEFAULTED_ONCE;
        }
        if (k == MORTGAGE && after >= CHARGE_DOWN_CYCLES && (loans.flags[i] & LoanColumns.CHARGED_DOWN) == 0) {
            double market = loans.collateral[i] * world.trueIndex() / loans.indexAtOrigination[i];
            long floor = (long) model.collateral.netRealisable(k, market, world.trueStress(k));
            long excess = loans.balance[i] - Math.max(0, floor);
            if (excess > 0) {
                ledger.add(LoanFlow.CHARGED_OFF, k, excess);
                loans.balance[i] -= excess;
                loans.writtenDown[i] += excess;
            }
            loans.flags[i] |= LoanColumns.CHARGED_DOWN;
        }
        return 0;
    }

    private void mature(int i, int k, long unpaidInterest) {
        ledger.add(LoanFlow.INTEREST_REVERSED, k, unpaidInterest);
        ledger.add(LoanFlow.RECOVERED, k, loans.writtenDown[i]);
        ledger.add(LoanFlow.COUNT_MATURED, k, 1);
        remove(i);
    }

    /** Sells a current loan by its own draw, at the market's discounted cash flow less the bid. */
    private boolean sold(int i, int k) {
        if (saleHazard[k] == 0 || draws.uniform(Stream.SALE, loans.id[i], month) >= saleHazard[k]) {
            return false;
        }
        long balance = loans.balance[i];
        double price = 1;
        if (k != CARD && k != BUSINESS && loans.remaining[i] > 0) {
            double market = Math.max(1e-4, world.marketFunding(k) + loans.margin[i]);
            double perUnit = Amortisation.paymentFactor(market, loans.remaining[i]);
            price = loans.instalment[i] / perUnit / balance;
        }
        double bid = world.economy.regime() == 2 ? model.demand.bidOfferCrisis() : model.demand.bidOffer();
        long proceeds = (long) (balance * Math.min(price, 1.25) * (1 - bid));
        ledger.add(LoanFlow.SOLD, k, balance);
        ledger.add(LoanFlow.COUNT_SOLD, k, 1);
        ledger.add(Flow.SALE_PROCEEDS, proceeds);
        ledger.add(Flow.SALE_GAINS, proceeds - balance);
        remove(i);
        return true;
    }

    private void openPeriod(int i, int k) {
        loans.periodStart[i] = day;
        startInterest(loans, i, k, daysToNextDue);
    }

    /** Sets the interest of a period of some days: rate / 12 for instalment loans, actual/365 for cards. */
    static void startInterest(LoanColumns loans, int i, int k, int days) {
        if (loans.missed[i] >= DEFAULTED) {
            loans.periodInterest[i] = 0;
            loans.dailyInterest[i] = 0;
        } else if (k == CARD) {
            long daily = (long) (loans.balance[i] * loans.rate[i] / 365);
            loans.dailyInterest[i] = daily;
            loans.periodInterest[i] = daily * days;
        } else {
            long interest = Amortisation.interest(loans.balance[i], loans.rate[i]);
            loans.periodInterest[i] = interest;
            loans.dailyInterest[i] = interest / days;
        }
    }
}

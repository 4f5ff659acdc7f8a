package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.Amortisation;
import io.github.loantwin.env.demand.Applicant;
import io.github.loantwin.env.demand.Applicants;
import io.github.loantwin.env.demand.Arrivals;
import io.github.loantwin.env.demand.Underwriting;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.random.UniformBatch;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * New business: the day's applicants meet the policy in force, and, with the same luck, the base policy, whose bookings
 * are the plan against which volume is judged.
 */
final class Originator {
    private static final int K = Product.COUNT;
    private static final int CARD = Product.CARD.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();
    private static final int WINDOW = 90;
    private static final int WIDTH = 6;
    /** Part of its typical utilisation that a card account is used with at once. */
    private static final double CARD_FIRST_USE = 0.3;

    private static final double CARD_MEAN_USE = 0.28;
    /** From this many loans of a product on, marking them together is faster. */
    private static final int MARKED_TOGETHER = 4;
    /** Scores within this distance of the cut-off go to manual review. */
    private static final double REVIEW_POINTS = 12;

    private final Model model;
    private final World world;
    private final Book book;
    private final Ledger ledger;
    private final PolicyInForce policy;
    private final Draws draws;
    private final Applicant applicant = new Applicant();
    private final double[] plannedVolume = new double[K];
    private final double[] takeUpAtPar = new double[K];
    private final Arrivals arrivals = new Arrivals();
    private final UniformBatch decisions;
    private final UniformBatch characters;
    private final long[] ids;
    private final double[] distance;
    private final double[] reluctance;
    /** Memories of chances by what they depend on, base policy first; they hold no state. */
    private final double[] takeUpGap = new double[2 * K];

    private final double[] takeUpChance = new double[2 * K];
    private final double[] hopelessPoints = new double[K];
    private final double[] hopelessChance = new double[K];
    private final long[] window = new long[WINDOW * WIDTH];
    private final long[] windowSum = new long[WIDTH];

    /** Loans of a product that wait to join the book, and how many they are; a tile of applicants fills at most the columns. */
    private final LoanColumns booked;

    private int bookedLoans;

    private LoanEvents events = LoanEvents.NONE;
    private int day;
    private int segment;
    private int daysToDue;
    private long nameLimit;

    long applications;
    long approvals;
    long automatic;
    long bookings;
    long declinedCapacity;

    Originator(
            Model model, World world, Book book, Ledger ledger, PolicyInForce policy, Draws draws, DayScratch scratch) {
        decisions = scratch.decisions;
        characters = scratch.characters;
        booked = scratch.booked;
        ids = scratch.ids;
        distance = scratch.distance;
        reluctance = scratch.reluctance;
        this.model = model;
        this.world = world;
        this.book = book;
        this.ledger = ledger;
        this.policy = policy;
        this.draws = draws;
        for (int k = 0; k < K; k++) {
            takeUpGap[k] = Double.NaN;
            takeUpGap[K + k] = Double.NaN;
            hopelessPoints[k] = Double.NaN;
            takeUpAtPar[k] = PortableMath.logit(model.products.get(k).demand().takeUpAtPar());
        }
    }

    void watch(LoanEvents watcher) {
        events = watcher;
    }

    void reset() {
        Arrays.fill(window, 0);
        Arrays.fill(windowSum, 0);
        clearDay();
    }

    private void clearDay() {
        applications = 0;
        approvals = 0;
        automatic = 0;
        bookings = 0;
        declinedCapacity = 0;
    }

    /** Returns expected bookings per day at base policy by product, currency units; refreshed by the call. */
    double[] plannedVolume() {
        for (int k = 0; k < K; k++) {
            double amount = model.applicants.meanAmount(k) * (k == CARD ? CARD_FIRST_USE * CARD_MEAN_USE : 1);
            plannedVolume[k] = world.arrivals(k)
                    * model.demand.reach()
                    * model.applicants.approvalRate(k)
                    * takeUp(k, 0)
                    * Math.min(amount, nameLimit / Ledger.UNITS);
        }
        return plannedVolume;
    }

    double plannedVolumeTotal() {
        double sum = 0;
        for (double volume : plannedVolume) {
            sum += volume;
        }
        return sum;
    }

    /** Sets the single-name limit of a day, and refreshes what depends on it. */
    void limitNames(long equity) {
        nameLimit = (long) (equity * model.lender.singleNameLimit());
    }

    /** Meets the day's applicants. */
    void process(int today) {
        day = today;
        clearDay();
        int dayOfMonth = model.calendar.dayOfMonth(today);
        int days = model.calendar.daysInMonth(today);
        segment = Math.min(dayOfMonth, LoanColumns.SEGMENTS) - 1;
        daysToDue = days - dayOfMonth + segment + 1;
        long baseAmount = 0;
        long baseBooked = 0;
        long amount = 0;
        double weekday = world.weekdayFactor(today);
        int week = model.calendar.isWeekend(today) ? K : 0;
        for (int k = 0; k < K; k++) {
            product(k, arrivals.poisson(draws, k, today, week + k, world.arrivals(k) * weekday));
            baseAmount += planAmount;
            baseBooked += planCount;
            amount += bookedAmount;
        }
        pushWindow(amount, baseAmount, bookings, baseBooked);
    }

    private long planAmount;
    private long planCount;
    private long bookedAmount;

    private void product(int k, int count) {
        planAmount = 0;
        planCount = 0;
        bookedAmount = 0;
        double reach = model.demand.reach();
        double reached = Math.min(1, reach * policy.tilt(k));
        double met = Math.max(reach, reached);
        ProductConfig config = model.products.get(k);
        ProductConfig.Underwriting base = config.underwriting();
        double hopeless = hopeless(k, base.cutoff());
        double takeUp = takeUp(k, policy.pricing());
        double baseTakeUp = takeUp(k, 0);
        double buyChance = buyChance(k, config);
        bookedLoans = 0;
        for (int from = 0; from < count; from += UniformBatch.SIZE) {
            int tile = Math.min(UniformBatch.SIZE, count - from);
            int near = 0;
            for (int n = 0; n < tile; n++) {
                ids[n] = Applicants.id(k, day, from + n);
            }
            decisions.fill(draws.key(), Stream.TAKE_UP, ids, 0, tile, 0);
            for (int n = 0; n < tile; n++) {
                double far = decisions.first()[n];
                if (far < met) {
                    ids[near] = ids[n];
                    distance[near] = far;
                    reluctance[near++] = decisions.second()[n];
                } else if (buyChance > 0 && far < 1) {
                    considerPurchase(k, ids[n], buyChance, base);
                }
            }
            characters.fill(draws.key(), Stream.APPLICANT, ids, 0, near, 0);
            for (int n = 0; n < near; n++) {
                double far = distance[n];
                boolean reachedByPolicy = far < reached;
                if (reachedByPolicy) {
                    applications++;
                }
                if (characters.first()[n] >= hopeless) {
                    model.applicants.drawDecision(
                            draws, k, ids[n], characters.first()[n], characters.second()[n], applicant);
                    decide(
                            k,
                            config,
                            far < reach && reluctance[n] < baseTakeUp,
                            reachedByPolicy,
                            reluctance[n] < takeUp);
                } else if (reachedByPolicy) {
                    automatic++;
                }
            }
            joinBook(k);
        }
    }

    /** Puts the loans booked of a product on the books. */
    private void joinBook(int k) {
        if (bookedLoans == 0) {
            return;
        }
        int first = book.loans.insert(segment, k, booked, bookedLoans);
        boolean dueToday = model.calendar.dayOfMonth(day) <= LoanColumns.SEGMENTS;
        if (dueToday && bookedLoans >= MARKED_TOGETHER) {
            book.markRun(segment, first, first + bookedLoans);
        } else {
            for (int i = first; i < first + bookedLoans; i++) {
                if (dueToday) {
                    book.markOne(i);
                } else {
                    book.join(i, segment);
                }
            }
        }
        bookedLoans = 0;
    }

    private boolean full() {
        return book.loans.count() + bookedLoans >= model.episode.maxPortfolioSize();
    }

    /** Decides on the applicant whose decision figures have been drawn, by the base policy and by the one in force. */
    private void decide(
            int k, ProductConfig config, boolean takesBaseOffer, boolean reachedByPolicy, boolean takesOffer) {
        ProductConfig.Underwriting base = config.underwriting();
        boolean planned = takesBaseOffer && Underwriting.passes(applicant, base.cutoff(), base.maxDti(), base.maxLtv());
        boolean approved = reachedByPolicy && approved(k);
        if (planned || approved && takesOffer) {
            model.applicants.drawLoan(draws, applicant);
        }
        if (planned) {
            model.applicants.fitCap(base.maxLtv(), applicant);
            planAmount += bookable(k);
            planCount++;
        }
        if (approved) {
            offer(k, config, takesOffer);
        }
    }

    /** Chance of a score so low that no policy in question accepts it and no one needs to look at it. */
    private double hopeless(int k, double baseCutoff) {
        double points = Math.min(Math.min(baseCutoff, policy.cutoff(k)) - 1, policy.cutoff(k) - REVIEW_POINTS - 1);
        if (hopelessPoints[k] != points) {
            hopelessPoints[k] = points;
            hopelessChance[k] = model.applicants.scoreBelow(k, points);
        }
        return hopelessChance[k];
    }

    private boolean approved(int k) {
        if (Math.abs(applicant.score - policy.cutoff(k)) > REVIEW_POINTS) {
            automatic++;
        }
        if (!Underwriting.passes(applicant, policy.cutoff(k), policy.maxDti(k), policy.maxLtv(k))) {
            return false;
        }
        if (full()) {
            declinedCapacity++;
            return false;
        }
        approvals++;
        return true;
    }

    /** Makes an offer, whose cost is partly spent whatever the applicant answers. */
    private void offer(int k, ProductConfig config, boolean takes) {
        long cost = Ledger.money(config.cost().origination());
        long spent = (long) (cost * model.lender.originationSpent());
        ledger.add(Flow.ORIGINATION_CASH, spent);
        ledger.add(Flow.ORIGINATION_COST, spent);
        if (takes) {
            model.applicants.fitCap(policy.maxLtv(k), applicant);
            ledger.add(Flow.ORIGINATION_CASH, cost - spent);
            ledger.add(Flow.DEFERRED_ADDED, cost - spent);
            bookings++;
            bookedAmount += bookable(k);
            originate(k, policy.pricing(), cost - spent, (byte) 0);
        }
    }

    /** Returns the chance that an approved applicant of a product accepts an offer with a price add-on this month. */
    private double takeUp(int k, double addOn) {
        int at = addOn == 0 ? k : K + k;
        double gap = 100 * (addOn - world.competitorNoise(k)) - model.demand.crunchTakeUp() * world.crunch();
        if (takeUpGap[at] != gap) {
            takeUpGap[at] = gap;
            takeUpChance[at] = PortableMath.logistic(
                    takeUpAtPar[k] - model.products.get(k).demand().takeUpSlope() * gap);
        }
        return takeUpChance[at];
    }

    /** Amount that the lender books of the applicant's loan: bounded by product and by the single-name limit. */
    private long bookable(int k) {
        double amount = Math.min(applicant.amount, model.largestAmount(k));
        long money = Math.min(Ledger.money(amount), Math.max(nameLimit, Ledger.money(1000)));
        return k == CARD ? (long) (money * CARD_FIRST_USE * applicant.utilisation) : money;
    }

    private void originate(int k, double addOn, long deferred, byte flags) {
        ProductConfig config = model.products.get(k);
        double gap = addOn - world.competitorNoise(k);
        double shift = config.demand().adverseSelection() * 100 * gap
                + model.demand.crunchAdverse() * Math.max(0, world.crunch() - model.demand.crunchAdverseFrom());
        double neutral = model.storedMultiplier(k, applicant.riskMultiplier);
        double rr = model.multiplier.limited(neutral * Model.oddsFactor(shift));
        int i = bookedLoans++;
        LoanColumns loans = booked;
        double margin = world.marketMargin(k, neutral);
        fill(model, loans, i, k, applicant, rr);
        loans.flags[i] |= flags;
        loans.periodStart[i] = day;
        loans.indexAtOrigination[i] = (float) world.trueIndex();
        long money = Math.min(
                Ledger.money(Math.min(applicant.amount, model.largestAmount(k))),
                Math.max(nameLimit, Ledger.money(1000)));
        loans.amount[i] = money;
        loans.balance[i] = bookable(k);
        price(model, world, loans, i, k, margin, addOn);
        if (applicant.ltv > 0) {
            loans.collateral[i] = (long) (money / applicant.ltv);
        }
        loans.deferredCost[i] = deferred;
        DueDay.startInterest(loans, i, k, daysToDue);
        boolean purchase = (flags & LoanColumns.PURCHASED) != 0;
        ledger.add(purchase ? LoanFlow.BOUGHT : k == CARD ? LoanFlow.DRAWN : LoanFlow.ORIGINATED, k, loans.balance[i]);
        ledger.add(purchase ? LoanFlow.COUNT_BOUGHT : LoanFlow.COUNT_NEW, k, 1);
        events.booked(applicant.id, k, loans.score[i], loans.balance[i]);
    }

    /** Writes the columns that follow from the applicant alone. */
    static void fill(Model model, LoanColumns loans, int i, int k, Applicant applicant, double rr) {
        loans.id[i] = applicant.id;
        loans.product[i] = (byte) k;
        loans.missed[i] = 0;
        loans.flags[i] = applicant.realEstate && k == Product.BUSINESS.ordinal() ? LoanColumns.REAL_ESTATE : 0;
        loans.stage[i] = 0;
        loans.performing[i] = 0;
        loans.term[i] = (short) applicant.termMonths;
        loans.remaining[i] = (short) applicant.termMonths;
        loans.age[i] = 0;
        loans.burnout[i] = 0;
        loans.score[i] = (short) applicant.score;
        loans.interestArrears[i] = 0;
        loans.writtenDown[i] = 0;
        loans.collateral[i] = 0;
        loans.expectedLoss[i] = 0;
        loans.allowance[i] = 0;
        loans.riskMultiplier[i] = (float) rr;
        loans.ltv[i] = (float) applicant.ltv;
        loans.dti[i] = (float) applicant.dti;
        loans.income[i] = (float) applicant.income;
        loans.utilisation[i] = (float) applicant.utilisation;
        double downturn = k == Product.BUSINESS.ordinal() && applicant.realEstate
                ? model.credit.businessRealEstate().stress()
                : k == Product.MORTGAGE.ordinal()
                        ? 0.25
                        : model.credit.of(Product.at(k)).lossGivenDefault().stress();
        loans.irbWeight[i] = (float) model.irbWeight(k, applicant.pdThroughTheCycle, downturn);
    }

    /**
     * Sets rate, funding rate and instalment of a loan originated today at the market's margin and the lender's add-on.
     *
     * <p>The margin column keeps the market's price of the borrower, against which refinancing and sales compare the
     * coupon; business loans keep the add-on in their contractual margin, card accounts get the add-on in force with
     * every repricing.
     */
    static void price(Model model, World world, LoanColumns loans, int i, int k, double margin, double addOn) {
        boolean floating = model.products.get(k).pricing().floating();
        double rate = Math.max(0.001, world.marketFunding(k) + margin + addOn);
        loans.rate[i] = rate;
        double contractual = rate - world.shortRate() - (k == CARD ? addOn : 0);
        loans.margin[i] = (float) (floating ? contractual : margin);
        loans.fundingRate[i] = (float) (floating ? world.fundingSpread() : world.fundingRate(k));
        loans.instalment[i] = k == CARD ? 0 : Amortisation.levelPayment(loans.balance[i], rate, loans.remaining[i]);
    }

    /** Chance that a suitable loan of another lender is bought, when rebalancing asks for more than originations can do. */
    private double buyChance(int k, ProductConfig config) {
        double tilt = policy.rebalancing();
        double beyond = Math.abs(tilt) - model.demand.tradeFrom();
        if (beyond <= 0 || k == CARD || tilt > 0 != Product.at(k).secured()) {
            return 0;
        }
        double available = config.demand().bookedPerLoanYear()
                / config.demand().takeUpAtPar()
                * (1 - model.demand.reach())
                / model.demand.reach();
        return Math.min(1, model.demand.tradePerYear() * beyond / (0.1 - model.demand.tradeFrom()) / available);
    }

    /** Buys a fresh loan at the value that its originator would keep, plus the offer. */
    private void considerPurchase(int k, long id, double chance, ProductConfig.Underwriting base) {
        draws.at(Stream.TAKE_UP, id, 1);
        if (draws.first() >= chance || full()) {
            return;
        }
        model.applicants.draw(draws, k, id, applicant);
        if (!Underwriting.passes(applicant, base.cutoff(), base.maxDti(), base.maxLtv())) {
            return;
        }
        long amount = bookable(k);
        double market = Math.max(
                0.01,
                world.marketFunding(k) + world.marketMargin(k, model.storedMultiplier(k, applicant.riskMultiplier)));
        double keep = Math.max(0.002, market - model.products.get(k).pricing().economicMargin());
        double value = Amortisation.paymentFactor(market, applicant.termMonths)
                / Amortisation.paymentFactor(keep, applicant.termMonths);
        double offer = world.economy.regime() == 2 ? model.demand.bidOfferCrisis() : model.demand.bidOffer();
        long price = (long) (amount * value * (1 + offer));
        ledger.add(Flow.PURCHASE_PRICE, price);
        ledger.add(Flow.DEFERRED_ADDED, price - amount);
        originate(k, 0, price - amount, LoanColumns.PURCHASED);
    }

    private void pushWindow(long amount, long baseAmount, long count, long baseCount) {
        int at = Math.floorMod(day, WINDOW) * WIDTH;
        push(at, 0, amount);
        push(at, 1, baseAmount);
        push(at, 2, count);
        push(at, 3, baseCount);
        push(at, 4, applications);
        push(at, 5, automatic);
    }

    private void push(int at, int what, long value) {
        windowSum[what] += value - window[at + what];
        window[at + what] = value;
    }

    /** Returns booked volume of 90 days over that of the base policy with the same applicants; 1 when neither booked. */
    double volumeAgainstPlan() {
        return windowSum[1] == 0 ? (windowSum[0] == 0 ? 1 : 2.2) : (double) windowSum[0] / windowSum[1];
    }

    /** Returns loans booked in 90 days over those of the base policy. */
    double bookingsAgainstPlan() {
        return windowSum[3] == 0 ? 1 : (double) windowSum[2] / windowSum[3];
    }

    /** Returns the share of 90 days' applications decided automatically; 1 when there were none. */
    double automaticShare() {
        return windowSum[4] == 0 ? 1 : (double) windowSum[5] / windowSum[4];
    }

    /** Returns the base policy's bookings of the last 90 days, with the same applicants. */
    long plannedBookings90Days() {
        return windowSum[3];
    }

    int stateBytes() {
        return 8 * (window.length + windowSum.length + 6);
    }

    void save(ByteBuffer out) {
        for (long value : window) {
            out.putLong(value);
        }
        for (long value : windowSum) {
            out.putLong(value);
        }
        out.putLong(nameLimit)
                .putLong(applications)
                .putLong(approvals)
                .putLong(automatic)
                .putLong(bookings);
        out.putLong(declinedCapacity);
    }

    void restore(ByteBuffer in) {
        for (int i = 0; i < window.length; i++) {
            window[i] = in.getLong();
        }
        for (int i = 0; i < windowSum.length; i++) {
            windowSum[i] = in.getLong();
        }
        nameLimit = in.getLong();
        applications = in.getLong();
        approvals = in.getLong();
        automatic = in.getLong();
        bookings = in.getLong();
        declinedCapacity = in.getLong();
    }
}

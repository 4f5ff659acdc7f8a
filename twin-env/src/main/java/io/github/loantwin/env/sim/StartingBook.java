package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.Amortisation;
import io.github.loantwin.env.demand.Applicant;
import io.github.loantwin.env.demand.Applicants;
import io.github.loantwin.env.demand.Underwriting;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.loan.ProductConfig;
import io.github.loantwin.env.macro.MacroSeries;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.OptionalDouble;

/**
 * The seasoned book of day 0: ages of a vintage pyramid, coupons and house prices of their time, and the delinquency mix
 * that the last year's economy leaves.
 *
 * <p>Amounts are stratified within each product, so that a small book has the product shares of a large one.
 */
final class StartingBook {
    private static final int CARD = Product.CARD.ordinal();
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();
    private static final int REACH = 46;
    private static final int ATTEMPTS = 40;
    private static final int OLDEST_CARD = 120;

    private final Model model;
    private final World world;
    private final Book book;
    private final Draws draws;
    private final Applicant applicant = new Applicant();
    private final double[] shares = new double[4];
    private final double[] pastIndex = new double[REACH + 1];
    private final double[] pastSpread = new double[REACH + 1];
    private final double[] pastHouses = new double[REACH + 1];

    private final int[] daysSinceDue = new int[LoanColumns.SEGMENTS];
    private final int[] periodDays = new int[LoanColumns.SEGMENTS];
    private double cheapest;
    /** Log of a loan's monthly survival in the vintage pyramid. */
    private double keep;

    StartingBook(Model model, World world, Book book, Draws draws) {
        this.model = model;
        this.world = world;
        this.book = book;
        this.draws = draws;
    }

    /** Fills the book with loans of every product. */
    void build(OptionalDouble delinquencyStress) {
        for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
            daysSinceDue[segment] = daysSinceDue(model, segment);
            periodDays[segment] = periodDays(model, segment);
        }
        book.clear();
        int position = model.episode.initialLoans();
        for (int a = 0; a <= REACH; a++) {
            pastSpread[a] = model.lender.fundingSpread()
                    + model.lender.fundingSpreadBeta()
                            * (world.economy.history(MacroSeries.BBB_SPREAD, a) - model.lender.averageSpread());
            pastHouses[a] = world.economy.history(MacroSeries.HPI, a);
        }
        for (int k = Product.COUNT - 1;
                k >= 0;
                k--) { // from the last product: the order in which loans stand in a segment
            int count = model.startingCount(k);
            position -= count;
            keep = PortableMath.log(1 - model.products.get(k).startingHazard());
            model.seasoned.at(k, delinquencyStress.orElse(world.pastYearStress(k)), shares);
            cheapest = Double.POSITIVE_INFINITY;
            for (int a = 0; a <= REACH; a++) {
                pastIndex[a] = world.indexMonthsAgo(k, a);
                cheapest = Math.min(cheapest, pastIndex[a] + pastSpread[a]);
            }
            for (int j = 0; j < count; j++) {
                add(k, j, count, position + j);
            }
        }
        for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
            book.remark(segment);
        }
    }

    private void add(int k, int j, int count, int position) {
        ProductConfig config = model.products.get(k);
        long id = Applicants.startingId(position);
        borrower(k, id, config);
        draws.at(Stream.STARTING_BOOK, id, 1);
        double amountLuck = draws.first();
        double ageLuck = draws.second();
        draws.at(Stream.STARTING_BOOK, id, 2);
        double stateLuck = draws.first();
        int segment = (int) (draws.second() * LoanColumns.SEGMENTS);
        model.applicants.fillAmount(config, PortableMath.normalQuantile((j + amountLuck) / count), applicant);
        int age = age(ageLuck);
        double rr = model.multiplier.limited(model.storedMultiplier(k, applicant.riskMultiplier));
        LoanColumns loans = book.loans;
        int i = loans.append(segment, k);
        applicant.id = id;
        Originator.fill(model, loans, i, k, applicant, rr);
        loans.age[i] = (short) age;
        double amount = Math.min(applicant.amount, Math.min(model.largestAmount(k), model.startingNameLimit));
        loans.amount[i] = Ledger.money(amount);
        price(loans, i, k, age);
        balance(loans, i, k, age);
        collateral(loans, i, k, age);
        delinquency(loans, i, k, stateLuck);
        deferredCost(loans, i, k, age, config);
        period(loans, i, k, daysSinceDue[segment], periodDays[segment]);
    }

    /** Draws borrowers until one passes the base policy; the last attempt is kept as it is. */
    private void borrower(int k, long id, ProductConfig config) {
        ProductConfig.Underwriting limits = config.underwriting();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            model.applicants.drawDecision(draws, k, id | ((long) (attempt + 1) << 36), applicant);
            if (Underwriting.passes(applicant, limits.cutoff(), limits.maxDti(), limits.maxLtv())) {
                break;
            }
        }
        model.applicants.drawTerms(draws, applicant);
    }

    /** Age in months from the vintage pyramid: survival (1 - hazard)^age up to the term. */
    private int age(double luck) {
        int oldest = applicant.termMonths == 0 ? OLDEST_CARD : applicant.termMonths - 1;
        double left = PortableMath.exp(keep * oldest);
        return Math.min(oldest - 1, (int) (PortableMath.log(1 - luck * (1 - left)) / keep));
    }

    /** Coupon and funding rate of the loan's vintage; mortgages far above today's market have refinanced. */
    private void price(LoanColumns loans, int i, int k, int age) {
        boolean floating = model.products.get(k).pricing().floating();
        double margin = world.marketMargin(k, loans.riskMultiplier[i]);
        double spread = vintage(pastSpread, age, model.lender.fundingSpread());
        if (floating) {
            loans.margin[i] = (float) (margin + spread);
            loans.fundingRate[i] = (float) spread;
            loans.rate[i] = Math.max(0.001, world.shortRate() + loans.margin[i]);
            return;
        }
        double funding = vintage(pastIndex, age, world.typicalIndex(k)) + spread;
        if (k == MORTGAGE) {
            funding = Math.min(funding, cheapest + 0.009);
        }
        loans.margin[i] = (float) margin;
        loans.fundingRate[i] = (float) funding;
        loans.rate[i] = Math.max(0.001, funding + margin);
    }

    /** A figure some months ago; beyond the history it fades to its typical value over ten years. */
    private static double vintage(double[] past, int age, double typical) {
        if (age <= REACH) {
            return past[age];
        }
        double weight = Math.max(0, 1 - (age - REACH) / 120.0);
        return typical + weight * (past[REACH] - typical);
    }

    private static void balance(LoanColumns loans, int i, int k, int age) {
        if (k == CARD) {
            loans.balance[i] = (long) (loans.amount[i] * (double) loans.utilisation[i]);
            loans.instalment[i] = 0;
            return;
        }
        int term = loans.term[i];
        loans.instalment[i] = Amortisation.levelPayment(loans.amount[i], loans.rate[i], term);
        loans.balance[i] = Math.max(1, (long) (loans.amount[i] * Amortisation.balanceShare(loans.rate[i], term, age)));
        loans.remaining[i] = (short) (term - age);
    }

    private void collateral(LoanColumns loans, int i, int k, int age) {
        double houses = age <= REACH
                ? pastHouses[age]
                : pastHouses[REACH] * PortableMath.exp(-model.demand.houseTrend() * (age - REACH) / 12);
        loans.indexAtOrigination[i] = (float) houses;
        if (loans.ltv[i] > 0) {
            loans.collateral[i] = (long) (loans.amount[i] / (double) loans.ltv[i]);
        }
    }

    private void delinquency(LoanColumns loans, int i, int k, double luck) {
        double m = loans.riskMultiplier[i] * model.multiplier.ageFactor(k, loans.age[i]);
        double bad = m * (shares[1] + shares[2] + shares[3]);
        double total = shares[0] + bad;
        double u = luck * total;
        int missed = 0;
        if (u < m * shares[3]) {
            double within = u / (m * shares[3]);
            double stay = PortableMath.log(Math.max(0.05, world.rollRates[k][3 * 6 + 3]));
            missed = 3 + Math.min(36, (int) (PortableMath.log(Math.max(within, 1e-12)) / stay));
        } else if (u < m * (shares[3] + shares[2])) {
            missed = 2;
        } else if (u < bad) {
            missed = 1;
        }
        missed = Math.min(missed, loans.age[i]);
        loans.missed[i] = (byte) missed;
        if (missed >= 3) {
            loans.flags[i] |= LoanColumns.DEFAULTED_ONCE;
        }
        if (k == MORTGAGE && missed >= 6) {
            double market = loans.collateral[i] * world.trueIndex() / loans.indexAtOrigination[i];
            long floor = (long) model.collateral.netRealisable(k, market, world.trueStress(k));
            long excess = loans.balance[i] - floor;
            if (excess > 0) {
                loans.balance[i] -= excess;
                loans.writtenDown[i] = excess;
            }
            loans.flags[i] |= LoanColumns.CHARGED_DOWN;
        }
    }

    private void deferredCost(LoanColumns loans, int i, int k, int age, ProductConfig config) {
        double cost = config.cost().origination() * (1 - model.lender.originationSpent());
        double left = k == CARD ? Math.max(0, 1 - age / 24.0) : (double) loans.remaining[i] / loans.term[i];
        loans.deferredCost[i] = Ledger.money(cost * left);
    }

    /** Returns the days between a segment's last due date and day 0. */
    static int daysSinceDue(Model model, int segment) {
        int back = model.calendar.dayOfMonth(0) - (segment + 1);
        return back < 0 ? back + periodDays(model, segment) : back;
    }

    /** Returns the length of a segment's interest period in which day 0 falls. */
    static int periodDays(Model model, int segment) {
        int dayOfMonth = model.calendar.dayOfMonth(0);
        return model.calendar.daysInMonth(dayOfMonth < segment + 1 ? -dayOfMonth : 0);
    }

    /** Sets the interest period in which day 0 falls. */
    static void period(LoanColumns loans, int i, int k, int daysSinceDue, int periodDays) {
        loans.periodStart[i] = -daysSinceDue;
        DueDay.startInterest(loans, i, k, periodDays);
        int missed = loans.missed[i];
        loans.interestArrears[i] = missed < 3 ? missed * loans.periodInterest[i] : 0;
    }
}

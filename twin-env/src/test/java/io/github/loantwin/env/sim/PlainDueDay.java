package io.github.loantwin.env.sim;

import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.TreeMap;

/**
 * The slow, obvious twin of the due date: one loan at a time, written from credit-model C2.3 to C2.5 and C2b and from
 * environment.md, in exact arithmetic where money is concerned.
 *
 * <p>It shares with the kernel the draws, the roll matrix of the month, the speed of prepayment and the severity, whose
 * own twins stand in the tests of their packages.
 */
final class PlainDueDay {
    private static final int CURRENT = 0;
    private static final int NINETY = 3;
    private static final int CHARGE_OFF = 4;
    private static final int PREPAY = 5;

    /** Sums of flows by "FLOW product" or "FLOW". */
    final TreeMap<String, Long> flows = new TreeMap<>();
    /** Recovery cash and collateral to be sold, by "kind product month". */
    final TreeMap<String, Long> later = new TreeMap<>();

    private final Model model;
    private final World world;
    private final Draws draws;
    private final int day;
    private final double cardAddOn;
    private final double tilt;
    private final int month;

    PlainDueDay(Simulator s, int day) {
        model = s.model;
        world = s.world;
        draws = new Draws(s.draws.key());
        this.day = day;
        cardAddOn = s.policy.cardAddOn(day);
        tilt = s.policy.rebalancing();
        month = model.calendar.monthIndex(day);
    }

    /** Processes a loan's due date; returns whether it stays on the books. */
    boolean process(PlainLoan loan) {
        Product product = Product.at(loan.product);
        boolean accruing = loan.missed < NINETY;
        int before = Math.min(loan.missed, NINETY);
        loan.age = loan.age + 1;
        long interest = 0;
        if (accruing) {
            interest = loan.interestArrears + loan.periodInterest;
            add(
                    LoanFlow.INTEREST_ACCRUED,
                    product,
                    loan.periodInterest - loan.dailyInterest * (day - loan.periodStart));
        }
        if (loan.deferredCost > 0) {
            int months = product == Product.CARD ? 25 - loan.age : loan.remaining;
            expense(loan, loan.deferredCost / Math.max(1, months));
        }
        double paymentChange = reprice(loan, product);
        int next = outcome(loan, product, before, paymentChange);
        if (next == PREPAY) {
            add(LoanFlow.PREPAID, product, loan.balance);
            add(LoanFlow.INTEREST_COLLECTED, product, interest);
            add(LoanFlow.RECOVERED, product, loan.writtenDown);
            add(LoanFlow.COUNT_PREPAID, product, 1);
            return leave(loan);
        }
        if (next == CHARGE_OFF) {
            chargeOff(loan, product, interest);
            return leave(loan);
        }
        return stay(loan, product, next, interest);
    }

    private boolean leave(PlainLoan loan) {
        expense(loan, loan.deferredCost);
        return false;
    }

    private void expense(PlainLoan loan, long part) {
        loan.deferredCost -= part;
        add(Flow.DEFERRED_AMORTISED, part);
        add(Flow.ORIGINATION_COST, part);
    }

    /** Cards and current business loans follow the index; a business loan's instalment is set anew. */
    private double reprice(PlainLoan loan, Product product) {
        double index = world.shortRate();
        if (product == Product.CARD) {
            loan.rate = Math.max(0, index + loan.margin + cardAddOn);
        }
        if (product == Product.BUSINESS && loan.missed == 0 && loan.remaining > 1) {
            double rate = Math.max(0, index + loan.margin);
            if (rate != loan.rate) {
                long old = loan.instalment;
                loan.rate = rate;
                loan.instalment = levelPayment(loan.balance, rate, loan.remaining);
                return (double) loan.instalment / Math.max(1, old);
            }
        }
        return 1;
    }

    /** P = B i / (1 - (1 + i)^-n), half to even. */
    static long levelPayment(long balance, double annualRate, int months) {
        double i = annualRate / 12;
        BigDecimal one = BigDecimal.ONE;
        java.math.MathContext digits = new java.math.MathContext(40);
        BigDecimal rate = new BigDecimal(i);
        BigDecimal payment = i == 0
                ? BigDecimal.valueOf(balance).divide(BigDecimal.valueOf(months), digits)
                : BigDecimal.valueOf(balance)
                        .multiply(rate, digits)
                        .divide(one.subtract(one.divide(one.add(rate).pow(months, digits), digits)), digits);
        return payment.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private int outcome(PlainLoan loan, Product product, int before, double paymentChange) {
        double[] row = new double[6];
        double[] matrix = world.rollRates[loan.product];
        double m = loan.riskMultiplier * model.multiplier.ageFactor(loan.product, loan.age);
        double moves = 0;
        for (int to = 0; to < 6; to++) {
            double p = matrix[before * 6 + to];
            if (before == CURRENT && to == 1) {
                double logOdds = StrictMath.log(p / (1 - p)) + StrictMath.log(m) + 6.0 * (paymentChange - 1);
                row[to] = 1 / (1 + StrictMath.exp(-logOdds));
            } else if (to == PREPAY) {
                row[to] = prepayment(loan, product, before);
            } else {
                row[to] = to < before ? p * StrictMath.pow(m, -0.25) : p;
            }
            moves += to == before ? 0 : row[to];
        }
        if (moves > 0.995) {
            for (int to = 0; to < 6; to++) {
                row[to] *= 0.995 / moves;
            }
            moves = 0.995;
        }
        row[before] = 1 - moves;
        double luck = draws.uniform(Stream.LOAN_MONTH, loan.id, month);
        double sum = 0;
        for (int outcome : new int[] {CHARGE_OFF, 3, 2, 1, 0}) {
            sum += row[outcome];
            if (luck < sum) {
                return outcome;
            }
        }
        return PREPAY;
    }

    private double prepayment(PlainLoan loan, Product product, int before) {
        boolean mortgage = product == Product.MORTGAGE;
        boolean floating = product == Product.CARD || product == Product.BUSINESS;
        double market = floating ? loan.rate : world.marketFunding(loan.product) + loan.margin;
        double smm = model.prepayment.smm(
                loan.product,
                before,
                loan.age,
                loan.rate,
                market,
                loan.burnout,
                mortgage ? loan.balance / houseValue(loan) : 0,
                model.calendar.monthOfYear(day),
                world.trueStress(loan.product));
        if (mortgage && model.prepayment.inTheMoney(loan.rate, market)) {
            loan.burnout++;
        }
        return product == Product.CARD ? smm * model.prepayment.attritionFactor(loan.product, cardAddOn) : smm;
    }

    private double houseValue(PlainLoan loan) {
        return loan.collateral * world.trueIndex() / loan.indexAtOrigination;
    }

    private void chargeOff(PlainLoan loan, Product product, long interest) {
        add(LoanFlow.INTEREST_REVERSED, product, interest);
        long exposure = loan.balance + loan.writtenDown;
        double stress = world.trueStress(loan.product);
        double cltv = 0;
        if (loan.balance > 0 && product == Product.MORTGAGE) {
            cltv = exposure / houseValue(loan);
        } else if (loan.balance > 0 && product == Product.AUTO) {
            double worth = model.collateral.vehicleShare(loan.age, world.trueStress(loan.product))
                    / model.collateral.vehicleShare(0, 0);
            cltv = exposure / (loan.collateral * worth);
        }
        double luck = draws.uniform(Stream.SEVERITY, loan.id, 0);
        double sigma = model.severity.valueSigma(loan.product, loan.age);
        double lgd = model.severity.draw(loan.product, cltv, sigma, stress, loan.realEstate, 1 - luck);
        double kept = 1 - Math.min(1, Math.max(0, lgd));
        long value = new BigDecimal(exposure)
                .multiply(new BigDecimal(kept))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        boolean secured = product == Product.MORTGAGE || product == Product.AUTO || loan.realEstate;
        long taken = secured ? Math.min(loan.balance, value) : 0;
        add(LoanFlow.TO_COLLATERAL, product, taken);
        add(LoanFlow.CHARGED_OFF, product, loan.balance - taken);
        add(LoanFlow.COUNT_CHARGED_OFF, product, 1);
        if (taken > 0) {
            int sale = Math.max(1, model.recovery.saleMonth(loan.product, stress));
            later.merge("collateral " + loan.product + " " + (month + sale), taken, Long::sum);
        }
        long left = value - taken;
        int last = model.recovery.lastMonth(loan.product);
        for (int ahead = 1; ahead <= last && value > taken; ahead++) {
            double share = model.recovery.share(loan.product, ahead, stress);
            long part = ahead == last ? left : Math.min(left, (long) ((value - taken) * share));
            left -= part;
            later.merge("recovery " + loan.product + " " + (month + ahead), part, Long::sum);
        }
    }

    private boolean stay(PlainLoan loan, Product product, int next, long interest) {
        boolean card = product == Product.CARD;
        boolean fallsDue = card || loan.remaining > 0;
        int owed = loan.missed + (fallsDue ? 1 : 0);
        if (fallsDue && !card) {
            loan.remaining--;
        }
        boolean entersNinety = next == NINETY && loan.missed < NINETY;
        int after = next == NINETY ? Math.min(120, Math.max(NINETY, loan.missed + 1)) : next;
        int paid = next == NINETY ? 0 : Math.max(0, owed - after);
        long unpaid = card
                ? payCard(loan, after, paid, interest)
                : payInstalments(loan, product, owed, after, paid, interest);
        if (next == NINETY) {
            if (entersNinety) {
                add(LoanFlow.INTEREST_REVERSED, product, unpaid);
                add(LoanFlow.NEWLY_DEFAULTED, product, loan.balance);
                loan.defaultedOnce = true;
            }
            unpaid = 0;
            if (product == Product.MORTGAGE && after >= 6 && !loan.chargedDown) {
                chargeDown(loan, product);
            }
        }
        loan.missed = after;
        loan.interestArrears = unpaid;
        if (loan.balance == 0 && !card) {
            add(LoanFlow.INTEREST_REVERSED, product, unpaid);
            add(LoanFlow.RECOVERED, product, loan.writtenDown);
            add(LoanFlow.COUNT_MATURED, product, 1);
            return leave(loan);
        }
        if (after == 0 && sold(loan, product)) {
            return leave(loan);
        }
        loan.periodStart = day;
        openPeriod(loan, card);
        return true;
    }

    /** 180 days: the balance beyond net realisable value is written off. */
    private void chargeDown(PlainLoan loan, Product product) {
        double stress = world.trueStress(loan.product);
        long worth = (long) (houseValue(loan) * model.collateral.netShare(loan.product, stress));
        long excess = Math.max(0, loan.balance - worth);
        add(LoanFlow.CHARGED_OFF, product, excess);
        loan.balance -= excess;
        loan.writtenDown += excess;
        loan.chargedDown = true;
    }

    private long payInstalments(PlainLoan loan, Product product, int owed, int after, int paid, long interest) {
        if (paid == 0) {
            return interest;
        }
        long interestPart = after == 0
                ? interest
                : BigInteger.valueOf(interest)
                        .multiply(BigInteger.valueOf(paid))
                        .divide(BigInteger.valueOf(owed))
                        .longValueExact();
        long principal = Math.min(loan.balance, Math.max(0, loan.instalment * paid - interestPart));
        if (after == 0 && loan.remaining == 0) {
            principal = loan.balance;
        }
        loan.balance -= principal;
        add(LoanFlow.INTEREST_COLLECTED, product, interestPart);
        add(LoanFlow.SCHEDULED, product, principal);
        return interest - interestPart;
    }

    private long payCard(PlainLoan loan, int after, int paid, long interest) {
        Product card = Product.CARD;
        long minimum = Math.max(35 * 10_000L, loan.balance / 100);
        if (after > 0) {
            long principal = Math.min(loan.balance, minimum * paid);
            long interestPart = paid == 0 ? 0 : interest * paid / (paid + after);
            loan.balance -= principal;
            add(LoanFlow.SCHEDULED, card, principal);
            add(LoanFlow.INTEREST_COLLECTED, card, interestPart);
            if (paid == 0 && after < NINETY) {
                draw(loan, (long) (((long) (loan.amount * model.exposure.defaultUtilisation()) - loan.balance) * 0.35));
            }
            return interest - interestPart;
        }
        add(LoanFlow.INTEREST_COLLECTED, card, interest);
        draws.at(Stream.LOAN_MONTH, loan.id, month);
        double shock = 0.35 * (draws.second() - 0.5) * Math.min(1, 3 * loan.utilisation);
        double used = Math.max(0, Math.min(0.98, loan.utilisation + shock));
        long target = (long) (loan.balance + 0.25 * (loan.amount * used - loan.balance));
        long payment = Math.min(loan.balance, Math.max(minimum, loan.balance - target));
        loan.balance -= payment;
        add(LoanFlow.SCHEDULED, card, payment);
        draw(loan, target - loan.balance);
        return 0;
    }

    private void draw(PlainLoan loan, long amount) {
        if (amount > 0) {
            loan.balance += amount;
            add(LoanFlow.DRAWN, Product.CARD, amount);
        }
    }

    private boolean sold(PlainLoan loan, Product product) {
        double beyond = Math.abs(tilt) - model.demand.tradeFrom();
        boolean shrinks = tilt > 0 != product.secured();
        if (beyond <= 0 || !shrinks) {
            return false;
        }
        double hazard = model.demand.tradePerYear() / 12 * beyond / (0.1 - model.demand.tradeFrom());
        if (draws.uniform(Stream.SALE, loan.id, month) >= hazard) {
            return false;
        }
        double price = 1;
        if (product != Product.CARD && product != Product.BUSINESS && loan.remaining > 0) {
            double i = Math.max(1e-4, world.marketFunding(loan.product) + loan.margin) / 12;
            double annuity = (1 - StrictMath.pow(1 + i, -loan.remaining)) / i;
            price = loan.instalment * annuity / loan.balance;
        }
        double bid = world.economy.regime() == 2 ? model.demand.bidOfferCrisis() : model.demand.bidOffer();
        long proceeds = (long) (loan.balance * Math.min(price, 1.25) * (1 - bid));
        add(LoanFlow.SOLD, product, loan.balance);
        add(LoanFlow.COUNT_SOLD, product, 1);
        add(Flow.SALE_PROCEEDS, proceeds);
        add(Flow.SALE_GAINS, proceeds - loan.balance);
        return true;
    }

    /** Instalment loans: rate / 12, half to even, spread evenly; cards: actual / 365. */
    private void openPeriod(PlainLoan loan, boolean card) {
        int days = model.calendar.daysInMonth(day);
        if (loan.missed >= NINETY) {
            loan.periodInterest = 0;
            loan.dailyInterest = 0;
        } else if (card) {
            loan.dailyInterest = new BigDecimal(loan.balance)
                    .multiply(new BigDecimal(loan.rate))
                    .divide(BigDecimal.valueOf(365), 0, RoundingMode.FLOOR)
                    .longValueExact();
            loan.periodInterest = loan.dailyInterest * days;
        } else {
            loan.periodInterest = new BigDecimal(loan.balance)
                    .multiply(new BigDecimal(loan.rate / 12))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            loan.dailyInterest = loan.periodInterest / days;
        }
    }

    private void add(LoanFlow flow, Product product, long amount) {
        flows.merge(flow + " " + product.key(), amount, Long::sum);
    }

    private void add(Flow flow, long amount) {
        flows.merge(flow.toString(), amount, Long::sum);
    }
}

package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.Amortisation;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.UniformBatch;

/**
 * The due date of loans that are current and stay so: more than nine of ten.
 *
 * <p>What happens to them is exactly what {@link DueDay#loan} would do; here it runs product by product over plain
 * columns, with what the day has in common taken out of the loop. Every other loan is left to {@link DueDay}. A loan without
 * missed instalments owes no interest of earlier periods.
 */
final class CurrentLoans {
    private static final int K = Product.COUNT;
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int BUSINESS = Product.BUSINESS.ordinal();
    private static final int CARD = Product.CARD.ordinal();

    /** Longest remaining term that the table of inverses serves. */
    private static final int LONGEST_TERM = 360;

    private static final long[] INVERSE = new long[LONGEST_TERM + 1];

    static {
        for (int n = 1; n <= LONGEST_TERM; n++) {
            INVERSE[n] = PortableMath.inverse(n);
        }
    }

    private final Model model;
    private final World world;
    private final Book book;
    private final LoanColumns loans;
    private final Ledger ledger;
    private final int[] left;
    private int leftCount;
    /** Slot of the first draw. */
    private int base;

    private int day;
    private int monthOfYear;
    private int daysToNextDue;
    private double cardAddOn;

    CurrentLoans(Model model, World world, Book book, Ledger ledger, DayScratch scratch) {
        left = scratch.left;
        this.model = model;
        this.world = world;
        this.book = book;
        this.loans = book.loans;
        this.ledger = ledger;
    }

    void startDay(int today, double addOnOfCards) {
        day = today;
        monthOfYear = model.calendar.monthOfYear(today);
        daysToNextDue = model.calendar.daysInMonth(today);
        cardAddOn = addOnOfCards;
    }

    /**
     * Processes a part of the due loans.
     *
     * @param segment the due day's segment
     * @param from first slot
     * @param slots number of slots, at most {@link UniformBatch#SIZE}
     * @param luck draws of the month: first the move, second the use of a card
     * @param saleHazard chance of a sale by product; products with one are left to {@link DueDay}
     * @return how many loans are left, untouched, at {@link #left}
     */
    int process(int segment, int from, int slots, UniformBatch luck, double[] saleHazard) {
        leftCount = 0;
        base = from;
        for (int k = 0; k < K; k++) {
            int begin = Math.max(from, loans.runStart(segment, k));
            int end = Math.min(from + slots, loans.runEnd(segment, k));
            if (saleHazard[k] > 0) {
                leave(begin, end);
            } else if (k == BUSINESS) {
                businessLoans(begin, end, luck.first());
            } else if (k == CARD) {
                cards(begin, end, luck.first(), luck.second());
            } else {
                instalmentLoans(k, begin, end, luck.first());
            }
        }
        return leftCount;
    }

    /** Returns the slot of a loan that {@link #process} left. */
    int left(int n) {
        return left[n];
    }

    private void leave(int begin, int end) {
        for (int i = begin; i < end; i++) {
            left[leftCount++] = i;
        }
    }

    private void instalmentLoans(int k, int begin, int end, double[] luck) {
        byte[] missed = loans.missed;
        byte[] performing = loans.performing;
        short[] remaining = loans.remaining;
        short[] age = loans.age;
        int[] periodStart = loans.periodStart;
        long[] balance = loans.balance;
        long[] instalment = loans.instalment;
        long[] periodInterest = loans.periodInterest;
        long[] dailyInterest = loans.dailyInterest;
        long[] deferredCost = loans.deferredCost;
        double[] rate = loans.rate;
        float[] margin = loans.margin;
        float[] risk = loans.riskMultiplier;
        int from = base;
        double entry = world.rollRates[k][1];
        double baseOdds = entry / (1 - entry);
        double baseSmm = model.prepayment.baseSmm(k, world.trueStress(k));
        double funding = world.marketFunding(k);
        boolean mortgage = k == MORTGAGE;
        double stress = world.trueStress(k);
        double index = world.trueIndex();
        long perDay = INVERSE[daysToNextDue];
        long accrued = 0;
        long collected = 0;
        long scheduled = 0;
        long amortised = 0;
        for (int i = begin; i < end; i++) {
            int months = remaining[i];
            long owed = balance[i];
            long interest = periodInterest[i];
            long principal = Math.max(0, instalment[i] - interest);
            int newAge = age[i] + 1;
            double odds = baseOdds * (risk[i] * model.multiplier.ageFactor(k, newAge));
            double market = funding + margin[i];
            double smm = mortgage
                    ? mortgageSmm(i, newAge, rate[i], market, index, stress)
                    : model.prepayment.currentSmm(k, baseSmm, newAge, rate[i] - market);
            double u = luck[i - from];
            if (missed[i] != 0
                    || months < 2
                    || months > LONGEST_TERM
                    || principal >= owed
                    || DueDay.entersDelinquency(u, odds)
                    || u > 1 - smm) {
                left[leftCount++] = i;
                continue;
            }
            assert loans.interestArrears[i] == 0 : "a current loan owes interest of earlier periods";
            accrued += interest - dailyInterest[i] * (day - periodStart[i]);
            amortised += amortise(deferredCost, i, months);
            collected += interest;
            scheduled += principal;
            owed -= principal;
            balance[i] = owed;
            remaining[i] = (short) (months - 1);
            age[i] = (short) newAge;
            performing[i] = (byte) Math.min(100, performing[i] + 1);
            periodStart[i] = day;
            if (mortgage && model.prepayment.inTheMoney(rate[i], market)) {
                loans.burnout[i]++;
            }
            long coming = Amortisation.interest(owed, rate[i]);
            periodInterest[i] = coming;
            dailyInterest[i] = PortableMath.divide(coming, perDay);
        }
        post(k, accrued, collected, scheduled, 0, amortised);
    }

    private double mortgageSmm(int i, int age, double rate, double market, double index, double stress) {
        double cltv = book.cltv(i, MORTGAGE, index, stress);
        return model.prepayment.smm(MORTGAGE, 0, age, rate, market, loans.burnout[i], cltv, monthOfYear, stress);
    }

    /** As {@link #instalmentLoans}, with a rate that floats and an instalment that follows it. */
    private void businessLoans(int begin, int end, double[] luck) {
        double entry = world.rollRates[BUSINESS][1];
        double baseOdds = entry / (1 - entry);
        double baseSmm = model.prepayment.baseSmm(BUSINESS, world.trueStress(BUSINESS));
        double shortRate = world.shortRate();
        long perDay = INVERSE[daysToNextDue];
        long accrued = 0;
        long collected = 0;
        long scheduled = 0;
        long amortised = 0;
        for (int i = begin; i < end; i++) {
            int months = loans.remaining[i];
            if (loans.missed[i] != 0 || months < 2 || months > LONGEST_TERM) {
                left[leftCount++] = i;
                continue;
            }
            int newAge = loans.age[i] + 1;
            double m = loans.riskMultiplier[i] * model.multiplier.ageFactor(BUSINESS, newAge);
            double rate = Math.max(0, shortRate + loans.margin[i]);
            long owed = loans.balance[i];
            long instalment = loans.instalment[i];
            if (rate != loans.rate[i]) {
                long old = instalment;
                instalment = Amortisation.levelPayment(owed, rate, months);
                double change = (double) instalment / Math.max(1, old);
                m = change == 1 ? m : m * model.multiplier.paymentShock(change);
            }
            double smm = model.prepayment.currentSmm(BUSINESS, baseSmm, newAge, 0);
            double u = luck[i - base];
            long interest = loans.periodInterest[i];
            long principal = Math.max(0, instalment - interest);
            if (principal >= owed || DueDay.entersDelinquency(u, baseOdds * m) || u > 1 - smm) {
                left[leftCount++] = i;
                continue;
            }
            assert loans.interestArrears[i] == 0 : "a current loan owes interest of earlier periods";
            accrued += interest - loans.dailyInterest[i] * (day - loans.periodStart[i]);
            amortised += amortise(loans.deferredCost, i, months);
            collected += interest;
            scheduled += principal;
            owed -= principal;
            loans.balance[i] = owed;
            loans.rate[i] = rate;
            loans.instalment[i] = instalment;
            loans.remaining[i] = (short) (months - 1);
            loans.age[i] = (short) newAge;
            loans.performing[i] = (byte) Math.min(100, loans.performing[i] + 1);
            loans.periodStart[i] = day;
            long coming = Amortisation.interest(owed, rate);
            loans.periodInterest[i] = coming;
            loans.dailyInterest[i] = PortableMath.divide(coming, perDay);
        }
        post(BUSINESS, accrued, collected, scheduled, 0, amortised);
    }

    private void cards(int begin, int end, double[] luck, double[] useLuck) {
        byte[] missed = loans.missed;
        byte[] performing = loans.performing;
        short[] age = loans.age;
        int[] periodStart = loans.periodStart;
        long[] balance = loans.balance;
        long[] limit = loans.amount;
        long[] periodInterest = loans.periodInterest;
        long[] dailyInterest = loans.dailyInterest;
        long[] deferredCost = loans.deferredCost;
        double[] rate = loans.rate;
        float[] margin = loans.margin;
        float[] risk = loans.riskMultiplier;
        float[] utilisation = loans.utilisation;
        int from = base;
        double entry = world.rollRates[CARD][1];
        double baseOdds = entry / (1 - entry);
        double baseSmm = model.prepayment.baseSmm(CARD, world.trueStress(CARD));
        double attrition = model.prepayment.attritionFactor(CARD, cardAddOn);
        double shortRate = world.shortRate();
        long accrued = 0;
        long collected = 0;
        long scheduled = 0;
        long drawn = 0;
        long amortised = 0;
        for (int i = begin; i < end; i++) {
            int newAge = age[i] + 1;
            double odds = baseOdds * (risk[i] * model.multiplier.ageFactor(CARD, newAge));
            double smm = model.prepayment.currentSmm(CARD, baseSmm, newAge, 0) * attrition;
            double u = luck[i - from];
            if (missed[i] != 0 || DueDay.entersDelinquency(u, odds) || u > 1 - smm) {
                left[leftCount++] = i;
                continue;
            }
            long interest = periodInterest[i];
            assert loans.interestArrears[i] == 0 : "a current loan owes interest of earlier periods";
            accrued += interest - dailyInterest[i] * (day - periodStart[i]);
            collected += interest;
            amortised += amortise(deferredCost, i, DueDay.monthsOfCardCost(newAge));
            long before = balance[i];
            long target = DueDay.cardTarget(before, limit[i], utilisation[i], useLuck[i - from]);
            long paid = Math.min(Math.max(DueDay.cardMinimum(before), before - target), before);
            long draw = Math.max(0, target - (before - paid));
            scheduled += paid;
            drawn += draw;
            long after = before - paid + draw;
            balance[i] = after;
            age[i] = (short) newAge;
            performing[i] = (byte) Math.min(100, performing[i] + 1);
            periodStart[i] = day;
            double newRate = Math.max(0, shortRate + margin[i] + cardAddOn);
            rate[i] = newRate;
            long daily = (long) (after * newRate / 365);
            dailyInterest[i] = daily;
            periodInterest[i] = daily * daysToNextDue;
        }
        post(CARD, accrued, collected, scheduled, drawn, amortised);
    }

    /** Takes a month's part of a deferred cost off it; returns the part. */
    private static long amortise(long[] deferredCost, int i, int months) {
        long cost = deferredCost[i];
        if (cost <= 0) {
            return 0;
        }
        long part = PortableMath.divide(cost, INVERSE[months]);
        deferredCost[i] = cost - part;
        return part;
    }

    private void post(int k, long accrued, long collected, long scheduled, long drawn, long amortised) {
        ledger.add(LoanFlow.INTEREST_ACCRUED, k, accrued);
        ledger.add(LoanFlow.INTEREST_COLLECTED, k, collected);
        ledger.add(LoanFlow.SCHEDULED, k, scheduled);
        ledger.add(LoanFlow.DRAWN, k, drawn);
        ledger.add(Flow.DEFERRED_AMORTISED, amortised);
        ledger.add(Flow.ORIGINATION_COST, amortised);
    }
}

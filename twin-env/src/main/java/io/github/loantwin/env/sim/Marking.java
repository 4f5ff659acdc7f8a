package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.CreditSlice;
import io.github.loantwin.env.credit.Ifrs9Stage;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LenderConfig;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.UniformBatch;
import io.github.loantwin.env.risk.LossMoments;

/**
 * Marks loans with the economy as published today: default probability, severity, expected loss, lifetime loss, risk
 * weights; and adds them to a segment's sums and loss moments.
 *
 * <p>{@link #loan} is the rule. Current loans go through {@link #currentLoans}, which is the same arithmetic with what a
 * product has in common taken out of the loop.
 */
final class Marking {
    private static final int K = Product.COUNT;
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();
    private static final int BUSINESS = Product.BUSINESS.ordinal();
    private static final int CARD = Product.CARD.ordinal();
    private static final int TILE = UniformBatch.SIZE;
    private static final double PER_DAY = 1.0 / 365;
    private static final double PER_UNIT = 1 / Ledger.UNITS;

    private final Model model;
    private final World world;
    private final LoanColumns loans;
    private final boolean staged;
    private final double newVehicle;
    private long[] sums = {};
    private final LossMoments moments;
    private final double[] exposures;
    private final double[] severities;
    private final double[] variances;
    private final double[] weights;

    Marking(Model model, World world, LoanColumns loans, LossMoments moments, DayScratch scratch) {
        exposures = scratch.exposures;
        severities = scratch.severities;
        variances = scratch.variances;
        weights = scratch.weights;
        this.model = model;
        this.world = world;
        this.loans = loans;
        this.moments = moments;
        staged = model.lender.allowanceStandard() == LenderConfig.AllowanceStandard.IFRS9;
        newVehicle = model.collateral.vehicleShare(0, 0);
    }

    /** Marks the loans in [begin, end) of a segment and adds them to sums laid out as [figure of {@link Segment}][product]. */
    void run(int segment, int begin, int end, long[] into) {
        sums = into;
        for (int k = 0; k < K; k++) {
            int first = Math.max(begin, loans.runStart(segment, k));
            int last = Math.min(end, loans.runEnd(segment, k));
            if (!staged) {
                for (int from = first; from < last; from += TILE) {
                    currentLoans(k, from, Math.min(from + TILE, last));
                }
            }
            for (int i = first; i < last; i++) {
                int missed = loans.missed[i];
                if (missed > 0 || missed == 0 && staged) {
                    loan(i);
                }
            }
        }
    }

    /** Marks one loan and adds it to sums. */
    void one(int slot, long[] into) {
        sums = into;
        loan(slot);
    }

    /** Sets exposure, severity and standardised weight of a tile's current loans. */
    private void prepare(int k, int begin, int end) {
        double stress = world.publishedStress(k);
        int size = end - begin;
        if (k == AUTO) {
            vehicles(begin, size, stress);
        } else if (k == CARD) {
            undrawnLimits(begin, size, stress);
        } else if (k == MORTGAGE) {
            houses(begin, size, stress);
        } else if (k == BUSINESS) {
            businessCollateral(begin, size, stress);
        }
    }

    private void vehicles(int begin, int size, double stress) {
        double cover = model.severity.vehicleCover(stress);
        double scale = model.severity.vehicleScale(stress);
        for (int n = 0; n < size; n++) {
            int i = begin + n;
            double value = loans.collateral[i] * model.collateral.vehicleShare(loans.age[i], stress) / newVehicle;
            severities[n] = model.severity.vehicleLoss(value / loans.balance[i], cover, scale);
        }
    }

    private void undrawnLimits(int begin, int size, double stress) {
        double conversion = model.exposure.conversion(stress);
        for (int n = 0; n < size; n++) {
            exposures[n] = withUndrawn(loans.balance[begin + n], loans.amount[begin + n], conversion);
        }
    }

    private void houses(int begin, int size, double stress) {
        for (int n = 0; n < size; n++) {
            int i = begin + n;
            if (loans.missed[i] == 0) {
                severities[n] = severity(i, MORTGAGE, stress, false);
                weights[n] = model.standardised.weight(MORTGAGE, 0, loans.ltv[i]);
            }
        }
    }

    private void businessCollateral(int begin, int size, double stress) {
        double plain = model.severity.expected(BUSINESS, 0, 0, stress, false);
        double secured = model.severity.expected(BUSINESS, 0, 0, stress, true);
        double plainVariance = square(model.severity.standardDeviation(BUSINESS, false));
        double securedVariance = square(model.severity.standardDeviation(BUSINESS, true));
        for (int n = 0; n < size; n++) {
            boolean realEstate = (loans.flags[begin + n] & LoanColumns.REAL_ESTATE) != 0;
            severities[n] = realEstate ? secured : plain;
            variances[n] = realEstate ? securedVariance : plainVariance;
        }
    }

    private void currentLoans(int k, int begin, int end) {
        byte[] missed = loans.missed;
        short[] ages = loans.age;
        short[] remaining = loans.remaining;
        long[] balances = loans.balance;
        long[] instalments = loans.instalment;
        long[] dailyInterest = loans.dailyInterest;
        long[] lossMarks = loans.expectedLoss;
        long[] allowanceMarks = loans.allowance;
        float[] risk = loans.riskMultiplier;
        float[] fundingRate = loans.fundingRate;
        float[] irbWeight = loans.irbWeight;
        CreditSlice slice = world.slice;
        boolean card = k == CARD;
        boolean ownSeverity = k == AUTO || k == MORTGAGE || k == BUSINESS;
        boolean ownVariance = k == BUSINESS;
        boolean ownWeight = k == MORTGAGE;
        double stress = world.publishedStress(k);
        double severity = model.severity.expected(k, 0, 0, stress, false);
        double severityVariance = square(model.severity.standardDeviation(k, false));
        double standard = model.standardised.weight(k, 0, 0);
        double floating = model.products.get(k).pricing().floating() ? world.shortRate() : 0;
        prepare(k, begin, end);
        long count = 0;
        long balanceSum = 0;
        long lossSum = 0;
        long exposureSum = 0;
        long allowanceSum = 0;
        long standardSum = 0;
        long irbSum = 0;
        long interestSum = 0;
        long fundingSum = 0;
        long accrualSum = 0;
        long inflowSum = 0;
        for (int i = begin; i < end; i++) {
            if (missed[i] != 0) {
                continue;
            }
            long balance = balances[i];
            double rr = risk[i];
            double m = rr * model.multiplier.ageFactor(k, ages[i]);
            double ead = card ? exposures[i - begin] : balance;
            severity = ownSeverity ? severities[i - begin] : severity;
            severityVariance = ownVariance ? variances[i - begin] : severityVariance;
            standard = ownWeight ? weights[i - begin] : standard;
            double pd = slice.currentPd12(k, m);
            double chargeOff = slice.chargeOffGivenDefault(k, m);
            double lgd = chargeOff * severity;
            double lifetime = slice.currentLifetimeLoss(k, m, remaining[i]) * severity;
            double level = slice.levelLossRate(k, rr) * severity;
            long expectedLoss = (long) (pd * lgd * ead);
            long allowance = (long) (ead * lifetime);
            lossMarks[i] = expectedLoss;
            allowanceMarks[i] = allowance;
            count++;
            balanceSum += balance;
            lossSum += expectedLoss;
            exposureSum += (long) ead;
            allowanceSum += allowance;
            standardSum += (long) (standard * balance);
            irbSum += (long) (irbWeight[i] * ead);
            interestSum += dailyInterest[i];
            fundingSum += (long) (balance * (fundingRate[i] + floating) * PER_DAY);
            accrualSum += (long) (balance * level * PER_DAY);
            inflowSum += card ? balance / 50 : instalments[i];
            double second = chargeOff * (severity * severity + severityVariance);
            moments.addWithSecondMoment(k, pd, ead * PER_UNIT, lgd, second);
        }
        add(Segment.COUNT, k, count);
        add(Segment.BALANCE, k, balanceSum);
        add(Segment.EXPECTED_LOSS, k, lossSum);
        add(Segment.EXPOSURE, k, exposureSum);
        add(Segment.ALLOWANCE, k, allowanceSum);
        add(Segment.RWA_STANDARDISED, k, standardSum);
        add(Segment.RWA_IRB, k, irbSum);
        add(Segment.DAILY_INTEREST, k, interestSum);
        add(Segment.DAILY_FUNDING, k, fundingSum);
        add(Segment.DAILY_LOSS_ACCRUAL, k, accrualSum);
        add(Segment.CONTRACTUAL_INFLOW, k, inflowSum);
    }

    private void loan(int i) {
        int k = loans.product[i];
        int state = Math.min(loans.missed[i], 3);
        long balance = loans.balance[i];
        double rr = loans.riskMultiplier[i];
        double m = rr * model.multiplier.ageFactor(k, loans.age[i]);
        boolean realEstate = (loans.flags[i] & LoanColumns.REAL_ESTATE) != 0;
        double stress = world.publishedStress(k);
        double severity = severity(i, k, stress, realEstate);
        double pd = world.slice.pd12(k, state, m);
        double chargeOff = world.slice.chargeOffGivenDefault(k, m);
        double lgd = chargeOff * severity;
        double ead = k == CARD ? model.exposure.card(balance, loans.amount[i], state, stress) : balance;
        double lifetime = world.slice.lifetimeLoss(k, state, m, loans.remaining[i]) * severity;
        double reserve = ead * lifetime;
        if (staged && stage(i, k, state, pd, m) == Ifrs9Stage.STAGE_1) {
            reserve = Math.min(reserve, pd * lgd * ead);
        }
        loans.expectedLoss[i] = (long) (pd * lgd * ead);
        loans.allowance[i] = (long) reserve;
        double level = world.slice.levelLossRate(k, rr) * severity;
        double fundingRate =
                loans.fundingRate[i] + (model.products.get(k).pricing().floating() ? world.shortRate() : 0);
        add(Segment.COUNT, k, 1);
        add(Segment.BALANCE, k, balance);
        if (state > 0) {
            add(Segment.BALANCE_30, k, balance);
            add(Segment.SPECIFIC_RESERVE, k, loans.allowance[i]);
        }
        if (state == 3) {
            add(Segment.BALANCE_90, k, balance);
            add(Segment.COUNT_90, k, 1);
        } else {
            add(Segment.CONTRACTUAL_INFLOW, k, k == CARD ? balance / 50 : loans.instalment[i]);
        }
        add(Segment.EXPECTED_LOSS, k, loans.expectedLoss[i]);
        add(Segment.EXPOSURE, k, (long) ead);
        add(Segment.ALLOWANCE, k, loans.allowance[i]);
        add(Segment.RWA_STANDARDISED, k, (long) (model.standardised.weight(k, state, loans.ltv[i]) * balance));
        add(Segment.RWA_IRB, k, (long) (irbWeight(i, k, state, lgd) * ead));
        add(Segment.DAILY_INTEREST, k, loans.dailyInterest[i]);
        add(Segment.DAILY_FUNDING, k, (long) (balance * fundingRate * PER_DAY));
        add(Segment.DAILY_LOSS_ACCRUAL, k, (long) (balance * level * PER_DAY));
        double severitySd = model.severity.standardDeviation(k, realEstate);
        double second = chargeOff * (severity * severity + severitySd * severitySd);
        moments.addWithSecondMoment(k, pd, ead * PER_UNIT, lgd, second);
    }

    private double severity(int i, int k, double stress, boolean realEstate) {
        double sigma = model.severity.valueSigma(k, loans.age[i]);
        return model.severity.expected(k, cltv(i, k, world.publishedIndex(), stress), sigma, stress, realEstate);
    }

    private void add(Segment figure, int product, long amount) {
        sums[figure.ordinal() * K + product] += amount;
    }

    /** A loan in default: downturn loss beyond the best estimate of its loss; others: the weight of their grade. */
    private double irbWeight(int i, int k, int state, double lgd) {
        if (state < 3) {
            return loans.irbWeight[i];
        }
        double downturn = model.credit.of(Product.at(k)).lossGivenDefault().stress();
        return 12.5 * Math.max(0, downturn - lgd);
    }

    /** IFRS 9: the loan's stage today, from which it improves only after months of performing. */
    private Ifrs9Stage stage(int i, int k, int state, double pd, double m) {
        double atOrigination = model.averageSlice.pd12(k, 0, m);
        Ifrs9Stage before = Ifrs9Stage.at(loans.stage[i]);
        Ifrs9Stage today = model.staging.stage(before, state, pd, atOrigination, false, loans.performing[i]);
        loans.stage[i] = (byte) today.ordinal();
        return today;
    }

    /** Returns current loan to value at a house price index: mortgages by index, auto loans by age; 0 otherwise. */
    double cltv(int i, int k, double index, double stress) {
        if (k == MORTGAGE) {
            return loans.balance[i] / (loans.collateral[i] * index / loans.indexAtOrigination[i]);
        }
        return k == AUTO ? vehicleCltv(i, stress) : 0;
    }

    private double vehicleCltv(int i, double stress) {
        double share = model.collateral.vehicleShare(loans.age[i], stress) / newVehicle;
        return loans.balance[i] / (loans.collateral[i] * share);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double withUndrawn(long balance, long limit, double conversion) {
        return balance >= limit ? balance : balance + conversion * (limit - balance);
    }
}

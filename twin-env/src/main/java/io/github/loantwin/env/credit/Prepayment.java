package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * Probability that a loan prepays in a month (single monthly mortality, SMM); for cards, that the account closes.
 *
 * <p>Mortgages: CPR = [turnover x ramp x season x (1 - slope s) + refinance x Phi((c - m - centre) / width) x
 * e^(-rate months in the money / 24)] x equity gate; SMM = 1 - (1 - CPR)^(1/12). The roll matrix's own speed is the
 * average of it and is used only in tables.
 *
 * <p>Other products: SMM = matrix speed at stress s x shape by age + pull x max(0, c - m). The shape of auto loans is
 * that of a constant absolute speed (ABS), SMM = a / (1 - a (age - 1)), scaled to mean 1 over the survivors, because
 * the speed quoted by the industry counts charge-offs too and the roll matrix fixes the mean. The market rate is that
 * of the borrower's own risk band today.
 *
 * <p>Delinquent loans: mortgages half the speed at 30 days past due, none later; others as in the matrices.
 * Thread-safe; no allocation; tables instead of normal distribution and powers, error below 2e-6.
 */
public final class Prepayment {
    private static final int PHI_CELLS = 1024;
    private static final double PHI_RANGE = 6;
    private static final int CPR_CELLS = 1024;
    private static final int BURNOUT_MONTHS = 241;
    private static final int SHAPE_MONTHS = 361;
    private static final double SHAPE_LIMIT = 5;

    private final CreditConfig.MortgagePrepayment mortgage;
    private final double rampPerMonth;
    private final double perIncentiveWidth;
    private final double perGateWidth;
    private final double[] base = new double[Product.COUNT * StressGrid.LEVELS];
    private final double[] shape = new double[Product.COUNT * SHAPE_MONTHS];
    private final double[] ratePull = new double[Product.COUNT];
    private final double[] attritionPull = new double[Product.COUNT];
    private final double[] dpd30Factor = new double[Product.COUNT];
    private final double[] phi = new double[PHI_CELLS + 1];
    private final double[] smmOfCpr = new double[CPR_CELLS + 1];
    private final double[] burnout = new double[BURNOUT_MONTHS];
    private final double[] season = new double[12];

    /** Creates the prepayment model of a config. */
    public Prepayment(CreditConfig config) {
        mortgage = config.mortgagePrepayment();
        rampPerMonth = 1.0 / mortgage.seasoningMonths();
        perIncentiveWidth = 1 / mortgage.incentiveWidth();
        perGateWidth = 1 / mortgage.equityGateWidth();
        RollRates rates = new RollRates(config);
        double[] matrix = new double[RollRates.SIZE];
        for (Product product : Product.values()) {
            int k = product.ordinal();
            ProductCredit.PrepaymentShape section = config.of(product).prepayment();
            for (int level = 0; level < StressGrid.LEVELS; level++) {
                rates.at(k, StressGrid.level(level), matrix);
                base[k * StressGrid.LEVELS + level] = matrix[RollRates.COLUMNS - 1];
            }
            fillShape(k, section.absSpeed(), section.absTermMonths());
            ratePull[k] = section.ratePull();
            attritionPull[k] = section.attritionPull();
            dpd30Factor[k] = section.dpd30Factor();
        }
        fillTables();
    }

    /**
     * Returns the probability that a loan prepays this month.
     *
     * @param product product index
     * @param state delinquency state, 0-3
     * @param ageMonths months on book
     * @param coupon contract rate, fraction per year
     * @param marketRate rate of a new loan of this product and risk today, fraction per year
     * @param burnoutMonths months in which refinancing would have paid (mortgages)
     * @param cltv current loan-to-value (mortgages)
     * @param calendarMonth month of the year, 1-12 (mortgages)
     * @param stress stress index of the product
     */
    public double smm(
            int product,
            int state,
            int ageMonths,
            double coupon,
            double marketRate,
            int burnoutMonths,
            double cltv,
            int calendarMonth,
            double stress) {
        if (state > 1) {
            return 0;
        }
        double current = product == Product.MORTGAGE.ordinal()
                ? tabulatedSmm(mortgageCpr(ageMonths, coupon - marketRate, burnoutMonths, cltv, calendarMonth, stress))
                : currentSmm(product, baseSmm(product, stress), ageMonths, coupon - marketRate);
        return state == 0 ? current : current * dpd30Factor[product];
    }

    /**
     * Returns {@link #smm} of a current loan that is no mortgage.
     *
     * @param base {@link #baseSmm} of the product at its stress
     * @param incentive contract rate less market rate, fraction per year
     */
    public double currentSmm(int product, double base, int ageMonths, double incentive) {
        double shaped = base * shape[product * SHAPE_MONTHS + Math.max(0, Math.min(ageMonths, SHAPE_MONTHS - 1))];
        return incentive > 0 ? shaped + ratePull[product] * incentive : shaped;
    }

    /** Returns the roll matrix's own prepayment probability of a current loan at a stress. */
    public double baseSmm(int product, double stress) {
        double t = StressGrid.position(stress);
        int cell = StressGrid.cell(t);
        int at = product * StressGrid.LEVELS + cell;
        return base[at] + (t - cell) * (base[at + 1] - base[at]);
    }

    /**
     * Returns the factor on closing when a floating account's rate was raised: 1 + pull x rise, at least 0.5.
     *
     * @param product product index
     * @param repricing rise of the account's margin after notice, fraction per year
     */
    public double attritionFactor(int product, double repricing) {
        return Math.max(0.5, 1 + attritionPull[product] * repricing);
    }

    /** Returns whether refinancing pays today, which counts as a month of burnout. */
    public boolean inTheMoney(double coupon, double marketRate) {
        return coupon - marketRate > mortgage.incentiveCentre();
    }

    private double mortgageCpr(
            int ageMonths, double incentive, int burnoutMonths, double cltv, int calendarMonth, double stress) {
        double ramp = Math.min(1, ageMonths * rampPerMonth);
        double turnover = mortgage.turnoverCpr()
                * ramp
                * season[calendarMonth - 1]
                * (1 - mortgage.turnoverStressSlope() * Math.max(0, Math.min(stress, 1.25)));
        double refinance = mortgage.refinanceCpr()
                * tabulatedPhi((incentive - mortgage.incentiveCentre()) * perIncentiveWidth)
                * burnout[Math.min(burnoutMonths, BURNOUT_MONTHS - 1)];
        return (turnover + refinance) * equityGate(cltv);
    }

    private double equityGate(double cltv) {
        double open = (mortgage.equityGateCltv() - cltv) * perGateWidth;
        return Math.max(mortgage.equityGateMinimum(), Math.min(open, 1));
    }

    private double tabulatedPhi(double z) {
        double t = (Math.max(-PHI_RANGE, Math.min(z, PHI_RANGE)) + PHI_RANGE) * (PHI_CELLS / (2 * PHI_RANGE));
        int cell = Math.min((int) t, PHI_CELLS - 1);
        return phi[cell] + (t - cell) * (phi[cell + 1] - phi[cell]);
    }

    private double tabulatedSmm(double cpr) {
        double t = Math.max(0, Math.min(cpr, 0.95)) * CPR_CELLS;
        int cell = Math.min((int) t, CPR_CELLS - 1);
        return smmOfCpr[cell] + (t - cell) * (smmOfCpr[cell + 1] - smmOfCpr[cell]);
    }

    private void fillTables() {
        for (int i = 0; i <= PHI_CELLS; i++) {
            phi[i] = PortableMath.normalCdf(-PHI_RANGE + i * (2 * PHI_RANGE / PHI_CELLS));
        }
        for (int i = 0; i <= CPR_CELLS; i++) {
            smmOfCpr[i] = smmOf((double) i / CPR_CELLS);
        }
        for (int month = 0; month < BURNOUT_MONTHS; month++) {
            burnout[month] = PortableMath.exp(-mortgage.burnoutRate() * month / 24);
        }
        for (int month = 0; month < 12; month++) {
            season[month] = mortgage.seasonality().get(month);
        }
    }

    private void fillShape(int product, double absSpeed, int termMonths) {
        double meanScale = 1 - absSpeed * (termMonths - 1) / 2;
        for (int age = 0; age < SHAPE_MONTHS; age++) {
            double survivors = 1 - absSpeed * (Math.max(age, 1) - 1);
            shape[product * SHAPE_MONTHS + age] =
                    survivors * SHAPE_LIMIT < meanScale ? SHAPE_LIMIT : meanScale / survivors;
        }
    }

    /** Returns SMM = 1 - (1 - CPR)^(1/12). */
    public static double smmOf(double cpr) {
        return 1 - PortableMath.pow(1 - cpr, 1.0 / 12);
    }
}

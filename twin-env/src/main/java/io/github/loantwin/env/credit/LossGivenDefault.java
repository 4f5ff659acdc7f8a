package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * Loss given charge-off, as a share of exposure: expected for marks, drawn for a loan that is charged off.
 *
 * <p>Mortgages: a put on the house, LGD = (1 + k) (Phi(-d2) - M Phi(-d1)), M = (1 - h - c) / (CLTV (1 + k)), d1 = (ln M
 * + sigma^2 / 2) / sigma, d2 = d1 - sigma; h distressed discount, c selling cost, k carry over the months to sale. Auto
 * loans: the same on the vehicle, less the share of the shortfall that is collected later. Without a collateral value
 * (CLTV 0) and for other products: the product's mean between normal and stress. Stress counts from 0 to 1: severity is
 * not extrapolated. With carry counted, the loss on a house far under water can pass 1. Recoveries later than the
 * stated lag are worth less, so a longer lag raises LGD.
 *
 * <p>A loan's draw is its value draw for collateral, and for the rest a probit-normal law (Vasicek's), inverted in one
 * step and with the stated mean and standard deviation. Thread-safe; {@link #expected} reads a table and allocates
 * nothing.
 */
public final class LossGivenDefault {
    /** Volatility at and below which the put is its intrinsic value. */
    private static final double NO_SIGMA = 1e-9;

    private final CreditConfig.House house;
    private final CreditConfig.Vehicle vehicle;
    private final CollateralValue collateral;
    private final RecoverySchedule schedule;
    private final PutTable put = new PutTable();
    private final PutTable.Row vehiclePut;
    private final double[] normal = new double[Product.COUNT + 1];
    private final double[] stressed = new double[Product.COUNT + 1];
    private final ProbitNormal[] noise = new ProbitNormal[Product.COUNT + 1];
    private final double[] deviation = new double[Product.COUNT + 1];

    /** Creates the severities of a config. */
    public LossGivenDefault(CreditConfig config) {
        house = config.house();
        vehicle = config.vehicle();
        collateral = new CollateralValue(config);
        schedule = new RecoverySchedule(config);
        vehiclePut = new PutTable.Row(vehicle.sigma());
        for (Product product : Product.values()) {
            int k = product.ordinal();
            fill(k, config.of(product).lossGivenDefault(), config.of(product).recovery(), k);
        }
        int business = Product.BUSINESS.ordinal();
        fill(Product.COUNT, config.businessRealEstate(), config.business().recovery(), business);
    }

    /**
     * Returns the expected loss given charge-off.
     *
     * @param product product index
     * @param cltv balance over collateral's market value today; 0 = no collateral value known
     * @param sigma standard deviation of log collateral value, from {@link #valueSigma}
     * @param stress stress index of the product
     * @param realEstateBacked whether a business loan is backed by real estate
     */
    public double expected(int product, double cltv, double sigma, double stress, boolean realEstateBacked) {
        if (!hasCollateral(product, cltv)) {
            return mean(slot(product, realEstateBacked), stress);
        }
        if (product == Product.AUTO.ordinal()) {
            return vehicleLoss(1 / cltv, vehicleCover(stress), vehicleScale(stress));
        }
        double carry = 1 + carry(product, stress);
        double moneyness = collateral.netShare(product, stress) / (cltv * carry);
        return carry * put.value(moneyness, sigma) * uncollected(product);
    }

    /**
     * Returns {@link #expected} of an auto loan from figures that all of them share today.
     *
     * @param valueToLoan vehicle's market value over balance
     * @param cover {@link #vehicleCover} at the stress of auto loans
     * @param scale {@link #vehicleScale} at that stress
     */
    public double vehicleLoss(double valueToLoan, double cover, double scale) {
        return vehiclePut.value(valueToLoan * cover) * scale;
    }

    /** Returns what a sale brings per unit of a vehicle's value, over the debt with its carry per unit of balance. */
    public double vehicleCover(double stress) {
        int auto = Product.AUTO.ordinal();
        return collateral.netShare(auto, stress) / (1 + carry(auto, stress));
    }

    /** Returns loss of an auto loan per unit of its put: the carry, less what is collected of the shortfall. */
    public double vehicleScale(double stress) {
        int auto = Product.AUTO.ordinal();
        return (1 + carry(auto, stress)) * uncollected(auto);
    }

    /** Returns {@link #expected} from the formula instead of the table. */
    public double expectedExact(int product, double cltv, double sigma, double stress, boolean realEstateBacked) {
        if (!hasCollateral(product, cltv)) {
            return mean(slot(product, realEstateBacked), stress);
        }
        double carry = 1 + carry(product, stress);
        double moneyness = collateral.netShare(product, stress) / (cltv * carry);
        return carry * putValue(moneyness, sigma) * uncollected(product);
    }

    /**
     * Returns the severity of one charged-off loan; its mean over the uniform is {@link #expectedExact}.
     *
     * @param uniform the loan's draw in (0, 1); higher is worse
     */
    public double draw(
            int product, double cltv, double sigma, double stress, boolean realEstateBacked, double uniform) {
        if (!hasCollateral(product, cltv)) {
            int slot = slot(product, realEstateBacked);
            return noise[slot].quantile(mean(slot, stress), uniform);
        }
        double deviate = -sigma * PortableMath.normalQuantile(uniform) - 0.5 * sigma * sigma;
        double sale = collateral.netShare(product, stress) / cltv * PortableMath.exp(deviate);
        return Math.max(0, 1 + carry(product, stress) - sale) * uncollected(product);
    }

    /** Returns the standard deviation of severity between loans. */
    public double standardDeviation(int product, boolean realEstateBacked) {
        return deviation[slot(product, realEstateBacked)];
    }

    /**
     * Returns the standard deviation of log collateral value: for houses it grows with the square root of the years
     * since appraisal, for vehicles it is constant; 0 for products without valued collateral.
     */
    public double valueSigma(int product, int monthsSinceAppraisal) {
        if (product == Product.MORTGAGE.ordinal()) {
            double sigma = house.sigmaPerSqrtYear() * Math.sqrt(Math.max(0, monthsSinceAppraisal) / 12.0);
            return Math.max(house.sigmaMinimum(), Math.min(sigma, house.sigmaMaximum()));
        }
        return product == Product.AUTO.ordinal() ? vehicle.sigma() : 0;
    }

    private static boolean hasCollateral(int product, double cltv) {
        return cltv > 0 && (product == Product.MORTGAGE.ordinal() || product == Product.AUTO.ordinal());
    }

    private static int slot(int product, boolean realEstateBacked) {
        return realEstateBacked && product == Product.BUSINESS.ordinal() ? Product.COUNT : product;
    }

    private double mean(int slot, double stress) {
        return CollateralValue.blend(normal[slot], stressed[slot], stress);
    }

    private double carry(int product, double stress) {
        double annual = product == Product.MORTGAGE.ordinal() ? house.carryAnnual() : vehicle.carryAnnual();
        return annual * schedule.monthsToSale(product, stress) / 12;
    }

    private double uncollected(int product) {
        return product == Product.AUTO.ordinal() ? 1 - vehicle.deficiencyRecovery() : 1;
    }

    private void fill(int slot, ProductCredit.Severity severity, ProductCredit.Recovery recovery, int product) {
        normal[slot] = lagged(severity.normal(), recovery, schedule.meanMonths(product, 0));
        stressed[slot] = lagged(severity.stress(), recovery, schedule.meanMonths(product, 0));
        deviation[slot] = severity.standardDeviation();
        noise[slot] = new ProbitNormal(severity.standardDeviation());
    }

    private static double lagged(double stated, ProductCredit.Recovery recovery, double meanMonths) {
        double extraYears = (meanMonths - recovery.statedMeanMonths()) / 12;
        double value = (1 - stated) * PortableMath.pow(1 + recovery.discountAnnual(), -extraYears);
        return 1 - Math.min(1, value);
    }

    /** Returns Phi(-d2) - M Phi(-d1), the put on one unit of debt at moneyness M. */
    static double putValue(double moneyness, double sigma) {
        if (sigma <= NO_SIGMA) {
            return Math.max(0, 1 - moneyness);
        }
        double d1 = (PortableMath.log(moneyness) + 0.5 * sigma * sigma) / sigma;
        return PortableMath.normalCdf(sigma - d1) - moneyness * PortableMath.normalCdf(-d1);
    }
}

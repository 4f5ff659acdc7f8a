package io.github.loantwin.env.credit;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.math.PortableMath;

/**
 * A loan's risk relative to its product: m = rr x age factor (x payment shock).
 *
 * <p>The age factor rises from origination to a peak and falls to a tail. The exponent of cures is fixed at -1/4
 * because two square roots compute it exactly and alike everywhere. Thread-safe.
 */
public final class RiskMultiplier {
    private static final int MONTHS = 361;

    private final double[] ageFactor = new double[Product.COUNT * MONTHS];
    private final CreditConfig.RiskLimits limits;

    /** Creates the multipliers of a config. */
    public RiskMultiplier(CreditConfig config) {
        this.limits = config.riskMultiplier();
        for (Product product : Product.values()) {
            for (int age = 0; age < MONTHS; age++) {
                ageFactor[product.ordinal() * MONTHS + age] =
                        factor(config.of(product).seasoning(), age);
            }
        }
    }

    /** Returns the risk factor of a loan's months on book. */
    public double ageFactor(int product, int ageMonths) {
        return ageFactor[product * MONTHS + Math.max(0, Math.min(ageMonths, MONTHS - 1))];
    }

    /** Returns relative risk within its configured limits (ratios beyond them are not fitted). */
    public double limited(double relativeRisk) {
        return PortableMath.clamp(relativeRisk, limits.minimum(), limits.maximum());
    }

    /** Returns the factor on the odds of delinquency when a floating loan's payment changes from old to new. */
    public double paymentShock(double newOverOldPayment) {
        return PortableMath.exp(limits.paymentShockSlope() * (newOverOldPayment - 1));
    }

    /** Returns m^(-1/4), the factor on cures. */
    public static double cureFactor(double multiplier) {
        return 1 / Math.sqrt(Math.sqrt(multiplier));
    }

    private static double factor(ProductCredit.Seasoning curve, int age) {
        if (age <= curve.peakMonth()) {
            return curve.start() + (curve.peak() - curve.start()) * age / curve.peakMonth();
        }
        double t = Math.min(1.0, (double) (age - curve.peakMonth()) / (curve.tailMonth() - curve.peakMonth()));
        return curve.peak() + (curve.tail() - curve.peak()) * t;
    }
}

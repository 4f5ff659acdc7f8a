package io.github.loantwin.env.risk;

import static io.github.loantwin.env.math.PortableMath.normalCdf;
import static io.github.loantwin.env.math.PortableMath.normalQuantile;

import io.github.loantwin.env.math.PortableMath;

/**
 * The Basel internal-ratings-based capital formula, exact.
 *
 * <p>K = [LGD Phi((Phi^-1(PD) + sqrt(R) Phi^-1(0.999)) / sqrt(1 - R)) - PD LGD] MA; risk weight = 12.5 K. Source: Basel
 * Committee, "International Convergence of Capital Measurement", June 2006, paragraphs 272 and 328-330; CRE31. No
 * scaling factor of 1.06. R and MA per class: {@link IrbClass}, {@link #maturityAdjustment}.
 */
public final class BaselIrb {
    /** Risk weight per unit of capital, the inverse of the 8 % minimum ratio. */
    public static final double RISK_WEIGHT_PER_CAPITAL = 12.5;

    private static final double LEVEL_999 = 3.090232306167813;

    private BaselIrb() {}

    /**
     * Returns the capital requirement K of a performing exposure, as a share of exposure at default.
     *
     * @param pd one-year default probability through the cycle, in [0, 1]; apply the floor before
     * @param lgd downturn loss given default, in [0, 1]
     * @param maturityYears effective maturity, used for CORPORATE only (2.5 in the published tables)
     * @param salesMillions yearly sales in millions of euros, used for CORPORATE only (50 and more: no size discount)
     */
    public static double capital(IrbClass irbClass, double pd, double lgd, double maturityYears, double salesMillions) {
        return lgd * capitalPerLgd(irbClass, pd, maturityYears, salesMillions);
    }

    /** Returns K of a retail exposure, or of a large corporate one with 2.5 years. */
    public static double capital(IrbClass irbClass, double pd, double lgd) {
        return capital(irbClass, pd, lgd, 2.5, 50);
    }

    /** Returns the risk weight 12.5 K as a fraction (1.0 = 100 %). */
    public static double riskWeight(
            IrbClass irbClass, double pd, double lgd, double maturityYears, double salesMillions) {
        return RISK_WEIGHT_PER_CAPITAL * capital(irbClass, pd, lgd, maturityYears, salesMillions);
    }

    /** Returns K of a defaulted exposure: max(0, LGD - best estimate of expected loss). */
    public static double defaultedCapital(double lgd, double bestEstimateLoss) {
        return Math.max(0, lgd - bestEstimateLoss);
    }

    /** Returns MA = (1 + (M - 2.5) b) / (1 - 1.5 b), b = (0.11852 - 0.05478 ln PD)^2, with M in years. */
    public static double maturityAdjustment(double pd, double maturityYears) {
        double root = 0.11852 - 0.05478 * PortableMath.log(pd);
        double b = root * root;
        return (1 + (maturityYears - 2.5) * b) / (1 - 1.5 * b);
    }

    /** Returns K / LGD, to which K is proportional. */
    static double capitalPerLgd(IrbClass irbClass, double pd, double maturityYears, double salesMillions) {
        if (pd <= 0 || pd >= 1) {
            return 0;
        }
        double r = irbClass.assetCorrelation(pd, salesMillions);
        double stressed = normalCdf((normalQuantile(pd) + Math.sqrt(r) * LEVEL_999) / Math.sqrt(1 - r));
        double unexpected = stressed - pd;
        return irbClass == IrbClass.CORPORATE ? unexpected * maturityAdjustment(pd, maturityYears) : unexpected;
    }
}

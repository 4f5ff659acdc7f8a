package io.github.loantwin.env.risk;

import io.github.loantwin.env.math.PortableMath;

/** The exposure classes of the Basel internal-ratings-based approach, each with its supervisory asset correlation. */
public enum IrbClass {
    /** Corporate, with the size discount for small and medium firms and the maturity adjustment. */
    CORPORATE,
    /** Residential mortgage, R = 0.15. */
    MORTGAGE,
    /** Qualifying revolving retail, R = 0.04. */
    QRRE,
    /** Other retail, R = 0.03 w + 0.16 (1 - w), w = (1 - e^(-35 PD)) / (1 - e^-35). */
    OTHER_RETAIL;

    /**
     * Returns the asset correlation R of Basel II paragraphs 272-273 and 328-330 (unchanged in CRE31).
     *
     * @param salesMillions yearly sales of the firm in millions of euros, limited to [5, 50]; only for CORPORATE
     */
    double assetCorrelation(double pd, double salesMillions) {
        return switch (this) {
            case MORTGAGE -> 0.15;
            case QRRE -> 0.04;
            case OTHER_RETAIL -> between(0.03, 0.16, 35, pd);
            case CORPORATE -> between(0.12, 0.24, 50, pd)
                    - 0.04 * (1 - (PortableMath.clamp(salesMillions, 5, 50) - 5) / 45);
        };
    }

    private static double between(double low, double high, double speed, double pd) {
        double w = (1 - PortableMath.exp(-speed * pd)) / (1 - PortableMath.exp(-speed));
        return low * w + high * (1 - w);
    }
}

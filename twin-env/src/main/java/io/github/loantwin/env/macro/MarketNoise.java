package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;

/**
 * Day-to-day movement of market series between the economy's month-ends; weekends stand still.
 *
 * <p>Rates and spread follow Brownian bridges to the month-end. The volatility index is
 * {@code exp(vixLogMean + vixOnMax (lnVixMax - vixMaxLogMean) + n)}, n a first-order autoregression, because the economy
 * carries the quarter's highest VIX while a day's is lower.
 *
 * @param scale multiplies every standard deviation here; 0 = straight lines and no daily noise
 * @param rate3mDailySd fraction per weekday
 * @param rate10yDailySd fraction per weekday
 * @param spreadDailySd share of the spread per weekday
 * @param vixLogMean mean of the log daily close
 * @param vixMaxLogMean mean of the log quarterly maximum
 * @param vixOnMax slope on the log quarterly maximum
 * @param vixNoiseSd stationary standard deviation of n
 * @param vixNoiseAutocorrelation of n from weekday to weekday, in [0, 1)
 */
public record MarketNoise(
        double scale,
        double rate3mDailySd,
        double rate10yDailySd,
        double spreadDailySd,
        double vixLogMean,
        double vixMaxLogMean,
        double vixOnMax,
        double vixNoiseSd,
        double vixNoiseAutocorrelation) {
    /** Validates ranges. */
    public MarketNoise {
        Check.range("market.scale", scale, 0, 10);
        Check.range("market.rate3mDailySd", rate3mDailySd, 0, 0.01);
        Check.range("market.rate10yDailySd", rate10yDailySd, 0, 0.01);
        Check.range("market.spreadDailySd", spreadDailySd, 0, 0.2);
        Check.range("market.vixLogMean", vixLogMean, 2, 4);
        Check.range("market.vixMaxLogMean", vixMaxLogMean, 2, 4.5);
        Check.range("market.vixOnMax", vixOnMax, 0, 1.5);
        Check.range("market.vixNoiseSd", vixNoiseSd, 0, 1);
        Check.range("market.vixNoiseAutocorrelation", vixNoiseAutocorrelation, 0, 0.9999);
    }

    /** Returns the log quarterly maximum at which the noise-free daily level is the given one. */
    double lnVixMax(double dailyLevel) {
        if (vixOnMax == 0) {
            return vixMaxLogMean;
        }
        return vixMaxLogMean + (PortableMath.log(dailyLevel) - vixLogMean) / vixOnMax;
    }
}

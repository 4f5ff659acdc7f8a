package io.github.loantwin.env.risk;

import static io.github.loantwin.env.math.PortableMath.normalCdf;
import static io.github.loantwin.env.math.PortableMath.normalDensity;
import static io.github.loantwin.env.math.PortableMath.normalQuantile;

import io.github.loantwin.env.math.PortableMath;

/**
 * The one-factor Gaussian model of default: a loan defaults if sqrt(rho) Y + sqrt(1 - rho) e &lt; Phi^-1(PD).
 *
 * <p>Source: O. Vasicek, "Loan portfolio value", Risk (December 2002); granularity adjustment: T. Wilde, "Probing
 * granularity", Risk (August 2001). A low factor Y is a bad year. Exact and slow: the simulator's hot path uses tables.
 */
public final class Vasicek {
    private static final GaussHermite QUADRATURE = new GaussHermite(64);

    private Vasicek() {}

    /** Returns p(y) = Phi((Phi^-1(PD) - sqrt(rho) y) / sqrt(1 - rho)), the default probability given the factor. */
    public static double conditionalPd(double pd, double rho, double y) {
        if (pd <= 0 || pd >= 1) {
            return pd <= 0 ? 0 : 1;
        }
        return normalCdf((normalQuantile(pd) - Math.sqrt(rho) * y) / Math.sqrt(1 - rho));
    }

    /** Returns P(default rate of an infinitely fine pool &lt;= x). */
    public static double cdf(double pd, double rho, double x) {
        return normalCdf((Math.sqrt(1 - rho) * normalQuantile(x) - normalQuantile(pd)) / Math.sqrt(rho));
    }

    /** Returns the quantile of the default rate of an infinitely fine pool at a level in (0, 1). */
    public static double quantile(double pd, double rho, double level) {
        return conditionalPd(pd, rho, -normalQuantile(level));
    }

    /** Returns the variance of the default rate of an infinitely fine pool: Phi2(k, k; rho) - PD^2, k = Phi^-1(PD). */
    public static double variance(double pd, double rho) {
        return jointDefault(pd, rho) - pd * pd;
    }

    /** Returns the default correlation of two loans: variance / (PD (1 - PD)). */
    public static double defaultCorrelation(double pd, double rho) {
        return variance(pd, rho) / (pd * (1 - pd));
    }

    /**
     * Returns the probability that both of two loans default, Phi2(k, k; rho).
     *
     * <p>PD^2 + integral over r from 0 to rho of the bivariate density at (k, k), which with r = sin t is
     * exp(-k^2 / (1 + sin t)) / (2 pi) dt; Simpson's rule on t.
     */
    public static double jointDefault(double pd, double rho) {
        double k = normalQuantile(pd);
        double end = StrictMath.asin(rho);
        int steps = 200;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double weight = i == 0 || i == steps ? 1 : 2 + 2 * (i % 2);
            sum += weight * PortableMath.exp(-k * k / (1 + StrictMath.sin(end * i / steps)));
        }
        return pd * pd + sum * end / (3.0 * steps) / (2 * Math.PI);
    }

    /**
     * Returns the exact quantile of the default rate of n equal loans: the smallest j / n with P(defaults &lt;= j) at
     * least the level. Trapezoid rule of step 0.02 over the factor; exact to 1e-9 in probability.
     */
    public static double finitePoolQuantile(int n, double pd, double rho, double level) {
        double[] law = finitePoolLaw(n, pd, rho);
        double total = 0;
        for (int j = 0; j <= n; j++) {
            total += law[j];
            if (total >= level) {
                return (double) j / n;
            }
        }
        return 1;
    }

    /** Returns P(j of n equal loans default) for j = 0..n, the binomial law mixed over the factor. */
    static double[] finitePoolLaw(int n, double pd, double rho) {
        double[] law = new double[n + 1];
        double[] logChoose = logBinomials(n);
        double step = 0.02;
        for (int i = -450; i <= 450; i++) {
            double y = i * step;
            double weight = step * normalDensity(y);
            double p = conditionalPd(pd, rho, y);
            if (p <= 0 || p >= 1) {
                law[p <= 0 ? 0 : n] += weight;
                continue;
            }
            double logP = PortableMath.log(p);
            double logQ = StrictMath.log1p(-p);
            for (int j = 0; j <= n; j++) {
                double logTerm = logChoose[j] + j * logP + (n - j) * logQ;
                if (logTerm > -60) {
                    law[j] += weight * PortableMath.exp(logTerm);
                }
            }
        }
        return law;
    }

    private static double[] logBinomials(int n) {
        double[] result = new double[n + 1];
        for (int j = 1; j <= n; j++) {
            result[j] = result[j - 1] + PortableMath.log((double) (n - j + 1) / j);
        }
        return result;
    }

    /**
     * Returns the granularity adjustment to the loss quantile of a homogeneous pool, as a share of exposure.
     *
     * <p>GA = -1 / (2 phi(x)) d/dx [phi(x) s2(x) / m'(x)] at x = Phi^-1(1 - level), with m(x) = LGD p(x) and s2(x) = HHI
     * ((LGD^2 + sdLGD^2) p - (LGD p)^2). With f = s2 / m': GA = (x f - f') / 2, where f' follows from p' and p''.
     *
     * @param hhi sum of squared exposure shares, 1 / n for n equal loans
     */
    public static double granularityAdjustment(
            double pd, double rho, double lgd, double lgdSd, double hhi, double level) {
        double x = normalQuantile(1 - level);
        double slope = -Math.sqrt(rho / (1 - rho));
        double u = (normalQuantile(pd) - Math.sqrt(rho) * x) / Math.sqrt(1 - rho);
        double p = normalCdf(u);
        double dp = slope * normalDensity(u);
        double ddp = -u * slope * dp;
        double secondMoment = lgd * lgd + lgdSd * lgdSd;
        double s2 = hhi * (secondMoment * p - lgd * lgd * p * p);
        double ds2 = hhi * dp * (secondMoment - 2 * lgd * lgd * p);
        double dm = lgd * dp;
        double ddm = lgd * ddp;
        double f = s2 / dm;
        double df = (ds2 - f * ddm) / dm;
        return 0.5 * (x * f - df);
    }

    /** Returns E p(Y), by quadrature; equal to PD, which a test asserts. */
    static double meanConditionalPd(double pd, double rho) {
        double sum = 0;
        for (int i = 0; i < QUADRATURE.size(); i++) {
            sum += QUADRATURE.weight(i) * conditionalPd(pd, rho, QUADRATURE.node(i));
        }
        return sum;
    }
}

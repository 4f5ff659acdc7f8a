package io.github.loantwin.optimizer.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Scenarios of yearly losses of loan pools in Vasicek's one-factor model.
 *
 * <pre>
 *   PD given Z   Phi((Phi^-1(PD) - sqrt(correlation) Z) / sqrt(1 - correlation)),   Z standard normal, one for all types
 *   loss         -rate (1 - d) + LGD d per unit lent,  d the share of defaults: binomial, or PD given Z for endless pools
 * </pre>
 *
 * <p>Source: Vasicek, The distribution of loan portfolio value (2002).
 *
 * @param count number of scenarios, at least 1
 * @param seed the same seed gives the same scenarios
 * @param correlation of assets, in [0, 1)
 * @param loansPerType loans in each pool; endless pools if absent
 */
public record PoolScenarios(int count, long seed, double correlation, OptionalInt loansPerType) {
    /** Checks the ranges. */
    public PoolScenarios {
        loansPerType = loansPerType == null ? OptionalInt.empty() : loansPerType;
        Require.that(count > 0 && count <= 2_000_000, "scenarios.count must be in [1, 2000000]", count);
        Require.inRange("scenarios.correlation", correlation, 0, 0.999999);
        Require.that(loansPerType.orElse(1) > 0, "scenarios.loansPerType must be above 0", loansPerType.orElse(1));
    }

    /** Returns the losses per unit lent, scenarios x loan types. */
    public double[][] losses(List<LoanType> loans) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] threshold = new double[loans.size()];
        for (int j = 0; j < threshold.length; j++) {
            double pd = loans.get(j).pd();
            threshold[j] = pd <= 0 ? -40 : pd >= 1 ? 40 : Normal.quantile(pd);
        }
        double[][] losses = new double[count][threshold.length];
        for (double[] row : losses) {
            double factor = Normal.quantile(random.nextDouble(1e-16, 1));
            for (int j = 0; j < row.length; j++) {
                double shifted = threshold[j] - Math.sqrt(correlation) * factor;
                double defaults = defaults(Normal.cdf(shifted / Math.sqrt(1 - correlation)), random);
                row[j] = loans.get(j).lgd() * defaults - loans.get(j).rate() * (1 - defaults);
            }
        }
        return losses;
    }

    private double defaults(double pd, SplittableRandom random) {
        if (loansPerType.isEmpty()) {
            return pd;
        }
        int defaulted = 0;
        for (int k = 0; k < loansPerType.getAsInt(); k++) {
            defaulted += random.nextDouble() < pd ? 1 : 0;
        }
        return (double) defaulted / loansPerType.getAsInt();
    }
}

package io.github.loantwin.optimizer.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Where the covariance of the loan types' returns comes from; all of it is stated, because the answer hangs on it.
 *
 * <ul>
 *   <li>SINGLE_LOAN: one loan of each type. Standard deviation sqrt(PD (1 - PD)) (rate + LGD), and `correlation` is that of
 *       the default indicators.
 *   <li>POOL: many loans of each type in Vasicek's one-factor model (Vasicek 2002), `correlation` is that of the assets:
 *       cov_ij = (P(both default) - PD_i PD_j) (rate_i + LGD_i) (rate_j + LGD_j), P from the bivariate normal law; on the
 *       diagonal, (PD - P(two default)) / loans is added for a pool of finite size.
 * </ul>
 *
 * <p>For the same PD a large pool has far less risk than a single loan.
 *
 * @param kind single loan or pool
 * @param correlation between any two loan types (and, in a pool, between two loans of a type), in [0, 1); default
 *     correlation for SINGLE_LOAN, asset correlation for POOL
 * @param loansPerType loans in each pool; without it the pool is endless
 * @param scale factor on the whole covariance, 1 if absent
 */
public record RiskInputs(Kind kind, double correlation, OptionalInt loansPerType, OptionalDouble scale) {
    /** Single loan or pool. */
    public enum Kind {
        /** One loan of each type. */
        @JsonProperty("single-loan")
        SINGLE_LOAN,
        /** A pool of loans of each type. */
        @JsonProperty("pool")
        POOL
    }

    /** Checks the ranges. */
    public RiskInputs {
        Require.given("risk.kind", kind);
        Require.inRange("risk.correlation", correlation, 0, 0.999999);
        loansPerType = loansPerType == null ? OptionalInt.empty() : loansPerType;
        scale = scale == null ? OptionalDouble.empty() : scale;
        Require.positive("risk.loansPerType", loansPerType.orElse(1));
        Require.positive("risk.scale", scale.orElse(1));
    }

    /** Returns the covariance matrix of returns per unit of money in each type. */
    public double[][] covariance(List<LoanType> loans) {
        int n = loans.size();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = scale.orElse(1) * covariance(loans.get(i), loans.get(j), i == j);
                covariance[i][j] = value;
                covariance[j][i] = value;
            }
        }
        return covariance;
    }

    private double covariance(LoanType a, LoanType b, boolean same) {
        double cost = a.costOfDefault() * b.costOfDefault();
        return cost * (kind == Kind.SINGLE_LOAN ? single(a.pd(), b.pd(), same) : pool(a.pd(), b.pd(), same));
    }

    private double single(double a, double b, boolean same) {
        double sigmas = Math.sqrt(a * (1 - a)) * Math.sqrt(b * (1 - b));
        return same ? sigmas : correlation * sigmas;
    }

    private double pool(double a, double b, boolean same) {
        if (a == 0 || b == 0 || a == 1 || b == 1) {
            return 0;
        }
        double both = Normal.both(Normal.quantile(a), Normal.quantile(b), correlation);
        double own = same && loansPerType.isPresent() ? (a - both) / loansPerType.getAsInt() : 0;
        return both - a * b + own;
    }
}

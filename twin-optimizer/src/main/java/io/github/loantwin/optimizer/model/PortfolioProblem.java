package io.github.loantwin.optimizer.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A portfolio of assets, or of loan segments taken as assets, with one of the usual objectives.
 *
 * @param title heading of reports
 * @param objective what is best
 * @param assets names
 * @param returns expected returns per period
 * @param deviations standard deviations, at least 0
 * @param correlations correlation matrix
 * @param riskAversion for MEAN_VARIANCE: weight of variance / 2, above 0
 * @param riskFree for MAXIMUM_SHARPE: riskless return; 0 if absent
 * @param limits variance, cap and groups; RISK_PARITY takes none
 */
public record PortfolioProblem(
        String title,
        Objective objective,
        List<String> assets,
        double[] returns,
        double[] deviations,
        double[][] correlations,
        OptionalDouble riskAversion,
        OptionalDouble riskFree,
        Limits limits) {
    /** What is best. */
    public enum Objective {
        /** Least variance. */
        @JsonProperty("minimum-variance")
        MINIMUM_VARIANCE,
        /** Largest return within the limits. */
        @JsonProperty("maximum-return")
        MAXIMUM_RETURN,
        /** Largest return - riskAversion variance / 2. */
        @JsonProperty("mean-variance")
        MEAN_VARIANCE,
        /** Largest (return - riskFree) / standard deviation. */
        @JsonProperty("maximum-sharpe")
        MAXIMUM_SHARPE,
        /** Every asset the same part of the variance. */
        @JsonProperty("risk-parity")
        RISK_PARITY
    }

    /** Checks shapes and ranges. */
    public PortfolioProblem {
        title = title == null ? "Portfolio" : title;
        Require.given("objective", objective);
        assets = Require.some("assets", assets);
        int n = assets.size();
        Require.that(
                Require.given("returns", returns).length == n, "returns must have " + n + " elements", returns.length);
        int given = Require.given("deviations", deviations).length;
        Require.that(given == n, "deviations must have " + n + " elements", given);
        int rows = Require.given("correlations", correlations).length;
        Require.that(rows == n, "correlations must have " + n + " rows", rows);
        riskAversion = riskAversion == null ? OptionalDouble.empty() : riskAversion;
        riskFree = riskFree == null ? OptionalDouble.empty() : riskFree;
        limits = limits == null ? Limits.NONE : limits;
        boolean needed = objective == Objective.MEAN_VARIANCE;
        Require.that(!needed || riskAversion.orElse(0) > 0, "riskAversion must be above 0", riskAversion);
        boolean free = objective == Objective.RISK_PARITY;
        Require.that(!free || limits.equals(Limits.NONE), "risk-parity must have no limits", limits);
    }

    /** Returns names, returns and covariance. */
    public Assets asAssets() {
        int n = assets.size();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            Require.that(deviations[i] >= 0, "deviation of " + assets.get(i) + " must be at least 0", deviations[i]);
            Require.that(
                    correlations[i].length == n, "correlations must have " + n + " columns", correlations[i].length);
            for (int j = 0; j < n; j++) {
                Require.inRange("correlations[" + i + "][" + j + "]", correlations[i][j], -1, 1);
                covariance[i][j] = deviations[i] * deviations[j] * correlations[i][j];
            }
        }
        return new Assets(assets, returns, covariance);
    }

    /** Solves the problem. */
    public Allocation solve() {
        Assets held = asAssets();
        Allocator allocator = new Allocator(held, limits);
        return switch (objective) {
            case MINIMUM_VARIANCE -> allocator.minimumVariance();
            case MAXIMUM_RETURN -> allocator.maximumReturn();
            case MEAN_VARIANCE -> allocator.meanVariance(riskAversion.getAsDouble());
            case MAXIMUM_SHARPE -> allocator.maximumSharpe(riskFree.orElse(0));
            case RISK_PARITY -> parity(held);
        };
    }

    private static Allocation parity(Assets assets) {
        double[] weights = RiskParity.of(assets);
        double[] none = {};
        Solution solution = new Solution(
                SolveStatus.OPTIMAL, weights, none, none, none, assets.variance(weights), 0, 0, 0, 1e-13, 0, 0);
        return new Allocation(SolveStatus.OPTIMAL, assets, weights, List.of(), List.of(), solution);
    }
}

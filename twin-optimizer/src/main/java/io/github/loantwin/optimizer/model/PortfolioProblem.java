package io.github.loantwin.optimizer.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A portfolio of assets, or of loan segments taken as assets, with one of the usual objectives.
 *
 * @param title heading of reports
 * @param budget money to place, in currency units; without it answers are in shares only
 * @param objective what is best
 * @param assets names
 * @param returns expected returns per period; absent beside {@code blackLitterman}
 * @param deviations standard deviations, at least 0
 * @param correlations correlation matrix, beside {@code deviations}
 * @param covariance covariance matrix, instead of both
 * @param riskAversion weight of variance / 2, for MEAN_VARIANCE above 0, for ROBUST at least 0
 * @param riskFree for MAXIMUM_SHARPE: riskless return; 0 if absent
 * @param riskBudgets for RISK_PARITY: each asset's part of the variance, summing to 1; equal if absent
 * @param uncertainty for ROBUST: how unsure returns are
 * @param trading what is held and what moving costs, for MEAN_VARIANCE and MAXIMUM_RETURN
 * @param blackLitterman where returns come from instead of {@code returns}
 * @param limits variance, cap and groups; RISK_PARITY takes none
 */
public record PortfolioProblem(
        String title,
        OptionalDouble budget,
        Objective objective,
        List<String> assets,
        double[] returns,
        double[] deviations,
        double[][] correlations,
        double[][] covariance,
        OptionalDouble riskAversion,
        OptionalDouble riskFree,
        double[] riskBudgets,
        Optional<Uncertainty> uncertainty,
        Optional<Trading> trading,
        Optional<Views> blackLitterman,
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
        /** Every asset its part of the variance: the same, or as budgeted. */
        @JsonProperty("risk-parity")
        RISK_PARITY,
        /** Largest worst-case return - riskAversion variance / 2. */
        @JsonProperty("robust")
        ROBUST
    }

    private static final double[] NONE = {};

    /** Checks shapes and ranges. */
    public PortfolioProblem {
        title = title == null ? "Portfolio" : title;
        budget = orEmpty(budget);
        Require.positive("budget", budget.orElse(1));
        Require.given("objective", objective);
        assets = Require.names("assets", assets);
        riskAversion = orEmpty(riskAversion);
        riskFree = orEmpty(riskFree);
        Require.inRange("riskFree", riskFree.orElse(0), -10, 10);
        Require.inRange("riskAversion", riskAversion.orElse(0), 0, 1e12);
        uncertainty = uncertainty == null ? Optional.empty() : uncertainty;
        trading = trading == null ? Optional.empty() : trading;
        blackLitterman = blackLitterman == null ? Optional.empty() : blackLitterman;
        limits = limits == null ? Limits.NONE : limits;
        returns = returns == null ? NONE : returns;
        riskBudgets = riskBudgets == null ? NONE : riskBudgets;
        deviations = deviations == null ? NONE : deviations;
        correlations = correlations == null ? new double[0][] : correlations;
        covariance = covariance == null ? new double[0][] : covariance;
        checkReturns(assets.size(), returns, blackLitterman, objective);
        checkRisk(assets.size(), deviations, correlations, covariance);
        checkObjective(objective, riskAversion, riskBudgets, uncertainty, trading, limits);
        checkLengths(assets.size(), riskBudgets, uncertainty, trading, blackLitterman);
        limits.requireRoomFor(assets);
    }

    private static OptionalDouble orEmpty(OptionalDouble value) {
        return value == null ? OptionalDouble.empty() : value;
    }

    private static void checkReturns(int n, double[] returns, Optional<Views> views, Objective objective) {
        if (views.isPresent()) {
            Require.that(returns.length == 0, "returns must be absent beside blackLitterman", "both");
            return;
        }
        boolean needed = objective != Objective.MINIMUM_VARIANCE && objective != Objective.RISK_PARITY;
        Require.that(needed == false || returns.length > 0, "returns must be given", "nothing");
        Require.that(
                returns.length == n || returns.length == 0, "returns must have " + n + " elements", returns.length);
    }

    private static void checkRisk(int n, double[] deviations, double[][] correlations, double[][] covariance) {
        if (covariance.length > 0) {
            Require.that(
                    deviations.length == 0 && correlations.length == 0,
                    "deviations and correlations must be absent beside covariance",
                    "both");
            Require.that(
                    covariance.length == n, "covariance must have " + n + " rows, one per asset", covariance.length);
            return;
        }
        Require.that(
                deviations.length > 0 && correlations.length > 0,
                "deviations and correlations, or covariance, must be given",
                deviations.length > 0 ? "deviations only" : correlations.length > 0 ? "correlations only" : "nothing");
        Require.that(deviations.length == n, "deviations must have " + n + " elements", deviations.length);
    }

    private static void checkObjective(
            Objective objective,
            OptionalDouble riskAversion,
            double[] riskBudgets,
            Optional<Uncertainty> uncertainty,
            Optional<Trading> trading,
            Limits limits) {
        boolean utility = objective == Objective.MEAN_VARIANCE;
        Require.that(
                !utility || riskAversion.orElse(0) > 0,
                "riskAversion must be above 0 for mean-variance",
                riskAversion.isPresent() ? riskAversion.getAsDouble() : "nothing");
        boolean parity = objective == Objective.RISK_PARITY;
        Require.that(!parity || limits.equals(Limits.NONE), "risk-parity must have no limits", "some");
        Require.that(
                parity || riskBudgets.length == 0,
                "riskBudgets must be absent unless the objective is risk-parity",
                "some");
        boolean robust = objective == Objective.ROBUST;
        Require.that(
                robust == uncertainty.isPresent(),
                "uncertainty must be given for objective robust, and only there",
                robust ? "nothing" : "one");
        boolean trades = utility || objective == Objective.MAXIMUM_RETURN;
        Require.that(
                trades || trading.isEmpty(),
                "trading must be absent unless the objective is mean-variance or maximum-return",
                "some");
    }

    private static void checkLengths(
            int n,
            double[] riskBudgets,
            Optional<Uncertainty> uncertainty,
            Optional<Trading> trading,
            Optional<Views> views) {
        double sum = 0;
        for (double part : riskBudgets) {
            Require.inRange("every one of riskBudgets", part, 1e-9, 1);
            sum += part;
        }
        boolean budgeted = riskBudgets.length > 0;
        Require.that(
                !budgeted || riskBudgets.length == n, "riskBudgets must have " + n + " elements", riskBudgets.length);
        Require.that(!budgeted || Math.abs(sum - 1) < 1e-6, "riskBudgets must sum to 1", sum);
        uncertainty.ifPresent(u -> length("uncertainty.errors", u.errors(), n));
        trading.ifPresent(t -> length("trading.held", t.held(), n));
        trading.ifPresent(t -> length("trading.costs", t.costs(), n));
        views.ifPresent(v -> length("blackLitterman.reference", v.reference(), n));
    }

    private static void length(String name, double[] values, int n) {
        Require.that(values.length == n, name + " must have " + n + " elements, one per asset", values.length);
    }

    /** Returns names, returns (blended with views where there are some) and covariance. */
    public Assets asAssets() {
        double[][] sigma =
                covariance.length > 0 ? covariance : Correlations.covariance(assets, deviations, correlations);
        Covariance.root(sigma);
        double[] expected = returns.length > 0 ? returns : new double[assets.size()];
        return new Assets(
                assets, blackLitterman.map(v -> v.blended(assets, sigma)).orElse(expected), sigma);
    }

    /** Returns the returns that the reference portfolio implies, where there are views. */
    public Optional<double[]> impliedReturns() {
        return blackLitterman.map(v -> v.implied(asAssets().covariance()));
    }

    /** Returns whether returns play a part. */
    public boolean hasReturns() {
        return returns.length > 0 || blackLitterman.isPresent();
    }

    /** Solves the problem. */
    public Allocation solve() {
        Assets held = asAssets();
        Allocator allocator = new Allocator(held, limits);
        double aversion = riskAversion.orElse(0);
        if (trading.isPresent()) {
            Trading moves = trading.get();
            return allocator.rebalanced(
                    moves.held(), moves.costs(), moves.turnover().orElse(2), aversion);
        }
        return switch (objective) {
            case MINIMUM_VARIANCE -> allocator.minimumVariance();
            case MAXIMUM_RETURN -> allocator.maximumReturn();
            case MEAN_VARIANCE -> allocator.meanVariance(aversion);
            case MAXIMUM_SHARPE -> allocator.maximumSharpe(riskFree.orElse(0));
            case RISK_PARITY -> parity(held);
            case ROBUST -> robust(held, uncertainty.orElseThrow(), aversion);
        };
    }

    private Allocation robust(Assets held, Uncertainty unsure, double aversion) {
        int n = assets.size();
        if (unsure.shape() == Uncertainty.Shape.ELLIPSOID) {
            double[][] shape = new double[n][n];
            for (int i = 0; i < n; i++) {
                shape[i][i] = unsure.errors()[i];
            }
            return new Allocator(held, limits).robust(unsure.radius(), shape, aversion);
        }
        double[] widths = Arrays.stream(unsure.errors())
                .map(error -> unsure.radius() * error)
                .toArray();
        return new Allocator(held, limits).robustBox(widths, aversion);
    }

    /** Returns the expected return of weights if returns are as bad as the uncertainty allows; without one, as expected. */
    public double worstReturn(double[] weights) {
        double expected = asAssets().expectedReturn(weights);
        if (uncertainty.isEmpty()) {
            return expected;
        }
        Uncertainty unsure = uncertainty.get();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = unsure.errors()[i] * weights[i];
            sum += unsure.shape() == Uncertainty.Shape.BOX ? part : part * part;
        }
        return expected - unsure.radius() * (unsure.shape() == Uncertainty.Shape.BOX ? sum : Math.sqrt(sum));
    }

    private Allocation parity(Assets held) {
        double[] weights = riskBudgets.length > 0 ? RiskParity.of(held, riskBudgets) : RiskParity.of(held);
        Solution solution = new Solution(
                SolveStatus.OPTIMAL, weights, NONE, NONE, NONE, held.variance(weights), 0, 0, 0, 1e-13, 0, 0);
        return new Allocation(SolveStatus.OPTIMAL, held, weights, List.of(), List.of(), solution);
    }
}

package io.github.loantwin.optimizer.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of inputs, and what it does to an allocation.
 *
 * @param before the optimum of the problem as it stands
 * @param sameReturn return of that allocation under the changed inputs
 * @param sameDeviation its standard deviation under the changed inputs
 * @param fixedRisk optimum under the changed returns with the covariance as it was
 * @param after optimum under the changed inputs, covariance included
 */
public record WhatIf(
        Allocation before, double sameReturn, double sameDeviation, Allocation fixedRisk, Allocation after) {
    private static final Pattern CHANGE = Pattern.compile("(?:([^.]+)\\.)?(rate|pd|lgd)([*+-])([0-9.eE-]+)");

    /**
     * Applies a change such as {@code pd*1.5} (every PD), {@code mortgage.rate-0.01} or {@code lgd+0.1}.
     *
     * @param problem the problem as it stands
     * @param change {@code [name.]rate|pd|lgd} then {@code *}, {@code +} or {@code -} and a number
     */
    public static WhatIf of(LoanProblem problem, String change) {
        Matcher matcher = CHANGE.matcher(change.trim());
        Require.that(
                matcher.matches(),
                "a what-if must read like pd*1.5, mortgage.rate-0.01 or lgd+0.1",
                "'" + change + "'");
        String name = matcher.group(1);
        Require.that(
                name == null
                        || problem.loans().stream().anyMatch(loan -> loan.name().equals(name)),
                "a what-if must name a loan type of the problem",
                "'" + name + "'");
        List<LoanType> changed = problem.loans().stream()
                .map(loan -> name == null || loan.name().equals(name) ? changed(loan, matcher) : loan)
                .toList();
        Allocation before = problem.solve();
        LoanProblem other = problem.withLoans(changed);
        Assets assets = other.assets();
        Assets oldRisk = other.assets(before.assets().covariance());
        return new WhatIf(
                before,
                assets.expectedReturn(before.weights()),
                Math.sqrt(assets.variance(before.weights())),
                new Allocator(oldRisk, problem.limits()).maximumReturn(),
                new Allocator(assets, problem.limits()).maximumReturn());
    }

    private static LoanType changed(LoanType loan, Matcher change) {
        double by = Double.parseDouble(change.group(4));
        char how = change.group(3).charAt(0);
        return switch (change.group(2)) {
            case "rate" -> new LoanType(loan.name(), apply(loan.rate(), how, by), loan.pd(), loan.lgd());
            case "pd" -> new LoanType(loan.name(), loan.rate(), apply(loan.pd(), how, by), loan.lgd());
            default -> new LoanType(loan.name(), loan.rate(), loan.pd(), apply(loan.lgd(), how, by));
        };
    }

    private static double apply(double value, char how, double by) {
        return how == '*' ? value * by : how == '+' ? value + by : value - by;
    }
}

package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.SolveStatus;

/**
 * The best split of a bank's capital, with its certificate: no split is better than the upper bound.
 *
 * @param status OPTIMAL when the gap is closed; INFEASIBLE when no split keeps the bank's limit; LIMIT otherwise
 * @param budgets w, one per branch
 * @param loans x of all branches, as they decide
 * @param value expected return of the loans
 * @param upperBound no split gives more
 * @param cvar the bank's CVaR of the loans
 * @param nodes programs solved by branch and bound
 * @param milliseconds time
 */
public record TwoLevelSolution(
        SolveStatus status,
        double[] budgets,
        double[] loans,
        double value,
        double upperBound,
        double cvar,
        int nodes,
        double milliseconds) {}

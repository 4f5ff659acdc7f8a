package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.SolveStatus;

/**
 * The optimum of a headquarters that decides every loan.
 *
 * @param status how the solve ended
 * @param budgets what each branch may lend
 * @param loans x of all branches
 * @param value expected return
 * @param cvarPrice return of one more unit of the bank's CVaR limit
 */
public record OneLevelSolution(SolveStatus status, double[] budgets, double[] loans, double value, double cvarPrice) {}

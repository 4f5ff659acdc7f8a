package io.github.loantwin.optimizer.bank;

/**
 * What a branch does with a budget.
 *
 * @param loans amounts by customer type
 * @param value its expected return, the largest possible
 * @param used part of the budget it lends
 * @param budgetPrice return of one more unit of budget
 * @param gap how much higher the value could be, by the solver's duality gap
 */
record BranchDecision(double[] loans, double value, double used, double budgetPrice, double gap) {}

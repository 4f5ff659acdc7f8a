package io.github.loantwin.optimizer.bank;

/**
 * What projected gradients gave: a split without a certificate.
 *
 * @param budgets one per branch
 * @param loans x of all branches, as they decide
 * @param value expected return of the loans
 * @param estimatedCvar the bank's CVaR as the method saw it, from its own sample
 * @param cvar the bank's CVaR of the loans
 * @param keepsLimit whether that is within the bank's limit
 * @param iterations steps made
 */
public record GradientSplit(
        double[] budgets,
        double[] loans,
        double value,
        double estimatedCvar,
        double cvar,
        boolean keepsLimit,
        int iterations) {}

package io.github.loantwin.optimizer.solver;

/**
 * The answer to a CVaR program, checked on all scenarios.
 *
 * @param solution x, and the duals of the base program's rows; objective and residuals are those over all scenarios, and
 *     its gap is the objective less the lower bound
 * @param valueAtRisk value at risk of x over all scenarios
 * @param cvar CVaR of x over all scenarios, sorted and summed anew
 * @param limitPrice fall of the objective per unit of CVaR limit added; 0 without a limit
 * @param rounds programs solved
 * @param kept scenarios that stood in the last one
 */
public record CvarSolution(
        Solution solution, double valueAtRisk, double cvar, double limitPrice, int rounds, int kept) {}

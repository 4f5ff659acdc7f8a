package io.github.loantwin.optimizer.bank;

import java.util.List;

/** A bank that splits its capital among branches: losses normal in closed form, or known by scenarios. */
public sealed interface BankProblem permits TwoLevelProblem, ScenarioTwoLevelProblem {
    /** Returns the money to split. */
    double capital();

    /** Returns the confidence level of the bank's CVaR. */
    double level();

    /** Returns the largest CVaR of the bank's loss. */
    double cvarLimit();

    /** Returns the branches. */
    List<Branch> branches();

    /** Returns the mean loss per unit lent, all branches' customer types one behind the other. */
    double[] meanLoss();

    /** Returns the bank's CVaR of loans x, all branches' one behind the other. */
    double cvar(double[] x);

    /** Returns the bank's VaR of loans x at its level: the loss that is exceeded with probability 1 - level at most. */
    double valueAtRisk(double[] x);

    /** Returns the gradient of the bank's CVaR at loans x: the marginal CVaR of a loan. */
    double[] marginalCvar(double[] x);

    /** Returns the expected return of loans x. */
    default double expectedReturn(double[] x) {
        double[] mean = meanLoss();
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum -= mean[j] * x[j];
        }
        return sum;
    }
}

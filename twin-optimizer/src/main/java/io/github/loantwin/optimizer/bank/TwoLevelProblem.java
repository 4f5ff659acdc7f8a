package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.model.Covariance;
import io.github.loantwin.optimizer.model.Normal;
import java.util.List;

/**
 * A bank splits its capital among branches; each branch lends its part for its own largest expected return.
 *
 * <pre>
 *   branch i, given w_i:  x_i = argmax -mu_i'x   subject to  sum of x <= w_i, x >= 0, CVaR_i(x) <= limit_i
 *   bank:                 max over w of  sum_i -mu_i'x_i(w_i)   subject to  sum of w_i = capital, CVaR(x) <= limit
 *   normal losses:        CVaR(x) = mu'x + sqrt(x' Omega x) density(z) / (1 - level),  z the level's quantile
 * </pre>
 *
 * <p>Source: Hu, Tong, Liu, Cao, Yang, A two-level loan portfolio optimization problem, Winter Simulation Conference 2010,
 * with the price of every loan 1.
 *
 * @param capital money to split
 * @param level confidence level of the bank's CVaR, in [0.5, 1)
 * @param cvarLimit largest CVaR of the bank's loss
 * @param branches the branches
 * @param meanLoss mu: mean loss per unit lent, of all branches' customer types one behind the other
 * @param covariance Omega, of the losses per unit
 */
public record TwoLevelProblem(
        double capital, double level, double cvarLimit, List<Branch> branches, double[] meanLoss, double[][] covariance)
        implements BankProblem {
    /** Checks shapes and ranges. */
    public TwoLevelProblem {
        branches = List.copyOf(branches);
        int n = branches.stream().mapToInt(Branch::customers).sum();
        Branch.require(capital > 0, "capital must be above 0", capital);
        Branch.require(level >= 0.5 && level < 1, "level must be in [0.5, 1)", level);
        Branch.require(meanLoss.length == n, "meanLoss must have " + n + " elements", meanLoss.length);
        Branch.require(covariance.length == n, "covariance must have " + n + " rows", covariance.length);
        Covariance.root(covariance);
    }

    /** Factor of the standard deviation in the CVaR of a normal loss. */
    static double tailFactor(double level) {
        return Normal.density(Normal.quantile(level)) / (1 - level);
    }

    @Override
    public double cvar(double[] x) {
        return -expectedReturn(x) + tailFactor(level) * deviation(x);
    }

    @Override
    public double valueAtRisk(double[] x) {
        return -expectedReturn(x) + Normal.quantile(level) * deviation(x);
    }

    private double deviation(double[] x) {
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                variance += x[i] * covariance[i][j] * x[j];
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    @Override
    public double[] marginalCvar(double[] x) {
        double deviation = deviation(x);
        double[] marginal = meanLoss.clone();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                marginal[i] += deviation > 0 ? tailFactor(level) * covariance[i][j] * x[j] / deviation : 0;
            }
        }
        return marginal;
    }
}

package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.ScenarioTail;
import java.util.List;

/**
 * The two-level problem of {@link TwoLevelProblem} with losses known by equally likely scenarios instead of a normal law, so
 * that tails may be as heavy, skewed and dependent as they are.
 *
 * <p>Each CVaR is a linear program (Rockafellar, Uryasev 2000), and branch and bound works as for normal losses. Its programs
 * hold every scenario once per branch and once for the bank: thousands of scenarios are fine, a million is not. Where a
 * branch is indifferent between loans, it takes the middle of what is best for it.
 *
 * @param capital money to split
 * @param level confidence level of the bank's CVaR, in (0, 1)
 * @param cvarLimit largest CVaR of the bank's loss
 * @param branches the branches
 * @param losses scenarios x customer types of all branches one behind the other: loss per unit lent
 */
public record ScenarioTwoLevelProblem(
        double capital, double level, double cvarLimit, List<Branch> branches, double[][] losses)
        implements BankProblem {
    /** Checks shapes and ranges. */
    public ScenarioTwoLevelProblem {
        branches = List.copyOf(branches);
        int n = branches.stream().mapToInt(Branch::customers).sum();
        Branch.require(capital > 0, "capital must be above 0", capital);
        Branch.require(level > 0 && level < 1, "level must be in (0, 1)", level);
        Branch.require(Double.isFinite(cvarLimit), "cvarLimit must be a finite number", cvarLimit);
        Branch.require(losses.length > 0, "losses must have at least one scenario", "none");
        for (int i = 0; i < losses.length; i++) {
            Branch.require(losses[i].length == n, "scenario " + i + " must have " + n + " losses", losses[i].length);
        }
    }

    @Override
    public double[] meanLoss() {
        double[] mean = new double[losses[0].length];
        for (double[] row : losses) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / losses.length;
            }
        }
        return mean;
    }

    /** Returns the loss of loans x in every scenario. */
    double[] lossesAt(double[] x) {
        return ScenarioLoss.lossesAt(losses, x);
    }

    @Override
    public double cvar(double[] x) {
        return ScenarioTail.cvar(lossesAt(x), level);
    }

    @Override
    public double valueAtRisk(double[] x) {
        return ScenarioTail.valueAtRisk(lossesAt(x), level);
    }

    /** The mean loss of each loan over the bank's worst scenarios, the one at the edge in part. */
    @Override
    public double[] marginalCvar(double[] x) {
        return ScenarioLoss.marginal(losses, level, x);
    }
}

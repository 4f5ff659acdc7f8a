package io.github.loantwin.optimizer.solver;

import java.util.OptionalDouble;

/**
 * A cone program in x with the conditional value at risk of scenario losses in its objective, or limited, or both.
 *
 * <pre>
 *   CVaR(x) = min over t of  t + 1 / ((1 - level) S) sum_i max(0, loss_i'x - t)      (S scenarios, equally likely)
 * </pre>
 *
 * <p>Source: Rockafellar, Uryasev, Optimization of conditional value-at-risk (2000), theorem 1.
 *
 * @param base objective and constraints without CVaR
 * @param losses scenarios x variables: loss per unit of each variable
 * @param level confidence level in (0, 1): 0.99 looks at the worst 1 %
 * @param weight weight of CVaR in the objective, at least 0
 * @param limit largest CVaR allowed, if there is a limit
 */
public record CvarProgram(ConeProgram base, double[][] losses, double level, double weight, OptionalDouble limit) {
    /** Checks shapes and ranges. */
    public CvarProgram {
        if (losses.length == 0) {
            throw new IllegalArgumentException("losses must have at least one scenario, got none.");
        }
        for (int i = 0; i < losses.length; i++) {
            if (losses[i].length != base.variables()) {
                throw new IllegalArgumentException("every scenario must have " + base.variables() + " losses, got "
                        + losses[i].length + " (scenario " + i + ").");
            }
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1), got " + level
                    + ".\nMaybe the level is in percent, or the tail's probability was given.");
        }
        if (!(weight >= 0) || weight == 0 && limit.isEmpty()) {
            throw new IllegalArgumentException("weight must be above 0 where CVaR has no limit, got " + weight + ".");
        }
    }

    /** Expected number of scenarios in the tail, (1 - level) S; need not be whole. */
    public double tail() {
        return (1 - level) * losses.length;
    }

    /** Returns the losses of all scenarios at x. */
    public double[] lossesAt(double[] x) {
        double[] at = new double[losses.length];
        for (int i = 0; i < at.length; i++) {
            double sum = 0;
            double[] loss = losses[i];
            for (int j = 0; j < x.length; j++) {
                sum += loss[j] * x[j];
            }
            at[i] = sum;
        }
        return at;
    }

    /** Solves the program; see {@link TailRestriction}. */
    public CvarSolution solve() {
        return new TailRestriction(this).solve();
    }
}

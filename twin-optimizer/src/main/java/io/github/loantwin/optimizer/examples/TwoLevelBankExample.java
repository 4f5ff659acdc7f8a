package io.github.loantwin.optimizer.examples;

import io.github.loantwin.optimizer.bank.Branch;
import io.github.loantwin.optimizer.bank.OneLevelSolution;
import io.github.loantwin.optimizer.bank.TwoLevelProblem;
import io.github.loantwin.optimizer.bank.TwoLevelSolution;
import io.github.loantwin.optimizer.bank.TwoLevelSolver;
import java.util.List;
import java.util.Locale;

/**
 * A bank splits its capital among branches that decide for themselves, and what transfer prices change. Example 2 of Hu,
 * Tong, Liu, Cao, Yang, A two-level loan portfolio optimization problem, Winter Simulation Conference 2010.
 */
public final class TwoLevelBankExample {
    private TwoLevelBankExample() {}

    /** Returns the problem: two branches with three customer types each, normal losses. */
    public static TwoLevelProblem problem() {
        double[] meanLoss = {-0.3475, -0.4972, -0.3097, -0.3246, -0.2535, -0.3609}; // below zero: a gain
        double[][] covariance = {
            {0.7252, 0.2385, 0.193, -0.0334, -0.1955, -0.3863},
            {0.2385, 1.0934, -0.1405, -0.4391, 0.1905, 0.4216},
            {0.193, -0.1405, 0.3709, -0.0822, -0.1194, 0.1824},
            {-0.0334, -0.4391, -0.0822, 0.7109, -0.0981, -0.5308},
            {-0.1955, 0.1905, -0.1194, -0.0981, 1.2288, 0.1146},
            {-0.3863, 0.4216, 0.1824, -0.5308, 0.1146, 1.1934}
        };
        List<Branch> branches = List.of(new Branch("branch 1", 3, 0.96, 0.25), new Branch("branch 2", 3, 0.97, 0.2));
        return new TwoLevelProblem(1.0, 0.99, 0.3, branches, meanLoss, covariance);
    }

    /** Returns the answer as text. */
    public static String answer() {
        TwoLevelProblem problem = problem();
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        TwoLevelSolution split = solver.solve();
        OneLevelSolution central = solver.oneLevel();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "branches decide: return %.4f, budgets %.4f and %.4f",
                split.value(),
                split.budgets()[0],
                split.budgets()[1]);
        line(text, "no split gives more than %.4f", split.upperBound());
        line(text, "headquarters decides: return %.4f", central.value());
        line(text, "transfer price of CVaR: %.4f", central.cvarPrice());
        solver.decideUnderTransferPrices(central)
                .ifPresent(loans -> line(
                        text,
                        "branches under transfer prices: return %.4f, CVaR %.4f",
                        problem.expectedReturn(loans),
                        problem.cvar(loans)));
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Prints the answer. */
    public static void main(String[] arguments) {
        System.out.print(answer());
    }
}

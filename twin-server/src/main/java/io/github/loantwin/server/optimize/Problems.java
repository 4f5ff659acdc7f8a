package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.bank.BankProblem;
import io.github.loantwin.optimizer.bank.ScenarioTwoLevelProblem;
import io.github.loantwin.optimizer.bank.TwoLevelProblem;
import io.github.loantwin.optimizer.model.CvarLoanProblem;
import io.github.loantwin.optimizer.model.LoanProblem;
import io.github.loantwin.optimizer.model.PortfolioProblem;
import io.github.loantwin.optimizer.model.ProblemFile;
import io.github.loantwin.optimizer.model.RebalancingProblem;
import io.github.loantwin.optimizer.model.ScenarioProblem;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Solves what a file states, by the model it names. */
final class Problems {
    static final List<String> MODELS = List.of(
            "loan-allocation", "loan-cvar", "portfolio", "scenario-cvar", "quarterly-rebalancing", "two-level-bank");

    private Problems() {}

    /** Solves a problem given as keys and values; `where` is what errors call them. */
    static Solved solve(ObjectNode tree, String where) {
        String model = tree.path("model").asString("");
        return switch (model) {
            case "loan-allocation" -> new LoanAllocation(ProblemFile.problem(tree, where, LoanProblem.class));
            case "loan-cvar" -> TailAllocation.of(ProblemFile.problem(tree, where, CvarLoanProblem.class));
            case "portfolio" -> portfolio(tree, where);
            case "scenario-cvar" -> TailAllocation.of(ProblemFile.problem(tree, where, ScenarioProblem.class));
            case "quarterly-rebalancing" -> new Rebalance(ProblemFile.problem(tree, where, RebalancingProblem.class));
            case "two-level-bank" -> bank(tree, where);
            default -> throw unknown(model, where);
        };
    }

    private static Solved portfolio(ObjectNode tree, String where) {
        PortfolioProblem problem = ProblemFile.problem(tree, where, PortfolioProblem.class);
        try {
            return new Portfolio(problem);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static Solved bank(ObjectNode tree, String where) {
        ObjectNode rest = tree.deepCopy();
        String title = rest.path("title").asString("A bank and its branches");
        rest.remove("title");
        BankProblem problem = rest.has("losses")
                ? ProblemFile.problem(rest, where, ScenarioTwoLevelProblem.class)
                : ProblemFile.problem(rest, where, TwoLevelProblem.class);
        try {
            return new Bank(problem, title);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException unknown(String model, String where) {
        String got = model.isEmpty() ? "nothing" : "'" + model + "'";
        String maybe = ProblemFile.nearest(model, MODELS)
                .map(name -> "'" + name + "' was meant.")
                .orElse("look into configs/optimizer/ for an example of each.");
        return new IllegalArgumentException(
                where + ": model must be one of " + String.join(", ", MODELS) + ", got " + got + ".\nMaybe " + maybe);
    }
}

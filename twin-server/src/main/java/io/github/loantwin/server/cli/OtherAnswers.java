package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.bank.OneLevelSolution;
import io.github.loantwin.optimizer.bank.TwoLevelProblem;
import io.github.loantwin.optimizer.bank.TwoLevelSolution;
import io.github.loantwin.optimizer.bank.TwoLevelSolver;
import io.github.loantwin.optimizer.model.Allocation;
import io.github.loantwin.optimizer.model.CvarLoanProblem;
import io.github.loantwin.optimizer.model.PortfolioProblem;
import io.github.loantwin.optimizer.model.Rebalancing;
import io.github.loantwin.optimizer.model.RebalancingProblem;
import io.github.loantwin.optimizer.model.Segment;
import io.github.loantwin.optimizer.solver.CvarSolution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers to models other than loan allocation, as tables and sentences. */
final class OtherAnswers {
    /**
     * What is said about an answer.
     *
     * @param status how the solve ended
     * @param tables results, by their key in JSON
     * @param sentences what they mean
     */
    record Answer(SolveStatus status, Map<String, ReportTable> tables, List<String> sentences) {}

    private OtherAnswers() {}

    static Answer portfolio(PortfolioProblem problem) {
        Allocation answer = problem.solve();
        ReportTable weights = new ReportTable(
                problem.title(),
                TableColumn.text("asset", "Asset"),
                TableColumn.percent("weight", "Weight", 2),
                TableColumn.percent("expected_return", "Return", 3),
                TableColumn.percent("deviation", "Std. dev.", 3),
                TableColumn.percent("risk_share", "Part of risk", 1));
        double[] shares = answer.diversification().riskShares();
        for (int i = 0; i < answer.weights().length; i++) {
            double deviation = Math.sqrt(answer.assets().covariance()[i][i]);
            double expected = answer.assets().returns()[i];
            weights.row(answer.assets().names().get(i), answer.weights()[i], expected, deviation, shares[i]);
        }
        weights.sum("All", 1.0, answer.expectedReturn(), answer.standardDeviation(), 1.0);
        List<String> sentences = new ArrayList<>();
        answer.binding().forEach(limit -> sentences.add(limit.sentence()));
        answer.conflicts().forEach(conflict -> sentences.add(conflict.sentence()));
        return new Answer(answer.status(), tables("weights", weights), sentences);
    }

    static Answer cvar(CvarLoanProblem problem) {
        CvarSolution answer = problem.solve();
        double[] weights = answer.solution().x();
        ReportTable table = new ReportTable(
                problem.title(),
                TableColumn.text("loan", "Loan type"),
                TableColumn.millions("amount", "Amount"),
                TableColumn.percent("share", "Share", 2),
                TableColumn.percent("expected_return", "Return", 2));
        for (int i = 0; i < weights.length; i++) {
            double expected = problem.loans().get(i).expectedReturn();
            table.row(problem.loans().get(i).name(), problem.budget() * weights[i], weights[i], expected);
        }
        table.sum("All", problem.budget(), 1.0, problem.expectedReturn(weights));
        List<String> sentences = new ArrayList<>();
        sentences.add(String.format(
                Locale.ROOT,
                "Loss exceeded in the worst %.2g %% of years: %.4f %% of the budget; mean of those years (CVaR): %.4f %%.",
                100 * (1 - problem.level()),
                100 * answer.valueAtRisk(),
                100 * answer.cvar()));
        if (answer.limitPrice() > 0) {
            sentences.add(String.format(
                    Locale.ROOT, "One more percentage point of CVaR would add %.4f %% return.", answer.limitPrice()));
        }
        return new Answer(answer.solution().status(), tables("allocation", table), sentences);
    }

    static Answer rebalancing(RebalancingProblem problem) {
        Rebalancing answer = problem.solve();
        ReportTable moves = new ReportTable(
                problem.title(),
                TableColumn.text("segment", "Segment"),
                TableColumn.millions("held", "Held"),
                TableColumn.millions("originated", "Originated"),
                TableColumn.millions("sold", "Sold"),
                TableColumn.millions("after", "After"));
        double held = 0;
        double after = 0;
        double weighted = 0;
        for (int s = 0; s < problem.segments().size(); s++) {
            Segment segment = problem.segments().get(s);
            double end = segment.held() + answer.originated()[s] - answer.sold()[s];
            moves.row(segment.name(), segment.held(), answer.originated()[s], answer.sold()[s], end);
            held += segment.held();
            after += end;
            weighted += segment.riskWeight() * end;
        }
        moves.sum("All", held, sum(answer.originated()), sum(answer.sold()), after);
        String density = String.format(
                Locale.ROOT,
                "Risk-weighted share: %.2f %% now, %.2f %% asked for this quarter, %.2f %% after.",
                100 * problem.densityNow(),
                100 * answer.density(),
                100 * weighted / after);
        String profit = String.format(Locale.ROOT, "Profit a year after the costs of moving: %,.0f.", answer.profit());
        return new Answer(answer.status(), tables("moves", moves), List.of(density, profit));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    static Answer bank(TwoLevelProblem problem) {
        TwoLevelSolver solver = new TwoLevelSolver(problem);
        TwoLevelSolution answer = solver.solve();
        OneLevelSolution central = solver.oneLevel();
        ReportTable table = new ReportTable(
                "Expected return of the bank",
                TableColumn.text("case", "Case"),
                TableColumn.number("value", "Value", "", 6, 1),
                TableColumn.number("cvar", "CVaR", "", 6, 1));
        table.row("Branches decide, capital split at its best", answer.value(), answer.cvar());
        table.row("No split gives more than", answer.upperBound(), Double.NaN);
        double centralCvar = central.loans().length > 0 ? problem.cvar(central.loans()) : Double.NaN;
        table.row("Headquarters decides every loan", central.value(), centralCvar);
        solver.decideUnderTransferPrices(central)
                .ifPresent(loans -> table.row(
                        "Branches decide under transfer prices", problem.expectedReturn(loans), problem.cvar(loans)));
        Map<String, ReportTable> tables = tables("values", table);
        tables.put("split", split(problem, answer, central));
        String nodes = String.format(Locale.ROOT, "Branch and bound took %d programs.", answer.nodes());
        String price = String.format(
                Locale.ROOT,
                "One more unit of the bank's CVaR limit would add %.4f if headquarters decided.",
                central.cvarPrice());
        return new Answer(answer.status(), tables, List.of(nodes, price));
    }

    private static ReportTable split(TwoLevelProblem problem, TwoLevelSolution answer, OneLevelSolution central) {
        ReportTable split = new ReportTable(
                "Capital by branch",
                TableColumn.text("branch", "Branch"),
                TableColumn.number("budget", "Budget", "", 6, 1),
                TableColumn.number("lent", "Lent", "", 6, 1),
                TableColumn.number("central_budget", "Headquarters", "", 6, 1));
        int at = 0;
        for (int i = 0; i < answer.budgets().length; i++) {
            double lent = 0;
            for (int j = 0; j < problem.branches().get(i).customers(); j++) {
                lent += answer.loans()[at++];
            }
            split.row(problem.branches().get(i).name(), answer.budgets()[i], lent, central.budgets()[i]);
        }
        return split;
    }

    private static Map<String, ReportTable> tables(String key, ReportTable table) {
        Map<String, ReportTable> tables = new LinkedHashMap<>();
        tables.put(key, table);
        return tables;
    }
}

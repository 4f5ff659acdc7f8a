package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.FigureFiles;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.KeyFigure;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.env.report.TableFiles;
import io.github.loantwin.optimizer.model.Allocation;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.Diversification;
import io.github.loantwin.optimizer.model.Frontier;
import io.github.loantwin.optimizer.model.LoanProblem;
import io.github.loantwin.optimizer.model.LoanType;
import io.github.loantwin.optimizer.model.Sensitivity;
import io.github.loantwin.optimizer.model.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Everything that is said about a loan allocation: on the terminal, as JSON, as a report. */
final class LoanAnswer {
    private final LoanProblem problem;
    private final Allocation optimum;
    private final Map<String, ReportTable> tables = new LinkedHashMap<>();
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final List<String> sentences = new ArrayList<>();

    LoanAnswer(LoanProblem problem, String change, boolean sensitivity, int points) {
        this.problem = problem;
        this.optimum = problem.solve();
        if (optimum.optimal()) {
            tables.put("allocation", allocation());
            tables.put("figures", figures());
            tables.put("binding", binding());
            optimum.binding().forEach(limit -> sentences.add(limit.sentence()));
        } else {
            tables.put("conflicts", conflicts());
            sentences.add("The problem is " + optimum.status().name().toLowerCase(Locale.ROOT) + ".");
            optimum.conflicts().forEach(conflict -> sentences.add(conflict.sentence()));
        }
        if (!change.isEmpty()) {
            tables.put("what_if", whatIf(change));
        }
        if (sensitivity && optimum.optimal()) {
            tables.put("sensitivity", sensitivities());
        }
        if (points > 0) {
            tables.put("frontier", frontier(points));
        }
    }

    boolean optimal() {
        return optimum.optimal();
    }

    List<ReportTable> tables() {
        return List.copyOf(tables.values());
    }

    List<String> sentences() {
        return sentences;
    }

    private ReportTable allocation() {
        ReportTable table = new ReportTable(
                "Allocation",
                TableColumn.text("loan", "Loan type"),
                TableColumn.millions("amount", "Amount"),
                TableColumn.percent("share", "Share", 2),
                TableColumn.percent("expected_return", "Return", 2),
                TableColumn.percent("deviation", "Std. dev.", 2),
                TableColumn.percent("risk_share", "Part of risk", 1));
        Diversification spread = optimum.diversification();
        for (int i = 0; i < problem.loans().size(); i++) {
            LoanType loan = problem.loans().get(i);
            double weight = optimum.weights()[i];
            table.row(
                    loan.name(),
                    problem.budget() * weight,
                    weight,
                    loan.expectedReturn(),
                    Math.sqrt(optimum.assets().covariance()[i][i]),
                    spread.riskShares()[i]);
        }
        figures.put(
                "allocation",
                AllocationFigures.shares(optimum.assets().names(), optimum.weights(), spread.riskShares(), source()));
        return table.sum("All", problem.budget(), 1.0, optimum.expectedReturn(), optimum.standardDeviation(), 1.0);
    }

    private ReportTable figures() {
        Diversification spread = optimum.diversification();
        ReportTable table =
                new ReportTable("Figures", TableColumn.text("figure", "Figure"), TableColumn.text("value", "Value"));
        table.row("Expected return a year", percent(optimum.expectedReturn(), 4));
        table.row("Standard deviation", percent(optimum.standardDeviation(), 4));
        table.row("Variance", String.format(Locale.ROOT, "%.6f", optimum.variance()));
        table.row("Herfindahl index", String.format(Locale.ROOT, "%.4f", spread.herfindahl()));
        table.row("Effective number of types", String.format(Locale.ROOT, "%.2f", spread.effectiveNumber()));
        table.row("Diversification ratio", String.format(Locale.ROOT, "%.3f", spread.ratio()));
        return table;
    }

    private static String percent(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * value);
    }

    private ReportTable binding() {
        ReportTable table = new ReportTable(
                "Limits that bind",
                TableColumn.text("limit", "Limit"),
                TableColumn.text("of", "Of"),
                TableColumn.number("value", "Value", "", 4, 1),
                TableColumn.number("price", "Price", "return per unit", 4, 1));
        for (BindingLimit limit : optimum.binding()) {
            table.row(limit.name(), limit.subject(), limit.limit(), limit.price());
        }
        return table;
    }

    private ReportTable conflicts() {
        ReportTable table = new ReportTable(
                "Changes that would make it possible, each alone",
                TableColumn.text("limit", "Limit"),
                TableColumn.number("got", "Now", "", 6, 1),
                TableColumn.number("needed", "Needed", "", 6, 1));
        for (Conflict conflict : optimum.conflicts()) {
            table.row(conflict.limit(), conflict.got(), conflict.needed());
        }
        return table;
    }

    private ReportTable whatIf(String change) {
        WhatIf answer = WhatIf.of(problem, change);
        ReportTable table = new ReportTable(
                "What if " + change,
                TableColumn.text("case", "Case"),
                TableColumn.text("status", "Status"),
                TableColumn.percent("expected_return", "Return", 4),
                TableColumn.percent("deviation", "Std. dev.", 4));
        add(table, "Before", answer.before());
        table.row("Changed, same allocation", "-", answer.sameReturn(), answer.sameDeviation());
        add(table, "Changed, best allocation, risk as before", answer.fixedRisk());
        add(table, "Changed, best allocation", answer.after());
        return table;
    }

    private static void add(ReportTable table, String name, Allocation allocation) {
        boolean known = allocation.optimal();
        table.row(
                name,
                allocation.status().name().toLowerCase(Locale.ROOT),
                known ? allocation.expectedReturn() : Double.NaN,
                known ? allocation.standardDeviation() : Double.NaN);
    }

    private ReportTable sensitivities() {
        ReportTable table = new ReportTable(
                "Change of the best return per percentage point of an input, risk held",
                TableColumn.text("loan", "Loan type"),
                TableColumn.number("per_rate", "Rate", "% a point", 4, 1),
                TableColumn.number("per_pd", "PD", "% a point", 4, 1),
                TableColumn.number("per_lgd", "LGD", "% a point", 4, 1));
        List<Sensitivity> all = Sensitivity.of(problem, optimum);
        for (Sensitivity one : all) {
            table.row(one.name(), one.perRate(), one.perPd(), one.perLgd());
        }
        double[] perRate = all.stream().mapToDouble(Sensitivity::perRate).toArray();
        double[] perPd = all.stream().mapToDouble(Sensitivity::perPd).toArray();
        figures.put(
                "sensitivity", AllocationFigures.sensitivity(optimum.assets().names(), perRate, perPd, source()));
        return table;
    }

    private ReportTable frontier(int points) {
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.percent("deviation", "Std. dev.", 3), TableColumn.percent("expected_return", "Return", 3)));
        problem.loans().forEach(loan -> columns.add(TableColumn.percent(loan.name(), loan.name(), 1)));
        ReportTable table = new ReportTable("Efficient frontier, without the limit on variance", columns);
        List<Allocation> frontier = Frontier.of(optimum.assets(), problem.limits(), points);
        if (!frontier.isEmpty() && optimum.optimal()) {
            figures.put("frontier", frontierFigure(frontier));
        }
        for (Allocation point : frontier) {
            Object[] row = new Object[columns.size()];
            row[0] = point.standardDeviation();
            row[1] = point.expectedReturn();
            for (int i = 0; i < point.weights().length; i++) {
                row[i + 2] = point.weights()[i];
            }
            table.row(row);
        }
        return table;
    }

    private Figure frontierFigure(List<Allocation> frontier) {
        double[][] covariance = optimum.assets().covariance();
        return AllocationFigures.frontier(
                frontier.stream().mapToDouble(Allocation::standardDeviation).toArray(),
                frontier.stream().mapToDouble(Allocation::expectedReturn).toArray(),
                IntStream.range(0, covariance.length)
                        .mapToDouble(i -> Math.sqrt(covariance[i][i]))
                        .toArray(),
                optimum.assets().returns(),
                new double[] {optimum.standardDeviation(), optimum.expectedReturn()},
                source());
    }

    private String source() {
        return problem.title() + ", twin optimize";
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", problem.title());
        json.put("status", optimum.status().name());
        json.put("budget", problem.budget());
        json.put("expected_return", optimum.expectedReturn());
        json.put("standard_deviation", optimum.standardDeviation());
        json.put("variance", optimum.variance());
        json.put("primal_residual", optimum.solution().primalResidual());
        json.put("dual_residual", optimum.solution().dualResidual());
        json.put("gap", optimum.solution().gap());
        json.put("iterations", optimum.solution().iterations());
        json.put("milliseconds", optimum.solution().milliseconds());
        json.put("sentences", sentences);
        tables.forEach((key, table) -> json.put(key, TableWriter.objects(table)));
        return json;
    }

    void writeReport(Path folder) throws IOException {
        Files.createDirectories(folder);
        HtmlReport page = new HtmlReport(problem.title(), "Loan allocation: the largest expected return within limits");
        page.fact("Budget", String.format(Locale.ROOT, "%,.0f", problem.budget()));
        page.fact("Status", optimum.status().name().toLowerCase(Locale.ROOT));
        page.section("Answer");
        if (optimum.optimal()) {
            page.figures(List.of(
                    KeyFigure.of("Expected return", percentValue(optimum.expectedReturn()), "% a year", ""),
                    KeyFigure.of("Standard deviation", percentValue(optimum.standardDeviation()), "%", ""),
                    KeyFigure.of(
                            "Effective number of types",
                            String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    optimum.diversification().effectiveNumber()),
                            "",
                            "of " + problem.loans().size())));
        }
        page.bullets(sentences);
        for (Map.Entry<String, ReportTable> table : tables.entrySet()) {
            page.section(table.getValue().title()).table(table.getValue());
            if (figures.containsKey(table.getKey())) {
                Figure figure = figures.get(table.getKey());
                page.figure(figure, figure.title() + "; the numbers are in the table above.");
            }
            TableFiles.writeCsv(table.getValue(), folder.resolve(table.getKey() + ".csv"));
        }
        page.footer("Made by twin optimize.");
        page.write(folder.resolve("report.html"));
        FigureFiles.write(List.copyOf(figures.values()), folder);
        TableFiles.writeXlsx(page.tables(), folder.resolve("report.xlsx"));
    }

    private static String percentValue(double value) {
        return String.format(Locale.ROOT, "%.2f", 100 * value);
    }
}

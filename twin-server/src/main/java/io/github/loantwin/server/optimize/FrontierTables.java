package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.model.Assets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The efficient frontier as a table and two plots. */
final class FrontierTables {
    /** A portfolio of the frontier. */
    record Portfolio(double risk, double expectedReturn, double[] weights) {}

    private FrontierTables() {}

    /** Adds a frontier in standard deviation. */
    static void add(Answer answer, Assets assets, List<Portfolio> frontier, Optional<Portfolio> chosen) {
        double[] alone = IntStream.range(0, assets.size())
                .mapToDouble(i -> Math.sqrt(assets.covariance()[i][i]))
                .toArray();
        add(answer, assets, "standard_deviation", "Standard deviation", alone, frontier, chosen);
    }

    /** Adds a frontier in any risk, with the risk of each asset alone. */
    static void add(
            Answer answer,
            Assets assets,
            String riskKey,
            String riskName,
            double[] alone,
            List<Portfolio> frontier,
            Optional<Portfolio> chosen) {
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.percent(riskKey, riskName.equals("CVaR") ? riskName : "Std. dev.", 3),
                TableColumn.percent("expected_return", "Return", 3)));
        assets.names().forEach(name -> columns.add(TableColumn.percent(name, name, 1)));
        ReportTable table = new ReportTable("Efficient frontier", columns);
        for (Portfolio point : frontier) {
            Object[] row = new Object[columns.size()];
            row[0] = point.risk();
            row[1] = point.expectedReturn();
            for (int i = 0; i < point.weights().length; i++) {
                row[i + 2] = point.weights()[i];
            }
            table.row(row);
        }
        answer.askedTable("frontier", table);
        answer.remark(
                "frontier",
                "Single names in the plot stand for the whole budget in one, which caps and groups may forbid.");
        if (frontier.isEmpty()) {
            answer.remark("frontier", "No portfolio keeps the limits, so there is no frontier.");
        } else if (frontier.size() > 1) {
            figures(answer, assets, riskName, alone, frontier, chosen);
        }
    }

    private static void figures(
            Answer answer,
            Assets assets,
            String riskName,
            double[] alone,
            List<Portfolio> frontier,
            Optional<Portfolio> chosen) {
        double[] risks = frontier.stream().mapToDouble(Portfolio::risk).toArray();
        double[] returns =
                frontier.stream().mapToDouble(Portfolio::expectedReturn).toArray();
        List<AllocationFigures.Spot> spots = new ArrayList<>();
        for (int i = 0; i < assets.size(); i++) {
            spots.add(new AllocationFigures.Spot(assets.names().get(i), alone[i], assets.returns()[i]));
        }
        Portfolio here = chosen.orElse(frontier.get(0));
        String name = chosen.isPresent() ? "this allocation" : "least risk";
        answer.figure(
                "frontier",
                AllocationFigures.frontier(
                        riskName,
                        risks,
                        returns,
                        spots,
                        new AllocationFigures.Spot(name, here.risk(), here.expectedReturn()),
                        answer.source()));
        double[][] weights = frontier.stream().map(Portfolio::weights).toArray(double[][]::new);
        answer.figure("frontier", AllocationFigures.mix(assets.names(), riskName, risks, weights, answer.source()));
    }
}

package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.model.Assets;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.GroupLimit;
import io.github.loantwin.optimizer.model.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Tables that the models with shares of a budget have in common. */
final class AllocationTables {
    private static final double TOLERANCE = 1e-7;

    private AllocationTables() {}

    /**
     * Adds the allocation and its plot.
     *
     * @param riskName what the parts of risk are parts of
     * @param riskShares each name's part
     */
    static void allocation(
            Answer answer,
            String heading,
            Assets assets,
            double[] weights,
            OptionalDouble budget,
            boolean hasReturns,
            String riskName,
            double[] riskShares) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.text("name", heading));
        budget.ifPresent(money -> columns.add(money(money)));
        columns.add(TableColumn.percent("share", "Share", 2));
        if (hasReturns) {
            columns.add(TableColumn.percent("expected_return", "Return", 3));
        }
        columns.add(TableColumn.percent("standard_deviation", "Std. dev.", 3));
        columns.add(TableColumn.percent("risk_share", "Of " + riskName, 1));
        ReportTable table = new ReportTable("Allocation", columns);
        for (int i = 0; i < weights.length; i++) {
            double deviation = Math.sqrt(assets.covariance()[i][i]);
            table.row(row(
                    assets.names().get(i),
                    budget,
                    weights[i],
                    hasReturns,
                    assets.returns()[i],
                    deviation,
                    riskShares[i]));
        }
        double risk = Math.sqrt(Math.max(0, assets.variance(weights)));
        table.sum(row("All", budget, 1.0, hasReturns, assets.expectedReturn(weights), risk, 1.0));
        answer.table("allocation", table);
        answer.figure(
                "allocation", AllocationFigures.shares(assets.names(), weights, riskName, riskShares, answer.source()));
    }

    private static Object[] row(
            String name,
            OptionalDouble budget,
            double share,
            boolean hasReturns,
            double expected,
            double deviation,
            double risk) {
        List<Object> row = new ArrayList<>();
        row.add(name);
        budget.ifPresent(money -> row.add(money * share));
        row.add(share);
        if (hasReturns) {
            row.add(expected);
        }
        row.add(deviation);
        row.add(risk);
        return row.toArray();
    }

    /** Money in millions where a budget has millions, else as it is. */
    static TableColumn money(double budget) {
        return budget >= 5e6
                ? TableColumn.millions("amount", "Amount")
                : TableColumn.number("amount", "Amount", "money", budget < 100 ? 4 : 0, 1);
    }

    /** Adds what limits hold the optimum back, with prices and what they mean. */
    static void binding(Answer answer, List<BindingLimit> binding, Unit objective) {
        boolean money = objective == Unit.MONEY;
        ReportTable table = new ReportTable(
                "Limits that bind",
                TableColumn.text("limit", "Limit"),
                TableColumn.text("of", "Of"),
                TableColumn.number("value", "Value", "", 4, 1),
                TableColumn.number("price", "Price", money ? "money per unit" : "per unit", money ? 0 : 4, 1));
        for (BindingLimit limit : binding) {
            table.row(limit.name(), limit.subject(), limit.limit(), limit.price());
            answer.sentence(limit.sentence());
        }
        answer.table("binding", table);
    }

    /** Adds what conflicts, and the smallest change of each limit that helps. */
    static void conflicts(Answer answer, List<Conflict> conflicts) {
        ReportTable table = new ReportTable(
                "Changes that would make it possible",
                TableColumn.text("limit", "Limit"),
                TableColumn.number("got", "Now", "", 6, 1),
                TableColumn.number("needed", "Needed", "", 6, 1));
        if (conflicts.isEmpty()) {
            answer.sentence("No change of a single limit helps: at least two have to change.");
        } else {
            answer.sentence(
                    conflicts.size() == 1
                            ? "This limit cannot be kept:"
                            : answer.model().equals("two-level-bank")
                                    ? "None of these limits can be kept; all have to change:"
                                    : "These limits cannot be kept together; changing any one of them as said is enough:");
        }
        for (Conflict conflict : conflicts) {
            table.row(conflict.limit(), conflict.got(), conflict.needed());
            answer.sentence(conflict.sentence());
        }
        answer.table("conflicts", table);
    }

    /** Returns how the money is spread. */
    static List<Measure> spread(Assets assets, double[] weights) {
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("herfindahl", "Herfindahl index (HHI)", squares, Unit.NUMBER));
        measures.add(new Measure("effective_number", "Effective number", 1 / squares, Unit.NUMBER));
        double ratio = ratio(assets, weights);
        measures.add(new Measure("diversification_ratio", "Diversification ratio", ratio, Unit.NUMBER));
        return measures;
    }

    private static double ratio(Assets assets, double[] weights) {
        double mean = 0;
        for (int i = 0; i < weights.length; i++) {
            mean += weights[i] * Math.sqrt(assets.covariance()[i][i]);
        }
        double variance = assets.variance(weights);
        return variance > 0 ? mean / Math.sqrt(variance) : 1;
    }

    /** Returns each asset's part of the variance. */
    static double[] riskShares(Assets assets, double[] weights) {
        double variance = assets.variance(weights);
        double[] shares = assets.marginal(weights);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = variance > 0 ? weights[i] * shares[i] / variance : 0;
        }
        return shares;
    }

    /** Returns the limits that weights break, in words. */
    static List<String> broken(Assets assets, Limits limits, double[] weights) {
        List<String> broken = new ArrayList<>();
        limits.variance().ifPresent(limit -> {
            double variance = assets.variance(weights);
            if (variance > limit * (1 + 1e-6)) {
                broken.add("variance " + Unit.digits(variance) + " is over the limit of " + Unit.digits(limit));
            }
        });
        limits.cap().ifPresent(cap -> {
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] > cap + TOLERANCE) {
                    broken.add(assets.names().get(i) + " is over the cap of " + percent(cap));
                }
            }
        });
        for (GroupLimit group : limits.groups()) {
            double sum = 0;
            for (String member : group.of()) {
                sum += weights[assets.names().indexOf(member)];
            }
            double share = sum;
            group.atLeast().ifPresent(least -> {
                if (share < least - TOLERANCE) {
                    broken.add(group.name() + " of " + percent(least) + " is missed with " + percent(share));
                }
            });
            group.atMost().ifPresent(most -> {
                if (share > most + TOLERANCE) {
                    broken.add(group.name() + " of " + percent(most) + " is passed with " + percent(share));
                }
            });
        }
        return broken;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Adds the figures of the optimum: each single one in JSON, and a table for people. */
    static void figures(Answer answer, List<Measure> measures) {
        ReportTable table =
                new ReportTable("Figures", TableColumn.text("figure", "Figure"), TableColumn.text("value", "Value"));
        ReportTable numbers = new ReportTable(
                "Figures",
                TableColumn.text("figure", "Figure"),
                TableColumn.number("value", "Value", "", 6, 1),
                TableColumn.text("unit", "Unit"));
        for (Measure measure : measures) {
            answer.number(measure.key(), measure.value());
            table.row(measure.label(), measure.shown());
            numbers.row(measure.label(), measure.value(), measure.unit().inFiles());
        }
        answer.table("figures", table, numbers);
    }
}

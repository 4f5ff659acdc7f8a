package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A problem before and after a change of its inputs: the decision as it is, and the best one then. */
final class WhatIfTables {
    /** What another figure of the same table says as well. */
    private static final List<String> LEFT_OUT = List.of("herfindahl", "diversification_ratio", "value_at_risk_95");

    private WhatIfTables() {}

    /**
     * Adds the comparison.
     *
     * @param key of the table: what_if or stress
     * @param what the change in words, such as "pd*1.5"
     */
    static void add(Answer answer, String key, String what, Solved before, Solved after) {
        List<Measure> known = after.measures(before.decision());
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.text("case", "Case"));
        columns.add(TableColumn.text("status", "Status"));
        known.stream()
                .filter(WhatIfTables::shown)
                .forEach(m -> columns.add(m.unit().column(m.key(), heading(m))));
        columns.add(TableColumn.text("limits", "Limits"));
        ReportTable table = new ReportTable("What if " + what, columns);
        if (before.optimal()) {
            row(table, "Before", status(before), before.measures(before.decision()), "kept");
            List<String> broken = after.broken(before.decision());
            row(table, "Same " + noun(before), "-", known, broken.isEmpty() ? "kept" : "broken");
        }
        after.withRiskOf(before)
                .ifPresent(held ->
                        row(table, "Best, risk as before", status(held), held.measures(held.decision()), limits(held)));
        row(table, "Best " + noun(before) + " then", status(after), after.measures(after.decision()), limits(after));
        answer.askedTable(key, table);
        decisions(answer, key, before, after);
        sentences(answer, key, what, before, after);
    }

    private static String limits(Solved solved) {
        return solved.optimal() ? "kept" : solved.status() == SolveStatus.INFEASIBLE ? "none keeps them" : "-";
    }

    private static boolean shown(Measure measure) {
        return !LEFT_OUT.contains(measure.key());
    }

    private static String heading(Measure m) {
        return switch (m.key()) {
            case "expected_return" -> "Return";
            case "expected_income" -> "Return in money";
            case "standard_deviation" -> "Std. dev.";
            case "cvar_95" -> "CVaR 95 %";
            case "effective_number" -> "Effective no.";
            case "default_loss" -> "Default loss";
            case "profit" -> "Profit";
            case "density" -> "Risk-weighted";
            case "book" -> "Book";
            default -> m.label();
        };
    }

    private static String noun(Solved solved) {
        return switch (solved.model()) {
            case "quarterly-rebalancing" -> "book";
            case "two-level-bank" -> "loans";
            default -> "allocation";
        };
    }

    private static boolean plural(Solved solved) {
        return noun(solved).equals("loans");
    }

    private static String move(Unit unit, double old, double now) {
        String shown = unit.shown(now);
        return shown.equals(unit.shown(old))
                ? "stays at " + shown
                : "goes from " + unit.shown(old) + " to " + shown + " (" + unit.change(now - old) + ")";
    }

    private static String status(Solved solved) {
        return solved.status().name().toLowerCase(Locale.ROOT);
    }

    private static void row(ReportTable table, String name, String status, List<Measure> measures, String limits) {
        boolean none = !status.equals("-") && !status.equals("optimal");
        List<Object> row = new ArrayList<>(List.of(name, status));
        measures.stream().filter(WhatIfTables::shown).forEach(m -> row.add(none ? Double.NaN : m.value()));
        row.add(limits);
        table.row(row.toArray());
    }

    private static void decisions(Answer answer, String key, Solved before, Solved after) {
        if (!before.optimal() || !after.optimal()) {
            return;
        }
        boolean shares = before.decisionUnit() == Unit.PERCENT;
        TableColumn[] columns = {
            TableColumn.text("name", "Name"),
            column(before.decisionUnit(), "before", "Before"),
            column(before.decisionUnit(), "after", "After"),
            column(before.decisionUnit(), "change", "Change")
        };
        ReportTable table = new ReportTable("The best " + noun(before) + " before and after", columns);
        double[] old = before.decision();
        double[] changed = after.decision();
        for (int i = 0; i < old.length; i++) {
            table.row(before.names().get(i), old[i], changed[i], changed[i] - old[i]);
        }
        String own = key + "_decision";
        answer.table(own, table);
        double scale = shares ? 100 : before.decisionUnit() == Unit.MONEY ? 1e-6 : 1;
        String unit = shares ? "% of the budget" : before.decisionUnit() == Unit.MONEY ? "million" : "lent";
        answer.figure(
                own,
                AllocationFigures.pairs(
                        own.replace('_', '-'),
                        "Best " + noun(before) + " before and after",
                        unit,
                        before.names(),
                        "before",
                        scaled(old, scale),
                        "after",
                        scaled(changed, scale),
                        before.decisionUnit() == Unit.NUMBER ? 3 : 1,
                        answer.source()));
    }

    private static TableColumn column(Unit unit, String key, String title) {
        return unit == Unit.PERCENT
                ? TableColumn.percent(key, title, 2)
                : unit == Unit.MONEY ? TableColumn.millions(key, title) : TableColumn.number(key, title, "", 4, 1);
    }

    private static double[] scaled(double[] values, double scale) {
        return Arrays.stream(values).map(value -> scale * value).toArray();
    }

    private static void sentences(Answer answer, String key, String what, Solved before, Solved after) {
        if (before.optimal()) {
            double old = before.objective().value();
            String objective = before.objective().key();
            double same = after.measures(before.decision()).stream()
                    .filter(m -> m.key().equals(objective))
                    .findFirst()
                    .orElseThrow()
                    .value();
            Unit unit = before.objective().unit();
            String name = before.objective().lowLabel();
            answer.remark(
                    key,
                    String.format(Locale.ROOT, "With the same %s, %s %s.", noun(before), name, move(unit, old, same)));
            List<String> broken = after.broken(before.decision());
            if (!broken.isEmpty()) {
                answer.remark(key, "It would then break limits: " + String.join("; ", broken) + ".");
            }
            if (after.optimal()) {
                double best = after.objective().value();
                answer.remark(
                        key,
                        String.format(
                                Locale.ROOT,
                                "The best %s then %s %s (%s against keeping %s).",
                                noun(before),
                                plural(before) ? "give" : "gives",
                                unit.shown(best),
                                unit.change(best - same),
                                plural(before) ? "them" : "it"));
            }
        }
        boolean stopped = !after.optimal() && after.status() != SolveStatus.INFEASIBLE;
        if (stopped) {
            answer.remark(key, "After " + what + " the solver stopped before its tolerances: " + status(after) + ".");
        } else if (!after.optimal()) {
            answer.remark(key, "After " + what + " nothing keeps all limits.");
            for (Conflict conflict : after.conflicts()) {
                answer.remark(key, conflict.sentence());
            }
        }
    }
}

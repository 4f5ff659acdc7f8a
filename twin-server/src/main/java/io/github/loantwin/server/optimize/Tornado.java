package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What each input does to the best objective when it is a tenth lower and a tenth higher, everything solved again. */
final class Tornado {
    private static final double STEP = 0.1;
    private static final int MOST_BARS = 20;

    private record Bar(String input, double now, double lower, double higher) {
        double swing() {
            return Math.max(Double.isNaN(lower) ? 0 : Math.abs(lower), Double.isNaN(higher) ? 0 : Math.abs(higher));
        }
    }

    private Tornado() {}

    static void add(Answer answer, ObjectNode problem, String where, Solved optimum) {
        List<Bar> bars = new ArrayList<>();
        double base = optimum.objective().value();
        for (String input : optimum.inputs()) {
            Change lower = new Change(input, List.of(input.split("\\.")), '*', 1 - STEP);
            Change higher = new Change(input, lower.path(), '*', 1 + STEP);
            double now = lower.value(problem);
            if (now != 0) {
                bars.add(new Bar(input, now, best(problem, where, lower) - base, best(problem, where, higher) - base));
            }
        }
        bars.sort(Comparator.comparingDouble(Bar::swing).reversed());
        Measure objective = optimum.objective();
        ReportTable table = new ReportTable(
                "Change of the best " + objective.lowLabel() + " when an input is a tenth lower or higher",
                TableColumn.text("input", "Input"),
                TableColumn.number("now", "Now", "", 4, 1),
                changes(objective.unit(), "lower", "10 % lower"),
                changes(objective.unit(), "higher", "10 % higher"));
        bars.forEach(bar -> table.row(bar.input(), bar.now(), bar.lower(), bar.higher()));
        answer.askedTable("tornado", table);
        answer.remark(
                "tornado",
                "A dash: no optimum then, because nothing keeps the limits, the input leaves its range, or the solver stopped early.");
        if (!bars.isEmpty()) {
            figure(answer, bars.subList(0, Math.min(MOST_BARS, bars.size())), objective);
        }
    }

    private static TableColumn changes(Unit unit, String key, String title) {
        return switch (unit) {
            case PERCENT -> TableColumn.number(key, title, "points", 4, 100);
            case MONEY -> TableColumn.number(key, title, "money", 0, 1);
            case NUMBER -> TableColumn.number(key, title, "", 6, 1);
        };
    }

    private static double best(ObjectNode problem, String where, Change change) {
        ObjectNode changed = problem.deepCopy();
        change.apply(changed);
        try {
            Solved solved = Problems.solve(changed, where);
            return solved.optimal() ? solved.objective().value() : Double.NaN;
        } catch (IllegalArgumentException outOfRange) {
            return Double.NaN;
        }
    }

    private static void figure(Answer answer, List<Bar> bars, Measure objective) {
        double scale = objective.unit() == Unit.PERCENT ? 100 : 1;
        double largest = scale * bars.get(0).swing();
        int decimals = objective.unit() == Unit.MONEY ? 0 : largest < 0.1 ? 4 : largest < 10 ? 3 : 1;
        String unit = objective.unit() == Unit.PERCENT
                ? "change of " + objective.lowLabel() + ", percentage points"
                : "change of " + objective.lowLabel();
        answer.figure(
                "tornado",
                AllocationFigures.tornado(
                        bars.stream().map(Bar::input).toList(),
                        Arrays.stream(values(bars, true)).map(v -> scale * v).toArray(),
                        Arrays.stream(values(bars, false)).map(v -> scale * v).toArray(),
                        unit,
                        "10 %",
                        decimals,
                        answer.source()));
    }

    private static double[] values(List<Bar> bars, boolean lower) {
        return bars.stream()
                .mapToDouble(bar -> lower ? bar.lower() : bar.higher())
                .toArray();
    }
}

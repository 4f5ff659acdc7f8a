package io.github.loantwin.server.optimize;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.macro.ScenarioNames;
import io.github.loantwin.env.report.AllocationFigures;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.env.stress.ProductDefaults;
import io.github.loantwin.env.stress.ScenarioDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a scenario of the twin does to an allocation of loans: its PDs and LGDs in the scenario's worst year. */
final class Stress {
    private Stress() {}

    static void add(Answer answer, String scenario, ObjectNode problem, String where, Solved before) {
        if (!(problem.path("loans").isArray())) {
            throw new IllegalArgumentException("--stress needs loans with default probabilities, as loan-allocation and"
                    + " loan-cvar have; model " + before.model() + " has none."
                    + "\nMaybe --what-if 'returns*0.5' or 'profit*0.5' states a stress of your own.");
        }
        ScenarioDefaults defaults = ScenarioDefaults.of(TwinConfig.defaults(), ScenarioNames.resolve(scenario));
        ObjectNode stressed = problem.deepCopy();
        ReportTable inputs = new ReportTable(
                "Inputs in the worst year of " + defaults.scenario() + ", " + defaults.firstQuarter() + " to "
                        + defaults.lastQuarter(),
                TableColumn.text("loan", "Loan type"),
                TableColumn.text("product", "Of the twin"),
                TableColumn.number("stress_index", "Stress", "index", 2, 1),
                TableColumn.number("pd_multiple", "PD times", "", 2, 1),
                TableColumn.percent("pd", "PD", 2),
                TableColumn.percent("pd_stressed", "Stressed", 2),
                TableColumn.number("lgd_multiple", "LGD times", "", 2, 1),
                TableColumn.percent("lgd", "LGD", 1),
                TableColumn.percent("lgd_stressed", "Stressed", 1));
        List<String> names = new ArrayList<>();
        List<Double> old = new ArrayList<>();
        List<Double> changed = new ArrayList<>();
        for (JsonNode loan : stressed.path("loans")) {
            change(answer, defaults, (ObjectNode) loan, inputs);
            Object[] row = inputs.rows().get(inputs.rows().size() - 1);
            names.add((String) row[0]);
            old.add(100 * (double) row[4]);
            changed.add(100 * (double) row[5]);
        }
        Solved after = Problems.solve(stressed, where + " under " + defaults.scenario());
        WhatIfTables.add(answer, "stress", defaults.title(), before, after);
        answer.table("stress_inputs", inputs);
        answer.figure(
                "stress_inputs",
                AllocationFigures.pairs(
                        "stress-inputs",
                        "Probability of default: as given, and in " + defaults.scenario(),
                        "% a year",
                        names,
                        "as given",
                        old.stream().mapToDouble(Double::doubleValue).toArray(),
                        "stressed",
                        changed.stream().mapToDouble(Double::doubleValue).toArray(),
                        2,
                        answer.source()));
        answer.number("stress_scenario", defaults.scenario());
        answer.remark(
                "stress_inputs",
                "Multiples are those of the twin's own loans: 12-month PD and LGD in this year over those of an average"
                        + " economy (docs/optimizer.md). Figures of the economy: " + defaults.source());
    }

    private static void change(Answer answer, ScenarioDefaults defaults, ObjectNode loan, ReportTable inputs) {
        String name = loan.path("name").asString("");
        Product product = ScenarioDefaults.productOf(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("--stress must know which product of the twin a loan type is"
                                + " (mortgage, auto, consumer or personal, card, business), got '" + name
                                + "'.\nMaybe put one of these words into its name."));
        ProductDefaults figures = defaults.of(product);
        double pd = loan.path("pd").asDouble();
        double lgd = loan.path("lgd").asDouble();
        double stressedPd = atMostOne(answer, "PD of " + name, pd * figures.pdMultiple());
        double stressedLgd = atMostOne(answer, "LGD of " + name, lgd * figures.severityMultiple());
        loan.put("pd", stressedPd);
        loan.put("lgd", stressedLgd);
        inputs.row(
                name,
                product.label(),
                figures.stress(),
                figures.pdMultiple(),
                pd,
                stressedPd,
                figures.severityMultiple(),
                lgd,
                stressedLgd);
    }

    private static double atMostOne(Answer answer, String what, double value) {
        if (value > 1) {
            answer.remark(
                    "stress_inputs", String.format(Locale.ROOT, "%s would be %.2f and is held at 1.", what, value));
        }
        return Math.min(1, value);
    }
}

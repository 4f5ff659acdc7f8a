package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.model.ProblemFile;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers the problem of a file, with everything that was asked beside it.
 *
 * @param changes what-ifs, applied together, such as pd*1.5
 * @param sensitivity whether to move every input by a tenth
 * @param points portfolios of the frontier; 0 for none
 * @param stress a scenario of the twin; empty for none
 * @param profile a risk profile; empty for none
 */
public record Optimization(List<String> changes, boolean sensitivity, int points, String stress, String profile) {
    private static final int MOST_POINTS = 2_000;

    /** Checks the ranges. */
    public Optimization {
        changes = List.copyOf(changes);
        if (points != 0 && (points < 2 || points > MOST_POINTS)) {
            throw new IllegalArgumentException("--frontier must be in [2, " + MOST_POINTS + "], got " + points
                    + ".\nMaybe 20 is enough for a plot.");
        }
    }

    /** Reads, solves and answers the problem of a file. */
    public Answer answer(Path file) throws IOException {
        ObjectNode problem = ProblemFile.tree(file);
        beside(file, problem);
        return answer(problem, file.toString());
    }

    /** Solves and answers a problem given as keys and values; `where` is what errors call them. */
    public Answer answer(ObjectNode problem, String where) {
        TwinRows.resolve(problem, where);
        String told = profile.isEmpty() ? "" : RiskProfile.apply(profile, problem);
        Solved solved = Problems.solve(problem, where);
        Answer answer = new Answer(solved);
        if (!told.isEmpty()) {
            answer.number("profile", profile);
            answer.sentence(told);
        }
        tellOptimum(answer, problem, where, solved);
        if (!changes.isEmpty()) {
            WhatIfTables.add(answer, "what_if", what(), solved, Problems.solve(changed(problem), "after " + what()));
        }
        if (!stress.isEmpty()) {
            Stress.add(answer, stress, problem, where, solved);
        }
        if (sensitivity && solved.optimal()) {
            solved.sensitivities(answer);
            Tornado.add(answer, problem, where, solved);
        }
        if (points > 0) {
            solved.frontier(points, answer);
        }
        return answer;
    }

    private String what() {
        return String.join(", ", changes);
    }

    private ObjectNode changed(ObjectNode problem) {
        ObjectNode changed = problem.deepCopy();
        changes.forEach(change -> Change.parse(change).apply(changed));
        return changed;
    }

    /** A file of scenarios is named relative to the problem's file. */
    private static void beside(Path file, ObjectNode problem) {
        if (problem.path("scenarios") instanceof ObjectNode scenarios
                && scenarios.path("file").isString()) {
            Path named = Path.of(scenarios.path("file").asString());
            scenarios.put(
                    "file",
                    file.toAbsolutePath().resolveSibling(named).normalize().toString());
        }
    }

    private static void tellOptimum(Answer answer, ObjectNode problem, String where, Solved solved) {
        answer.number("model", solved.model()).number("title", solved.title());
        answer.number("status", solved.status().name());
        solved.tell(answer);
        if (solved.optimal()) {
            AllocationTables.figures(answer, solved.measures(solved.decision()));
            keyFigures(answer, solved);
            List<BindingLimit> binding =
                    solved.hasMultipliers() ? solved.binding() : new Relaxation(problem, where).prices(solved);
            AllocationTables.binding(answer, binding, solved.objective().unit());
        } else if (solved.status() == SolveStatus.INFEASIBLE) {
            List<Conflict> conflicts = solved.conflicts().isEmpty()
                    ? new Relaxation(problem, where).conflicts(solved.levers())
                    : solved.conflicts();
            AllocationTables.conflicts(answer, conflicts);
        } else {
            answer.sentence("The solver did not reach its tolerances: "
                    + solved.status().name().toLowerCase(Locale.ROOT) + ".");
        }
        solved.effort().json().forEach(answer::number);
    }

    private static void keyFigures(Answer answer, Solved solved) {
        List<Measure> measures = solved.measures(solved.decision());
        for (String key : List.of(
                "expected_return",
                "profit",
                "sharpe_ratio",
                "worst_return",
                "standard_deviation",
                "cvar",
                "density",
                "turnover",
                "effective_number")) {
            measures.stream().filter(m -> m.key().equals(key)).findFirst().ifPresent(m -> {
                String remark =
                        key.equals("effective_number") ? "of " + solved.names().size() : "";
                answer.keyFigure(m.label(), tile(m), remark);
            });
        }
    }

    private static String tile(Measure m) {
        return switch (m.unit()) {
            case PERCENT -> String.format(Locale.ROOT, "%.2f %%", 100 * m.value());
            case MONEY -> String.format(Locale.ROOT, "%,.0f", m.value());
            case NUMBER -> String.format(Locale.ROOT, m.key().equals("effective_number") ? "%.2f" : "%.4f", m.value());
        };
    }
}

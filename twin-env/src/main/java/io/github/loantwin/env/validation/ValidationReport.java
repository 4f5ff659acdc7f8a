package io.github.loantwin.env.validation;

import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The validation as a page of documentation: Markdown without a date, the same text for the same results. */
public final class ValidationReport {
    private final ValidationResult result;

    /** Creates the page of a result. */
    public ValidationReport(ValidationResult result) {
        this.result = result;
    }

    /**
     * Returns the page.
     *
     * @param command the command that writes it
     * @param environment where it ran, one line
     */
    public String markdown(String command, String environment) {
        StringBuilder text = new StringBuilder();
        text.append("# Validation\n\nThe twin against published and independently computed figures. Written by `")
                .append(command)
                .append("`; seeds are fixed, so the same sources give the same page. Ran on ")
                .append(environment)
                .append(
                        ". Sources named credit-model, economics and environment are the specification of the twin, whose check\n"
                                + "values were computed apart from this code.\n\n")
                .append(verdict())
                .append("\n\n");
        summary(text);
        misses(text);
        for (Map.Entry<String, String> group : result.titles().entrySet()) {
            text.append("\n## ").append(group.getValue()).append(" (`").append(group.getKey());
            text.append("`)\n\n");
            table(text, of(group.getKey()));
        }
        return text.toString();
    }

    /** Returns the verdict in one sentence. */
    public String verdict() {
        String counts = String.format(
                Locale.ROOT,
                "%d passed, %d missed and reviewed, %d failed, %d skipped; %d figures are stated without a tolerance.",
                result.count(Outcome.PASS),
                result.count(Outcome.MISS),
                result.count(Outcome.FAIL),
                result.count(Outcome.SKIPPED),
                result.count(Outcome.STATED));
        return switch (result.verdict()) {
            case PASSED -> "Every check passes: " + counts;
            case REVIEWED_MISSES -> "No check fails, but reviewed misses remain: " + counts;
            case FAILED -> "The validation fails: " + counts;
        };
    }

    private void summary(StringBuilder text) {
        text.append("| group | what it shows | passed | missed | failed | skipped | stated |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        result.titles().forEach((name, title) -> {
            List<ValidationCheck> checks = of(name);
            text.append("| `").append(name).append("` | ").append(title);
            for (Outcome outcome : List.of(Outcome.PASS, Outcome.MISS, Outcome.FAIL, Outcome.SKIPPED, Outcome.STATED)) {
                text.append(" | ")
                        .append(checks.stream()
                                .filter(check -> check.outcome() == outcome)
                                .count());
            }
            text.append(" |\n");
        });
    }

    private void misses(StringBuilder text) {
        List<ValidationCheck> misses = result.checks().stream()
                .filter(check -> check.outcome() == Outcome.MISS || check.outcome() == Outcome.FAIL)
                .toList();
        if (misses.isEmpty() && result.notes().isEmpty()) {
            return;
        }
        text.append("\n## What is missed, and why\n\n");
        for (ValidationCheck check : misses) {
            text.append("- **").append(check.name()).append("**: ").append(check.got());
            text.append(" against ").append(check.expected()).append(" (").append(check.source());
            text.append("). ")
                    .append(check.outcome() == Outcome.FAIL ? "Not reviewed: this is a failure." : check.reason());
            text.append('\n');
        }
        result.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    }

    private static void table(StringBuilder text, List<ValidationCheck> checks) {
        text.append("| check | source | expected | got | tolerance | result |\n|---|---|---|---|---|---|\n");
        for (ValidationCheck check : checks) {
            text.append("| ").append(cell(check.name()));
            text.append(" | ").append(cell(check.source()));
            text.append(" | ").append(cell(check.expected()));
            text.append(" | ").append(cell(check.got()));
            text.append(" | ").append(cell(check.tolerance()));
            text.append(" | ").append(outcome(check)).append(" |\n");
        }
    }

    private static String outcome(ValidationCheck check) {
        return switch (check.outcome()) {
            case PASS -> "pass";
            case MISS -> "**miss**, reviewed";
            case FAIL -> "**fail**";
            case SKIPPED -> "skipped: " + check.reason();
            case STATED -> "stated";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private List<ValidationCheck> of(String group) {
        return result.checks().stream()
                .filter(check -> check.group().equals(group))
                .toList();
    }
}

package io.github.loantwin.env.validation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the checks of the twin against published and independent figures; seeds are fixed, so every run gives the same
 * result on every machine.
 */
public final class Validation {
    private final List<ValidationGroup> groups;
    private final ReviewedMisses reviewed;

    /**
     * Creates the validation that ships with the twin.
     *
     * @param data folder of the reference data that some checks read; without it they are skipped
     */
    public Validation(Optional<Path> data) {
        this(shippedGroups(data), ReviewedMisses.shipped());
    }

    Validation(List<ValidationGroup> groups, ReviewedMisses reviewed) {
        this.groups = List.copyOf(groups);
        this.reviewed = reviewed;
    }

    private static List<ValidationGroup> shippedGroups(Optional<Path> data) {
        return List.of(
                new BaselChecks(data),
                new VasicekChecks(),
                new RollRateChecks(data),
                new FlowChecks(),
                new FormulaChecks(),
                new BenignChecks(),
                new HistoryChecks(),
                new StressChecks(),
                new SensitivityChecks(),
                new IdentityChecks(),
                new MacroChecks(data),
                new ApproximationChecks(),
                new ValueAtRiskChecks(),
                new CalibrationChecks(),
                new ValueAtRiskBacktest());
    }

    /** Returns name and title of every group, in order. */
    public Map<String, String> groups() {
        Map<String, String> titles = new LinkedHashMap<>();
        groups.forEach(group -> titles.put(group.name(), group.title()));
        return titles;
    }

    /**
     * Makes the checks.
     *
     * @param only names of the groups to run; empty for all
     * @param progress hears the name of each group before it runs
     * @throws IllegalArgumentException if a name is unknown
     */
    public ValidationResult run(List<String> only, Consumer<String> progress) {
        Map<String, String> known = groups();
        for (String name : only) {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException(
                        "A group must be one of " + String.join(", ", known.keySet()) + ", got '" + name + "'.");
            }
        }
        List<ValidationCheck> checks = new ArrayList<>();
        Map<String, String> ran = new LinkedHashMap<>();
        for (ValidationGroup group : groups) {
            if (only.isEmpty() || only.contains(group.name())) {
                progress.accept(group.name());
                checks.addAll(checksOf(group));
                ran.put(group.name(), group.title());
            }
        }
        List<ValidationCheck> judged = reviewed.applied(checks);
        return new ValidationResult(judged, ran, reviewed.stale(judged, List.copyOf(ran.keySet())));
    }

    /** A group that breaks off has failed, and says why; the others still run. */
    private static List<ValidationCheck> checksOf(ValidationGroup group) {
        Checks checks = new Checks(group.name());
        try {
            group.run(checks);
        } catch (RuntimeException e) {
            checks.holds(
                    new Checks.Figure("completes", "the group runs to its end", "this command"),
                    "no error",
                    String.valueOf(e).lines().findFirst().orElse(""),
                    "exact",
                    Double.NaN,
                    false);
        }
        return checks.list();
    }
}

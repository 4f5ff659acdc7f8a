package io.github.loantwin.env.validation;

import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Misses that people have looked at and accepted, each with its reason. */
final class ReviewedMisses {
    private final Map<String, String> reasons;

    ReviewedMisses(Map<String, String> reasons) {
        this.reasons = new TreeMap<>(reasons);
        reasons.forEach((id, reason) -> {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("A reviewed miss must have a reason, got none for '" + id + "'.");
            }
        });
    }

    /** Returns the list that ships with the twin. */
    static ReviewedMisses shipped() {
        try (InputStream in = ReviewedMisses.class.getResourceAsStream("reviewed-misses.yaml")) {
            return new ReviewedMisses(
                    new YAMLMapper().readValue(in.readAllBytes(), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the checks with failures on the list marked as misses. */
    List<ValidationCheck> applied(List<ValidationCheck> checks) {
        return checks.stream()
                .map(check -> check.outcome() == Outcome.FAIL && reasons.containsKey(check.id())
                        ? check.as(Outcome.MISS, reasons.get(check.id()))
                        : check)
                .toList();
    }

    /** Returns what is wrong with the list itself: entries whose check passes now, or that name no check that was made. */
    List<String> stale(List<ValidationCheck> checks, List<String> groups) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        checks.forEach(check -> outcomes.put(check.id(), check.outcome()));
        List<String> stale = new ArrayList<>();
        for (String id : reasons.keySet()) {
            if (!groups.contains(id.split("/")[0])) {
                continue;
            }
            if (!outcomes.containsKey(id)) {
                stale.add("Reviewed miss '" + id + "' names no check.");
            } else if (outcomes.get(id) == Outcome.PASS) {
                stale.add("Reviewed miss '" + id + "' passes now: take it off the list.");
            }
        }
        return stale;
    }
}

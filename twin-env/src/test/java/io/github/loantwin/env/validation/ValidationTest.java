package io.github.loantwin.env.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.RollRates;
import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import io.github.loantwin.env.validation.ValidationResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How checks become a verdict; and that the shipped groups fail on a twin that is wrong. */
class ValidationTest {
    private record Fake(String name, Consumer<Checks> checks) implements ValidationGroup {
        @Override
        public String title() {
            return "Fake " + name;
        }

        @Override
        public void run(Checks collector) {
            checks.accept(collector);
        }
    }

    private static void figure(Checks checks, String id, double got) {
        checks.near(new Figure(id, "figure " + id, "nowhere"), 1, got, 0.1, Shown.number(1));
    }

    private static ValidationResult run(Map<String, String> reviewed, double... got) {
        ValidationGroup group = new Fake("g", checks -> {
            for (int i = 0; i < got.length; i++) {
                figure(checks, "f" + i, got[i]);
            }
        });
        return new Validation(List.of(group), new ReviewedMisses(reviewed)).run(List.of(), name -> {});
    }

    @Test
    void theVerdictIsThatOfTheWorstCheck() {
        Map<String, String> reviewed = Map.of("g/f1", "known, because it is fake");
        assertEquals(Verdict.PASSED, run(Map.of(), 1, 1).verdict());
        assertEquals(Verdict.REVIEWED_MISSES, run(reviewed, 1, 2).verdict());
        assertEquals(Verdict.FAILED, run(reviewed, 2, 2).verdict());
        assertEquals(Verdict.FAILED, run(Map.of(), 1, 2).verdict());
        assertEquals(Verdict.FAILED, run(Map.of()).verdict(), "nothing checked proves nothing");
    }

    @Test
    void aReviewedMissShowsItsReasonAndAStaleOneIsReported() {
        ValidationResult result = run(Map.of("g/f1", "known, because it is fake"), 1, 2);
        assertEquals(Outcome.MISS, result.checks().get(1).outcome());
        assertEquals("known, because it is fake", result.checks().get(1).reason());
        assertEquals(List.of(), result.notes());
        ValidationResult passes = run(Map.of("g/f1", "known", "g/gone", "known", "other/x", "known"), 1, 1);
        assertEquals(
                List.of(
                        "Reviewed miss 'g/f1' passes now: take it off the list.",
                        "Reviewed miss 'g/gone' names no check."),
                passes.notes());
        assertThrows(IllegalArgumentException.class, () -> new ReviewedMisses(Map.of("g/f1", " ")));
    }

    @Test
    void aGroupThatBreaksOffFailsAndTheOthersRun() {
        ValidationGroup broken = new Fake("broken", checks -> {
            figure(checks, "before", 1);
            throw new IllegalStateException("lost");
        });
        ValidationGroup sound = new Fake("sound", checks -> figure(checks, "x", 1));
        List<String> heard = new ArrayList<>();
        ValidationResult result =
                new Validation(List.of(broken, sound), new ReviewedMisses(Map.of())).run(List.of(), heard::add);
        assertEquals(List.of("broken", "sound"), heard);
        assertEquals(3, result.checks().size());
        assertEquals("broken/completes", result.checks().get(1).id());
        assertTrue(result.checks().get(1).got().contains("lost"));
        assertEquals(Verdict.FAILED, result.verdict());
    }

    @Test
    void onlyTheAskedGroupsRun() {
        Validation shipped = new Validation(Optional.empty());
        ValidationResult result = shipped.run(List.of("vasicek"), name -> {});
        assertTrue(result.checks().stream().allMatch(check -> check.group().equals("vasicek")));
        assertEquals(Verdict.PASSED, result.verdict());
        String message = assertThrows(IllegalArgumentException.class, () -> shipped.run(List.of("x"), name -> {}))
                .getMessage();
        assertTrue(message.startsWith("A group must be one of basel, "), message);
    }

    @Test
    void absentDataAreSaidAndDoNotFail() {
        ValidationResult result = new Validation(Optional.empty()).run(List.of("basel"), name -> {});
        ValidationCheck file = result.checks().get(result.checks().size() - 1);
        assertEquals(Outcome.SKIPPED, file.outcome());
        assertTrue(file.reason().contains("../shared/data"));
        assertEquals(Verdict.PASSED, result.verdict());
    }

    /** A tenth more entry to delinquency in one matrix must be seen, in derived values and in flows. */
    @Test
    void wrongRollRatesFail() {
        RollRates wrong = new RollRates(TwinConfig.defaults()
                .with(Map.of(
                        "credit.businessOverlay",
                        0,
                        "credit.consumer.normal.current",
                        "[0.976013, 0.008987, 0, 0, 0, 0.015]"))
                .model()
                .credit());
        List<String> failed = failed(new FlowChecks(wrong));
        assertTrue(failed.containsAll(List.of("flows/consumer-0-new30", "flows/consumer-0-new90")), failed.toString());
        assertTrue(failed.stream().noneMatch(id -> id.contains("auto")), failed.toString());
        assertTrue(failed(new RollRateChecks(Optional.empty(), wrong, wrong)).contains("matrices/consumer-0-shares"));
    }

    private static List<String> failed(ValidationGroup group) {
        Checks checks = new Checks(group.name());
        group.run(checks);
        return checks.list().stream()
                .filter(check -> check.outcome() == Outcome.FAIL)
                .map(ValidationCheck::id)
                .toList();
    }

    @Test
    void thePageShowsFailuresAsFailures() {
        ValidationResult result = run(Map.of("g/f1", "known, because it is fake"), 1, 2, 3);
        String page = new ValidationReport(result).markdown("./twin validate", "a machine");
        assertTrue(page.contains("The validation fails: 1 passed, 1 missed and reviewed, 1 failed"), page);
        assertTrue(page.contains("| figure f1 | nowhere | 1.0 | 2.0 | +-0.1 | **miss**, reviewed |"), page);
        assertTrue(page.contains("| figure f2 | nowhere | 1.0 | 3.0 | +-0.1 | **fail** |"), page);
        assertTrue(page.contains("known, because it is fake"), page);
        assertTrue(page.contains("Not reviewed: this is a failure."), page);
        assertEquals(page, new ValidationReport(result).markdown("./twin validate", "a machine"));
    }

    @Test
    void figuresAreReadWithTheirColumns() {
        List<Figures.Row> rows = Figures.parse("# source\na,b\n1,x\n\n2,y\n");
        assertEquals(2, rows.size());
        assertEquals(2, rows.get(1).number("a"));
        assertEquals("y", rows.get(1).text("b"));
        assertThrows(IllegalStateException.class, () -> rows.get(0).text("c"));
        assertThrows(IllegalStateException.class, () -> Figures.parse("a,b\n1\n"));
    }

    @Test
    void everyFileOfFiguresCanBeRead() {
        for (String file : List.of(
                "basel-annex5-risk-weights.csv",
                "finite-pools.csv",
                "gfc-multiples.csv",
                "public-bands.csv",
                "quarterly-flows.csv",
                "roll-rate-values.csv",
                "stress-interpolation.csv",
                "stress-losses.csv",
                "var-million.csv",
                "vasicek-values.csv")) {
            assertTrue(Figures.read(file).size() >= 5, file);
        }
        assertEquals(List.of(), ReviewedMisses.shipped().stale(List.of(), List.of()));
    }
}

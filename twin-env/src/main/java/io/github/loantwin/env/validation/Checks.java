package io.github.loantwin.env.validation;

import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the checks of one group; a figure that is not a number never passes. */
final class Checks {
    private final String group;
    private final List<ValidationCheck> checks = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    Checks(String group) {
        this.group = group;
    }

    /**
     * What is compared with what.
     *
     * @param id stable name within the group
     * @param name for people
     * @param source where the expected figure comes from
     */
    record Figure(String id, String name, String source) {}

    List<ValidationCheck> list() {
        return List.copyOf(checks);
    }

    /** Allows an absolute difference. */
    void near(Figure figure, double expected, double got, double tolerance, Shown shown) {
        boolean holds = Math.abs(got - expected) <= tolerance;
        add(figure, shown.of(expected), shown.of(got), "+-" + shown.step(tolerance), expected, got, holds);
    }

    /** Allows a difference relative to the expected figure. */
    void relative(Figure figure, double expected, double got, double tolerance, Shown shown) {
        boolean holds = Math.abs(got - expected) <= tolerance * Math.abs(expected);
        String allowed = "+-" + Shown.percent(tolerance < 0.01 ? 1 : 0).of(tolerance) + " of it";
        add(figure, shown.of(expected), shown.of(got), allowed, expected, got, holds);
    }

    /** Asks for a figure inside a band. */
    void within(Figure figure, double low, double high, double got, Shown shown) {
        String band = new Shown(shown.scale(), shown.decimals(), "").of(low) + " to " + shown.of(high);
        add(figure, band, shown.of(got), "inside", (low + high) / 2, got, got >= low && got <= high);
    }

    /** Asks for a figure not above a bound, such as an error. */
    void atMost(Figure figure, double bound, double got, Shown shown) {
        add(figure, "at most " + shown.of(bound), shown.of(got), "bound", bound, got, got <= bound);
    }

    /** Compares several figures of one kind, all shown; each may differ by the tolerance. */
    void all(Figure figure, double[] expected, double[] got, double tolerance, Shown shown) {
        Tolerance each = new Tolerance(tolerance, 0, "+-" + shown.step(tolerance) + " each");
        int worst = worst(expected, got, each);
        boolean holds = excess(expected, got, each, worst) <= 1;
        add(figure, shown.all(expected), shown.all(got), each.text(), expected[worst], got[worst], holds);
    }

    /**
     * Compares many figures of one kind; only the one furthest off is shown.
     *
     * @param names name of each figure
     * @param tolerance allowed difference of each: absolute, or relative plus the rounding of the published digits
     */
    void many(Figure figure, String[] names, double[] expected, double[] got, Tolerance tolerance, Shown shown) {
        int worst = worst(expected, got, tolerance);
        String at = " (" + names[worst] + ", furthest off)";
        add(
                figure,
                expected.length + " figures",
                shown.of(got[worst]) + " for " + shown.of(expected[worst]) + at,
                tolerance.text(),
                expected[worst],
                got[worst],
                excess(expected, got, tolerance, worst) <= 1);
    }

    /** Allowed difference of one of many figures: absolute + relative x expected. */
    record Tolerance(double absolute, double relative, String text) {}

    private static int worst(double[] expected, double[] got, Tolerance tolerance) {
        if (expected.length == 0 || expected.length != got.length) {
            throw new IllegalStateException(
                    "As many figures must be got as expected, " + expected.length + ", got " + got.length + ".");
        }
        int worst = 0;
        for (int i = 1; i < expected.length; i++) {
            worst = excess(expected, got, tolerance, i) > excess(expected, got, tolerance, worst) ? i : worst;
        }
        return worst;
    }

    /** Gap over allowed gap; infinite for what is not a number. */
    private static double excess(double[] expected, double[] got, Tolerance tolerance, int i) {
        double gap = Math.abs(got[i] - expected[i]);
        double allowed = tolerance.absolute + tolerance.relative * Math.abs(expected[i]);
        return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap == 0 ? 0 : gap / allowed;
    }

    /** Asks for the truth of a statement. */
    void holds(Figure figure, String statement, String got, String tolerance, double gotValue, boolean holds) {
        add(figure, statement, got, tolerance, Double.NaN, gotValue, holds);
    }

    /** States a figure beside a published one. */
    void stated(Figure figure, String expected, double expectedValue, double got, Shown shown) {
        add(figure, expected, shown.of(got), "stated", expectedValue, got, Outcome.STATED, "");
    }

    /** Says that a check could not be made. */
    void skipped(Figure figure, String reason) {
        add(figure, "", "", "", Double.NaN, Double.NaN, Outcome.SKIPPED, reason);
    }

    private void add(
            Figure figure, String expected, String got, String tolerance, double wanted, double value, boolean holds) {
        add(figure, expected, got, tolerance, wanted, value, holds ? Outcome.PASS : Outcome.FAIL, "");
    }

    private void add(
            Figure figure,
            String expected,
            String got,
            String tolerance,
            double wanted,
            double value,
            Outcome outcome,
            String reason) {
        String id = group + "/" + figure.id();
        if (!ids.add(id)) {
            throw new IllegalStateException("Check ids must differ, got '" + id + "' twice.");
        }
        checks.add(new ValidationCheck(
                group, id, figure.name(), figure.source(), expected, got, tolerance, wanted, value, outcome, reason));
    }
}

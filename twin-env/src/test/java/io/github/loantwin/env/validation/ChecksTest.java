package io.github.loantwin.env.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.Checks.Tolerance;
import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every kind of check passes what it should and fails what it should. */
class ChecksTest {
    private static final Figure FIGURE = new Figure("x", "a figure", "a source");
    private static final Shown SHOWN = Shown.number(2);

    private static ValidationCheck one(Consumer<Checks> check) {
        Checks checks = new Checks("group");
        check.accept(checks);
        assertEquals(1, checks.list().size());
        return checks.list().get(0);
    }

    private static void passes(Consumer<Checks> check) {
        assertEquals(Outcome.PASS, one(check).outcome());
    }

    private static void fails(Consumer<Checks> check) {
        assertEquals(Outcome.FAIL, one(check).outcome());
    }

    @Test
    void absoluteToleranceHasEdges() {
        passes(c -> c.near(FIGURE, 1, 1.25, 0.25, SHOWN));
        passes(c -> c.near(FIGURE, 1, 0.75, 0.25, SHOWN));
        fails(c -> c.near(FIGURE, 1, 1.2501, 0.25, SHOWN));
        fails(c -> c.near(FIGURE, 1, 0.7499, 0.25, SHOWN));
        fails(c -> c.near(FIGURE, 1, Double.NaN, 0.25, SHOWN));
    }

    @Test
    void relativeToleranceFollowsTheExpectedFigure() {
        passes(c -> c.relative(FIGURE, 200, 209, 0.05, SHOWN));
        fails(c -> c.relative(FIGURE, 200, 211, 0.05, SHOWN));
        fails(c -> c.relative(FIGURE, -200, -211, 0.05, SHOWN));
        fails(c -> c.relative(FIGURE, 200, Double.NaN, 0.05, SHOWN));
    }

    @Test
    void bandsAndBoundsAreClosed() {
        passes(c -> c.within(FIGURE, 1, 2, 1, SHOWN));
        passes(c -> c.within(FIGURE, 1, 2, 2, SHOWN));
        fails(c -> c.within(FIGURE, 1, 2, 2.01, SHOWN));
        fails(c -> c.within(FIGURE, 1, 2, 0.99, SHOWN));
        fails(c -> c.within(FIGURE, 1, 2, Double.NaN, SHOWN));
        passes(c -> c.atMost(FIGURE, 1, 1, SHOWN));
        fails(c -> c.atMost(FIGURE, 1, 1.01, SHOWN));
        fails(c -> c.atMost(FIGURE, 1, Double.NaN, SHOWN));
    }

    @Test
    void oneWrongFigureOfSeveralFailsWhereverItStands() {
        double[] expected = {1, 2, 3};
        passes(c -> c.all(FIGURE, expected, new double[] {1, 2, 3}, 0.1, SHOWN));
        for (int i = 0; i < 3; i++) {
            double[] got = expected.clone();
            got[i] += 0.2;
            fails(c -> c.all(FIGURE, expected, got, 0.1, SHOWN));
            got[i] = Double.NaN;
            fails(c -> c.all(FIGURE, expected, got, 0.1, SHOWN));
        }
    }

    @Test
    void manyFiguresNameTheOneFurthestOff() {
        String[] names = {"first", "second", "third"};
        double[] expected = {1, 100, 3};
        Tolerance tolerance = new Tolerance(0, 0.01, "+-1 %");
        passes(c -> c.many(FIGURE, names, expected, new double[] {1.005, 100.9, 3}, tolerance, SHOWN));
        ValidationCheck wrong =
                one(c -> c.many(FIGURE, names, expected, new double[] {1.02, 100.9, 3}, tolerance, SHOWN));
        assertEquals(Outcome.FAIL, wrong.outcome());
        assertEquals("1.02 for 1.00 (first, furthest off)", wrong.got());
        assertEquals(1.02, wrong.gotValue());
        fails(c -> c.many(FIGURE, names, expected, new double[] {1, 100, Double.NaN}, tolerance, SHOWN));
        assertThrows(
                IllegalStateException.class,
                () -> one(c -> c.many(FIGURE, names, expected, new double[] {1, 100}, tolerance, SHOWN)));
    }

    @Test
    void smallTolerancesStayVisible() {
        assertEquals("+-1.0e-12", one(c -> c.near(FIGURE, 1, 1, 1e-12, SHOWN)).tolerance());
        assertEquals("+-0.25", one(c -> c.near(FIGURE, 1, 1, 0.25, SHOWN)).tolerance());
        assertEquals("+-5.0e-03", one(c -> c.near(FIGURE, 1, 1, 0.005, SHOWN)).tolerance());
        assertEquals("12.5 %", Shown.percent(1).of(0.125));
        assertEquals("0.0 %", Shown.percent(1).of(-0.00001));
    }

    @Test
    void statedAndSkippedFiguresCountForNothing() {
        assertEquals(
                Outcome.STATED,
                one(c -> c.stated(FIGURE, "about 2", 2, 5, SHOWN)).outcome());
        assertEquals(Outcome.SKIPPED, one(c -> c.skipped(FIGURE, "no data")).outcome());
    }

    @Test
    void twoChecksOfOneNameAreRefused() {
        Checks checks = new Checks("group");
        checks.near(FIGURE, 1, 1, 0, SHOWN);
        String message = assertThrows(IllegalStateException.class, () -> checks.near(FIGURE, 1, 1, 0, SHOWN))
                .getMessage();
        assertTrue(message.contains("group/x"), message);
        assertEquals(
                List.of("group/x"),
                checks.list().stream().map(ValidationCheck::id).toList());
    }
}

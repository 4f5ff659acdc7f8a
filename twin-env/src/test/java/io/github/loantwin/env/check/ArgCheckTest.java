package io.github.loantwin.env.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgCheckTest {
    @Test
    void returnsWhatPasses() {
        assertEquals(0.2, ArgCheck.inClosed("x", 0.2, 0, 0.2));
        assertEquals(0.2, ArgCheck.inOpenClosed("x", 0.2, 0, 0.2));
        assertEquals(0.0, ArgCheck.inClosedOpen("x", 0.0, 0, 0.2));
        assertEquals(7, ArgCheck.inClosed("n", 7, 1, 7));
        assertEquals(7L, ArgCheck.inClosed("n", 7L, 1L, 7L));
        double[] weights = {0.4, 0.3, 0.2, 0.1};
        assertSame(weights, ArgCheck.sumsTo("weights", weights, 1, 1e-12));
        assertSame(weights, ArgCheck.finite("weights", weights, 4));
        List<String> names = List.of("a");
        assertSame(names, ArgCheck.notEmpty("names", names));
    }

    @Test
    void saysRuleAndValue() {
        assertMessage("ltvRatio must be in (0.0, 2.0], got 0.0.", () -> ArgCheck.inOpenClosed("ltvRatio", 0, 0, 2));
        assertMessage("x must be in [0.0, 1.0), got 1.0.", () -> ArgCheck.inClosedOpen("x", 1.0, 0, 1));
        assertMessage("x must be in (0.0, 1.0), got 1.0.", () -> ArgCheck.inOpen("x", 1.0, 0, 1));
        assertMessage("dueDay must be in [1, 28], got 31.", () -> ArgCheck.inClosed("dueDay", 31, 1, 28));
        assertMessage("n must be above 0, got 0.", () -> ArgCheck.positive("n", 0));
        assertMessage("n must be at least 0, got -1.", () -> ArgCheck.notNegative("n", -1L));
        assertMessage("product must be given, got nothing.", () -> ArgCheck.notNull("product", null));
        assertMessage("name must be a text that is not blank, got ' '.", () -> ArgCheck.notBlank("name", " "));
        assertMessage("rows must have at least one element, got none.", () -> ArgCheck.notEmpty("rows", List.of()));
        assertMessage("a must have 3 elements, got 2.", () -> ArgCheck.length("a", new double[2], 3));
        assertMessage("a must have 3 elements, got 2.", () -> ArgCheck.length("a", new float[2], 3));
        assertMessage(
                "a[1] must be a finite number, got NaN.", () -> ArgCheck.finite("a", new double[] {0, Double.NaN}, 2));
        assertMessage(
                "grid must increase strictly, got 1.0 behind 1.0 at index 2.",
                () -> ArgCheck.increasing("grid", new double[] {0, 1, 1}));
        assertMessage("w must sum to 1.0, got 0.5.", () -> ArgCheck.sumsTo("w", new double[] {0.25, 0.25}, 1, 1e-9));
        assertMessage("low must be at most high, got 3.", () -> ArgCheck.that(false, "low must be at most high", 3));
    }

    @Test
    void guessesPercentWhenAHundredthFits() {
        assertMessage(
                "rate must be in [0.0, 1.0], got 7.5.\nMaybe the value is in percent: divide by 100.",
                () -> ArgCheck.fraction("rate", 7.5, 0, 1));
        assertMessage("rate must be in [0.0, 1.0], got -7.5.", () -> ArgCheck.fraction("rate", -7.5, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotANumber(double value) {
        assertThrows(InvalidValueException.class, () -> ArgCheck.finite("x", value));
        assertThrows(InvalidValueException.class, () -> ArgCheck.positive("x", value));
        assertThrows(InvalidValueException.class, () -> ArgCheck.notNegative("x", value));
        assertThrows(InvalidValueException.class, () -> ArgCheck.inClosed("x", value, 0, 1));
        assertThrows(InvalidValueException.class, () -> ArgCheck.inOpen("x", value, 0, 1));
        assertThrows(InvalidValueException.class, () -> ArgCheck.fraction("x", value, 0, 1));
    }

    @Test
    void placesAddUpAndHelpStaysOnTheSecondLine() {
        InvalidValueException error = new InvalidValueException("a must be b", "c", "Maybe d.").at("for loan 17");
        assertEquals(
                "a must be b, got c for loan 17 (t.csv, line 2).\nMaybe d.",
                error.at("(t.csv, line 2)").getMessage());
        assertEquals("a must be b", error.rule());
        assertEquals("c", error.got());
        assertEquals("for loan 17", error.place());
        assertEquals("Maybe d.", error.help());
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(InvalidValueException.class, call).getMessage());
    }
}

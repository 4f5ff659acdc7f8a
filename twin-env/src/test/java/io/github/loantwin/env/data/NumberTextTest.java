package io.github.loantwin.env.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void writesPlainShortNumbers() {
        assertEquals("0.1", NumberText.number(0.1));
        assertEquals("10000000", NumberText.number(1e7));
        assertEquals("-0.0", NumberText.number(-0.0));
        assertEquals("0.30000000000000004", NumberText.number(0.1 + 0.2));
        assertEquals("0.0001", NumberText.number(1e-4));
        assertEquals("1.5E-7", NumberText.number(1.5e-7));
        assertEquals("", NumberText.number(Double.NaN));
        assertEquals("Infinity", NumberText.number(Double.POSITIVE_INFINITY));
        assertEquals("null", NumberText.json(Double.NEGATIVE_INFINITY));
    }

    @Test
    void writesMoneyWithTwoToFourDecimals() {
        assertEquals("12345678.90", NumberText.money(12_345_678.9));
        assertEquals("0.00", NumberText.money(0.0));
        assertEquals("-3.1415", NumberText.money(-3.1415));
        assertEquals("1.234", NumberText.money(12_340L));
        assertEquals("922337203685477.5807", NumberText.money(Long.MAX_VALUE));
        assertEquals("0.12345", NumberText.money(0.12345)); // not a ten-thousandth: kept, not rounded
    }

    @Test
    void readsBackToTheSameDouble() {
        Draws draws = new Draws(11);
        for (int i = 0; i < 20_000; i++) {
            double any = Double.longBitsToDouble(draws.bits(Stream.POLICY, 0, i));
            if (!Double.isNaN(any)) {
                assertEquals(any, Double.parseDouble(NumberText.number(any)));
            }
            double fraction = draws.uniform(Stream.POLICY, 1, i);
            assertEquals(fraction, Double.parseDouble(NumberText.number(fraction)));
            double money = (draws.bits(Stream.POLICY, 2, i) >> 12) / 10_000.0;
            assertEquals(money, Double.parseDouble(NumberText.money(money)));
        }
    }

    @Test
    void tinyAndHugeNumbersKeepAllDigits() {
        double[] edges = {Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 0x1.0p53, 0x1.0p53 + 2, 1e21, 1e22};
        for (double edge : edges) {
            assertEquals(edge, Double.parseDouble(NumberText.number(edge)));
            assertEquals(-edge, Double.parseDouble(NumberText.money(-edge)));
        }
        assertTrue(NumberText.number(Double.MAX_VALUE).length() < 25);
    }
}

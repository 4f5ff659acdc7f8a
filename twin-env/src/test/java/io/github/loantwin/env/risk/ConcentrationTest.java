package io.github.loantwin.env.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcentrationTest {
    /** credit-model C4: shares .17, .22, .33, .25, .03 give .2496. */
    @Test
    void herfindahlHasItsCheckValue() {
        assertEquals(0.2496, Concentration.herfindahl(new double[] {17, 22, 33, 25, 3}), 1e-12);
        assertEquals(0.33, Concentration.largestShare(new double[] {17, 22, 33, 25, 3}), 1e-12);
    }

    @Test
    void equalAmountsAreNotConcentrated() {
        double[] equal = {7, 7, 7, 7};
        assertEquals(0.25, Concentration.largestShare(equal), 1e-15);
        assertEquals(0, Concentration.normalisedHerfindahl(equal), 1e-15);
        assertEquals(4, Concentration.effectiveNumber(equal), 1e-12);
        assertEquals(0, Concentration.gini(equal), 1e-15);
        assertEquals(StrictMath.log(4), Concentration.renyiEntropy(equal, 1), 1e-14);
    }

    @Test
    void nothingAndOneNameAreTheLimits() {
        double[] one = {5, 0, 0};
        assertEquals(1, Concentration.herfindahl(one), 1e-15);
        assertEquals(1, Concentration.normalisedHerfindahl(one), 1e-15);
        assertEquals(2.0 / 3, Concentration.gini(one), 1e-15);
        double[] none = {0, 0};
        assertEquals(0, Concentration.herfindahl(none));
        assertEquals(0, Concentration.largestShare(none));
        assertEquals(0, Concentration.gini(none));
        assertEquals(0, Concentration.renyiEntropy(none, 2));
    }

    /** Renyi(2) = -ln HHI; HHI in [1/n, 1]; a merger of two names adds 2 w_i w_j. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void identitiesHold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] amounts = random.doubles(3 + seed, 0, 100).toArray();
        double index = Concentration.herfindahl(amounts);
        assertEquals(-StrictMath.log(index), Concentration.renyiEntropy(amounts, 2), 1e-12);
        assertTrue(index >= 1.0 / amounts.length && index <= 1);
        double total = java.util.Arrays.stream(amounts).sum();
        double gain = 2 * amounts[0] * amounts[1] / (total * total);
        amounts[0] += amounts[1];
        amounts[1] = 0;
        assertEquals(index + gain, Concentration.herfindahl(amounts), 1e-12);
    }
}

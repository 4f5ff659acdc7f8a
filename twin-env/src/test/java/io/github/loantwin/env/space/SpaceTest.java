package io.github.loantwin.env.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpaceTest {
    private static final Box ACTIONS = new Box(
            List.of("credit_policy", "pricing", "rebalancing"),
            new float[] {-0.1f, -0.02f, -0.1f},
            new float[] {0.1f, 0.02f, 0.1f});

    /** The trap named in platform.md: in Java 0.1f > 0.1, so bounds must be compared in float32. */
    @Test
    void comparesInFloat32() {
        assertTrue(0.1f > 0.1);
        assertTrue(ACTIONS.contains(new float[] {0.1f, 0.02f, -0.1f}));
        assertFalse(ACTIONS.contains(new float[] {Math.nextUp(0.1f), 0, 0}));
        assertEquals(1, ACTIONS.firstOutside(new float[] {0, Math.nextDown(-0.02f), 5}));
    }

    @Test
    void refusesNanInfinityAndWrongLength() {
        assertFalse(ACTIONS.contains(new float[] {Float.NaN, 0, 0}));
        assertFalse(ACTIONS.contains(new float[] {0, Float.POSITIVE_INFINITY, 0}));
        assertFalse(ACTIONS.contains(new float[2]));
        assertTrue(Float.isNaN(ACTIONS.clip(0, Float.NaN)));
        assertEquals(0.1f, ACTIONS.clip(0, 3f));
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> ACTIONS.check("action", new float[] {0, 0.5f, 0}));
        assertEquals("action[1] (pricing) must be in [-0.02, 0.02], got 0.5.", error.getMessage());
    }

    @Test
    void samplesAreKeyedInsideAndSpread() {
        Draws draws = new Draws(7);
        double[] sum = new double[3];
        int n = 10_000;
        for (int step = 0; step < n; step++) {
            int date = step;
            float[] action = ACTIONS.sample(i -> draws.uniform(Stream.POLICY, i, date));
            assertTrue(ACTIONS.contains(action));
            assertArrayEquals(action, ACTIONS.sample(i -> draws.uniform(Stream.POLICY, i, date)));
            for (int i = 0; i < 3; i++) {
                sum[i] += action[i] / (ACTIONS.high(i) * n);
            }
        }
        // Mean of n uniforms on (-1, 1): sd 1/sqrt(3n); 5 sd leave 6e-7 x 3 elements = 2e-6 chance of a false alarm.
        double bound = 5 / Math.sqrt(3.0 * n);
        for (double mean : sum) {
            assertEquals(0, mean, bound);
        }
    }

    @Test
    void sampleReachesBothBoundsAndNeverBeyond() {
        assertTrue(ACTIONS.contains(ACTIONS.sample(i -> 0)));
        assertTrue(ACTIONS.contains(ACTIONS.sample(i -> 1)));
        Box open = new Box(List.of("x"), new float[] {0}, new float[] {Float.POSITIVE_INFINITY});
        assertThrows(IllegalArgumentException.class, () -> open.sample(i -> 0.5));
    }

    @Test
    void discreteHoldsWholeNumbersBelowTheCount() {
        Discrete space = new Discrete("choice", 3);
        assertTrue(space.contains(2));
        assertFalse(space.contains(3));
        assertFalse(space.contains(-1));
        assertTrue(space.contains(new float[] {0}));
        assertFalse(space.contains(new float[] {0.5f}));
        assertFalse(space.contains(new float[] {Float.NaN}));
        int[] seen = new int[3];
        for (int i = 0; i < 30; i++) {
            double uniform = (i + 0.5) / 30;
            seen[(int) space.sample(k -> uniform)[0]]++;
        }
        assertArrayEquals(new int[] {10, 10, 10}, seen);
        assertEquals(2, space.sample(k -> 1.0)[0]);
    }

    @Test
    void multiDiscreteChecksEachElement() {
        MultiDiscrete space = new MultiDiscrete(List.of("a", "b"), 3, 5);
        assertTrue(space.contains(2, 4));
        assertFalse(space.contains(2, 5));
        assertFalse(space.contains(2));
        assertEquals(0, space.firstOutside(new float[] {3, 4}));
        assertTrue(space.contains(space.sample(k -> 0.999)));
        assertEquals(space, new MultiDiscrete(List.of("a", "b"), 3, 5));
        assertNotEquals(space, new MultiDiscrete(List.of("a", "b"), 3, 6));
    }

    @Test
    void describesItselfAsJson() throws Exception {
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode box = mapper.readTree(ACTIONS.toJson());
        assertEquals("float32", box.get("dtype").asString());
        assertEquals("pricing", box.get("names").get(1).asString());
        assertEquals(-0.02f, box.get("low").get(1).floatValue());
        Box open = new Box(List.of("x"), new float[] {0}, new float[] {Float.POSITIVE_INFINITY});
        assertTrue(mapper.readTree(open.toJson()).get("high").get(0).isNull());
        assertEquals(
                3, mapper.readTree(new Discrete("c", 3).toJson()).get("count").intValue());
        JsonNode multi = mapper.readTree(new MultiDiscrete(List.of("a", "b"), 3, 5).toJson());
        assertEquals(5, multi.get("counts").get(1).intValue());
        assertEquals(2, multi.get("shape").get(0).intValue());
    }

    @Test
    void refusesBadDefinitions() {
        assertThrows(IllegalArgumentException.class, () -> Box.uniform(List.of("a", "a"), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Box.uniform(List.of("a\"b"), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Box.uniform(List.of("a"), 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Box.uniform(List.of("a"), Float.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> Box.uniform(List.of(), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Discrete("a", 0));
        assertThrows(IllegalArgumentException.class, () -> new MultiDiscrete(List.of("a"), 2, 3));
    }
}

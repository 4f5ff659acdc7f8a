package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies that need no learning, and their names. */
class PoliciesTest {
    private static final float[] OBSERVATION = new float[ObservationLayout.SIZE];

    private static float[] act(Policy policy) {
        float[] action = {9, 9, 9};
        policy.act(OBSERVATION, action);
        return action;
    }

    @Test
    void holdIsZeroAndConstantIsConstant() {
        assertArrayEquals(new float[3], act(Policies.parse("hold")));
        assertArrayEquals(new float[] {0.02f, -0.005f, 0.1f}, act(Policies.parse("constant:0.02, -0.005,0.1")));
        assertArrayEquals(new float[] {-0.1f, 0.02f, 0}, act(Policies.constant(-0.1f, 0.02f, 0)));
    }

    @Test
    void randomIsAFunctionOfTheSeedInsideTheBox() {
        Policy policy = Policies.random();
        policy.reset(0);
        float[] first = act(policy);
        float[] second = act(policy);
        assertFalse(Arrays.equals(first, second));
        policy.reset(0);
        assertArrayEquals(first, act(policy));
        policy.reset(1);
        assertFalse(Arrays.equals(first, act(policy)));
        double[] sums = new double[3];
        for (int step = 0; step < 20_000; step++) {
            float[] action = act(policy);
            assertTrue(ActionLayout.space().contains(action));
            for (int c = 0; c < 3; c++) {
                sums[c] += action[c] / ActionLayout.bound(c);
            }
        }
        // The mean of 20,000 uniforms on [-1, 1] has standard deviation 0.0041; 5 of them: false alarm below 2e-6.
        for (double sum : sums) {
            assertEquals(0, sum / 20_000, 0.0205);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    best | a policy must be hold, random or constant:CREDIT,PRICE,REBALANCING, got 'best'.
                    '' | a policy must be hold, random or constant:CREDIT,PRICE,REBALANCING, got ''.
                    constant:1 | a constant policy must have 3 numbers
                    constant:0,0,0,0 | a constant policy must have 3 numbers
                    constant:0,0.03,0 | pricing must be a number in [-0.02, 0.02], got '0.03'.
                    constant:x,0,0 | credit_policy must be a number in [-0.1, 0.1], got 'x'.
                    constant:0,0,NaN | rebalancing must be a number in [-0.1, 0.1], got 'NaN'.
                    """)
    void errorsNameRuleAndValue(String text, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Policies.parse(text));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
        assertTrue(e.getMessage().contains("\nMaybe "), e.getMessage());
    }
}

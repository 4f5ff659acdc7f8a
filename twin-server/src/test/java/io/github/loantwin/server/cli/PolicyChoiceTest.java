package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class PolicyChoiceTest {
    private final PolicyChoice.Converter converter = new PolicyChoice.Converter();
    private final float[] observation = new float[ObservationLayout.SIZE];

    private float[] act(Policy policy) {
        float[] action = {9f, 9f, 9f};
        policy.act(observation, action);
        return action;
    }

    @Test
    void holdIsZero() {
        assertArrayEquals(new float[3], act(converter.convert("hold").policy()));
    }

    @Test
    void constantTakesItsNumbersUpToTheBounds() {
        assertArrayEquals(
                new float[] {0.1f, -0.02f, 0.05f},
                act(converter.convert("constant:0.1,-0.02, 0.05").policy()));
    }

    @Test
    void randomDependsOnTheSeedOnlyAndStaysInTheBox() {
        Policy one = converter.convert("random").policy();
        Policy two = converter.convert("random").policy();
        one.reset(7);
        two.reset(7);
        for (int step = 0; step < 1_000; step++) {
            float[] action = act(one);
            assertArrayEquals(action, act(two));
            for (int i = 0; i < action.length; i++) {
                assertTrue(Math.abs(action[i]) <= ActionLayout.bound(i));
            }
        }
        two.reset(8);
        one.reset(7);
        assertFalse(Arrays.equals(act(one), act(two)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "greedy | must be hold, random or constant:",
                "constant:0.1 | must have 3 numbers",
                "constant:0.1,0,0,0 | must have 3 numbers",
                "constant:0.11,0,0 | credit_policy must be a number in [-0.1, 0.1], got '0.11'",
                "constant:0,2,0 | pricing must be a number in [-0.02, 0.02], got '2'",
                "constant:0,0,NaN | rebalancing must be a number in [-0.1, 0.1], got 'NaN'",
                "constant:a,b,c | credit_policy must be a number in [-0.1, 0.1], got 'a'",
            })
    void saysWhatAPolicyMustBe(String text, String message) {
        TypeConversionException problem =
                assertThrows(TypeConversionException.class, () -> converter.convert(text.strip()));
        assertTrue(problem.getMessage().contains(message.strip()), problem.getMessage());
    }
}

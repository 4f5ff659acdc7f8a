package io.github.loantwin.env.space;

import io.github.loantwin.env.check.ArgCheck;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * One whole number in 0 .. count - 1.
 *
 * @param name letters, digits and underscores
 * @param count number of choices, at least 1 and at most 2^24 (so that float32 holds each exactly)
 */
public record Discrete(String name, int count) implements Space {
    public Discrete {
        JsonText.checkedNames(List.of(ArgCheck.notNull("name", name)));
        ArgCheck.inClosed("count", count, 1, MultiDiscrete.MAX_COUNT);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    /** Returns whether a choice is allowed. */
    public boolean contains(int choice) {
        return choice >= 0 && choice < count;
    }

    @Override
    public int firstOutside(float[] vector) {
        return MultiDiscrete.isChoice(vector[0], count) ? -1 : 0;
    }

    @Override
    public void sample(IntToDoubleFunction uniform, float[] out) {
        ArgCheck.length("out", out, 1)[0] = MultiDiscrete.choice(uniform.applyAsDouble(0), count);
    }

    @Override
    public String toJson() {
        return "{\"type\": \"discrete\", \"dtype\": \"int64\", \"shape\": [], \"names\": " + JsonText.names(names())
                + ", \"count\": " + count + "}";
    }
}

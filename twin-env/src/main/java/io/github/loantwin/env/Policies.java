package io.github.loantwin.env;

import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.Arrays;
import java.util.Locale;

/** The policies that need no learning. */
public final class Policies {
    private static final String HELP = "\nMaybe write hold, random or constant:0.02,-0.005,0.";

    private Policies() {}

    /** Returns the base policy: every adjustment is zero. */
    public static Policy hold() {
        return (observation, action) -> Arrays.fill(action, 0f);
    }

    /**
     * Returns the policy that always takes one action.
     *
     * @param creditPolicy in [-0.1, 0.1], above 0 tightens
     * @param pricing in [-0.02, 0.02], a fraction per year
     * @param rebalancing in [-0.1, 0.1], above 0 towards secured
     */
    public static Policy constant(float creditPolicy, float pricing, float rebalancing) {
        float[] fixed = {creditPolicy, pricing, rebalancing};
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            requireInside(c, fixed[c], Float.toString(fixed[c]));
        }
        return (observation, action) -> System.arraycopy(fixed, 0, action, 0, ActionLayout.SIZE);
    }

    /**
     * Returns the policy that draws every action uniformly over the box, keyed to (seed of the episode, component, step).
     *
     * <p>It draws from a stream that the world never uses, so it meets the world that every other policy meets.
     */
    public static Policy random() {
        return new UniformPolicy();
    }

    /**
     * Returns the policy with the given name.
     *
     * @param text {@code hold}, {@code random} or {@code constant:CREDIT,PRICE,REBALANCING}
     * @throws IllegalArgumentException for any other text
     */
    public static Policy parse(String text) {
        if (text.equals("hold")) {
            return hold();
        }
        if (text.equals("random")) {
            return random();
        }
        if (text.startsWith("constant:")) {
            return constant(text);
        }
        throw new IllegalArgumentException(
                "a policy must be hold, random or constant:CREDIT,PRICE,REBALANCING, got '" + text + "'." + HELP);
    }

    private static Policy constant(String text) {
        String[] parts = text.substring("constant:".length()).split(",", -1);
        if (parts.length != ActionLayout.SIZE) {
            throw new IllegalArgumentException("a constant policy must have 3 numbers, for "
                    + String.join(", ", ActionLayout.NAMES) + ", got '" + text + "'." + HELP);
        }
        float[] action = new float[ActionLayout.SIZE];
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            action[c] = number(c, parts[c].strip());
        }
        return constant(action[0], action[1], action[2]);
    }

    private static float number(int component, String text) {
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            value = Float.NaN;
        }
        return requireInside(component, value, text);
    }

    private static float requireInside(int component, float value, String text) {
        float bound = ActionLayout.bound(component);
        if (value >= -bound && value <= bound) {
            return value;
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "%s must be a number in [%s, %s], got '%s'.%s",
                ActionLayout.NAMES.get(component),
                -bound,
                bound,
                text,
                HELP));
    }

    private static final class UniformPolicy implements Policy {
        private final Draws draws = new Draws(0);
        private int step;

        @Override
        public void reset(long seed) {
            draws.rekey(seed);
            step = 0;
        }

        @Override
        public void act(float[] observation, float[] action) {
            for (int c = 0; c < ActionLayout.SIZE; c++) {
                float bound = ActionLayout.bound(c);
                float drawn = (float) (bound * (2 * draws.uniform(Stream.POLICY, c, step) - 1));
                action[c] = Math.max(-bound, Math.min(bound, drawn));
            }
            step++;
        }
    }
}

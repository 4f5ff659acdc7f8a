package io.github.loantwin.server.cli;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A policy as it is named on the command line: {@code hold}, {@code random} or {@code constant:A,B,C}. */
sealed interface PolicyChoice {
    /** Returns a fresh policy, to be told the seed by {@link Policy#reset}. */
    Policy policy();

    /** Returns a short name that can stand in a file name. */
    String label();

    /** The base policy: every adjustment is zero. */
    record Hold() implements PolicyChoice {
        @Override
        public Policy policy() {
            return (observation, action) -> Arrays.fill(action, 0f);
        }

        @Override
        public String label() {
            return "hold";
        }
    }

    /** A fresh action every step, uniform over the box, drawn from the seed. */
    record Uniform() implements PolicyChoice {
        @Override
        public Policy policy() {
            return new UniformPolicy();
        }

        @Override
        public String label() {
            return "random";
        }
    }

    /** The same action every step. */
    record Constant(float credit, float pricing, float rebalancing) implements PolicyChoice {
        @Override
        public Policy policy() {
            return (observation, action) -> {
                action[ActionLayout.CREDIT_POLICY] = credit;
                action[ActionLayout.PRICING] = pricing;
                action[ActionLayout.REBALANCING] = rebalancing;
            };
        }

        @Override
        public String label() {
            return "constant" + credit + "," + pricing + "," + rebalancing;
        }
    }

    /** Draws actions keyed to (seed, component, step), so that they never depend on the order of calls. */
    final class UniformPolicy implements Policy {
        private final Draws draws = new Draws(0);
        private int step;

        @Override
        public void reset(long seed) {
            draws.rekey(seed);
            step = 0;
        }

        @Override
        public void act(float[] observation, float[] action) {
            for (int i = 0; i < ActionLayout.SIZE; i++) {
                float bound = ActionLayout.bound(i);
                float drawn = (float) (bound * (2 * draws.uniform(Stream.POLICY, i, step) - 1));
                action[i] = Math.max(-bound, Math.min(bound, drawn));
            }
            step++;
        }
    }

    /** Reads a policy from the command line. */
    final class Converter implements ITypeConverter<PolicyChoice> {
        @Override
        public PolicyChoice convert(String text) {
            if (text.equals("hold")) {
                return new Hold();
            }
            if (text.equals("random")) {
                return new Uniform();
            }
            if (text.startsWith("constant:")) {
                return constant(text);
            }
            throw new TypeConversionException(
                    "a policy must be hold, random or constant:CREDIT,PRICE,REBALANCING, got '" + text + "'.");
        }

        private static Constant constant(String text) {
            String[] parts = text.substring("constant:".length()).split(",", -1);
            if (parts.length != ActionLayout.SIZE) {
                throw new TypeConversionException("a constant policy must have 3 numbers, for "
                        + String.join(", ", ActionLayout.NAMES) + ", got '" + text + "'.");
            }
            return new Constant(number(parts, 0), number(parts, 1), number(parts, 2));
        }

        private static float number(String[] parts, int index) {
            float bound = ActionLayout.bound(index);
            String rule = String.format(
                    Locale.ROOT,
                    "%s must be a number in [-%s, %s], got '%s'.",
                    ActionLayout.NAMES.get(index),
                    bound,
                    bound,
                    parts[index]);
            try {
                float value = Float.parseFloat(parts[index].strip());
                if (value >= -bound && value <= bound) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException(rule);
            }
            throw new TypeConversionException(rule);
        }
    }
}

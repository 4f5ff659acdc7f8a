package io.github.loantwin.agents.tune;

import java.util.Arrays;
import java.util.List;

/**
 * The values that one setting may take, written in a line.
 *
 * <table>
 * <caption>What can be written</caption>
 * <tr><td>{@code linear 0.0 0.3}</td><td>uniform between two numbers</td></tr>
 * <tr><td>{@code log 0.0001 0.01}</td><td>uniform in the logarithm</td></tr>
 * <tr><td>{@code whole 4 64}</td><td>whole numbers, uniform in the logarithm</td></tr>
 * <tr><td>{@code any 32 64 128}</td><td>one of a list</td></tr>
 * </table>
 */
sealed interface Dimension {
    /** Returns the value at a share in (0, 1) of the way through the dimension. */
    Object at(double share);

    /** Uniform between two numbers, or in their logarithm; rounded to four digits, so that people can read what was tried. */
    record Between(double low, double high, boolean logarithmic) implements Dimension {
        @Override
        public Object at(double share) {
            double value = logarithmic ? low * Math.pow(high / low, share) : low + (high - low) * share;
            double rounded = new java.math.BigDecimal(value, new java.math.MathContext(4)).doubleValue();
            return Math.max(low, Math.min(high, rounded));
        }
    }

    /** Whole numbers between two. */
    record Whole(int low, int high) implements Dimension {
        @Override
        public Object at(double share) {
            return (int) Math.min(high, Math.floor(low * Math.pow((high + 1.0) / low, share)));
        }
    }

    /** One of a list. */
    record Any(List<Object> values) implements Dimension {
        @Override
        public Object at(double share) {
            return values.get((int) (share * values.size()));
        }
    }

    /** Reads a line; {@code where} is what errors call it. */
    static Dimension parse(String where, String line) {
        String[] words = line.trim().split("\\s+");
        List<String> rest = Arrays.asList(words).subList(1, words.length);
        return switch (words[0]) {
            case "linear" -> between(where, line, rest, false);
            case "log" -> between(where, line, rest, true);
            case "whole" -> whole(where, line, rest);
            case "any" -> any(where, line, rest);
            default -> throw broken(where, "begin with linear, log, whole or any", line);
        };
    }

    private static Dimension between(String where, String line, List<String> ends, boolean logarithmic) {
        double[] bounds = bounds(where, line, ends);
        if (logarithmic && bounds[0] <= 0) {
            throw broken(where, "have positive ends, because its logarithm is uniform", line);
        }
        return new Between(bounds[0], bounds[1], logarithmic);
    }

    private static Dimension whole(String where, String line, List<String> ends) {
        double[] bounds = bounds(where, line, ends);
        if (bounds[0] < 1 || bounds[1] > Integer.MAX_VALUE || !isWhole(bounds[0]) || !isWhole(bounds[1])) {
            throw broken(where, "have whole ends from 1 on", line);
        }
        return new Whole((int) bounds[0], (int) bounds[1]);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    private static double[] bounds(String where, String line, List<String> ends) {
        if (ends.size() != 2) {
            throw broken(where, "have two ends", line);
        }
        double low = number(where, line, ends.get(0));
        double high = number(where, line, ends.get(1));
        if (!(low < high)) {
            throw broken(where, "have a lower end below the higher one", line);
        }
        return new double[] {low, high};
    }

    private static double number(String where, String line, String word) {
        try {
            double value = Double.parseDouble(word);
            if (Math.abs(value) <= Double.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw broken(where, "have finite numbers, not '" + word + "'", line);
    }

    private static Dimension any(String where, String line, List<String> words) {
        if (words.size() < 2) {
            throw broken(where, "list at least two values", line);
        }
        return new Any(words.stream().map(Dimension::value).toList());
    }

    private static Object value(String word) {
        try {
            double number = Double.parseDouble(word);
            return word.matches("-?[0-9]+") ? (Object) Integer.valueOf(word) : (Object) number;
        } catch (NumberFormatException e) {
            return word;
        }
    }

    private static IllegalArgumentException broken(String where, String rule, String line) {
        return new IllegalArgumentException(where + ": a line of the search space must " + rule + ", got '" + line
                + "'.\nMaybe write 'log 0.0001 0.01', 'linear 0 0.3', 'whole 4 64' or 'any 64 128 256'.");
    }
}

package io.github.loantwin.agents.compare;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a policy made of one world: one line of {@code episodes.csv}.
 *
 * @param seed of the world
 * @param values in the order of {@link Field}
 */
record EpisodeRow(long seed, double[] values) {
    /** What is kept of an episode. */
    enum Field {
        /** Mean daily reward over the whole horizon, thousandths; the penalty of a failure included. */
        SCORE,
        /** Mean daily components of the reward, thousandths. */
        FINANCIAL,
        RISK,
        REGULATORY,
        OPERATIONAL,
        /** Days lived. */
        DAYS,
        /** 1 if the lender failed. */
        FAILED,
        /** Lowest capital ratio after any decision. */
        LOWEST_CAPITAL_RATIO,
        /** Decisions after which the capital ratio was under its minimum. */
        CAPITAL_BREACHES,
        /** Decisions after which value at risk was over its limit. */
        VAR_BREACHES,
        /** Decisions after which the largest product share was over its limit. */
        CONCENTRATION_BREACHES,
        /** Sum of the moves of the levers over their bounds, per year; the first move is from the base policy. */
        TURNOVER,
        /** Flows of the episode, currency units. */
        ECONOMIC_PROFIT,
        NET_INTEREST_INCOME,
        FEE_INCOME,
        SALE_GAINS,
        OPERATING_COST,
        PROVISION,
        TAX,
        NET_INCOME;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Field> FIELDS = List.of(Field.values());

    /** Heading of the lines. */
    static final String HEADER = "seed," + FIELDS.stream().map(Field::key).collect(Collectors.joining(","));

    EpisodeRow {
        ArgCheck.finite("values of an episode", values, FIELDS.size());
    }

    double get(Field field) {
        return values[field.ordinal()];
    }

    /** Returns the line; numbers in Java's shortest form that reads back as the same bits. */
    String line() {
        return seed + Arrays.stream(values).mapToObj(value -> "," + value).collect(Collectors.joining());
    }

    /** Reads a line. */
    static EpisodeRow parse(String line) {
        String[] cells = line.split(",");
        ArgCheck.that(cells.length == FIELDS.size() + 1, "a line must have " + (FIELDS.size() + 1) + " cells", line);
        double[] values = new double[FIELDS.size()];
        Arrays.setAll(values, i -> Double.parseDouble(cells[i + 1]));
        return new EpisodeRow(Long.parseLong(cells[0]), values);
    }
}

package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;

/**
 * One recorded quantity: how it is called, what it is measured in and how it adds up over time.
 *
 * @param key the name in files: lower-case letters, digits and underscores
 * @param label the name shown to people
 * @param unit what it is measured in
 * @param kind how it adds up over time
 */
public record Column(String key, String label, Unit unit, Kind kind) {

    /** How a quantity behaves over time. */
    public enum Kind {
        /** Adds up over days. */
        FLOW,
        /** A level at the end of the day: the last one counts. */
        STOCK,
        /** A daily figure that is averaged over days. */
        RATIO
    }

    /** What a quantity is measured in. */
    public enum Unit {
        /** Currency units; whole ten-thousandths where it comes from the ledger. */
        MONEY,
        /** A fraction: 0.05 is five percent. */
        RATE,
        /** A multiple of one, such as a coverage ratio. */
        MULTIPLE,
        /** A number without unit, such as a score. */
        SCORE,
        /** An index level. */
        INDEX,
        /** A number of things. */
        COUNT,
        /** Days. */
        DAYS
    }

    public Column {
        ArgCheck.notNull("key", key);
        ArgCheck.that(key.matches("[a-z][a-z0-9_]*"), "key must be lower-case letters, digits and _", "'" + key + "'");
        ArgCheck.notBlank("label", label);
        ArgCheck.notNull("unit", unit);
        ArgCheck.notNull("kind", kind);
    }
}

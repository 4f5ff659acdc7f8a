package io.github.loantwin.server.cli;

/** How results are written to standard output. */
enum OutputFormat {
    /** Aligned columns with units, for people. */
    TABLE,
    /** An array of objects with full precision; not-a-number becomes null. */
    JSON,
    /** RFC 4180 with a header line and full precision. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

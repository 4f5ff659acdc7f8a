package io.github.loantwin.env.report;

/** Money between the recorder's doubles (currency units) and exact sums in ten-thousandths. */
final class FixedMoney {
    private static final double UNITS = 10_000;

    private FixedMoney() {}

    static long units(double money) {
        return (long) Math.rint(money * UNITS);
    }

    static double money(long units) {
        return units / UNITS;
    }
}

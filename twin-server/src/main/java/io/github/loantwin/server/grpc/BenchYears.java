package io.github.loantwin.server.grpc;

/**
 * Which steps of a benchmark count: whole years of 365 days and the step that resets, so that every client is measured on the
 * same days, with the dear ones (month ends, weekly value at risk, resets) in all of them.
 */
final class BenchYears {
    private static final int STEPS = 366;

    private final long warmUntil;
    private final long until;
    private int stepsOfYear;
    private boolean measuring;
    private int years;

    /** Begins now, at an environment's reset: whole years until the seconds have passed, then at least one measured. */
    BenchYears(double warmSeconds, double seconds) {
        warmUntil = System.nanoTime() + (long) (warmSeconds * 1e9);
        until = warmUntil + (long) (seconds * 1e9);
    }

    /** Returns whether the coming step counts. */
    boolean measuring() {
        return measuring;
    }

    /** Notes the end of a step; returns whether it was the last one. */
    boolean endsWith(long now) {
        if (++stepsOfYear < STEPS) {
            return false;
        }
        stepsOfYear = 0;
        years += measuring ? 1 : 0;
        measuring |= now >= warmUntil;
        return years > 0 && now >= until;
    }
}

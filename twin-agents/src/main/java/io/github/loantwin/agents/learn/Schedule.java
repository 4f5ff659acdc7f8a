package io.github.loantwin.agents.learn;

import io.github.loantwin.env.check.ArgCheck;

/**
 * A number that moves in a straight line from the start of training to its end.
 *
 * @param start value at the first step
 * @param end value at the last
 */
public record Schedule(double start, double end) {
    public Schedule {
        ArgCheck.notNegative("start", start);
        ArgCheck.notNegative("end", end);
    }

    /** Returns the value when a share of training, in [0, 1], is done. */
    public double at(double share) {
        return start + (end - start) * Math.max(0, Math.min(1, share));
    }
}

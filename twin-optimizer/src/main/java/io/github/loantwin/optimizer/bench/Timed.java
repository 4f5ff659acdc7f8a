package io.github.loantwin.optimizer.bench;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A result with the median time of warm runs.
 *
 * @param result of the last run
 * @param milliseconds median
 */
record Timed<T>(T result, double milliseconds) {
    private static final int WARM_UP = 3;
    private static final int RUNS = 5;
    /** What takes longer than this is run once more, warm, and no more often. */
    private static final double LONG_MILLISECONDS = 1_000;

    /** Measures; every run gets a problem of its own, which is made outside the time. */
    static <T> Timed<T> of(Supplier<Supplier<T>> problems) {
        T result = null;
        for (int k = 0; k < WARM_UP; k++) {
            Timed<T> cold = once(problems.get());
            result = cold.result();
            if (cold.milliseconds() > LONG_MILLISECONDS) {
                return once(problems.get());
            }
        }
        double[] milliseconds = new double[RUNS];
        for (int k = 0; k < RUNS; k++) {
            Timed<T> run = once(problems.get());
            result = run.result();
            milliseconds[k] = run.milliseconds();
        }
        Arrays.sort(milliseconds);
        return new Timed<>(result, milliseconds[RUNS / 2]);
    }

    private static <T> Timed<T> once(Supplier<T> solve) {
        long start = System.nanoTime();
        T result = solve.get();
        return new Timed<>(result, (System.nanoTime() - start) / 1e6);
    }
}

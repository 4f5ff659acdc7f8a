package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.random.Philox;
import io.github.loantwin.env.random.Stream;

/** The normal shocks of one month and the linear step they drive; holds scratch, without allocation. */
final class ShockDraws {
    /** Shocks per month: seven of the VAR, two of the long yields, one spare. */
    static final int COUNT = 10;

    private static final int N = VarModel.SIZE;

    final double[] z = new double[COUNT];
    private final Philox philox = new Philox();

    /** Returns the upper counter word of a dated draw, as {@code Draws} lays it out. */
    static long counter(Stream stream, int date) {
        return (date & 0xFFFFFFFFL) | ((long) stream.code() << 32);
    }

    /** Fills {@link #z} with the month's independent standard normals. */
    void draw(long key, int month) {
        long counter = counter(Stream.MACRO_SHOCK, month);
        for (int pair = 0; pair < COUNT / 2; pair++) {
            philox.block(key, pair, counter);
            z[2 * pair] = PortableMath.normalQuantile(philox.uniformLow());
            z[2 * pair + 1] = PortableMath.normalQuantile(philox.uniformHigh());
        }
    }

    /** Replaces x by drift + transition x + sd cholesky z; matrices are row-major, cholesky lower-triangular. */
    static void step(
            double[] transition,
            double[] drift,
            double[] cholesky,
            double sd,
            double[] z,
            double[] x,
            double[] scratch) {
        for (int i = 0; i < N; i++) {
            double mean = drift[i];
            double shock = 0;
            for (int j = 0; j < N; j++) {
                mean += transition[i * N + j] * x[j];
            }
            for (int j = 0; j <= i; j++) {
                shock += cholesky[i * N + j] * z[j];
            }
            scratch[i] = mean + sd * shock;
        }
        System.arraycopy(scratch, 0, x, 0, N);
    }
}

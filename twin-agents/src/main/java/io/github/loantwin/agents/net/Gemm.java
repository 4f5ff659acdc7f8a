package io.github.loantwin.agents.net;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Products of row-major matrices by {@code cblas_sgemm} of the OpenBLAS that ND4J brings; counts its time and work. */
final class Gemm {
    private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
    private static final int PLAIN = openblas_nolapack.CblasNoTrans;
    private static final int TRANSPOSED = openblas_nolapack.CblasTrans;

    private long nanos;
    private double operations;

    /** Writes out(n, o) = x(n, i) w(o, i)'. */
    void forward(FloatPointer x, FloatPointer w, FloatPointer out, int n, int i, int o) {
        run(PLAIN, TRANSPOSED, n, o, i, x, i, w, i, out, o);
    }

    /** Writes dw(o, i) = d(n, o)' x(n, i). */
    void weightGradient(FloatPointer d, FloatPointer x, FloatPointer dw, int n, int i, int o) {
        run(TRANSPOSED, PLAIN, o, i, n, d, o, x, i, dw, i);
    }

    /** Writes dx(n, i) = d(n, o) w(o, i). */
    void inputGradient(FloatPointer d, FloatPointer w, FloatPointer dx, int n, int i, int o) {
        run(PLAIN, PLAIN, n, i, o, d, o, w, i, dx, i);
    }

    private void run(
            int first,
            int second,
            int m,
            int n,
            int k,
            FloatPointer a,
            int aStride,
            FloatPointer b,
            int bStride,
            FloatPointer c,
            int cStride) {
        long start = System.nanoTime();
        openblas_nolapack.cblas_sgemm(ROW_MAJOR, first, second, m, n, k, 1f, a, aStride, b, bStride, 0f, c, cStride);
        nanos += System.nanoTime() - start;
        operations += 2.0 * m * n * k;
    }

    /** Returns the time in products so far. */
    long nanos() {
        return nanos;
    }

    /** Returns multiplications and additions so far. */
    double operations() {
        return operations;
    }
}

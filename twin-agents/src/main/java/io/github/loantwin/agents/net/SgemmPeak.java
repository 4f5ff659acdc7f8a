package io.github.loantwin.agents.net;

import org.bytedeco.javacpp.FloatPointer;

/** The speed of this machine's OpenBLAS on a product too large for overheads to matter. */
public final class SgemmPeak {
    private static final int SIZE = 512;

    private SgemmPeak() {}

    /** Returns billions of multiplications and additions a second, the best of several tries within some seconds. */
    public static double measure(double seconds) {
        try (FloatPointer a = new FloatPointer((long) SIZE * SIZE);
                FloatPointer b = new FloatPointer((long) SIZE * SIZE);
                FloatPointer c = new FloatPointer((long) SIZE * SIZE)) {
            float[] ones = new float[SIZE * SIZE];
            java.util.Arrays.fill(ones, 1f);
            a.put(ones);
            b.put(ones);
            double best = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < seconds * 1e9) {
                Gemm gemm = new Gemm();
                gemm.forward(a, b, c, SIZE, SIZE, SIZE);
                best = Math.max(best, gemm.operations() / gemm.nanos());
            }
            return best;
        }
    }
}

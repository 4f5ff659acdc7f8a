package io.github.loantwin.env;

import io.github.loantwin.env.sim.StateBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a reset or step reports beside observation and reward: a value for every {@link InfoField}. */
public final class StepInfo {
    private final double[] values;

    StepInfo(double[] values) {
        this.values = values;
    }

    /** Returns the value of a field. */
    public double get(InfoField field) {
        return values[field.ordinal()];
    }

    /** Returns the four reward components: financial, risk, regulatory, operational. */
    public double[] rewardVector() {
        int first = InfoField.REWARD_FINANCIAL.ordinal();
        return Arrays.copyOfRange(values, first, first + 4);
    }

    /** Returns all values in the order of {@link InfoField}; a fresh array. */
    public double[] toArray() {
        return values.clone();
    }

    /** Returns a copy with one value changed, to ask a policy what it would do if. */
    public StepInfo with(InfoField field, double value) {
        double[] changed = values.clone();
        changed[field.ordinal()] = value;
        return new StepInfo(changed);
    }

    /** Copies all values to the beginning of an array. */
    void copyTo(double[] out) {
        System.arraycopy(values, 0, out, 0, values.length);
    }

    /** Returns a 64-bit digest of all values, to tell two infos apart; it costs the same whatever the size of the book. */
    long mark() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            bytes.putLong(Double.doubleToLongBits(value));
        }
        return StateBytes.digest(bytes, 0);
    }

    /** Returns key and value of every field, in order. */
    public Map<String, Double> toMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        for (InfoField field : InfoField.values()) {
            map.put(field.key(), values[field.ordinal()]);
        }
        return map;
    }
}

package io.github.loantwin.agents.learn;

import io.github.loantwin.agents.policy.Normaliser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean and variance of every feature over all that has been seen, updated batch by batch (Chan, Golub and LeVeque 1983).
 */
public final class RunningMoments {
    private static final double SMALLEST_SCALE = 1e-6;
    private static final float CLIP = 10f;

    private final double[] mean;
    private final double[] squares;
    private double count;

    /** Creates the moments of some features. */
    public RunningMoments(int size) {
        mean = new double[size];
        squares = new double[size];
    }

    /** Takes rows of features in, in order. */
    public void add(float[] rows, int n) {
        int size = mean.length;
        for (int c = 0; c < size; c++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += rows[i * size + c];
            }
            double batchMean = sum / n;
            double batchSquares = 0;
            for (int i = 0; i < n; i++) {
                double distance = rows[i * size + c] - batchMean;
                batchSquares += distance * distance;
            }
            double total = count + n;
            double shift = batchMean - mean[c];
            mean[c] += shift * n / total;
            squares[c] += batchSquares + shift * shift * count * n / total;
        }
        count += n;
    }

    /** Returns the standard deviation of a feature. */
    public double deviation(int feature) {
        return count > 0 ? Math.sqrt(squares[feature] / count) : 1;
    }

    /** Returns a normaliser with the figures of now, clipped to ten deviations; a feature that never moved is only centred. */
    public Normaliser normaliser() {
        float[] center = new float[mean.length];
        float[] scale = new float[mean.length];
        for (int c = 0; c < mean.length; c++) {
            center[c] = (float) mean[c];
            double deviation = deviation(c);
            scale[c] = deviation > SMALLEST_SCALE ? (float) deviation : 1f;
        }
        return new Normaliser(center, scale, CLIP);
    }

    /** Writes the state. */
    public void save(DataOutput out) throws IOException {
        out.writeDouble(count);
        for (int c = 0; c < mean.length; c++) {
            out.writeDouble(mean[c]);
            out.writeDouble(squares[c]);
        }
    }

    /** Reads the state. */
    public void restore(DataInput in) throws IOException {
        count = in.readDouble();
        for (int c = 0; c < mean.length; c++) {
            mean[c] = in.readDouble();
            squares[c] = in.readDouble();
        }
    }
}

package io.github.loantwin.agents.net;

import io.github.loantwin.env.check.ArgCheck;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) with the bias corrections folded into the step size (their section 2), so that
 * epsilon is added to the uncorrected root, as DL4J does.
 */
public final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;

    private final float epsilon;
    private final float[] first;
    private final float[] second;
    private int step;

    /**
     * Creates the optimiser of some parameters.
     *
     * @param size number of parameters
     * @param epsilon keeps steps small where gradients are tiny; 1e-8 in the paper, 1e-5 is usual for PPO
     */
    public Adam(int size, double epsilon) {
        this.epsilon = (float) ArgCheck.positive("epsilon", epsilon);
        first = new float[size];
        second = new float[size];
    }

    /** Moves parameters against a gradient. */
    public void update(float[] parameters, float[] gradient, double learningRate) {
        step++;
        double correction1 = 1 - StrictMath.pow(BETA1, step);
        double correction2 = 1 - StrictMath.pow(BETA2, step);
        float rate = (float) (learningRate * Math.sqrt(correction2) / correction1);
        for (int i = 0; i < first.length; i++) {
            float g = gradient[i];
            float m = BETA1 * first[i] + (1f - BETA1) * g;
            float v = BETA2 * second[i] + (1f - BETA2) * (g * g);
            first[i] = m;
            second[i] = v;
            parameters[i] -= rate * m / ((float) Math.sqrt(v) + epsilon);
        }
    }

    /**
     * Scales a gradient down to a largest Euclidean norm.
     *
     * @return the norm before
     */
    public static double clip(float[] gradient, double largest) {
        double squares = 0;
        for (float g : gradient) {
            squares += (double) g * g;
        }
        double norm = Math.sqrt(squares);
        if (norm > largest) {
            float factor = (float) (largest / norm);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
        return norm;
    }

    /** Writes the state. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(step);
        FloatArrays.write(out, first);
        FloatArrays.write(out, second);
    }

    /** Reads the state. */
    public void restore(DataInput in) throws IOException {
        step = in.readInt();
        FloatArrays.read(in, first);
        FloatArrays.read(in, second);
    }
}

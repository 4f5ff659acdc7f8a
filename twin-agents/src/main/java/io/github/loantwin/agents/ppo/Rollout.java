package io.github.loantwin.agents.ppo;

/**
 * What a policy did for some steps in every copy of a task; row t * copies + i is step t of copy i.
 *
 * <p>Features are normalised, actions are those before squashing, rewards are scaled.
 */
final class Rollout {
    final int steps;
    final int copies;
    final float[] features;
    final float[] actions;
    final float[] logProbabilities;
    final float[] rewards;
    final boolean[] terminated;
    final boolean[] truncated;
    final float[] values;
    final float[] nextValues;
    final float[] advantages;
    final float[] returns;

    Rollout(int steps, int copies, int featureCount, int actionCount) {
        this.steps = steps;
        this.copies = copies;
        int size = size();
        features = new float[size * featureCount];
        actions = new float[size * actionCount];
        logProbabilities = new float[size];
        rewards = new float[size];
        terminated = new boolean[size];
        truncated = new boolean[size];
        values = new float[size];
        nextValues = new float[size];
        advantages = new float[size];
        returns = new float[size];
    }

    int size() {
        return steps * copies;
    }

    /**
     * Generalised advantage estimation (Schulman et al. 2016, equation 16), backwards: with d_t = r_t + g V(s_t+1) - V(s_t),
     * A_t = d_t + g l A_t+1.
     *
     * <p>After a termination V(s_t+1) is 0; after a truncation it is the value of the final observation, because life would
     * have gone on. The sum over later steps stops at either.
     */
    void estimateAdvantages(double discount, double lambda) {
        for (int i = 0; i < copies; i++) {
            double later = 0;
            for (int t = steps - 1; t >= 0; t--) {
                int at = t * copies + i;
                double next = terminated[at] ? 0 : nextValues[at];
                double error = rewards[at] + discount * next - values[at];
                boolean ended = terminated[at] || truncated[at];
                later = error + (ended ? 0 : discount * lambda * later);
                advantages[at] = (float) later;
                returns[at] = (float) (later + values[at]);
            }
        }
    }

    /** Brings advantages to mean 0 and standard deviation 1. */
    void normaliseAdvantages() {
        double mean = 0;
        for (float advantage : advantages) {
            mean += advantage;
        }
        mean /= advantages.length;
        double squares = 0;
        for (float advantage : advantages) {
            squares += (advantage - mean) * (advantage - mean);
        }
        double deviation = Math.sqrt(squares / advantages.length) + 1e-8;
        for (int i = 0; i < advantages.length; i++) {
            advantages[i] = (float) ((advantages[i] - mean) / deviation);
        }
    }

    /** Returns the share of the returns' variance that the values explain; 1 is perfect, 0 no better than the mean. */
    double explainedVariance() {
        double meanReturn = 0;
        double meanError = 0;
        for (int i = 0; i < returns.length; i++) {
            meanReturn += returns[i] / returns.length;
            meanError += (returns[i] - values[i]) / returns.length;
        }
        double variance = 0;
        double errors = 0;
        for (int i = 0; i < returns.length; i++) {
            variance += (returns[i] - meanReturn) * (returns[i] - meanReturn);
            double error = returns[i] - values[i] - meanError;
            errors += error * error;
        }
        return variance > 0 ? 1 - errors / variance : Double.NaN;
    }
}

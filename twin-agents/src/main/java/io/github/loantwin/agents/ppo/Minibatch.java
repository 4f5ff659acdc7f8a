package io.github.loantwin.agents.ppo;

/** Rows of a rollout, gathered for one gradient step. */
final class Minibatch {
    final float[] features;
    final float[] actions;
    final float[] logProbabilities;
    final float[] advantages;
    final float[] returns;
    int size;

    Minibatch(int rows, int featureCount, int actionCount) {
        features = new float[rows * featureCount];
        actions = new float[rows * actionCount];
        logProbabilities = new float[rows];
        advantages = new float[rows];
        returns = new float[rows];
    }

    /** Copies the rows with index order[from], ..., order[to - 1]. */
    void gather(Rollout rollout, int[] order, int from, int to) {
        size = to - from;
        int f = rollout.features.length / rollout.size();
        int k = rollout.actions.length / rollout.size();
        for (int row = 0; row < size; row++) {
            int source = order[from + row];
            System.arraycopy(rollout.features, source * f, features, row * f, f);
            System.arraycopy(rollout.actions, source * k, actions, row * k, k);
            logProbabilities[row] = rollout.logProbabilities[source];
            advantages[row] = rollout.advantages[source];
            returns[row] = rollout.returns[source];
        }
    }
}

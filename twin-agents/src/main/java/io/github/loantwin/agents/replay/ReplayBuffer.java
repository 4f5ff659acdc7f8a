package io.github.loantwin.agents.replay;

import io.github.loantwin.agents.learn.Keyed;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.net.FloatArrays;
import io.github.loantwin.agents.policy.Normaliser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The latest experiences, in a ring: features before and after as they were seen, action, reward, and whether it ended in
 * failure. A truncation counts as no end: the features after it are the episode's last, and their value is looked up.
 */
public final class ReplayBuffer {
    private final int capacity;
    private final int copies;
    private final int returnSteps;
    private final double discount;
    private final int f;
    private final int k;
    private final float[] features;
    private final float[] successors;
    private final float[] actions;
    private final float[] rewards;
    private final float[] going;
    private final float[] ended;
    private int next;
    private int size;

    /** Creates an empty buffer. */
    public ReplayBuffer(ReplayConfig config, int featureCount, int actionCount) {
        capacity = config.capacity();
        copies = config.copies();
        returnSteps = config.returnSteps();
        discount = config.discount();
        f = featureCount;
        k = actionCount;
        features = new float[capacity * f];
        successors = new float[capacity * f];
        actions = new float[capacity * k];
        rewards = new float[capacity];
        going = new float[capacity];
        ended = new float[capacity];
    }

    /** Returns the number of experiences held. */
    public int size() {
        return size;
    }

    /** Takes in the last step of every copy of a task. */
    public void add(float[] before, VectorTask task) {
        for (int i = 0; i < task.size(); i++) {
            System.arraycopy(before, i * f, features, next * f, f);
            System.arraycopy(task.successors(), i * f, successors, next * f, f);
            System.arraycopy(task.taken(), i * k, actions, next * k, k);
            rewards[next] = (float) task.rewards()[i];
            going[next] = task.terminated()[i] ? 0f : 1f;
            ended[next] = task.terminated()[i] || task.truncated()[i] ? 1f : 0f;
            next = (next + 1) % capacity;
            size = Math.min(size + 1, capacity);
        }
    }

    /** Draws a batch with replacement, features normalised, rewards divided by their scale. */
    public void sample(Batch batch, Normaliser normaliser, double rewardScale, Keyed keyed, int update) {
        for (int row = 0; row < batch.size; row++) {
            int source = keyed.below(size, Keyed.Purpose.REPLAY, row, update);
            System.arraycopy(features, source * f, batch.features, row * f, f);
            normaliser.apply(batch.features, row * f);
            System.arraycopy(actions, source * k, batch.actions, row * k, k);
            int last = addRewards(batch, row, source, rewardScale);
            System.arraycopy(successors, last * f, batch.successors, row * f, f);
            normaliser.apply(batch.successors, row * f);
        }
    }

    /**
     * Adds up the discounted rewards of a copy from an experience on, over at most {@link ReplayConfig#returnSteps}, until its
     * episode ends or nothing newer is known; returns where it stopped. A copy's steps stand {@code copies} places apart.
     */
    private int addRewards(Batch batch, int row, int source, double rewardScale) {
        int newer = Math.floorMod(next - 1 - source, capacity) / copies;
        int at = source;
        double sum = rewards[at];
        double weight = discount;
        for (int step = 1; step < returnSteps && step <= newer && ended[at] == 0; step++) {
            at = (at + copies) % capacity;
            sum += weight * rewards[at];
            weight *= discount;
        }
        batch.rewards[row] = (float) (sum / rewardScale);
        batch.discounts[row] = (float) (weight * going[at]);
        return at;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(next);
        out.writeInt(size);
        write(out, features, f);
        write(out, successors, f);
        write(out, actions, k);
        write(out, rewards, 1);
        write(out, going, 1);
        write(out, ended, 1);
    }

    /** Until the ring is full, only its beginning holds anything. */
    private void write(DataOutput out, float[] values, int width) throws IOException {
        FloatArrays.write(out, java.util.Arrays.copyOf(values, size * width));
    }

    void restore(DataInput in) throws IOException {
        next = in.readInt();
        size = in.readInt();
        read(in, features, f);
        read(in, successors, f);
        read(in, actions, k);
        read(in, rewards, 1);
        read(in, going, 1);
        read(in, ended, 1);
    }

    private void read(DataInput in, float[] values, int width) throws IOException {
        float[] part = new float[size * width];
        FloatArrays.read(in, part);
        System.arraycopy(part, 0, values, 0, part.length);
    }

    /** Experiences drawn for one update. */
    public static final class Batch {
        /** Number of rows. */
        public final int size;
        /** Shape (n, features): normalised. */
        public final float[] features;
        /** Shape (n, features): normalised; what stood after the last reward that was added up. */
        public final float[] successors;
        /** Shape (n, actions): in [-1, 1]. */
        public final float[] actions;
        /** Shape (n): discounted and added up, scaled. */
        public final float[] rewards;
        /** Shape (n): what the value of the successors is weighted with; 0 after a failure. */
        public final float[] discounts;

        /** Creates room for a batch. */
        public Batch(int size, int featureCount, int actionCount) {
            this.size = size;
            features = new float[size * featureCount];
            successors = new float[size * featureCount];
            actions = new float[size * actionCount];
            rewards = new float[size];
            discounts = new float[size];
        }
    }
}

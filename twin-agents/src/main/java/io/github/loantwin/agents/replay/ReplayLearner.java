package io.github.loantwin.agents.replay;

import io.github.loantwin.agents.learn.Keyed;
import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.RewardScale;
import io.github.loantwin.agents.learn.RunningMoments;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.net.Adam;
import io.github.loantwin.agents.net.FloatArrays;
import io.github.loantwin.agents.net.NetworkKernel;
import io.github.loantwin.agents.net.Networks;
import io.github.loantwin.agents.policy.ActionHead;
import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.policy.FastTanh;
import io.github.loantwin.agents.policy.Normaliser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What SAC and TD3 have in common: act a step in every copy, remember it, learn from the memory.
 *
 * <p>Features are normalised by their running moments and rewards divided by the deviation of the discounted return, both as they
 * are now, held still within an iteration: the buffer keeps what was seen.
 */
public abstract class ReplayLearner implements Learner {
    private static final double FRESH_POLICY_GAIN = 0.01;

    private final VectorTask task;
    private final ReplayConfig config;
    private final long seed;
    private final Keyed keyed;
    private final RunningMoments moments;
    private final RewardScale rewardScale;
    private final ReplayBuffer buffer;
    private final ReplayBuffer.Batch batch;
    private final float[] before;
    private final float[] inputs;
    private final float[] actions;
    private final NetworkKernel actor;
    private final Adam actorAdam;
    private final DenseNetwork acting;
    private final TwinCritics critics;
    private Normaliser normaliser;
    private int round;
    private int update;

    /**
     * Creates the shared parts.
     *
     * @param actorOutputs outputs of the actor's network
     */
    protected ReplayLearner(VectorTask task, ReplayConfig config, long seed, int threads, int actorOutputs) {
        this.task = task;
        this.config = config;
        this.seed = seed;
        keyed = new Keyed(seed);
        int f = task.featureCount();
        int k = task.actionCount();
        moments = new RunningMoments(f);
        rewardScale = new RewardScale(config.copies(), config.discount());
        buffer = new ReplayBuffer(config, f, k);
        batch = new ReplayBuffer.Batch(config.batch(), f, k);
        before = new float[config.copies() * f];
        inputs = new float[config.copies() * f];
        actions = new float[config.copies() * k];
        int[] hidden = config.hidden();
        int[] sizes = Networks.sizes(f, hidden, actorOutputs);
        actor = new NetworkKernel(
                Networks.create(sizes, Activation.RELU, FRESH_POLICY_GAIN, networkSeed(1)), config.batch());
        actorAdam = new Adam(actor.parameters().length, 1e-8);
        acting = actor.emptyActor();
        critics = new TwinCritics(f, k, config, new long[] {networkSeed(2), networkSeed(3)}, threads);
        normaliser = moments.normaliser();
    }

    private long networkSeed(int number) {
        return keyed.bits(Keyed.Purpose.SEEDS, number, -1);
    }

    /** Turns one row of actor outputs and standard normal noise into an action before squashing. */
    protected abstract float explore(float[] outputs, int at, int component, float noise);

    /** One update on a batch; adds what is to be logged. */
    protected abstract void learn(ReplayBuffer.Batch experiences, Log log);

    /** Returns the names of what {@link #learn} adds when all networks learn. */
    protected abstract List<String> figures();

    /** Returns the kernel of the actor. */
    protected final NetworkKernel actorKernel() {
        return actor;
    }

    /** Returns the critics. */
    protected final TwinCritics critics() {
        return critics;
    }

    /** Returns the number of updates so far. */
    public final int updates() {
        return update;
    }

    /** Returns a standard normal number of this update. */
    protected final float updateNoise(long place) {
        return keyed.normal(Keyed.Purpose.UPDATE, place, update);
    }

    /** Returns whether the critics have learned alone for long enough. */
    protected final boolean actorLearns() {
        return round >= config.actorFromRound();
    }

    /** Moves the actor against its kernel's gradient. */
    protected final void moveActor() {
        actorAdam.update(actor.parameters(), actor.gradient(), config.actorLearningRate());
        actor.publish();
    }

    /** Sums of what is logged over an iteration. */
    protected static final class Log {
        private final Map<String, double[]> sums = new LinkedHashMap<>();

        /** Adds a value of a figure whose mean is logged. */
        public void add(String name, double value) {
            double[] sum = sums.computeIfAbsent(name, missing -> new double[2]);
            sum[0] += value;
            sum[1]++;
        }

        private void writeMeans(Map<String, Double> metrics) {
            sums.forEach((name, sum) -> metrics.put(name, sum[0] / sum[1]));
        }
    }

    @Override
    public final void begin() {
        task.begin(networkSeed(0));
        for (int i = 0; i < config.warmUpRounds(); i++) {
            actOnce();
            normaliser = moments.normaliser();
        }
        task.takeTally();
    }

    @Override
    public final LearningStep iterate() {
        Log log = new Log();
        normaliser = moments.normaliser();
        double scale = rewardScale.scale();
        int first = update;
        for (int i = 0; i < config.roundsPerIteration(); i++) {
            actOnce();
            for (int u = 0; u < config.updatesPerRound(); u++) {
                buffer.sample(batch, normaliser, scale, keyed, update);
                learn(batch, log);
                update++;
            }
        }
        Map<String, Double> metrics = task.takeTally().metrics();
        log.writeMeans(metrics);
        figures().forEach(name -> metrics.putIfAbsent(name, Double.NaN)); // columns stay those of the first row
        metrics.put("train/reward_scale", scale);
        metrics.put("train/experiences", (double) buffer.size());
        return new LearningStep(metrics, update - first);
    }

    private void actOnce() {
        int n = config.copies();
        int f = task.featureCount();
        int k = task.actionCount();
        System.arraycopy(task.features(), 0, before, 0, n * f);
        System.arraycopy(before, 0, inputs, 0, n * f);
        for (int i = 0; i < n; i++) {
            normaliser.apply(inputs, i * f);
        }
        actor.copyTo(acting);
        float[] outputs = acting.forward(inputs, n);
        for (int i = 0; i < n; i++) {
            int held = (round + i * config.noiseSteps() / n) / config.noiseSteps();
            for (int c = 0; c < k; c++) {
                float noise = keyed.normal(Keyed.Purpose.EXPLORATION, (long) i * k + c, held);
                actions[i * k + c] = FastTanh.tanh(explore(outputs, i * acting.outputs(), c, noise));
            }
        }
        task.step(actions);
        buffer.add(before, task);
        moments.add(before, n);
        rewardScale.add(task.rewards(), task.terminated(), task.truncated());
        round++;
    }

    @Override
    public final long steps() {
        return (long) round * config.copies();
    }

    @Override
    public final DenseNetwork actor() {
        DenseNetwork copy = actor.emptyActor();
        actor.copyTo(copy);
        return copy;
    }

    @Override
    public final Normaliser normaliser() {
        return moments.normaliser();
    }

    @Override
    public final ActionHead head() {
        return ActionHead.TANH;
    }

    @Override
    public final String firstBroken() {
        String broken = actor.firstBroken("actor");
        return broken.isEmpty() ? critics.firstBroken() : broken;
    }

    /** Returns the seconds that the products of all networks took, and their multiplications and additions. */
    public double[] gemmWork() {
        double[] work = critics.gemmWork();
        return new double[] {work[0] + actor.gemmSeconds(), work[1] + actor.gemmOperations()};
    }

    @Override
    public void writeNetworks(Path folder) throws IOException {
        actor.write(folder.resolve("actor.zip"));
        critics.writeNetworks(folder);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seed);
        out.writeInt(round);
        out.writeInt(update);
        FloatArrays.write(out, actor.parameters());
        actorAdam.save(out);
        critics.save(out);
        moments.save(out);
        rewardScale.save(out);
        buffer.save(out);
        task.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        long saved = in.readLong();
        if (saved != seed) {
            throw new IOException("the seed must be " + seed + ", got " + saved);
        }
        round = in.readInt();
        update = in.readInt();
        FloatArrays.read(in, actor.parameters());
        actor.publish();
        actorAdam.restore(in);
        critics.restore(in);
        moments.restore(in);
        rewardScale.restore(in);
        buffer.restore(in);
        task.restore(in);
        normaliser = moments.normaliser();
    }

    @Override
    public void close() {
        critics.close();
        task.close();
    }
}

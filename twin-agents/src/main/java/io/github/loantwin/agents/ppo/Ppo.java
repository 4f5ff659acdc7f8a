package io.github.loantwin.agents.ppo;

import io.github.loantwin.agents.learn.Keyed;
import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.RewardScale;
import io.github.loantwin.agents.learn.RunningMoments;
import io.github.loantwin.agents.learn.SideThread;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.net.NetworkKernel;
import io.github.loantwin.agents.net.Networks;
import io.github.loantwin.agents.policy.ActionHead;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.policy.FastTanh;
import io.github.loantwin.agents.policy.Normaliser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Proximal policy optimisation (Schulman et al. 2017, algorithm 1), with separate networks for policy and value.
 *
 * <pre>
 * for every iteration:
 *     act with the policy in every copy for some steps        collect
 *     estimate advantages and returns                         estimate
 *     for every epoch and minibatch:                          learn
 *         maximise the clipped objective, fit the values
 * </pre>
 *
 * <p>Features are normalised by their running moments, rewards divided by the deviation of the discounted return; both are
 * held still within an iteration. The two networks learn on two threads if there are two: neither reads the other's
 * weights, so the result is the same.
 */
public final class Ppo implements Learner {
    private static final double FRESH_POLICY_GAIN = 0.01;

    private final VectorTask task;
    private final PpoConfig config;
    private final long totalSteps;
    private final long seed;
    private final GaussianPolicy policy;
    private final ValueNetwork value;
    private final DenseNetwork actor;
    private final RunningMoments moments;
    private final RewardScale rewardScale;
    private final Rollout rollout;
    private final float[] successors;
    private final float[] rawFeatures;
    private final float[] inputs;
    private final float[] squashed;
    private final Minibatch policyBatch;
    private final Minibatch valueBatch;
    private final int[] policyOrder;
    private final int[] valueOrder;
    private final Keyed keyed;
    private final Keyed valueKeyed;
    private final SideThread side;
    private Normaliser normaliser;
    private int iteration;
    private int moment;

    /**
     * Creates the learner.
     *
     * @param task to learn
     * @param config settings
     * @param totalSteps steps over all copies for which schedules are laid out
     * @param seed everything random follows from it
     * @param threads 1, or more to let both networks learn at the same time; results do not depend on it
     */
    public Ppo(VectorTask task, PpoConfig config, long totalSteps, long seed, int threads) {
        this.task = task;
        this.config = config;
        this.totalSteps = totalSteps;
        this.seed = seed;
        keyed = new Keyed(seed);
        valueKeyed = new Keyed(keyed.bits(Keyed.Purpose.SEEDS, 1, -1));
        int f = task.featureCount();
        int k = task.actionCount();
        policy = new GaussianPolicy(
                network(k, FRESH_POLICY_GAIN, 2), config.minibatch(), config.initialStd(), config.adamEpsilon());
        value = new ValueNetwork(network(1, 1, 3), config.minibatch(), config.adamEpsilon());
        actor = policy.kernel().emptyActor();
        moments = new RunningMoments(f);
        rewardScale = new RewardScale(config.copies(), config.discount());
        rollout = new Rollout(config.rolloutSteps(), config.copies(), f, k);
        successors = new float[rollout.size() * f];
        rawFeatures = new float[rollout.size() * f];
        inputs = new float[config.copies() * f];
        squashed = new float[config.copies() * k];
        policyBatch = new Minibatch(config.minibatch(), f, k);
        valueBatch = new Minibatch(config.minibatch(), f, k);
        policyOrder = new int[rollout.size()];
        valueOrder = new int[rollout.size()];
        side = new SideThread(threads > 1);
        normaliser = moments.normaliser();
    }

    private NetworkKernel network(int outputs, double gain, int number) {
        int[] hidden = config.hidden();
        int[] sizes = Networks.sizes(task.featureCount(), hidden, outputs);
        long networkSeed = keyed.bits(Keyed.Purpose.SEEDS, number, -1);
        return new NetworkKernel(Networks.create(sizes, config.activation(), gain, networkSeed), config.minibatch());
    }

    /** Starts the task and watches the fresh policy for one rollout, to learn the scale of features and rewards. */
    @Override
    public void begin() {
        task.begin(keyed.bits(Keyed.Purpose.SEEDS, 0, -1));
        collect();
        task.takeTally();
    }

    @Override
    public LearningStep iterate() {
        collect();
        estimate();
        PolicyFigures figures = new PolicyFigures();
        double rate = config.learningRate().at((double) steps() / totalSteps);
        double[] valueLoss = new double[1];
        side.run(() -> valueLoss[0] = learnValues(rate), () -> learnPolicy(rate, figures));
        iteration++;
        return new LearningStep(metrics(figures, valueLoss[0], rate), figures.updates());
    }

    /** Acts for the steps of a rollout. */
    private void collect() {
        policy.kernel().copyTo(actor);
        normaliser = moments.normaliser();
        double scale = rewardScale.scale();
        int n = config.copies();
        int f = task.featureCount();
        for (int t = 0; t < config.rolloutSteps(); t++) {
            System.arraycopy(task.features(), 0, rawFeatures, t * n * f, n * f);
            copyNormalised(task.features(), rollout.features, t * n, n);
            act(t);
            task.step(squashed);
            copyNormalised(task.successors(), successors, t * n, n);
            for (int i = 0; i < n; i++) {
                rollout.rewards[t * n + i] = (float) (task.rewards()[i] / scale);
                rollout.terminated[t * n + i] = task.terminated()[i];
                rollout.truncated[t * n + i] = task.truncated()[i];
            }
            rewardScale.add(task.rewards(), task.terminated(), task.truncated());
            moment++;
        }
        moments.add(rawFeatures, rollout.size());
    }

    private void copyNormalised(float[] from, float[] to, int toRow, int n) {
        int f = task.featureCount();
        System.arraycopy(from, 0, to, toRow * f, n * f);
        for (int i = 0; i < n; i++) {
            normaliser.apply(to, (toRow + i) * f);
        }
    }

    private void act(int t) {
        int n = config.copies();
        int k = task.actionCount();
        int f = task.featureCount();
        System.arraycopy(rollout.features, t * n * f, inputs, 0, n * f);
        float[] means = actor.forward(inputs, n);
        for (int i = 0; i < n; i++) {
            int at = (t * n + i) * k;
            int held = (moment + i * config.noiseSteps() / n) / config.noiseSteps();
            for (int c = 0; c < k; c++) {
                float noise = keyed.normal(Keyed.Purpose.EXPLORATION, (long) i * k + c, held);
                rollout.actions[at + c] = means[i * k + c] + policy.std(c) * noise;
                squashed[i * k + c] = FastTanh.tanh(rollout.actions[at + c]);
            }
            rollout.logProbabilities[t * n + i] = policy.logProbability(means, i * k, rollout.actions, at);
        }
    }

    /** Advantages and returns by the value network as it is before learning. */
    private void estimate() {
        value.values(rollout.features, rollout.size(), rollout.values);
        value.values(successors, rollout.size(), rollout.nextValues);
        rollout.estimateAdvantages(config.discount(), config.gaeLambda());
    }

    private void learnPolicy(double rate, PolicyFigures figures) {
        rollout.normaliseAdvantages();
        for (int epoch = 0; epoch < config.epochs(); epoch++) {
            keyed.shuffle(policyOrder, iteration * config.epochs() + epoch);
            figures.beginEpoch();
            for (int from = 0; from < policyOrder.length; from += config.minibatch()) {
                policyBatch.gather(rollout, policyOrder, from, Math.min(from + config.minibatch(), policyOrder.length));
                policy.update(policyBatch, config, rate, figures);
            }
            if (config.targetKl() > 0 && figures.epochDivergence() > 1.5 * config.targetKl()) {
                return;
            }
        }
    }

    private double learnValues(double rate) {
        double loss = 0;
        for (int epoch = 0; epoch < config.epochs(); epoch++) {
            valueKeyed.shuffle(valueOrder, iteration * config.epochs() + epoch);
            loss = 0;
            for (int from = 0; from < valueOrder.length; from += config.minibatch()) {
                int to = Math.min(from + config.minibatch(), valueOrder.length);
                valueBatch.gather(rollout, valueOrder, from, to);
                loss += value.update(valueBatch, config.maxGradientNorm(), rate) * (to - from) / valueOrder.length;
            }
        }
        return loss;
    }

    private Map<String, Double> metrics(PolicyFigures figures, double valueLoss, double rate) {
        Map<String, Double> metrics = task.takeTally().metrics();
        metrics.put("policy/loss", figures.meanLoss());
        metrics.put("policy/divergence", figures.meanDivergence());
        metrics.put("policy/clipped_share", figures.clippedShare());
        metrics.put("policy/gradient_norm", figures.meanNorm());
        metrics.put("policy/entropy", policy.entropy());
        double std = 0;
        for (int c = 0; c < task.actionCount(); c++) {
            std += policy.std(c) / task.actionCount();
        }
        metrics.put("policy/std", std);
        metrics.put("value/loss", valueLoss);
        metrics.put("value/explained_variance", rollout.explainedVariance());
        metrics.put("train/reward_scale", rewardScale.scale());
        metrics.put("train/learning_rate", rate);
        return metrics;
    }

    @Override
    public long steps() {
        return (long) moment * config.copies();
    }

    @Override
    public DenseNetwork actor() {
        DenseNetwork copy = policy.kernel().emptyActor();
        policy.kernel().copyTo(copy);
        return copy;
    }

    @Override
    public Normaliser normaliser() {
        return moments.normaliser();
    }

    @Override
    public ActionHead head() {
        return ActionHead.TANH;
    }

    /** Returns the seconds that the products of both networks took, and their multiplications and additions. */
    public double[] gemmWork() {
        return new double[] {
            policy.kernel().gemmSeconds() + value.kernel().gemmSeconds(),
            policy.kernel().gemmOperations() + value.kernel().gemmOperations()
        };
    }

    @Override
    public String firstBroken() {
        String broken = policy.kernel().firstBroken("policy");
        return broken.isEmpty() ? value.kernel().firstBroken("value") : broken;
    }

    @Override
    public void writeNetworks(Path folder) throws IOException {
        policy.kernel().write(folder.resolve("policy.zip"));
        value.kernel().write(folder.resolve("value.zip"));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seed);
        out.writeInt(iteration);
        out.writeInt(moment);
        policy.save(out);
        value.save(out);
        moments.save(out);
        rewardScale.save(out);
        task.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        long saved = in.readLong();
        if (saved != seed) {
            throw new IOException("the seed must be " + seed + ", got " + saved);
        }
        iteration = in.readInt();
        moment = in.readInt();
        policy.restore(in);
        value.restore(in);
        moments.restore(in);
        rewardScale.restore(in);
        task.restore(in);
    }

    @Override
    public void close() {
        side.close();
        task.close();
    }
}

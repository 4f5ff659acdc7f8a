package io.github.loantwin.agents.rl4j;

import io.github.loantwin.agents.learn.Keyed;
import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.RunningMoments;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.net.NetworkKernel;
import io.github.loantwin.agents.net.Networks;
import io.github.loantwin.agents.policy.ActionHead;
import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.policy.Normaliser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.learning.configuration.QLearningConfiguration;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.rl4j.network.dqn.IDQN;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.nd4j.linalg.factory.Nd4j;

/**
 * RL4J's deep Q-network (Mnih et al. 2015), single or double, on a grid of 27 actions: low, zero and high of each component.
 *
 * <p>RL4J keeps its replay memory and its random numbers to itself: such a run cannot be resumed.
 */
@SuppressWarnings("deprecation") // RL4J's classes are, and have no successor
public final class Dqn implements Learner {
    private final VectorTask task;
    private final DqnConfig config;
    private final long totalSteps;
    private final long seed;
    private final Keyed keyed;
    private final RunningMoments moments;
    private final MultiLayerNetwork network;
    private final NetworkKernel kernel;
    private Normaliser normaliser;
    private GridMdp mdp;
    private Epochs learning;

    Dqn(VectorTask task, DqnConfig config, long totalSteps, long seed) {
        this.task = task;
        this.config = config;
        this.totalSteps = totalSteps;
        this.seed = seed;
        keyed = new Keyed(seed);
        moments = new RunningMoments(task.featureCount());
        int[] hidden = config.hidden();
        int[] sizes = Networks.sizes(task.featureCount(), hidden, ActionHead.GRID_POINTS);
        network = Networks.createFitted(
                sizes, Activation.RELU, config.learningRate(), keyed.bits(Keyed.Purpose.SEEDS, 1, -1));
        kernel = new NetworkKernel(network, 1);
        normaliser = moments.normaliser();
    }

    /** RL4J's learner, an epoch at a time. */
    private static final class Epochs extends QLearningDiscreteDense<GridMdp.Seen> {
        Epochs(GridMdp mdp, IDQN<?> network, QLearningConfiguration configuration) {
            super(mdp, network, configuration);
        }

        void epoch() {
            preEpoch();
            trainEpoch();
            postEpoch();
        }
    }

    /** Acts at random for a while, to learn the scale of the features, which then stays. */
    @Override
    public void begin() {
        task.begin(keyed.bits(Keyed.Purpose.SEEDS, 0, -1));
        float[] action = new float[task.actionCount()];
        float[] rows = new float[config.warmUpSteps() * task.featureCount()];
        for (int t = 0; t < config.warmUpSteps(); t++) {
            System.arraycopy(task.features(), 0, rows, t * task.featureCount(), task.featureCount());
            int point = keyed.below(ActionHead.GRID_POINTS, Keyed.Purpose.EXPLORATION, 0, t);
            GridMdp.stepTo(task, point, actionShare(), action);
        }
        moments.add(rows, config.warmUpSteps());
        normaliser = moments.normaliser();
        task.begin(keyed.bits(Keyed.Purpose.SEEDS, 2, -1));
        Nd4j.getRandom().setSeed(seed);
        mdp = new GridMdp(task, normaliser, new DiscreteSpace(ActionHead.GRID_POINTS, Nd4j.getRandom()), actionShare());
        learning = new Epochs(mdp, new DQN(network), configuration());
        task.takeTally();
    }

    private QLearningConfiguration configuration() {
        return QLearningConfiguration.builder()
                .seed(seed)
                .maxEpochStep(config.episodeSteps())
                .maxStep((int) Math.min(Integer.MAX_VALUE, totalSteps))
                .expRepMaxSize(config.capacity())
                .batchSize(config.batch())
                .targetDqnUpdateFreq(config.targetEvery())
                .updateStart(0)
                .rewardFactor(config.rewardFactor())
                .gamma(config.discount())
                .errorClamp(1.0)
                .minEpsilon(config.smallestEpsilon())
                .epsilonNbStep(config.epsilonSteps())
                .doubleDQN(config.doubleDqn())
                .build();
    }

    @Override
    public LearningStep iterate() {
        long before = steps();
        learning.epoch();
        Map<String, Double> metrics = task.takeTally().metrics();
        metrics.put("policy/epsilon", learning.getEgPolicy().getEpsilon());
        return new LearningStep(metrics, steps() - before);
    }

    @Override
    public long steps() {
        return mdp == null ? 0 : mdp.steps();
    }

    @Override
    public DenseNetwork actor() {
        kernel.refresh();
        DenseNetwork copy = kernel.emptyActor();
        kernel.copyTo(copy);
        return copy;
    }

    @Override
    public Normaliser normaliser() {
        return normaliser;
    }

    @Override
    public ActionHead head() {
        return ActionHead.GRID;
    }

    @Override
    public float actionShare() {
        return (float) config.gridLevel();
    }

    @Override
    public String firstBroken() {
        kernel.refresh();
        return kernel.firstBroken("value");
    }

    @Override
    public void writeNetworks(Path folder) throws IOException {
        kernel.write(folder.resolve("value.zip"));
    }

    /** Writes no more than the seed: see the class. */
    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seed);
    }

    @Override
    public void restore(DataInput in) {
        throw new IllegalArgumentException(
                "a run of RL4J's DQN cannot be resumed, because RL4J keeps its replay memory to"
                        + " itself.\nMaybe begin it anew with the same seed.");
    }

    @Override
    public void close() {
        task.close();
    }
}

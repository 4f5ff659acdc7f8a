package io.github.loantwin.agents.policy;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A policy that was trained: its mean action, without exploration.
 *
 * <p>It decides every {@link PolicyDescription#decisionDays} days, as in training: in an environment with shorter decision
 * periods it holds its action in between. Only + - * / of single precision: the same bits on every machine. Without
 * allocation; not thread-safe, {@link #copy} gives another thread its own.
 */
public final class TrainedPolicy implements Policy {
    private final PolicyDescription description;
    private final DenseNetwork network;
    private final Normaliser normaliser;
    private final ActionHead head;
    private final float actionShare;
    private final SlowMean memory;
    private final Deadband deadband;
    private final int outputs;
    private final int period;
    private final float[] features;
    private final float[] held = new float[ActionLayout.SIZE];
    private int calls;

    /** Creates a policy for an environment with the decision period of its training. */
    public TrainedPolicy(PolicyDescription description, DenseNetwork network) {
        this(description, network, description.decisionDays());
    }

    private TrainedPolicy(PolicyDescription description, DenseNetwork network, int environmentDecisionDays) {
        this.description = description;
        this.network = network;
        normaliser = description.normaliser();
        head = description.head();
        actionShare = description.actionShare();
        outputs = network.outputs();
        ArgCheck.that(
                Arrays.equals(network.sizes(), description.layers()),
                "the network must have the layers of the description, " + Arrays.toString(description.layers()),
                Arrays.toString(network.sizes()));
        features = new float[network.inputs()];
        double halfLife = description.memoryHalfLifeDays();
        memory = new SlowMean(ObservationLayout.SIZE, halfLife > 0 ? halfLife : 1, description.decisionDays());
        deadband = new Deadband(ActionLayout.SIZE, description.deadband());
        period = period(description.decisionDays(), environmentDecisionDays);
    }

    private static int period(int own, int environments) {
        if (own % environments != 0) {
            throw new InvalidValueException(
                            "decisionDays of the environment must divide the " + own
                                    + " days for which the policy holds an action",
                            Integer.toString(environments),
                            "")
                    .withHelp("Maybe set episode.decisionDays to " + own + ".");
        }
        return own / environments;
    }

    /** Returns whether a folder holds a policy, or is a training run with one. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(PolicyFiles.home(folder).resolve(PolicyFiles.DESCRIPTION));
    }

    /**
     * Reads a policy.
     *
     * @param folder with {@code policy.json} and {@code weights.npz}, or of a training run, whose best policy is meant
     * @throws IllegalArgumentException for a missing, damaged, newer or contradictory file, named in the message
     */
    public static TrainedPolicy load(Path folder) {
        Path home = PolicyFiles.home(folder);
        PolicyDescription description = PolicyFiles.description(home);
        return new TrainedPolicy(description, PolicyFiles.network(home, description));
    }

    /** Writes the policy; {@link #load} gives one that acts bit for bit alike. */
    public void save(Path folder) throws IOException {
        PolicyFiles.write(folder, description, network);
    }

    /** Returns the same policy for an environment with another decision period, which must divide its own. */
    public TrainedPolicy inEnvironment(int environmentDecisionDays) {
        return new TrainedPolicy(description, network.sharing(), environmentDecisionDays);
    }

    /** Returns the same policy with working memory of its own, at the beginning of an episode. */
    public TrainedPolicy copy() {
        return new TrainedPolicy(description, network.sharing(), description.decisionDays() / period);
    }

    /** Returns what is known of the policy. */
    public PolicyDescription description() {
        return description;
    }

    /** Returns the network itself. */
    public DenseNetwork network() {
        return network;
    }

    @Override
    public void reset(long seed) {
        calls = 0;
        memory.clear();
        deadband.clear();
    }

    @Override
    public void act(float[] observation, float[] action) {
        if (calls++ % period == 0) {
            decide(observation);
        }
        System.arraycopy(held, 0, action, 0, held.length);
    }

    private void decide(float[] observation) {
        if (features.length == ObservationLayout.SIZE) {
            System.arraycopy(observation, 0, features, 0, features.length);
        } else {
            memory.observe(observation, 0, features, 0);
        }
        normaliser.apply(features, 0);
        head.choose(network.forward(features, 1), 0, outputs, held);
        for (int c = 0; c < held.length; c++) {
            held[c] *= actionShare;
        }
        deadband.pass(held, 0);
        for (int c = 0; c < held.length; c++) {
            held[c] *= ActionLayout.bound(c);
        }
    }
}

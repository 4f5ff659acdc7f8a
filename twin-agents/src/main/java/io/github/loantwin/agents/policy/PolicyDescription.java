package io.github.loantwin.agents.policy;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code policy.json} says of a trained policy; the weights stand beside it in {@code weights.npz}.
 *
 * @param format version of this format, {@value #FORMAT}
 * @param algorithm that trained it: ppo, sac, td3, dqn, ddqn
 * @param environment id and version of the environment, such as {@code loantwin/LoanPortfolio-v0}
 * @param configHash hash of the environment's configuration in training
 * @param decisionDays days for which one action is held
 * @param observation names and bounds of the observation
 * @param action names and bounds of the action
 * @param layers inputs of the network, then outputs of every layer
 * @param activations one per layer
 * @param head how outputs become an action
 * @param actionShare share of the bounds that the head's actions span, (0, 1]; format 1 knew 1 only
 * @param memoryHalfLifeDays half-life of {@link SlowMean}, days; 0: no memory, the features are the observation
 * @param deadband an action component stays until the wanted one differs by more than this share of its bound, see {@link Deadband}
 * @param normaliser of the features
 */
public record PolicyDescription(
        int format,
        String algorithm,
        String environment,
        String configHash,
        int decisionDays,
        Space observation,
        Space action,
        int[] layers,
        List<Activation> activations,
        ActionHead head,
        float actionShare,
        double memoryHalfLifeDays,
        double deadband,
        Normaliser normaliser) {
    /** Version of the format that this program writes, and the newest it reads. */
    public static final int FORMAT = 2;

    /** The environment's id. */
    public static final String ENVIRONMENT = "loantwin/LoanPortfolio-v0";

    /**
     * Names and bounds of a space.
     *
     * @param names of the components, in order
     * @param low smallest values
     * @param high largest values
     */
    public record Space(List<String> names, float[] low, float[] high) {
        public Space {
            names = List.copyOf(names);
            low = ArgCheck.length("low", low, names.size()).clone();
            high = ArgCheck.length("high", high, names.size()).clone();
        }

        @Override
        public float[] low() {
            return low.clone();
        }

        @Override
        public float[] high() {
            return high.clone();
        }

        private boolean differsFrom(Space other) {
            return !names.equals(other.names) || !Arrays.equals(low, other.low) || !Arrays.equals(high, other.high);
        }
    }

    public PolicyDescription {
        ArgCheck.inClosed("format", format, 1, FORMAT);
        ArgCheck.notBlank("algorithm", algorithm);
        ArgCheck.that(ENVIRONMENT.equals(environment), "environment must be " + ENVIRONMENT, environment);
        ArgCheck.inClosed("decisionDays", decisionDays, 1, 3650);
        requireSame("observation", ArgCheck.notNull("observation", observation), observationSpace());
        requireSame("action", ArgCheck.notNull("action", action), actionSpace());
        layers = ArgCheck.notNull("layers", layers).clone();
        activations = List.copyOf(ArgCheck.notNull("activations", activations));
        ArgCheck.inOpenClosed("actionShare", actionShare, 0, 1);
        ArgCheck.inClosed("memoryHalfLifeDays", memoryHalfLifeDays, 0, 36_500);
        ArgCheck.inClosed("deadband", deadband, 0, 2);
        ArgCheck.that(
                ArgCheck.notNull("normaliser", normaliser).size() == features(memoryHalfLifeDays),
                "normaliser must have " + features(memoryHalfLifeDays) + " features",
                normaliser.size());
        requireNetwork(layers, activations, ArgCheck.notNull("head", head), memoryHalfLifeDays);
    }

    private static void requireSame(String name, Space got, Space wanted) {
        if (got.differsFrom(wanted)) {
            throw new InvalidValueException(
                            name + " must be the environment's, " + wanted.names() + " in "
                                    + Arrays.toString(wanted.low()) + " to " + Arrays.toString(wanted.high()),
                            got.names() + " in " + Arrays.toString(got.low()) + " to " + Arrays.toString(got.high()),
                            "")
                    .withHelp("Maybe the policy was trained on another version of the environment.");
        }
    }

    private static void requireNetwork(int[] layers, List<Activation> activations, ActionHead head, double memory) {
        ArgCheck.that(layers.length >= 2, "layers must have at least two sizes", Arrays.toString(layers));
        for (int size : layers) {
            ArgCheck.inClosed("layers", size, 1, 1 << 16);
        }
        ArgCheck.that(
                activations.size() == layers.length - 1,
                "activations must be one per layer, " + (layers.length - 1),
                activations.size());
        ArgCheck.that(
                layers[0] == features(memory),
                "layers must begin with the " + features(memory) + " features",
                layers[0]);
        int last = layers[layers.length - 1];
        boolean fits = head == ActionHead.GRID ? last == ActionHead.GRID_POINTS : last >= ActionLayout.SIZE;
        ArgCheck.that(fits, "layers must end with the outputs that the head " + head + " needs", last);
    }

    /** Returns the number of features: the observation, and with memory its distance to the slow mean. */
    static int features(double memoryHalfLifeDays) {
        return memoryHalfLifeDays > 0 ? 2 * ObservationLayout.SIZE : ObservationLayout.SIZE;
    }

    @Override
    public int[] layers() {
        return layers.clone();
    }

    /** Returns the environment's observation space. */
    public static Space observationSpace() {
        float[] low = new float[ObservationLayout.SIZE];
        float[] high = new float[ObservationLayout.SIZE];
        for (int i = 0; i < ObservationLayout.SIZE; i++) {
            low[i] = ObservationLayout.low(i);
            high[i] = ObservationLayout.high(i);
        }
        return new Space(ObservationLayout.NAMES, low, high);
    }

    /** Returns the environment's action space. */
    public static Space actionSpace() {
        float[] low = new float[ActionLayout.SIZE];
        float[] high = new float[ActionLayout.SIZE];
        for (int i = 0; i < ActionLayout.SIZE; i++) {
            low[i] = -ActionLayout.bound(i);
            high[i] = ActionLayout.bound(i);
        }
        return new Space(ActionLayout.NAMES, low, high);
    }
}

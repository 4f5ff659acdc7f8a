package io.github.loantwin.agents.learn;

import io.github.loantwin.agents.policy.ActionHead;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.policy.Normaliser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * An algorithm at work on a {@link VectorTask}.
 *
 * <p>Everything it does follows from its seed: between two calls its whole state can be saved, and a restored learner goes on
 * bit for bit.
 */
public interface Learner extends AutoCloseable {
    /** Starts from fresh networks. */
    void begin();

    /** Acts and learns for a while. */
    LearningStep iterate();

    /** Returns the steps taken so far, over all copies of the task. */
    long steps();

    /** Returns a copy of the network that chooses the mean action, as it is now. */
    DenseNetwork actor();

    /** Returns what brings features to the network's scale, as it is now. */
    Normaliser normaliser();

    /** Returns how outputs become an action. */
    ActionHead head();

    /** Returns the share of the bounds that actions span. */
    default float actionShare() {
        return 1f;
    }

    /** Returns the first parameter that is not a finite number, by name and position; empty if all are. */
    String firstBroken();

    /** Writes the DL4J zips of all networks into a folder. */
    void writeNetworks(Path folder) throws IOException;

    /** Writes the whole state, the task's included. */
    void save(DataOutput out) throws IOException;

    /** Reads the whole state. */
    void restore(DataInput in) throws IOException;

    @Override
    void close();

    /**
     * What one iteration did.
     *
     * @param metrics logged figures by name, in order
     * @param updates gradient steps of the policy
     */
    record LearningStep(Map<String, Double> metrics, long updates) {}
}

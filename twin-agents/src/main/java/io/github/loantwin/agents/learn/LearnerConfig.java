package io.github.loantwin.agents.learn;

/** Settings of an algorithm. */
public interface LearnerConfig {
    /** Returns how many copies of the task are stepped together. */
    int copies();

    /**
     * Creates a learner.
     *
     * @param task with {@link #copies} copies
     * @param totalSteps steps over all copies for which schedules are laid out
     * @param seed everything random follows from it
     * @param threads that may be used; results do not depend on it
     */
    Learner learner(VectorTask task, long totalSteps, long seed, int threads);

    /** Returns whether the whole state of its learner can be saved, so that a run can be resumed. */
    default boolean resumable() {
        return true;
    }
}

package io.github.loantwin.agents.train;

/** Someone who follows a training run. */
public interface TrainWatcher {
    /** Learns how far the run is, after every iteration. */
    void progress(TrainProgress progress);

    /** Hears something that a user should know, such as a damaged checkpoint. */
    void note(String text);
}

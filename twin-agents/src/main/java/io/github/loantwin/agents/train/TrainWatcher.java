package io.github.loantwin.agents.train;

import java.util.Map;

/** Someone who follows a training run. */
public interface TrainWatcher {
    /** Learns how far the run is, after every iteration. */
    void progress(TrainProgress progress);

    /** Returns what is known of the program that trains, such as its commit, to be shown with the run in MLflow. */
    default Map<String, String> tags() {
        return Map.of();
    }

    /** Hears something that a user should know, such as a damaged checkpoint. */
    void note(String text);
}

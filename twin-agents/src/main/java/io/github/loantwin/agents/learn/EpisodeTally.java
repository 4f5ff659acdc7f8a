package io.github.loantwin.agents.learn;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Episodes that ended.
 *
 * @param episodes their number
 * @param meanReturn mean of their returns; NaN without episodes
 * @param meanGain mean of what they earned beyond a reference in the same world; NaN without episodes or reference
 * @param failures episodes that ended in failure
 */
public record EpisodeTally(int episodes, double meanReturn, double meanGain, int failures) {
    /** No episode ended. */
    public static final EpisodeTally NONE = new EpisodeTally(0, Double.NaN, Double.NaN, 0);

    /** Returns the columns of a learning step that every learner has, in a map that takes the others. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("episode/return", meanReturn);
        metrics.put("episode/gain_over_hold", meanGain);
        metrics.put("episode/count", (double) episodes);
        metrics.put("episode/failures", (double) failures);
        return metrics;
    }
}

package io.github.loantwin.agents.learn;

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
}

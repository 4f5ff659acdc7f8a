package io.github.loantwin.env;

/**
 * What one policy made of one seed.
 *
 * @param seed of the episode
 * @param episodeReturn sum of the rewards
 * @param components sums of the reward components: financial, risk, regulatory, operational
 * @param netIncome sum of net income, currency units
 * @param days days simulated
 * @param terminated whether the lender failed
 */
public record EpisodeScore(
        long seed, double episodeReturn, double[] components, double netIncome, int days, boolean terminated) {
    public EpisodeScore {
        components = components.clone();
    }

    @Override
    public double[] components() {
        return components.clone();
    }
}

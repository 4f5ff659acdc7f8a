package io.github.loantwin.env;

import java.util.List;

/**
 * What one policy made of all seeds.
 *
 * @param policy its name
 * @param episodes one per seed, in the order of the seeds
 * @param meanReturn mean of the episode returns
 * @param standardDeviation of the episode returns over seeds (n - 1); NaN for one seed
 * @param componentMeans mean daily reward components: financial, risk, regulatory, operational
 * @param meanNetIncome mean net income of an episode, currency units
 * @param terminations episodes in which the lender failed
 */
public record PolicyScore(
        String policy,
        List<EpisodeScore> episodes,
        double meanReturn,
        double standardDeviation,
        double[] componentMeans,
        double meanNetIncome,
        int terminations) {
    public PolicyScore {
        episodes = List.copyOf(episodes);
        componentMeans = componentMeans.clone();
    }

    static PolicyScore of(String policy, List<EpisodeScore> episodes) {
        double[] components = new double[4];
        double netIncome = 0;
        int days = 0;
        int terminations = 0;
        for (EpisodeScore episode : episodes) {
            double[] sums = episode.components();
            for (int c = 0; c < components.length; c++) {
                components[c] += sums[c];
            }
            netIncome += episode.netIncome() / episodes.size();
            days += episode.days();
            terminations += episode.terminated() ? 1 : 0;
        }
        for (int c = 0; c < components.length; c++) {
            components[c] /= days;
        }
        Sample returns = Sample.of(returns(episodes));
        return new PolicyScore(
                policy, episodes, returns.mean(), returns.standardDeviation(), components, netIncome, terminations);
    }

    static double[] returns(List<EpisodeScore> episodes) {
        return episodes.stream().mapToDouble(EpisodeScore::episodeReturn).toArray();
    }

    @Override
    public double[] componentMeans() {
        return componentMeans.clone();
    }
}

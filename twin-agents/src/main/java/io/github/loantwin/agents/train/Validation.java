package io.github.loantwin.agents.train;

import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.env.EpisodeScore;
import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.config.TwinConfig;
import java.util.List;
import java.util.function.Supplier;

/** Scores policies on validation seeds, each against the base policy in the same world. */
public final class Validation {
    private final Evaluator evaluator;
    private final int decisionDays;
    private final long[] seeds;
    private final List<EpisodeScore> hold;

    /**
     * What a policy earns beyond the base policy.
     *
     * @param gain mean difference of the episode returns
     * @param standardError of the mean
     * @param meanReturn mean episode return
     * @param failures episodes in which the lender failed
     */
    public record Score(double gain, double standardError, double meanReturn, int failures) {}

    /** Runs the base policy on the seeds, once. */
    public Validation(TwinConfig config, long[] seeds, int threads) {
        this.evaluator = new Evaluator(config, threads);
        decisionDays = config.episode().decisionDays();
        this.seeds = seeds.clone();
        this.hold = episodes(Policies::hold);
    }

    private List<EpisodeScore> episodes(Supplier<Policy> policy) {
        return evaluator.evaluate(policy, seeds).episodes();
    }

    /** Scores a policy; its decision period must be a multiple of the environment's. */
    public Score score(TrainedPolicy policy) {
        List<EpisodeScore> played = episodes(policy.inEnvironment(decisionDays)::copy);
        double gain = 0;
        double meanReturn = 0;
        int failures = 0;
        int n = seeds.length;
        for (int i = 0; i < n; i++) {
            meanReturn += played.get(i).episodeReturn() / n;
            gain += difference(played, i) / n;
            failures += played.get(i).terminated() ? 1 : 0;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += Math.pow(difference(played, i) - gain, 2);
        }
        return new Score(gain, Math.sqrt(squares / (n - 1) / n), meanReturn, failures);
    }

    private double difference(List<EpisodeScore> played, int i) {
        return played.get(i).episodeReturn() - hold.get(i).episodeReturn();
    }
}

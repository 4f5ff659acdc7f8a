package io.github.loantwin.env;

import java.util.List;

/**
 * Policies on the same seeds.
 *
 * @param configHash hash of the configuration
 * @param seeds the seeds, the same for every policy
 * @param scores one per policy, in the order given
 * @param differences of every other policy to the first
 */
public record Evaluation(
        String configHash, List<Long> seeds, List<PolicyScore> scores, List<PairedDifference> differences) {
    public Evaluation {
        seeds = List.copyOf(seeds);
        scores = List.copyOf(scores);
        differences = List.copyOf(differences);
    }

    /** Returns the score of a policy. */
    public PolicyScore score(String policy) {
        return scores.stream()
                .filter(score -> score.policy().equals(policy))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no policy '" + policy + "' was evaluated."));
    }
}

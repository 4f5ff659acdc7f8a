package io.github.loantwin.env;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * By how much a policy's episode return exceeds another's on the same seeds.
 *
 * @param policy name of the policy
 * @param base name of the one it is compared with
 * @param mean mean difference of episode returns
 * @param standardError of the mean, over seeds
 * @param low lower end of the 95 % t-interval, n - 1 degrees of freedom
 * @param high upper end
 * @param wins seeds on which the policy is better
 * @param varianceFactor variance of the difference on independent seeds over that on equal seeds; infinite when the
 *     difference is the same on every seed
 */
public record PairedDifference(
        String policy,
        String base,
        double mean,
        double standardError,
        double low,
        double high,
        int wins,
        double varianceFactor) {
    private static final double TWO_SIDED_95 = 0.975;

    static PairedDifference between(PolicyScore policy, PolicyScore base) {
        double[] a = PolicyScore.returns(policy.episodes());
        double[] b = PolicyScore.returns(base.episodes());
        double[] difference = new double[a.length];
        int wins = 0;
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
            wins += difference[i] > 0 ? 1 : 0;
        }
        Sample sample = Sample.of(difference);
        double reach = a.length < 2
                ? Double.NaN
                : new TDistribution(a.length - 1).inverseCumulativeProbability(TWO_SIDED_95) * sample.standardError();
        double independent = Sample.of(a).variance() + Sample.of(b).variance();
        return new PairedDifference(
                policy.policy(),
                base.policy(),
                sample.mean(),
                sample.standardError(),
                sample.mean() - reach,
                sample.mean() + reach,
                wins,
                independent / sample.variance());
    }

    static List<PairedDifference> toFirst(List<PolicyScore> scores) {
        return scores.stream()
                .skip(1)
                .map(score -> between(score, scores.get(0)))
                .toList();
    }
}

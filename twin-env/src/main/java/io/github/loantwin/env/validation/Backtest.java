package io.github.loantwin.env.validation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** The statistics by which predicted probabilities and quantiles are judged. */
final class Backtest {
    private Backtest() {}

    /** A predicted probability and what happened. */
    record Outcome(double predicted, boolean happened) {}

    /** Clopper-Pearson interval of a probability from k events in n. */
    static double[] clopperPearson(int k, int n, double confidence) {
        double tail = (1 - confidence) / 2;
        double low = k == 0 ? 0 : new BetaDistribution(k, n - k + 1.0).inverseCumulativeProbability(tail);
        double high = k == n ? 1 : new BetaDistribution(k + 1.0, n - k).inverseCumulativeProbability(1 - tail);
        return new double[] {low, high};
    }

    /** Hosmer-Lemeshow statistic over groups of equal size by predicted probability; chi-squared with that many degrees. */
    static double hosmerLemeshow(List<Outcome> outcomes, int groups) {
        List<Outcome> sorted = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::predicted))
                .toList();
        double statistic = 0;
        for (int g = 0; g < groups; g++) {
            List<Outcome> group = sorted.subList(
                    (int) ((long) g * sorted.size() / groups), (int) ((g + 1L) * sorted.size() / groups));
            double expected = group.stream().mapToDouble(Outcome::predicted).sum();
            double observed = group.stream().filter(Outcome::happened).count();
            statistic += (observed - expected) * (observed - expected) / (expected * (1 - expected / group.size()));
        }
        return statistic;
    }

    static double chiSquaredPValue(double statistic, int degrees) {
        return 1 - new ChiSquaredDistribution(degrees).cumulativeProbability(statistic);
    }

    /** Area under the receiver operating characteristic, ties counted half (Mann-Whitney). */
    static double areaUnderCurve(List<Outcome> outcomes) {
        Outcome[] sorted = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::predicted))
                .toArray(Outcome[]::new);
        double rankSum = 0;
        double events = 0;
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            while (end < sorted.length && sorted[end].predicted() == sorted[i].predicted()) {
                end++;
            }
            double rank = (i + 1 + end) / 2.0;
            for (int j = i; j < end; j++) {
                rankSum += sorted[j].happened() ? rank : 0;
                events += sorted[j].happened() ? 1 : 0;
            }
            i = end;
        }
        return (rankSum - events * (events + 1) / 2) / (events * (sorted.length - events));
    }

    static double brier(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(o -> (o.predicted() - (o.happened() ? 1 : 0)) * (o.predicted() - (o.happened() ? 1 : 0)))
                .average()
                .orElse(Double.NaN);
    }

    /** Spiegelhalter's z of the Brier score: standard normal when the probabilities are right. */
    static double spiegelhalter(List<Outcome> outcomes) {
        double above = 0;
        double variance = 0;
        for (Outcome o : outcomes) {
            double p = o.predicted();
            above += ((o.happened() ? 1 : 0) - p) * (1 - 2 * p);
            variance += (1 - 2 * p) * (1 - 2 * p) * p * (1 - p);
        }
        return above / Math.sqrt(variance);
    }

    /** Kupiec (1995): likelihood ratio of the number of exceedances against a chance; chi-squared with one degree. */
    static double kupiec(int exceedances, int n, double chance) {
        double observed = (double) exceedances / n;
        return -2
                * (logLikelihood(n - exceedances, exceedances, chance)
                        - logLikelihood(n - exceedances, exceedances, observed));
    }

    /** Christoffersen (1998): likelihood ratio of independence from pairs of neighbouring years; one degree. */
    static double christoffersen(boolean[][] pairs) {
        int[][] n = new int[2][2];
        for (boolean[] pair : pairs) {
            n[pair[0] ? 1 : 0][pair[1] ? 1 : 0]++;
        }
        double all = (double) (n[0][1] + n[1][1]) / pairs.length;
        double calm = (double) n[0][1] / Math.max(1, n[0][0] + n[0][1]);
        double hit = (double) n[1][1] / Math.max(1, n[1][0] + n[1][1]);
        return -2
                * (logLikelihood(n[0][0] + n[1][0], n[0][1] + n[1][1], all)
                        - logLikelihood(n[0][0], n[0][1], calm)
                        - logLikelihood(n[1][0], n[1][1], hit));
    }

    private static double logLikelihood(int misses, int hits, double chance) {
        return (misses == 0 ? 0 : misses * StrictMath.log(1 - chance))
                + (hits == 0 ? 0 : hits * StrictMath.log(chance));
    }

    /** Population stability index of scores against a base, over tenths of the base. */
    static double stabilityIndex(int[] base, int[] now) {
        int[] sorted = base.clone();
        Arrays.sort(sorted);
        int[] cuts = IntStream.range(1, 10)
                .map(i -> sorted[(int) ((long) i * sorted.length / 10)])
                .toArray();
        double[] before = shares(base, cuts);
        double[] after = shares(now, cuts);
        double index = 0;
        for (int i = 0; i < before.length; i++) {
            index += (after[i] - before[i]) * StrictMath.log(after[i] / before[i]);
        }
        return index;
    }

    private static double[] shares(int[] scores, int[] cuts) {
        double[] shares = new double[cuts.length + 1];
        for (int score : scores) {
            int band = 0;
            while (band < cuts.length && score >= cuts[band]) {
                band++;
            }
            shares[band] += 1.0 / scores.length;
        }
        return shares;
    }
}

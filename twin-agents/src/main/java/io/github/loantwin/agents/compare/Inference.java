package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.Bootstrap.Draw;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The statistics of the comparison, with intervals.
 *
 * <p>Over several scenarios each is computed by scenario and averaged with equal weights: pooled, the interquartile mean would
 * trim away whole scenarios, the crises first.
 */
final class Inference {
    private final Bootstrap bootstrap;

    Inference(Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Interquartile mean over runs and worlds. */
    Estimate interquartileMean(Scores scores) {
        Sorted[] sorted = new Sorted[scores.scenarios()];
        Arrays.setAll(sorted, s -> new Sorted(scores, s));
        return bootstrap.of(scores, draw -> IntStream.range(0, sorted.length)
                .mapToDouble(s -> sorted[s].interquartileMean(draw))
                .average()
                .orElseThrow());
    }

    /** A scenario's scores in ascending order, with the run and the world of each. */
    private static final class Sorted {
        private final int scenario;
        private final double[] values;
        private final int[] run;
        private final int[] world;
        private final int[] counts;

        Sorted(Scores scores, int scenario) {
            this.scenario = scenario;
            int worlds = scores.worlds(scenario);
            double[] all = scores.all(scenario);
            Integer[] order = new Integer[all.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble(i -> all[i]));
            values = Arrays.stream(order).mapToDouble(i -> all[i]).toArray();
            run = Arrays.stream(order).mapToInt(i -> i / worlds).toArray();
            world = Arrays.stream(order).mapToInt(i -> i % worlds).toArray();
            counts = new int[all.length];
        }

        double interquartileMean(Draw draw) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = draw.runs[run[i]] * draw.worlds[scenario][world[i]];
            }
            return Statistics.interquartileMean(values, counts);
        }
    }

    /** Mean difference on the same worlds, policy less base. */
    Estimate pairedDifference(Scores policy, Scores base) {
        return bootstrap.of(policy, base, draw -> IntStream.range(0, policy.scenarios())
                .mapToDouble(s -> weighted(policy, s, draw.runs, draw.worlds[s])
                        - weighted(base, s, draw.otherRuns, draw.worlds[s]))
                .average()
                .orElseThrow());
    }

    private static double weighted(Scores scores, int scenario, int[] runs, int[] worlds) {
        double sum = 0;
        long count = 0;
        for (int r = 0; r < runs.length; r++) {
            for (int w = 0; w < worlds.length; w++) {
                int weight = runs[r] * worlds[w];
                sum += weight * scores.get(scenario, r, w);
                count += weight;
            }
        }
        return sum / count;
    }

    /** Chance that the policy does better than the base on the same world, over worlds and pairs of runs. */
    Estimate probabilityOfImprovement(Scores policy, Scores base) {
        return bootstrap.of(policy, base, draw -> IntStream.range(0, policy.scenarios())
                .mapToDouble(s -> wins(policy, base, s, draw))
                .average()
                .orElseThrow());
    }

    private static double wins(Scores policy, Scores base, int scenario, Draw draw) {
        double sum = 0;
        long count = 0;
        int[] worlds = draw.worlds[scenario];
        for (int w = 0; w < worlds.length; w++) {
            for (int r = 0; worlds[w] > 0 && r < draw.runs.length; r++) {
                for (int q = 0; draw.runs[r] > 0 && q < draw.otherRuns.length; q++) {
                    int weight = worlds[w] * draw.runs[r] * draw.otherRuns[q];
                    sum += weight * Statistics.win(policy.get(scenario, r, w), base.get(scenario, q, w));
                    count += weight;
                }
            }
        }
        return sum / count;
    }

    /**
     * Share of the way from the base to the goal that the policy goes: mean(policy - base) / mean(goal - base).
     *
     * <p>Meaningless where the goal is not clearly above the base; the caller looks at {@link #pairedDifference} first.
     */
    Estimate shareOfTheWay(Scores policy, Scores base, Scores goal) {
        return bootstrap.of(policy, base, draw -> {
            double gone = 0;
            double way = 0;
            int[] goalRuns = new int[goal.runs()];
            Arrays.fill(goalRuns, 1);
            for (int s = 0; s < policy.scenarios(); s++) {
                double start = weighted(base, s, draw.otherRuns, draw.worlds[s]);
                gone += weighted(policy, s, draw.runs, draw.worlds[s]) - start;
                way += weighted(goal, s, goalRuns, draw.worlds[s]) - start;
            }
            return gone / way;
        });
    }

    /**
     * How many times the variance of a difference is smaller on equal worlds than on independent ones: (var x + var y) /
     * var(x - y), sums over scenarios; infinite if the difference is the same everywhere.
     */
    static double varianceFactor(Scores policy, Scores base) {
        double independent = 0;
        double paired = 0;
        for (int s = 0; s < policy.scenarios(); s++) {
            double[] x = policy.byWorld(s);
            double[] y = base.byWorld(s);
            double[] difference = new double[x.length];
            Arrays.setAll(difference, w -> x[w] - y[w]);
            independent += Statistics.variance(x) + Statistics.variance(y);
            paired += Statistics.variance(difference);
        }
        return independent / paired;
    }
}

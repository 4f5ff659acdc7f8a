package io.github.loantwin.agents.compare;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * 95 % percentile intervals by a stratified bootstrap.
 *
 * <p>Scenarios are strata: none is ever drawn more often than another. Within a scenario worlds are drawn with replacement, the
 * same ones for every policy, so that pairs stay pairs. Training runs are drawn with replacement as wholes, because one trained
 * policy meets all worlds of all scenarios; drawing them anew for each world, as is right where tasks are trained apart
 * (rliable), would make intervals too narrow here. With {@code Source.RUNS} the worlds stay as they are, so that the interval
 * speaks of training luck alone.
 */
final class Bootstrap {
    /** What is drawn anew. */
    enum Source {
        RUNS_AND_WORLDS,
        RUNS
    }

    private static final double TAIL = 0.025;

    private final int replicates;
    private final long seed;
    private final Source source;

    Bootstrap(int replicates, long seed, Source source) {
        this.replicates = ArgCheck.inClosed("replicates", replicates, 100, 1_000_000);
        this.seed = seed;
        this.source = source;
    }

    /** How often every run and every world counts in a replicate. */
    static final class Draw {
        final int[] runs;
        final int[] otherRuns;
        final int[][] worlds;

        private Draw(Scores one, Scores other) {
            runs = ones(one.runs());
            otherRuns = ones(other.runs());
            worlds = new int[one.scenarios()][];
            for (int s = 0; s < worlds.length; s++) {
                worlds[s] = ones(one.worlds(s));
            }
        }

        private static int[] ones(int n) {
            int[] counts = new int[n];
            Arrays.fill(counts, 1);
            return counts;
        }
    }

    /** Estimates a statistic of one policy. */
    Estimate of(Scores scores, ToDoubleFunction<Draw> statistic) {
        return of(scores, scores, statistic);
    }

    /** Estimates a statistic of two policies on the same worlds. */
    Estimate of(Scores one, Scores other, ToDoubleFunction<Draw> statistic) {
        Draw draw = new Draw(one, other);
        double value = statistic.applyAsDouble(draw);
        SplittableRandom random = new SplittableRandom(seed);
        double[] replicate = new double[replicates];
        for (int b = 0; b < replicates; b++) {
            again(draw.runs, random);
            again(draw.otherRuns, random);
            for (int[] worlds : draw.worlds) {
                if (source == Source.RUNS_AND_WORLDS) {
                    again(worlds, random);
                }
            }
            replicate[b] = statistic.applyAsDouble(draw);
        }
        Arrays.sort(replicate);
        return new Estimate(value, Statistics.quantile(replicate, TAIL), Statistics.quantile(replicate, 1 - TAIL));
    }

    private static void again(int[] counts, SplittableRandom random) {
        if (counts.length == 1) {
            return;
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < counts.length; i++) {
            counts[random.nextInt(counts.length)]++;
        }
    }
}

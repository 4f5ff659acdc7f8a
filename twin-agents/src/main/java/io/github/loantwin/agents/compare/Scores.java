package io.github.loantwin.agents.compare;

import io.github.loantwin.env.check.ArgCheck;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A policy's scores by scenario, training run and world; a policy that was not trained has one run.
 *
 * <p>World w of a scenario is the same for every policy, which makes differences paired.
 */
final class Scores {
    private final double[][][] cells;

    /** Takes scores by scenario, run and world; every run has met every world. */
    Scores(double[][][] cells) {
        ArgCheck.that(cells.length > 0 && cells[0].length > 0, "there must be a scenario and a run", "none");
        for (double[][] scenario : cells) {
            ArgCheck.that(scenario.length == cells[0].length, "scenarios must have the same runs", scenario.length);
            for (double[] run : scenario) {
                ArgCheck.finite("scores of a run", run, scenario[0].length);
            }
        }
        this.cells = cells;
    }

    int scenarios() {
        return cells.length;
    }

    int runs() {
        return cells[0].length;
    }

    int worlds(int scenario) {
        return cells[scenario][0].length;
    }

    double get(int scenario, int run, int world) {
        return cells[scenario][run][world];
    }

    /** Returns all scores of a scenario, run after run. */
    double[] all(int scenario) {
        return Arrays.stream(cells[scenario]).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Returns the mean over runs by world. */
    double[] byWorld(int scenario) {
        return IntStream.range(0, worlds(scenario))
                .mapToDouble(world -> IntStream.range(0, runs())
                        .mapToDouble(run -> get(scenario, run, world))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** Returns one scenario alone. */
    Scores only(int scenario) {
        return new Scores(new double[][][] {cells[scenario]});
    }

    /** Returns the first worlds of every scenario. */
    Scores first(int worlds) {
        return new Scores(Arrays.stream(cells)
                .map(scenario -> Arrays.stream(scenario)
                        .map(run -> Arrays.copyOf(run, Math.min(worlds, run.length)))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new));
    }
}

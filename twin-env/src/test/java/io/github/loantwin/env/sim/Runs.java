package io.github.loantwin.env.sim;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ways in which tests of this package start and run a lender. */
final class Runs {
    /** Day 0 of tests that name their days: day 1 is the second of January. */
    private static final String DAY_0 = "2026-01-01";

    private Runs() {}

    /** Returns the default configuration with changes, given as the YAML text of a configuration file. */
    static TwinConfig config(String changes) {
        try {
            Path file = Files.createTempFile("loantwin-test", ".yaml");
            try {
                Files.writeString(file, "extends: default\n" + changes);
                TwinConfig config = TwinConfig.load(file);
                return changes.contains("startDate") ? config : config.with("episode.startDate", DAY_0);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the default lender of a size in the economy that stands still. */
    static TwinConfig still(int loans) {
        return config("episode: {initialLoans: " + loans + ", maxPortfolioSize: " + 10 * loans + "}\n"
                + "macro: macro/constant.yaml\n");
    }

    /** Returns a lender that stands at day 0 of the episode of a key. */
    static Simulator start(TwinConfig config, long key) {
        Simulator simulator = new Simulator(config.model());
        simulator.reset(key);
        return simulator;
    }

    /** Runs days under one action. */
    static void run(Simulator simulator, int days, double credit, double pricing, double rebalancing) {
        for (int d = 0; d < days; d++) {
            simulator.runDay(credit, pricing, rebalancing);
        }
    }

    /** Returns a uniform number in (-1, 1) of a test's own stream. */
    static double symmetric(Draws draws, int component, int day) {
        return 2 * draws.uniform(Stream.POLICY, component, day) - 1;
    }
}

package io.github.loantwin.agents.worlds;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import java.util.HashSet;
import java.util.List;

/**
 * The frozen worlds of a comparison.
 *
 * <p>A world is an economy (a scenario) with a seed: one starting book, one stream of applicants, one luck. Policies learn
 * on {@code training} seeds of the default economy, choose checkpoints on {@code validation} seeds and settings on {@code
 * tuning} seeds, and are judged on {@code test} seeds in every scenario.
 *
 * @param version raised whenever a seed or a scenario changes; results of different versions are not comparable
 * @param hash SHA-256 of all the rest and of the text of the economies' files; a file whose hash is wrong is refused
 * @param config preset or file of the twin in which the worlds are lived
 * @param training seeds that policies learn from
 * @param validation seeds on which a checkpoint is chosen
 * @param tuning seeds on which settings are chosen
 * @param test seeds on which policies are judged
 * @param scenarios economies; {@code var} is the default one, drawn from the seed, the others are named paths that no policy
 *     has learned from
 */
public record Worlds(
        int version,
        String hash,
        String config,
        SeedRange training,
        SeedRange validation,
        SeedRange tuning,
        SeedRange test,
        List<String> scenarios) {
    /** The default economy. */
    public static final String DEFAULT_ECONOMY = "var";

    /** The file that ships with the twin. */
    public static final String FILE = "configs/experiments/worlds.yaml";

    public Worlds {
        ArgCheck.positive("version", version);
        scenarios = List.copyOf(ArgCheck.notEmpty("scenarios", scenarios));
        ArgCheck.that(new HashSet<>(scenarios).size() == scenarios.size(), "scenarios must differ", scenarios);
        List<SeedRange> ranges = List.of(training, validation, tuning, test);
        for (int i = 0; i < ranges.size(); i++) {
            for (int j = 0; j < i; j++) {
                ArgCheck.that(
                        !ranges.get(i).overlaps(ranges.get(j)),
                        "training, validation, tuning and test seeds must be disjoint",
                        ranges.get(j) + " and " + ranges.get(i));
            }
        }
    }

    /** Returns the worlds that ship with the twin. */
    public static Worlds shipped() {
        return read(FILE);
    }

    /**
     * Reads a file of worlds and checks its hash.
     *
     * @throws IllegalArgumentException if seeds, scenarios or the files behind them are not those that were frozen
     */
    public static Worlds read(String file) {
        Worlds worlds = Settings.read(file, Worlds.class);
        String now = worlds.contentHash();
        if (!now.equals(worlds.hash)) {
            throw new IllegalArgumentException(
                    file + ": hash must be that of the worlds, " + now + ", got " + worlds.hash
                            + ".\nMaybe a seed, a scenario or the file of an economy was changed: raise version, take the new"
                            + " hash, and compare every policy anew.");
        }
        return worlds;
    }

    /** Returns the twin of a scenario. */
    public TwinConfig config(String scenario) {
        TwinConfig base = TwinConfig.load(config);
        return scenario.equals(DEFAULT_ECONOMY)
                ? base
                : base.withScenario(scenario).with("macro.beyondEnd", "hold");
    }

    /** Returns the hash of seeds and scenarios, by the text of their files, 64 hexadecimal digits. */
    public String contentHash() {
        return Fingerprint.of(this);
    }
}

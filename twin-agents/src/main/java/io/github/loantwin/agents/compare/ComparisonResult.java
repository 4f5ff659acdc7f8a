package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.worlds.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every episode of a comparison, and what follows from them. */
public final class ComparisonResult {
    private static final long BOOTSTRAP_SEED = 20_211_206; // opening day of the conference of the paper in Statistics

    private final Worlds worlds;
    private final List<String> scenarios;
    private final List<String> configHashes;
    private final int episodes;
    private final int replicates;
    private final List<Outcome> outcomes;
    private final List<Standing> standings;

    ComparisonResult(
            Worlds worlds,
            List<String> scenarios,
            List<String> configHashes,
            int episodes,
            int replicates,
            List<Outcome> outcomes) {
        this.worlds = worlds;
        this.scenarios = List.copyOf(scenarios);
        this.configHashes = List.copyOf(configHashes);
        this.episodes = episodes;
        this.replicates = replicates;
        this.outcomes = List.copyOf(outcomes);
        this.standings = standings();
    }

    private List<Standing> standings() {
        List<Standing> all = new ArrayList<>();
        outcomes.forEach(outcome -> all.add(Standing.of(this, outcome)));
        all.sort(Comparator.comparing(Standing::place)
                .thenComparing(
                        Comparator.<Standing>comparingDouble(s -> s.difference().value())
                                .reversed()));
        return List.copyOf(all);
    }

    /** Returns the version and the hash of the worlds, for people. */
    public String version() {
        return worlds.version() + ", hash " + worlds.hash().substring(0, 12);
    }

    Worlds worlds() {
        return worlds;
    }

    List<String> scenarios() {
        return scenarios;
    }

    List<String> configHashes() {
        return configHashes;
    }

    int episodes() {
        return episodes;
    }

    int replicates() {
        return replicates;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Returns contestants as they stand: the best first, then those that broke the capital limit, then yardsticks. */
    List<Standing> ranked() {
        return standings;
    }

    /** Returns the standing of a contestant. */
    Standing standing(String name) {
        return standings.stream()
                .filter(standing -> standing.outcome().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no policy '" + name + "' was compared."));
    }

    /** Returns how the program lived the first world under hold, 12 hexadecimal digits: arithmetic that has changed shows here. */
    String lived() {
        return Contestants.sha256(hold().cells().get(0).get(0).rows().get(0).line());
    }

    Outcome hold() {
        return outcomes.stream()
                .filter(outcome -> outcome.name().equals(Benchmark.HOLD))
                .findFirst()
                .orElseThrow();
    }

    /** Returns hold's figures on the worlds that another one met. */
    Scores hold(Outcome like, Field field) {
        return hold().scores(field).first(like.contestant().worldsOf(episodes));
    }

    Inference inference(Bootstrap.Source source) {
        return new Inference(new Bootstrap(replicates, BOOTSTRAP_SEED, source));
    }
}

package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.ParallelRuns;
import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * Lives every world under every contestant.
 *
 * <p>Work goes cell by cell, a cell being one policy run in one scenario; the episodes of a cell run on all threads. With a
 * folder, each finished cell is a file there, and a later comparison takes it up instead of living it again, unless worlds, twin
 * or policy have changed. Results do not depend on the number of threads.
 */
public final class Comparison {
    private static final int SHOWN = 12;

    private final Worlds worlds;
    private final List<String> scenarios;
    private final int episodes;
    private final int replicates;
    private final int threads;
    private final Optional<Path> folder;

    /**
     * Creates a comparison.
     *
     * @param scenarios of the worlds, some or all
     * @param episodes test seeds of every scenario
     * @param replicates of the bootstrap
     * @param folder of the cells, if they are to be kept
     */
    public Comparison(
            Worlds worlds, List<String> scenarios, int episodes, int replicates, int threads, Optional<Path> folder) {
        scenarios.forEach(scenario -> ArgCheck.that(
                worlds.scenarios().contains(scenario), "a scenario must be one of " + worlds.scenarios(), scenario));
        this.worlds = worlds;
        this.scenarios = List.copyOf(ArgCheck.notEmpty("scenarios", scenarios));
        this.episodes = ArgCheck.inClosed("episodes", episodes, 2, worlds.test().count());
        this.replicates = replicates;
        this.threads = threads;
        this.folder = folder;
    }

    /** Returns the number of episodes. */
    public long episodes(List<Contestant> contestants) {
        return contestants.stream()
                .mapToLong(c -> (long) c.runs().size() * scenarios.size() * c.worldsOf(episodes))
                .sum();
    }

    /** Runs the comparison; {@code done} is told how many episodes are done. */
    public ComparisonResult run(List<Contestant> contestants, LongConsumer done) {
        List<String> names = contestants.stream().map(Contestant::name).toList();
        ArgCheck.that(new HashSet<>(names).size() == names.size(), "policies must have different names", names);
        ArgCheck.that(names.contains(Benchmark.HOLD), "hold must take part, all differences are to it", names);
        List<TwinConfig> configs = scenarios.stream().map(worlds::config).toList();
        List<String> marks = configs.stream().map(this::mark).toList();
        List<Outcome> outcomes = new ArrayList<>();
        long before = 0;
        for (Contestant contestant : contestants) {
            List<List<CellResult>> cells = new ArrayList<>();
            for (int s = 0; s < scenarios.size(); s++) {
                List<CellResult> runs = new ArrayList<>();
                for (int run = 0; run < contestant.runs().size(); run++) {
                    long start = before;
                    runs.add(cell(contestant, run, s, configs.get(s), marks.get(s), n -> done.accept(start + n)));
                    before += contestant.worldsOf(episodes);
                }
                cells.add(List.copyOf(runs));
            }
            outcomes.add(new Outcome(contestant, List.copyOf(cells)));
        }
        List<String> hashes = configs.stream().map(TwinConfig::hash).toList();
        return new ComparisonResult(worlds, scenarios, hashes, episodes, replicates, outcomes);
    }

    /** Says how this program lives a world: the first one under the base policy. Arithmetic that has changed shows here. */
    private String mark(TwinConfig config) {
        EpisodeRow row =
                new EpisodePlayer(config).play(Policies.hold(), worlds.test().first());
        return Contestants.sha256(row.line());
    }

    private CellResult cell(
            Contestant contestant, int run, int scenario, TwinConfig config, String mark, LongConsumer done) {
        long[] seeds = worlds.test().take(contestant.worldsOf(episodes));
        Optional<ResultFile> file = folder.map(path -> file(path, contestant, run, scenario, config, mark));
        Optional<CellResult> known = file.flatMap(f -> f.read(seeds));
        if (known.isPresent()) {
            done.accept(seeds.length);
            return known.get();
        }
        CellResult result = live(contestant, run, config, seeds, done);
        file.ifPresent(f -> f.write(result));
        return result;
    }

    private ResultFile file(Path path, Contestant contestant, int run, int scenario, TwinConfig config, String mark) {
        String name = contestant.name().replaceAll("[:,=+]", "-");
        String key = "worlds " + worlds.hash().substring(0, SHOWN) + "; scenario " + scenarios.get(scenario) + "; twin "
                + config.hash().substring(0, SHOWN) + "; lived " + mark + "; policy "
                + contestant.runs().get(run).name() + "; content "
                + contestant.identities().get(run);
        String leaf = scenarios.get(scenario) + (contestant.runs().size() > 1 ? "-run" + (run + 1) : "") + ".csv";
        return new ResultFile(path.resolve(name).resolve(leaf), key);
    }

    /** A player and a policy of one thread. */
    private record Seat(EpisodePlayer player, Policy policy) {}

    private CellResult live(Contestant contestant, int run, TwinConfig config, long[] seeds, LongConsumer done) {
        Map<Thread, Seat> seats = new ConcurrentHashMap<>();
        try {
            List<EpisodeRow> rows = ParallelRuns.run(
                    Math.min(threads, seeds.length),
                    seeds.length,
                    job -> {
                        Seat seat = seats.computeIfAbsent(
                                Thread.currentThread(),
                                thread -> new Seat(
                                        new EpisodePlayer(config),
                                        contestant.runs().get(run).make()));
                        return seat.player().play(seat.policy(), seeds[job]);
                    },
                    done::accept);
            double micros = seats.values().stream()
                    .mapToDouble(seat -> seat.player().decisionMicros())
                    .average()
                    .orElse(0);
            return new CellResult(rows, micros);
        } finally {
            seats.values().forEach(seat -> close(seat.policy()));
        }
    }

    private static void close(Policy policy) {
        if (policy instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("a policy must close without an error", e);
            }
        }
    }
}

package io.github.loantwin.agents.tune;

import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.worlds.SeedRange;
import io.github.loantwin.agents.worlds.Worlds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Searches settings of a training run.
 *
 * <pre>
 * draw the trials' settings; trial 0 is the run as it is
 * for every rung:
 *     train every trial anew for the rung's steps, score it on tuning worlds
 *     the best 1 / keep of them go on                         (Jamieson and Talwalkar 2016)
 * </pre>
 *
 * <p>Trials learn from tuning seeds and are scored on other tuning seeds, the same for all: training, validation and test
 * seeds are never touched. Random search is the same with one rung. A finished trial is a file: a search that was stopped or
 * killed goes on where it was, and ends alike.
 */
public final class Tuner {
    private final TuneConfig config;
    private final IntFunction<Map<String, Object>> draw;
    private final Objective objective;
    private final TrialFiles files;
    private final TuneWatcher watcher;
    private long done;

    /** Who follows a search. */
    public interface TuneWatcher {
        /** Learns how many decisions of the whole search are done. */
        void progress(long steps);

        /** Learns of a trial that is finished, or was before. */
        void finished(Trial trial, Trial best);
    }

    /**
     * Lays out a search.
     *
     * @param draw gives the choice of a trial
     * @param hash stands for everything that decides a trial
     */
    Tuner(
            TuneConfig config,
            IntFunction<Map<String, Object>> draw,
            Objective objective,
            String hash,
            Path folder,
            TuneWatcher watcher) {
        this.config = config;
        this.draw = draw;
        this.objective = objective;
        this.watcher = watcher;
        files = new TrialFiles(folder.resolve("trials"), hash);
    }

    /**
     * Lays out a search for settings of training.
     *
     * @param folder that keeps the trials; one that was begun goes on
     * @param threads that may be used; results do not depend on it
     * @param stopped is asked after every iteration of a training
     * @throws IllegalArgumentException for settings that the run has not
     */
    public static Tuner of(TuneConfig config, Path folder, int threads, TuneWatcher watcher, BooleanSupplier stopped) {
        RunPlan plan = plan(config);
        SearchSpace space = new SearchSpace(plan, config.space());
        Objective objective = new TrainingObjective(space, plan, config.evaluationSeeds(), threads, stopped);
        return new Tuner(
                config, trial -> space.draw(config.seed(), trial), objective, hash(config, plan), folder, watcher);
    }

    private static RunPlan plan(TuneConfig config) {
        RunPlan run = RunPlan.read(config.run());
        return run.with(run.train().withSeed(config.seed())).withWorlds(tuningWorlds(run.worlds()));
    }

    /** Worlds to learn from and to score on, both within the tuning seeds: the last nine tenths, and of the rest a half. */
    private static Worlds tuningWorlds(Worlds worlds) {
        SeedRange all = worlds.tuning();
        int part = all.count() / 20;
        return new Worlds(
                worlds.version(),
                worlds.hash(),
                worlds.config(),
                new SeedRange(all.first() + 2L * part, all.count() - 2 * part),
                new SeedRange(all.first(), part),
                new SeedRange(all.first() + part, part),
                worlds.test(),
                worlds.scenarios());
    }

    private static String hash(TuneConfig config, RunPlan plan) {
        String text = Settings.toYaml(config) + plan.hash();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * What a search found.
     *
     * @param trials of the last rung that was reached, best first
     * @param all trials of all rungs, in order
     * @param interrupted whether it was stopped before its end
     */
    public record Outcome(List<Trial> trials, List<Trial> all, boolean interrupted) {
        public Outcome {
            trials = List.copyOf(trials);
            all = List.copyOf(all);
        }

        /** Returns the winner. */
        public Trial best() {
            return trials.get(0);
        }
    }

    /** Searches to the end, or until it is to stop. */
    public Outcome run() throws IOException {
        List<Trial> all = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < config.trials(); i++) {
            numbers.add(i);
        }
        List<Trial> ranked = new ArrayList<>();
        for (int rung = 0; rung < config.steps().size(); rung++) {
            ranked = new ArrayList<>();
            for (int number : numbers) {
                Optional<Trial> trial = trial(rung, number);
                if (trial.isEmpty()) {
                    return new Outcome(sorted(ranked), all, true);
                }
                ranked.add(trial.get());
                all.add(trial.get());
                watcher.finished(trial.get(), sorted(ranked).get(0));
            }
            ranked = sorted(ranked);
            int next = config.trialsOf(rung + 1);
            numbers = ranked.stream().limit(next).map(Trial::number).sorted().toList();
        }
        return new Outcome(ranked, all, false);
    }

    /** Best first; of equals the earlier one. */
    private static List<Trial> sorted(List<Trial> trials) {
        return trials.stream()
                .sorted(Comparator.comparingDouble(Trial::gain).reversed().thenComparingInt(Trial::number))
                .toList();
    }

    private Optional<Trial> trial(int rung, int number) throws IOException {
        Optional<Trial> kept = files.read(rung, number);
        Optional<Trial> trial = kept.isPresent() ? kept : tried(rung, number);
        if (trial.isPresent() && kept.isEmpty()) {
            files.write(trial.get());
        }
        if (trial.isPresent()) {
            done += config.steps().get(rung);
            watcher.progress(done);
        }
        return trial;
    }

    private Optional<Trial> tried(int rung, int number) {
        Map<String, Object> choice = draw.apply(number);
        long steps = config.steps().get(rung);
        long start = System.nanoTime();
        return objective
                .score(choice, steps, spent -> watcher.progress(done + spent))
                .map(score -> new Trial(
                        rung,
                        number,
                        steps,
                        choice,
                        score.gain(),
                        score.standardError(),
                        seconds(start),
                        score.remark()));
    }

    private static double seconds(long start) {
        return Math.rint((System.nanoTime() - start) / 1e8) / 10;
    }

    /** Returns the run of a search with a trial's settings, at the run's own length and seed, on its own worlds. */
    public static RunPlan chosen(TuneConfig config, Trial trial) {
        return new SearchSpace(RunPlan.read(config.run()), config.space()).with(trial.choice());
    }
}

package io.github.loantwin.server.cli;

import io.github.loantwin.agents.net.BlasCore;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.train.TrainConfig;
import io.github.loantwin.agents.train.TrainProgress;
import io.github.loantwin.agents.train.TrainResult;
import io.github.loantwin.agents.train.TrainWatcher;
import io.github.loantwin.agents.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains an agent. */
@Command(
        name = "train",
        header = "Train an agent that runs the lender.",
        description = {
            "Trains the algorithm of a file such as configs/experiments/ppo-default.yaml on training seeds and scores it on"
                    + " validation seeds against the base policy in the same worlds. A folder runs/NAME keeps the resolved"
                    + " plan, metrics (CSV, JSON lines, TensorBoard), checkpoints, and the best and the last policy; the run"
                    + " then is a policy: 'twin simulate --policy runs/NAME'.",
            "",
            "Ctrl-C saves and stops. --resume goes on, also after a kill or a power cut, and ends with the same weights as a"
                    + " run that was never stopped (not DQN and DDQN: RL4J keeps its memory to itself, so they begin"
                    + " anew). Equal files and seeds give equal weights on processors for which OpenBLAS"
                    + " chooses the same kernels (the manifest names them).",
        },
        footer = {
            "  twin train configs/experiments/ppo-default.yaml",
            "  twin train configs/experiments/ppo-default.yaml --seed 2 --steps 100000 --name short",
            "  twin train --resume runs/ppo-seed1",
            "  tensorboard --logdir runs",
        })
final class TrainCommand extends TwinCommand {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to train.")
    private String file;

    @Option(names = "--seed", paramLabel = "SEED", description = "Seed of the run (default: the file's).")
    private Long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Decisions over all copies (default: the file's); schedules stretch with it.")
    private Long steps;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with this run.")
    private Path resume;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the folder under runs/ (default: from algorithm and seed).")
    private String name;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        if ((file == null) == (resume == null)) {
            throw Problem.badInput(
                    "Training needs a file or --resume, got " + (file == null ? "neither" : "both") + ".",
                    "write twin train configs/experiments/ppo-default.yaml.");
        }
        if (resume != null && (seed != null || steps != null || name != null)) {
            throw Problem.badInput(
                    "--resume goes on with the run as it was begun, got --seed, --steps or --name beside it.",
                    "start a new run without --resume.");
        }
        try (Interrupts interrupts = Interrupts.caught()) {
            return resume == null ? begin(interrupts) : goOn(interrupts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Integer begin(Interrupts interrupts) throws IOException {
        RunPlan plan = plan();
        String suggestion = plan.train().algorithm() + "-seed" + plan.train().seed();
        Path runs = RunFolder.home();
        RunFolder folder = name == null ? RunFolder.suggested(runs, suggestion) : RunFolder.named(runs, name);
        note("Training in " + folder.path() + "; tensorboard --logdir " + runs + " shows it live.");
        writeManifest(folder, plan, Map.of("state", "running"));
        try (View view = new View(plan.train().totalSteps());
                Trainer trainer = Trainer.begin(plan, folder.path(), threads.count(), view)) {
            return conclude(trainer.run(interrupts::requested), folder, plan);
        }
    }

    private RunPlan plan() {
        RunPlan plan = RunPlan.read(file);
        TrainConfig train = plan.train();
        train = seed == null ? train : train.withSeed(seed);
        train = steps == null ? train : train.withSteps(steps);
        return plan.with(train);
    }

    private Integer goOn(Interrupts interrupts) throws IOException {
        RunPlan plan = RunPlan.ofRun(resume);
        try (View view = new View(plan.train().totalSteps());
                Trainer trainer = Trainer.resume(resume, threads.count(), view)) {
            return conclude(trainer.run(interrupts::requested), RunFolder.resumed(resume), plan);
        }
    }

    private Integer conclude(TrainResult result, RunFolder folder, RunPlan plan) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("state", result.interrupted() ? "interrupted" : "finished");
        outcome.put("steps", result.steps());
        if (Double.isFinite(result.bestGain())) {
            outcome.put("bestGainOverHold", result.bestGain());
            outcome.put("bestStep", result.bestStep());
        }
        writeManifest(folder, plan, outcome);
        if (result.interrupted()) {
            String how = plan.learnerConfig().resumable()
                    ? "saved. Go on with: twin train --resume " + folder.path()
                    : "cannot go on: RL4J keeps its memory to itself. Begin anew with the same seed";
            note(String.format(Locale.ROOT, "Stopped at step %,d and %s.", result.steps(), how));
            return ExitCode.INTERRUPTED;
        }
        note(String.format(
                Locale.ROOT,
                "Best validation score %+.2f over hold per episode, at step %,d (%d worlds; those it was chosen on, so"
                        + " compare it on others).",
                result.bestGain(),
                result.bestStep(),
                plan.train().evaluationSeeds()));
        note("Try it: twin simulate --config " + plan.train().twin() + " --policy " + folder.path());
        return ExitCode.OK;
    }

    private void writeManifest(RunFolder folder, RunPlan plan, Map<String, Object> outcome) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("format", 1);
        facts.put("command", arguments());
        facts.put("algorithm", plan.train().algorithm());
        facts.put("seed", plan.train().seed());
        facts.put("planHash", plan.hash());
        facts.put("configHash", plan.twin().hash());
        facts.put("worldsHash", plan.worlds().hash());
        facts.putAll(outcome);
        facts.put("version", Versions.release());
        facts.put("commit", Versions.commit().orElse("unknown"));
        facts.put("java", Versions.java());
        facts.put("openblasCore", BlasCore.name());
        folder.writeManifest(facts);
    }

    /** Shows a run: a bar with rate and time left, the validation scores as a line of bars. */
    private final class View implements TrainWatcher, AutoCloseable {
        private final Progress progress;
        private int told;

        View(long total) {
            progress = Progress.of("Training", "steps", total, terminal(), System.err, global().quiet());
        }

        @Override
        public void progress(TrainProgress at) {
            progress.at(at.steps());
            List<Double> gains = at.gains();
            if (gains.size() > told) {
                told = gains.size();
                progress.say(message(at));
            }
        }

        private String message(TrainProgress at) {
            Sparkline line = new Sparkline(20);
            at.gains().forEach(line::add);
            double current = at.gains().get(at.gains().size() - 1);
            return String.format(Locale.ROOT, "gain %+.2f, best %+.2f %s", current, at.bestGain(), line.bars());
        }

        @Override
        public Map<String, String> tags() {
            return Map.of(
                    "commit",
                    Versions.commit().orElse("unknown"),
                    "version",
                    Versions.release(),
                    "command",
                    "twin " + String.join(" ", arguments()));
        }

        @Override
        public void note(String text) {
            TrainCommand.this.note(text);
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}

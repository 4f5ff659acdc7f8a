package io.github.loantwin.agents.seeds;

import io.github.loantwin.agents.net.BlasCore;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.train.TrainProgress;
import io.github.loantwin.agents.train.TrainResult;
import io.github.loantwin.agents.train.TrainWatcher;
import io.github.loantwin.agents.train.Trainer;
import io.github.loantwin.env.ParallelRuns;
import io.github.loantwin.env.check.ArgCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Trains several algorithms under several seeds, a thread for each run.
 *
 * <p>Runs lie in {@code FOLDER/ALGORITHM-seedN}. A finished one is taken as it is, one that was stopped or killed goes on at its
 * last checkpoint (RL4J's begin anew: they cannot be resumed). Weights depend neither on the threads nor on what runs beside.
 */
public final class SeedTrainer {
    private final Path folder;
    private final int threads;
    private final String commit;
    private final BooleanSupplier stopped;
    private String blasCore = "";

    /**
     * Creates a trainer.
     *
     * @param folder of the runs
     * @param threads runs at a time
     * @param commit of the program, for the records
     * @param stopped is asked after every iteration; then the runs are saved
     */
    public SeedTrainer(Path folder, int threads, String commit, BooleanSupplier stopped) {
        this.folder = folder;
        this.threads = threads;
        this.commit = commit;
        this.stopped = stopped;
    }

    /** Someone who follows the runs; called from several threads, one at a time. */
    public interface Watcher {
        /** Learns how far all runs are: 1 is a whole run. */
        void progress(double runs);

        /** Hears of a run: its validation scores, or what a user should know. */
        void note(String run, String text);
    }

    private record Job(String name, long seed, RunPlan plan, Path folder) {}

    /**
     * Trains what is not yet trained.
     *
     * @param plans by name, in order
     * @return the folders of the runs by name; empty if it was stopped
     */
    public Map<String, List<String>> train(Map<String, TrainingPlan> plans, Watcher watcher) {
        List<Job> jobs = jobs(plans);
        jobs.forEach(SeedTrainer::requireSamePlan);
        Tally tally = new Tally(jobs.size(), watcher);
        List<Boolean> finished =
                ParallelRuns.run(threads, jobs.size(), job -> finished(jobs.get(job), job, tally), done -> {});
        if (finished.contains(false)) {
            return Map.of();
        }
        Map<String, List<String>> folders = new LinkedHashMap<>();
        plans.keySet().forEach(name -> folders.put(name, new ArrayList<>()));
        jobs.forEach(job -> folders.get(job.name()).add(job.folder().toString()));
        return folders;
    }

    /** Returns how many runs there are. */
    public static int runs(Map<String, TrainingPlan> plans) {
        return plans.values().stream().mapToInt(TrainingPlan::seeds).sum();
    }

    /** The first seed of every algorithm, then the second, ...: whoever stops early has some of each. */
    private List<Job> jobs(Map<String, TrainingPlan> plans) {
        List<Job> jobs = new ArrayList<>();
        int most = plans.values().stream().mapToInt(TrainingPlan::seeds).max().orElse(0);
        for (int number = 1; number <= most; number++) {
            long seed = number;
            plans.forEach((name, plan) -> {
                if (seed <= plan.seeds()) {
                    jobs.add(new Job(name, seed, plan.run(seed), folder.resolve(name + "-seed" + seed)));
                }
            });
        }
        return jobs;
    }

    /** A folder of another plan is neither taken nor overwritten. */
    private static void requireSamePlan(Job job) {
        if (Files.exists(job.folder().resolve("train.yaml"))) {
            String there = RunPlan.ofRun(job.folder()).hash();
            ArgCheck.that(
                    there.equals(job.plan().hash()),
                    job.folder() + " must hold a run of the same plan, "
                            + job.plan().hash().substring(0, 12),
                    there.substring(0, 12)
                            + ".\nMaybe settings were changed since: remove the folder, or choose another --out");
        }
    }

    private boolean finished(Job job, int number, Tally tally) {
        if (TrainedSeed.read(job.folder()).isPresent()) {
            tally.progress(number, 1);
            return true;
        }
        if (stopped.getAsBoolean()) {
            return false;
        }
        try {
            return trained(job, number, tally);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean trained(Job job, int number, Tally tally) throws IOException {
        View view = new View(job, number, tally);
        long clock = System.nanoTime();
        long processor = cpuNanos();
        try (Trainer trainer = trainer(job, view)) {
            TrainResult result = trainer.run(stopped);
            ArgCheck.that(
                    result.interrupted() || !result.gains().isEmpty(),
                    "steps of a training must suffice for one iteration and its validation",
                    job.plan().train().totalSteps());
            if (!result.interrupted()) {
                double seconds = result.steps() / view.stepsPerSecond;
                double busy = (cpuNanos() - processor) / (double) (System.nanoTime() - clock);
                record(job, result, seconds, busy * seconds);
            }
            return !result.interrupted();
        }
    }

    private static Trainer trainer(Job job, TrainWatcher view) throws IOException {
        boolean resumable = !job.plan().train().algorithm().endsWith("dqn");
        return resumable && Files.isDirectory(job.folder().resolve("checkpoints"))
                ? Trainer.resume(job.folder(), 1, view)
                : Trainer.begin(job.plan(), job.folder(), 1, view);
    }

    private void record(Job job, TrainResult result, double seconds, double cpuSeconds) {
        RunPlan plan = job.plan();
        new TrainedSeed(
                        plan.train().algorithm(),
                        job.seed(),
                        plan.hash(),
                        plan.twin().hash(),
                        plan.worlds().hash(),
                        commit,
                        blasCore(),
                        result.steps(),
                        seconds,
                        cpuSeconds,
                        result.bestGain(),
                        result.bestStep(),
                        LearningCurve.ofRun(job.folder()).orElseThrow())
                .write(job.folder());
    }

    /** Asking takes a second: once is enough. */
    private synchronized String blasCore() {
        blasCore = blasCore.isEmpty() ? BlasCore.name() : blasCore;
        return blasCore;
    }

    /** All of a run happens in its thread. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** How far every run is. */
    private static final class Tally {
        private final double[] done;
        private final Watcher watcher;

        Tally(int runs, Watcher watcher) {
            done = new double[runs];
            this.watcher = watcher;
        }

        synchronized void progress(int run, double share) {
            done[run] = share;
            double sum = 0;
            for (double part : done) {
                sum += part;
            }
            watcher.progress(sum);
        }

        synchronized void note(String run, String text) {
            watcher.note(run, text);
        }
    }

    /** Follows one run. */
    private static final class View implements TrainWatcher {
        private final Job job;
        private final int number;
        private final Tally tally;
        private double stepsPerSecond;
        private int told;

        View(Job job, int number, Tally tally) {
            this.job = job;
            this.number = number;
            this.tally = tally;
        }

        @Override
        public void progress(TrainProgress at) {
            stepsPerSecond = at.stepsPerSecond();
            tally.progress(number, Math.min(1, at.steps() / (double) at.totalSteps()));
            if (at.gains().size() > told) {
                told = at.gains().size();
                String gain =
                        String.format(Locale.ROOT, "gain %+.2f", at.gains().get(told - 1));
                tally.note(job.name() + " seed " + job.seed(), gain);
            }
        }

        @Override
        public void note(String text) {
            tally.note(job.name() + " seed " + job.seed(), text);
        }
    }
}

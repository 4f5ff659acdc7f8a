package io.github.loantwin.agents.train;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.policy.TrainedPolicy;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Carries out a training run in its folder: learns, validates, logs, saves.
 *
 * <p>What happens when depends on the step alone, never on a clock: a run that was killed and resumed ends with the weights,
 * the best policy and the metrics of one that was not (the speed columns and the event file's times differ).
 */
public final class Trainer implements AutoCloseable {
    private final RunPlan plan;
    private final RunDirectory directory;
    private final Learner learner;
    private final Validation validation;
    private final Checkpoints checkpoints;
    private final TrainWatcher watcher;
    private final Optional<MlflowLog> mlflow;
    private MetricFiles metrics;
    private final List<Double> gains = new ArrayList<>();
    private long nextEvaluation;
    private long updates;
    private double bestGain = Double.NEGATIVE_INFINITY;
    private long bestStep;
    private long startSteps;
    private long startNanos;

    private Trainer(RunPlan plan, RunDirectory directory, int threads, TrainWatcher watcher) {
        this.plan = plan;
        this.directory = directory;
        this.watcher = watcher;
        learner = plan.learner(threads);
        TrainConfig train = plan.train();
        validation = new Validation(plan.twin(), plan.worlds().validation().take(train.evaluationSeeds()), threads);
        checkpoints = new Checkpoints(directory.checkpoints(), plan.hash());
        mlflow = MlflowLog.of(System.getenv(), directory.folder(), plan, watcher.tags(), watcher::note);
    }

    /**
     * Begins a run.
     *
     * @param plan what to train
     * @param folder new or empty
     * @param threads that may be used; results do not depend on it
     * @param watcher is told how far it is
     */
    public static Trainer begin(RunPlan plan, Path folder, int threads, TrainWatcher watcher) throws IOException {
        RunDirectory directory = RunDirectory.create(folder, plan);
        Trainer trainer = new Trainer(plan, directory, threads, watcher);
        trainer.metrics = MetricFiles.begin(folder);
        trainer.learner.begin();
        trainer.nextEvaluation = plan.train().evaluateEverySteps();
        trainer.startClock();
        return trainer;
    }

    /**
     * Goes on with a run where its newest whole checkpoint stands, or from the beginning if there is none.
     *
     * @throws IllegalArgumentException if the folder is no run, its files were edited, or its algorithm cannot be resumed
     */
    public static Trainer resume(Path folder, int threads, TrainWatcher watcher) throws IOException {
        RunDirectory directory = RunDirectory.open(folder);
        requireResumable(directory.plan(), folder);
        Trainer trainer = new Trainer(directory.plan(), directory, threads, watcher);
        Optional<DataInputStream> saved = trainer.checkpoints.open(watcher::note);
        if (saved.isPresent()) {
            trainer.restore(saved.get());
            watcher.note("Going on at step " + trainer.learner.steps() + ".");
        } else {
            watcher.note("No checkpoint is whole: beginning anew.");
            trainer.metrics = MetricFiles.begin(folder);
            trainer.learner.begin();
            trainer.nextEvaluation = trainer.plan.train().evaluateEverySteps();
        }
        trainer.startClock();
        return trainer;
    }

    private static void requireResumable(RunPlan plan, Path folder) {
        if (!plan.learnerConfig().resumable()) {
            throw new IllegalArgumentException(
                    "a run of " + plan.train().algorithm() + " cannot be resumed, because RL4J keeps its"
                            + " replay memory and its random numbers to itself, got " + folder
                            + ".\nMaybe begin it anew with the same seed: it gives the same weights. Its best policy so far can be used.");
        }
    }

    private void startClock() {
        startSteps = learner.steps();
        startNanos = System.nanoTime();
    }

    /**
     * Trains until the end, or until it is to stop; either way the state is saved.
     *
     * @param stopped is asked after every iteration
     * @return what came of it
     */
    public TrainResult run(BooleanSupplier stopped) throws IOException {
        long total = plan.train().totalSteps();
        boolean interrupted = false;
        while (learner.steps() < total && !interrupted) {
            Learner.LearningStep step = learner.iterate();
            requireSound(step.metrics());
            updates += step.updates();
            Map<String, Double> row = new LinkedHashMap<>(step.metrics());
            boolean last = learner.steps() >= total;
            boolean evaluates = learner.steps() >= nextEvaluation || last;
            addValidation(row, evaluates);
            row.put("time/steps_per_second", stepsPerSecond());
            metrics.write(learner.steps(), row);
            mlflow.ifPresent(log -> log.write(learner.steps(), row));
            interrupted = !last && stopped.getAsBoolean();
            if (evaluates || interrupted) {
                save();
            }
            watcher.progress(progress());
        }
        directory.writeNetworks(learner);
        String status = interrupted ? "KILLED" : "FINISHED";
        mlflow.ifPresent(log -> log.end(status));
        return new TrainResult(learner.steps(), bestGain, bestStep, List.copyOf(gains), interrupted);
    }

    private void addValidation(Map<String, Double> row, boolean evaluates) throws IOException {
        row.put("validation/gain_over_hold", Double.NaN);
        row.put("validation/standard_error", Double.NaN);
        row.put("validation/return", Double.NaN);
        row.put("validation/failures", Double.NaN);
        if (!evaluates) {
            return;
        }
        nextEvaluation += plan.train().evaluateEverySteps();
        TrainedPolicy policy = plan.policy(learner);
        Validation.Score score = validation.score(policy);
        row.put("validation/gain_over_hold", score.gain());
        row.put("validation/standard_error", score.standardError());
        row.put("validation/return", score.meanReturn());
        row.put("validation/failures", (double) score.failures());
        gains.add(score.gain());
        directory.writeLast(policy);
        if (score.gain() > bestGain) {
            bestGain = score.gain();
            bestStep = learner.steps();
            directory.writeBest(policy);
        }
    }

    /** Stops a run whose numbers have left the finite ones. */
    private void requireSound(Map<String, Double> row) {
        String broken = learner.firstBroken();
        for (Map.Entry<String, Double> metric : row.entrySet()) {
            boolean isLoss = metric.getKey().endsWith("loss");
            if (broken.isEmpty() && isLoss && !(Math.abs(metric.getValue()) <= Double.MAX_VALUE)) {
                broken = metric.getKey() + " is " + metric.getValue();
            }
        }
        if (!broken.isEmpty()) {
            throw new DivergenceException("training diverged at step " + learner.steps() + ": " + broken
                    + ". The last good checkpoint, if one was due before, is in " + directory.checkpoints()
                    + ".\nMaybe a smaller learningRate or maxGradientNorm helps, or larger batches.");
        }
    }

    private double stepsPerSecond() {
        return (learner.steps() - startSteps) / ((System.nanoTime() - startNanos) / 1e9);
    }

    private TrainProgress progress() {
        return new TrainProgress(
                learner.steps(), plan.train().totalSteps(), stepsPerSecond(), List.copyOf(gains), bestGain, bestStep);
    }

    private void save() throws IOException {
        if (plan.learnerConfig().resumable()) {
            checkpoints.save(learner.steps(), this::write);
        }
    }

    private void write(DataOutput out) throws IOException {
        metrics.save(out);
        out.writeLong(nextEvaluation);
        out.writeLong(updates);
        out.writeDouble(bestGain);
        out.writeLong(bestStep);
        out.writeInt(gains.size());
        for (double gain : gains) {
            out.writeDouble(gain);
        }
        learner.save(out);
    }

    private void restore(DataInputStream in) throws IOException {
        metrics = MetricFiles.resume(directory.folder(), in);
        nextEvaluation = in.readLong();
        updates = in.readLong();
        bestGain = in.readDouble();
        bestStep = in.readLong();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            gains.add(in.readDouble());
        }
        learner.restore(in);
    }

    /** Returns the folder of the run. */
    public Path folder() {
        return directory.folder();
    }

    @Override
    public void close() throws IOException {
        mlflow.ifPresent(MlflowLog::close);
        learner.close();
        metrics.close();
    }
}

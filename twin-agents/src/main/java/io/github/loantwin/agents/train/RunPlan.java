package io.github.loantwin.agents.train;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.LearnerConfig;
import io.github.loantwin.agents.learn.TwinTask;
import io.github.loantwin.agents.policy.PolicyDescription;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.config.TwinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Everything that decides a training run, resolved: nothing outside it changes the result.
 *
 * @param train the run
 * @param settings text of the algorithm's settings
 * @param twin the environment
 * @param worlds seeds to learn from and to validate on
 */
public record RunPlan(TrainConfig train, String settings, TwinConfig twin, Worlds worlds) {
    /** Reads a run's file and the files that it names. */
    public static RunPlan read(String file) {
        return of(Settings.read(file, TrainConfig.class));
    }

    /** Reads the files that a run names. */
    public static RunPlan of(TrainConfig train) {
        RunPlan plan = new RunPlan(
                train, Settings.text(train.settings()), TwinConfig.load(train.twin()), Worlds.read(train.worlds()));
        plan.learnerConfig();
        return plan;
    }

    /**
     * Reads the plan that a run's folder keeps.
     *
     * @throws IllegalArgumentException if the folder is no run
     */
    public static RunPlan ofRun(Path folder) {
        try {
            return RunDirectory.open(folder).plan();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the same plan for another run. */
    public RunPlan with(TrainConfig newTrain) {
        return new RunPlan(newTrain, settings, twin, worlds);
    }

    /** Returns the same plan with other settings of the algorithm, as YAML. */
    public RunPlan withSettings(String yaml) {
        RunPlan plan = new RunPlan(train, yaml, twin, worlds);
        plan.learnerConfig();
        return plan;
    }

    /** Returns the same plan with other worlds to learn from and to validate on. */
    public RunPlan withWorlds(Worlds others) {
        return new RunPlan(train, settings, twin, others);
    }

    /** Returns the same plan with another twin. */
    public RunPlan withTwin(TwinConfig other) {
        return new RunPlan(train, settings, other, worlds);
    }

    /** Reads the settings of the algorithm. */
    public LearnerConfig learnerConfig() {
        return Algorithms.settings(train.algorithm(), settings, train.settings());
    }

    /** Returns 64 hexadecimal digits that stand for the whole plan. */
    public String hash() {
        String text = Settings.toYaml(train) + "\n" + Settings.toYaml(learnerConfig()) + "\n" + twin.hash() + "\n"
                + worlds.hash();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the twin with the agent's decision period. */
    private TwinConfig agentsTwin() {
        int own = train.decisionDays();
        int environments = twin.episode().decisionDays();
        if (own % environments != 0) {
            throw new IllegalArgumentException("decisionDays of a run must be a multiple of the twin's, " + environments
                    + ", got " + own + ".\nMaybe " + environments * Math.max(1, own / environments) + " is meant.");
        }
        return twin.with("episode.decisionDays", own);
    }

    /** Creates the learner and its task. */
    public Learner learner(int threads) {
        LearnerConfig config = learnerConfig();
        TwinTask task = new TwinTask(
                agentsTwin(),
                config.copies(),
                threads,
                train.memoryHalfLifeDays(),
                train.deadband(),
                train.reference(),
                train.copiesPerWorld(),
                worlds.training());
        return config.learner(task, train.totalSteps(), train.seed(), threads);
    }

    /** Returns what a learner would do now, as a policy. */
    public TrainedPolicy policy(Learner learner) {
        var actor = learner.actor();
        PolicyDescription description = new PolicyDescription(
                PolicyDescription.FORMAT,
                train.algorithm(),
                PolicyDescription.ENVIRONMENT,
                twin.hash(),
                train.decisionDays(),
                PolicyDescription.observationSpace(),
                PolicyDescription.actionSpace(),
                actor.sizes(),
                actor.activations(),
                learner.head(),
                learner.actionShare(),
                train.memoryHalfLifeDays(),
                train.deadband(),
                learner.normaliser());
        return new TrainedPolicy(description, actor);
    }
}

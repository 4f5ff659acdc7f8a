package io.github.loantwin.agents.tune;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.train.Validation;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Trains anew with a choice and scores the last policy on tuning worlds, the same ones for all. */
final class TrainingObjective implements Objective {
    private final SearchSpace space;
    private final RunPlan plan;
    private final long[] seeds;
    private final int threads;
    private final BooleanSupplier stopped;
    private Validation validation;

    TrainingObjective(SearchSpace space, RunPlan plan, int evaluationSeeds, int threads, BooleanSupplier stopped) {
        this.space = space;
        this.plan = plan;
        this.threads = threads;
        this.stopped = stopped;
        seeds = plan.worlds().validation().take(evaluationSeeds);
    }

    @Override
    public Optional<Score> score(Map<String, Object> choice, long steps, LongConsumer progress) {
        RunPlan trial;
        try {
            trial = space.with(choice);
            trial = trial.with(trial.train().withSteps(steps));
        } catch (IllegalArgumentException e) {
            return Optional.of(Score.failed(e.getMessage()));
        }
        try (Learner learner = trial.learner(threads)) {
            learner.begin();
            while (learner.steps() < steps) {
                learner.iterate();
                String broken = learner.firstBroken();
                if (!broken.isEmpty()) {
                    return Optional.of(Score.failed("diverged: " + broken));
                }
                if (stopped.getAsBoolean()) {
                    return Optional.empty();
                }
                progress.accept(Math.min(steps, learner.steps()));
            }
            Validation.Score score = validation().score(trial.policy(learner));
            return Optional.of(new Score(score.gain(), score.standardError(), ""));
        }
    }

    /** The base policy is scored once, when it is first needed: a search that is finished needs it no more. */
    private Validation validation() {
        if (validation == null) {
            validation = new Validation(plan.twin(), seeds, threads);
        }
        return validation;
    }
}

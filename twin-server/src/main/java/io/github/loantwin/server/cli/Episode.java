package io.github.loantwin.server.cli;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.EpisodeRecording;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.report.EpisodeRecorder;
import java.util.function.BooleanSupplier;

/** Runs one episode under a policy: every step is recorded, shown and written down as it happens. */
final class Episode {
    private final LoanEnv env;
    private final Policy policy;

    /** Creates the episode that an environment has been reset to. */
    Episode(LoanEnv env, Policy policy) {
        this.env = env;
        this.policy = policy;
    }

    /** Someone who watches an episode. */
    @FunctionalInterface
    interface Watcher {
        /** Sees a step; {@code last} when the episode ends with it. */
        void see(StepInfo info, double reward, boolean last);
    }

    /**
     * How an episode ended.
     *
     * @param days days simulated
     * @param episodeReturn sum of the rewards
     * @param terminated whether the lender failed
     * @param truncated whether the horizon was reached
     */
    record Ending(int days, double episodeReturn, boolean terminated, boolean truncated) {
        /** Returns whether someone stopped the episode before its end. */
        boolean interrupted() {
            return !terminated && !truncated;
        }
    }

    /** Runs the episode until its end, or until it is stopped. */
    Ending run(EpisodeRecording recording, Watcher watcher, BooleanSupplier stopped) {
        policy.reset(env.seed());
        policy.inform(env.info());
        float[] observation = env.observation();
        float[] action = new float[ActionLayout.SIZE];
        Ending ending = new Ending(0, 0, false, false);
        while (ending.interrupted() && !stopped.getAsBoolean()) {
            policy.act(observation, action);
            StepResult step = env.step(action);
            policy.inform(step.info());
            recording.step(action, step);
            int day = (int) step.info().get(InfoField.DAY);
            ending = new Ending(day, ending.episodeReturn() + step.reward(), step.terminated(), step.truncated());
            watcher.see(step.info(), step.reward(), !ending.interrupted());
            observation = step.observation();
        }
        return ending;
    }

    /** Returns the days so far. */
    EpisodeRecorder recorder() {
        return env.history();
    }
}

package io.github.loantwin.agents.train;

import io.github.loantwin.agents.learn.Reference;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.config.TwinConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs that take a second or two. */
final class SmallRuns {
    private static final String PPO =
            """
            hidden: [8]
            activation: tanh
            copies: 4
            rolloutSteps: 8
            epochs: 2
            minibatch: 16
            learningRate: {start: 0.003, end: 0.0}
            discount: 0.97
            gaeLambda: 0.95
            clip: 0.2
            entropyCoefficient: 0.0
            maxGradientNorm: 0.5
            targetKl: 0.0
            initialStd: 0.2
            smallestStd: 0.05
            noiseSteps: 4
            adamEpsilon: 1.0e-5
            """;

    private static final Worlds WORLDS = Worlds.shipped();

    private static final TwinConfig TWIN = TwinConfig.load("weekly")
            .with(Map.of("episode.initialLoans", 60, "episode.maxPortfolioSize", 200, "episode.simulationDays", 60));

    private SmallRuns() {}

    /** Sixty loans, sixty days, decisions once a week: an episode has nine decisions, and iterations end inside it. */
    static TwinConfig twin() {
        return TWIN;
    }

    static RunPlan ppo(long seed, long steps) {
        TrainConfig train = new TrainConfig(
                "ppo", "agents/ppo.yaml", "weekly", Worlds.FILE, steps, seed, 7, 60, 0.05, Reference.HOLD, 1, 64, 4);
        return new RunPlan(train, PPO, TWIN, WORLDS);
    }

    /** Writes down what it hears. */
    static final class Listener implements TrainWatcher {
        final List<String> notes = new ArrayList<>();
        TrainProgress last;

        @Override
        public void progress(TrainProgress progress) {
            last = progress;
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    }
}

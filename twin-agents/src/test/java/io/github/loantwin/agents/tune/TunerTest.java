package io.github.loantwin.agents.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.tune.TuneConfig.Search;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The search on a problem whose answer is known: the gain of x after some steps is -(x - 0.3)^2, and a first impression of
 * few steps errs by 0.1 / steps.
 */
class TunerTest {
    private static final double BEST = 0.3;
    private static final String HASH = "0".repeat(64);

    @TempDir
    private Path folder;

    private static final TuneConfig HALVING =
            new TuneConfig("none", Search.HALVING, 9, List.of(100L, 300L, 900L), 3, 2, 1, Map.of("x", "linear 0 1"));

    private static final class Told implements Tuner.TuneWatcher {
        private final List<String> finished = new ArrayList<>();
        private long steps;

        @Override
        public void progress(long done) {
            assertTrue(done >= steps, "progress goes back from " + steps + " to " + done);
            steps = done;
        }

        @Override
        public void finished(Trial trial, Trial best) {
            finished.add(trial.rung() + ":" + trial.number());
        }
    }

    /** Counts its calls and stops after some. */
    private static final class Parabola implements Objective {
        private final int most;
        private int calls;

        Parabola(int most) {
            this.most = most;
        }

        @Override
        public Optional<Score> score(Map<String, Object> choice, long steps, LongConsumer progress) {
            if (calls == most) {
                return Optional.empty();
            }
            calls++;
            progress.accept(steps / 2);
            double x = (double) choice.get("x");
            double impression = (calls % 2 == 0 ? 0.1 : -0.1) / steps;
            return Optional.of(new Score(-(x - BEST) * (x - BEST) + impression, 0, ""));
        }
    }

    /** Trials stand on a grid: 0, 1/8, ..., 1. */
    private static Map<String, Object> grid(int trial) {
        return Map.of("x", trial / 8.0);
    }

    private Tuner tuner(Objective objective, String name, Told told) {
        return new Tuner(HALVING, TunerTest::grid, objective, HASH, folder.resolve(name), told);
    }

    /** Of 9, 3 and 1 trials the last is x = 0.25, the point of the grid next to 0.3; 9 x 100 + 3 x 300 + 900 decisions. */
    @Test
    void halvingFindsThePointNextToTheOptimum() throws Exception {
        Parabola parabola = new Parabola(100);
        Told told = new Told();
        Tuner.Outcome outcome = tuner(parabola, "whole", told).run();
        assertFalse(outcome.interrupted());
        assertEquals(2, outcome.best().number());
        assertEquals(1, outcome.trials().size());
        assertEquals(13, outcome.all().size());
        assertEquals(13, parabola.calls);
        assertEquals(2700, HALVING.budget());
        assertEquals(2700, told.steps);
        // distances 0.05, 0.075 and 0.175 are the smallest, and squares of the next are larger by 0.01: errors change
        // nothing
        assertEquals(List.of("1:1", "1:2", "1:3", "2:2"), told.finished.subList(9, 13));
    }

    @Test
    void aSearchThatWasStoppedEndsAlikeWithoutDoingAnythingTwice() throws Exception {
        Tuner.Outcome whole = tuner(new Parabola(100), "whole", new Told()).run();
        for (int stop : new int[] {0, 1, 8, 9, 12}) {
            String name = "stopped" + stop;
            Parabola first = new Parabola(stop);
            assertTrue(tuner(first, name, new Told()).run().interrupted());
            Parabola second = new Parabola(100);
            second.calls = stop; // the error alternates
            Tuner.Outcome resumed = tuner(second, name, new Told()).run();
            assertEquals(13, second.calls);
            assertEquals(gains(whole), gains(resumed));
        }
    }

    private static List<Double> gains(Tuner.Outcome outcome) {
        return outcome.all().stream().map(Trial::gain).toList();
    }

    @Test
    void aTrialOfAnotherSearchIsRefused() throws Exception {
        tuner(new Parabola(1), "one", new Told()).run();
        Tuner other =
                new Tuner(HALVING, TunerTest::grid, new Parabola(9), "1".repeat(64), folder.resolve("one"), new Told());
        String message =
                assertThrows(IllegalArgumentException.class, other::run).getMessage();
        assertTrue(message.contains("rung0-trial000.json must be of this search"), message);
        assertTrue(message.contains("\nMaybe"), message);
    }

    @Test
    void aDamagedTrialIsNamed() throws Exception {
        tuner(new Parabola(1), "cut", new Told()).run();
        Path file = folder.resolve("cut/trials/rung0-trial000.json");
        Files.writeString(file, Files.readString(file).substring(0, 40));
        String message = assertThrows(IllegalArgumentException.class, () -> tuner(new Parabola(9), "cut", new Told())
                        .run())
                .getMessage();
        assertTrue(message.startsWith(file + " is no finished trial"), message);
    }

    /** A choice that fails is the worst, and is kept as such. */
    @Test
    void aFailureIsTheWorst() throws Exception {
        Objective failing = (choice, steps, progress) -> Optional.of(
                (double) choice.get("x") < 0.5 ? Objective.Score.failed("diverged") : new Objective.Score(-1, 0, ""));
        Tuner.Outcome outcome = tuner(failing, "failing", new Told()).run();
        assertEquals(4, outcome.best().number());
        Tuner.Outcome again = tuner(new Parabola(0), "failing", new Told()).run();
        assertEquals(gains(outcome), gains(again));
        assertEquals("diverged", again.all().get(0).remark());
    }
}

package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.EpisodeRecording;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.config.TwinConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The episode of 'twin simulate'. */
class EpisodeTest {
    @TempDir
    Path folder;

    @Test
    void tellsThePolicyTheFiguresOfEveryDayBeforeItActs() {
        LoanEnv env = new LoanEnv(
                TwinConfig.defaults().with(Map.of("episode.initialLoans", 100, "episode.simulationDays", 10)));
        env.reset(1);
        List<Double> told = new ArrayList<>();
        List<Integer> toldWhenActing = new ArrayList<>();
        Policy policy = new Policy() {
            @Override
            public void inform(StepInfo info) {
                told.add(info.get(InfoField.DAY));
            }

            @Override
            public void act(float[] observation, float[] action) {
                toldWhenActing.add(told.size());
                Arrays.fill(action, 0);
            }
        };
        try (EpisodeRecording recording = new EpisodeRecording(folder.resolve("episode.jsonl"), env, "test")) {
            new Episode(env, policy).run(recording, (info, reward, last) -> {}, () -> false);
        }
        assertEquals(DoubleStream.iterate(0, day -> day + 1).limit(11).boxed().toList(), told);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), toldWhenActing);
    }
}

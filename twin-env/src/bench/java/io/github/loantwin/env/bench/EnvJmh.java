package io.github.loantwin.env.bench;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.config.TwinConfig;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A day and a reset of one environment by JMH, as a second opinion on {@link EnvBenchmark}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EnvJmh {
    /** Loans at the start. */
    @Param({"1000", "10000", "100000"})
    public int loans;

    private VecEnv vec;
    private StepBatch batch;
    private final float[] actions = new float[ActionLayout.SIZE];
    private long seed;

    /** Builds and resets the environment; an episode is long enough never to end while it is measured. */
    @Setup
    public void setUp() {
        TwinConfig config = TwinConfig.defaults()
                .with(Map.of(
                        "episode.initialLoans", loans,
                        "episode.maxPortfolioSize", Math.max(10_000, 10 * loans),
                        "episode.simulationDays", 365));
        vec = new VecEnv(config, 1, 1);
        batch = new StepBatch(1, false);
        vec.reset(1, batch);
    }

    /** One day; the environment resets itself on the step after an episode's end, one step in 366. */
    @Benchmark
    public double day() {
        vec.step(actions, batch);
        return batch.rewards[0];
    }

    /** One reset. */
    @Benchmark
    public float reset() {
        vec.reset(seed++, batch);
        return batch.observations[0];
    }
}

package io.github.loantwin.env.bench;

import com.sun.management.ThreadMXBean;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.sim.DayProfile;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Times the environment as learners use it: {@link VecEnv} with a caller's batch, the full model, the default economy,
 * zero action, a year of 365 days a round, resets apart.
 *
 * <p>A case warms up for its time, then runs rounds for about that time again, at least three; the median round counts.
 */
public final class EnvBenchmark {
    private static final int DAYS = 365;
    private static final int ROUNDS = 3;
    private static final int MOST_ROUNDS = 200;

    private final TwinConfig config;
    private final double seconds;

    /**
     * Creates a benchmark.
     *
     * @param config configuration of the environments; their size is set by each case
     * @param seconds time to warm up, and time to measure, of a case
     */
    public EnvBenchmark(TwinConfig config, double seconds) {
        this.config = config;
        this.seconds = seconds;
    }

    private TwinConfig sized(int loans) {
        return config.with(Map.of(
                "episode.initialLoans",
                loans,
                "episode.maxPortfolioSize",
                Math.max(10_000, 10 * loans),
                "episode.simulationDays",
                DAYS + 1));
    }

    /** Measures one case. */
    public EnvMeasurement measure(EnvCase size) {
        TwinConfig sized = sized(size.loans());
        warm(sized, size);
        long before = usedBytes();
        try (VecEnv vec = new VecEnv(sized, size.envs(), size.threads())) {
            StepBatch batch = new StepBatch(size.envs(), false);
            vec.reset(1, batch);
            double bytesPerEnv = (double) (usedBytes() - before) / size.envs();
            return rounds(size, vec, batch, bytesPerEnv);
        }
    }

    private void warm(TwinConfig sized, EnvCase size) {
        int envs = Math.min(size.envs(), 64);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (VecEnv vec = new VecEnv(sized, envs, Math.min(envs, size.threads()))) {
            StepBatch batch = new StepBatch(envs, false);
            float[] actions = new float[envs * ActionLayout.SIZE];
            for (long seed = 0; seed == 0 || System.nanoTime() < end; seed++) {
                vec.reset(seed, batch);
                for (int day = 0; day < DAYS && System.nanoTime() < end; day++) {
                    vec.step(actions, batch);
                }
            }
        }
    }

    private EnvMeasurement rounds(EnvCase size, VecEnv vec, StepBatch batch, double bytesPerEnv) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] actions = new float[size.envs() * ActionLayout.SIZE];
        double[] step = new double[MOST_ROUNDS];
        double[] reset = new double[MOST_ROUNDS];
        double steps = (double) DAYS * size.envs();
        double bytes = Double.POSITIVE_INFINITY;
        long due = 0;
        int growths = 0;
        int round = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (round < ROUNDS || round < MOST_ROUNDS && System.nanoTime() < end) {
            long start = System.nanoTime();
            vec.reset(1000 + round, batch);
            reset[round] = (System.nanoTime() - start) / 1e3 / size.envs();
            long slots = slots(vec);
            long allocated = threads.getCurrentThreadAllocatedBytes();
            start = System.nanoTime();
            for (int day = 0; day < DAYS; day++) {
                vec.step(actions, batch);
            }
            step[round] = (System.nanoTime() - start) / steps;
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            if (slots(vec) == slots) {
                bytes = Math.min(bytes, allocated / steps);
            } else {
                growths++;
            }
            due += loans(vec);
            round++;
        }
        double median = median(step, round);
        Arrays.sort(step, 0, round);
        double spread = (step[round - 1] - step[0]) / 2 / median;
        double dueLoans = due * 12.0 / 365 / size.envs() / round;
        return new EnvMeasurement(size, median, spread, dueLoans, bytes, growths, bytesPerEnv, median(reset, round));
    }

    private static long slots(VecEnv vec) {
        long slots = 0;
        for (int i = 0; i < vec.size(); i++) {
            slots += vec.environment(i).loanCapacity();
        }
        return slots;
    }

    /** Loans at the end of a round; the book's mean over the year is close to it. */
    private static long loans(VecEnv vec) {
        long loans = 0;
        for (int i = 0; i < vec.size(); i++) {
            loans += vec.environment(i).loanCount();
        }
        return loans;
    }

    /**
     * Returns the nanoseconds that each part of a day takes in a single environment, the clock's own time taken off.
     *
     * <p>The dearest hundredth of days is left out: there something else ran.
     */
    public Map<DayProfile.Part, Double> parts(int loans) {
        EnvCase size = new EnvCase(loans, 1, 1);
        warm(sized(loans), size);
        LoanEnv env = new LoanEnv(sized(loans)).recordHistory(false);
        int years = Math.max(1, Math.min(20, 1_000_000 / loans));
        DayProfile[] years365 = new DayProfile[years];
        float[] action = new float[ActionLayout.SIZE];
        for (int year = 0; year < years; year++) {
            env.reset(2000 + year);
            years365[year] = env.profile(DAYS);
            for (int day = 0; day < DAYS; day++) {
                env.step(action);
            }
        }
        double clock = clockNanos();
        Map<DayProfile.Part, Double> parts = new EnumMap<>(DayProfile.Part.class);
        for (DayProfile.Part part : DayProfile.Part.values()) {
            parts.put(part, Math.max(0, trimmedMean(years365, part) - clock));
        }
        return parts;
    }

    private static double trimmedMean(DayProfile[] years, DayProfile.Part part) {
        int[] all = Arrays.stream(years)
                .flatMapToInt(year -> Arrays.stream(year.nanos(part)))
                .sorted()
                .toArray();
        return Arrays.stream(all, 0, all.length - all.length / 100).average().orElse(0);
    }

    private static double clockNanos() {
        long last = System.nanoTime();
        long start = last;
        int reads = 200_000;
        for (int i = 0; i < reads; i++) {
            last = System.nanoTime();
        }
        return (double) (last - start) / reads;
    }

    private static double median(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[count / 2];
    }

    /** Collects until nothing more is found: a benchmark leaves much behind, some of it behind references that clear late. */
    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            long now = runtime.totalMemory() - runtime.freeMemory();
            if (i > 2 && now > used - 1024) {
                break;
            }
            used = now;
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

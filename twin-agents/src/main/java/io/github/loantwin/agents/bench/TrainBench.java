package io.github.loantwin.agents.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.loantwin.agents.learn.Keyed;
import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.learn.Reference;
import io.github.loantwin.agents.learn.Schedule;
import io.github.loantwin.agents.learn.ToyTask;
import io.github.loantwin.agents.learn.TwinTask;
import io.github.loantwin.agents.learn.VectorTask;
import io.github.loantwin.agents.net.SgemmPeak;
import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.ppo.Ppo;
import io.github.loantwin.agents.ppo.PpoConfig;
import io.github.loantwin.agents.replay.ReplayConfig;
import io.github.loantwin.agents.replay.ReplayLearner;
import io.github.loantwin.agents.sac.Sac;
import io.github.loantwin.agents.sac.SacConfig;
import io.github.loantwin.agents.td3.Td3;
import io.github.loantwin.agents.td3.Td3Config;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.config.TwinConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures learning with the environment (the 1,000-loan twin, a decision a day, rewards as they are) and without it (a task that
 * gives random numbers), and acting. Learning and acting are measured by the processor time of their one thread, so that other work
 * on the machine counts less.
 *
 * <p>PPO has two hidden layers of 64, 64 copies and ten epochs in minibatches of 512; SAC and TD3 two of 256 and batches of 256.
 */
public final class TrainBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final double seconds;
    private final int threads;

    /**
     * Creates the benchmark.
     *
     * @param seconds of each measurement, after as many to warm up
     * @param threads of environment and learning
     */
    public TrainBench(double seconds, int threads) {
        this.seconds = seconds;
        this.threads = threads;
    }

    /** Measures every algorithm. */
    public List<TrainMeasurement> run(Consumer<String> note) {
        double peak = SgemmPeak.measure(seconds);
        return List.of(ppo(peak, note), replay("sac", peak, note), replay("td3", peak, note));
    }

    private TrainMeasurement ppo(double peak, Consumer<String> note) {
        note.accept("ppo ...");
        PpoConfig config = new PpoConfig(
                new int[] {64, 64},
                Activation.TANH,
                64,
                64,
                10,
                512,
                new Schedule(3e-4, 3e-4),
                0.99,
                0.95,
                0.2,
                0,
                0.5,
                0,
                0.2,
                0.1,
                1,
                1e-5);
        double[] steps;
        try (Ppo learner = new Ppo(twin(64), config, 1L << 40, 1, threads)) {
            steps = stepsPerSecond(learner);
        }
        try (Ppo learner = new Ppo(new RandomTask(64, 13, 3), config, 1L << 40, 1, 1)) {
            return learning("ppo", learner, learner::gemmWork, steps, peak);
        }
    }

    private TrainMeasurement replay(String name, double peak, Consumer<String> note) {
        note.accept(name + " ...");
        double[] steps;
        try (ReplayLearner learner = learner(name, twin(64), 4, threads)) {
            steps = stepsPerSecond(learner);
        }
        try (ReplayLearner learner = learner(name, new RandomTask(64, 13, 3), 32, 1)) {
            return learning(name, learner, learner::gemmWork, steps, peak);
        }
    }

    private static ReplayLearner learner(String name, VectorTask task, int updatesPerRound, int threads) {
        ReplayConfig replay = new ReplayConfig(
                new int[] {256, 256}, 64, 4, updatesPerRound, 64, 0, 256, 100_000, 3e-4, 3e-4, 0.98, 0.005, 1, 1, 1);
        return name.equals("sac")
                ? new Sac(task, new SacConfig(replay, 0.2, -1, 0.01), 1, threads)
                : new Td3(task, new Td3Config(replay, 0.2, 0.1, 0.2, 2), 1, threads);
    }

    private TwinTask twin(int copies) {
        return new TwinTask(
                TwinConfig.defaults(),
                copies,
                threads,
                0,
                0,
                Reference.NONE,
                1,
                Worlds.shipped().training());
    }

    /** Returns steps per second of the clock, and per second of processor time of all threads. */
    private double[] stepsPerSecond(Learner learner) {
        learner.begin();
        iterateFor(learner);
        long before = learner.steps();
        double processBefore = PROCESS.getProcessCpuTime() / 1e9;
        double taken = iterateFor(learner).seconds();
        double steps = learner.steps() - before;
        return new double[] {steps / taken, steps / (PROCESS.getProcessCpuTime() / 1e9 - processBefore)};
    }

    /**
     * Work done.
     *
     * @param seconds by the clock
     * @param threadSeconds processor time of this thread
     * @param updates gradient steps
     */
    private record Work(double seconds, double threadSeconds, long updates) {}

    private Work iterateFor(Learner learner) {
        long start = System.nanoTime();
        double threadBefore = threadSeconds();
        long updates = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            updates += learner.iterate().updates();
        }
        return new Work((System.nanoTime() - start) / 1e9, threadSeconds() - threadBefore, updates);
    }

    private static double threadSeconds() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }

    private TrainMeasurement learning(
            String name, Learner learner, Supplier<double[]> gemmWork, double[] steps, double peak) {
        learner.begin();
        iterateFor(learner);
        double[] before = gemmWork.get();
        Work taken = iterateFor(learner);
        double[] after = gemmWork.get();
        double gemmSeconds = after[0] - before[0];
        double operations = after[1] - before[1];
        return new TrainMeasurement(
                name,
                steps[0],
                steps[1],
                taken.updates() / taken.threadSeconds(),
                actionMicroseconds(learner.actor()),
                gemmSeconds / taken.seconds(),
                operations / taken.threadSeconds() / 1e9,
                peak);
    }

    private double actionMicroseconds(DenseNetwork actor) {
        float[] input = new float[actor.inputs()];
        int calls = 0;
        float kept = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 10; round++) {
            double start = threadSeconds();
            for (calls = 0; calls < 5_000; calls++) {
                input[0] = calls * 1e-4f;
                kept += actor.forward(input, 1)[0];
            }
            best = Math.min(best, (threadSeconds() - start) * 1e6 / calls);
        }
        return Float.isNaN(kept) ? Double.NaN : best;
    }

    /** A task that costs nothing: random features and rewards. */
    private static final class RandomTask extends ToyTask {
        private final Keyed keyed = new Keyed(1);
        private int time;

        RandomTask(int n, int f, int k) {
            super(n, f, k);
        }

        @Override
        public void begin(long seed) {
            move(new float[0]);
        }

        @Override
        protected void move(float[] actions) {
            time++;
            for (int i = 0; i < features.length; i++) {
                features[i] = 0.9f * features[i] + 0.1f * ((i * 37 + time * 101) % 17 - 8);
            }
            for (int i = 0; i < size(); i++) {
                rewards[i] = features[i * featureCount()] + 0.1 * keyed.normal(Keyed.Purpose.SEEDS, i, time);
            }
        }
    }
}

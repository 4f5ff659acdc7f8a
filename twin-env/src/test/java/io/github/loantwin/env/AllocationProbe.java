package io.github.loantwin.env;

import io.github.loantwin.env.config.TwinConfig;
import java.lang.management.ManagementFactory;

/** Prints the bytes that steps and autoresets allocate; a program of its own, as assertions switch the audit on. */
final class AllocationProbe {
    private static final int SIZE = 4;

    private AllocationProbe() {}

    public static void main(String[] args) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        try (VecEnv vec = new VecEnv(TwinConfig.defaults(), SIZE, 1)) {
            StepBatch batch = new StepBatch(SIZE, true);
            float[] hold = new float[SIZE * ActionLayout.SIZE];
            vec.reset(1, batch);
            for (int step = 0; step < 800; step++) {
                vec.step(hold, batch);
            }
            vec.reset(1, batch);
            long before = threads.getThreadAllocatedBytes(id);
            for (int step = 0; step < 300; step++) {
                vec.step(hold, batch);
            }
            System.out.println((threads.getThreadAllocatedBytes(id) - before) / (300 * SIZE));
            before = threads.getThreadAllocatedBytes(id);
            vec.reset(1, batch);
            System.out.println((threads.getThreadAllocatedBytes(id) - before) / SIZE);
        }
    }
}

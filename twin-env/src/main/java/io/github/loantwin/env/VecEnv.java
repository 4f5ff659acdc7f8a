package io.github.loantwin.env;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.reward.Reward;
import io.github.loantwin.env.sim.DayScratch;
import io.github.loantwin.env.sim.ResetOptions;
import io.github.loantwin.env.space.Box;
import java.util.Arrays;

/**
 * Many lenders stepped together, each in its own world.
 *
 * <p>Results do not depend on the number of threads: a thread runs a fixed slice of the environments, and environments
 * share nothing that changes. The seed of a slot's episode is a function of (session seed, slot, number of the episode).
 * With one thread a step allocates nothing. Not thread-safe itself; close it to stop its threads.
 */
public final class VecEnv implements AutoCloseable {
    private static final float[] NO_ACTIONS = {};

    private final TwinConfig config;
    private final LoanEnv[] envs;
    private final AutoresetMode mode;
    private final SliceWorkers workers;
    private final int threads;
    private final long[] sessionSeed;
    private final int[] episode;
    private final Draws[] draws;
    private final SliceWorkers.Job stepJob = this::stepSlice;
    private final SliceWorkers.Job resetJob = this::resetSlice;
    private float[] actions = NO_ACTIONS;
    private StepBatch out;
    private boolean[] mask;
    private long[] seeds;
    private ResetOptions options = ResetOptions.NONE;
    private boolean open = true;
    private boolean broken;

    /** Creates n environments that reset themselves on the step after an episode's end. */
    public VecEnv(TwinConfig config, int n, int threads) {
        this(config, n, threads, AutoresetMode.NEXT_STEP);
    }

    /**
     * Creates n environments.
     *
     * @param config of all of them
     * @param n number of environments
     * @param threads threads that step them, the caller's included; more than n count as n
     * @param mode what happens at the end of an episode
     */
    public VecEnv(TwinConfig config, int n, int threads, AutoresetMode mode) {
        ArgCheck.inClosed("n", n, 1, 1_000_000);
        ArgCheck.inClosed("threads", threads, 1, 1024);
        this.config = config;
        this.mode = ArgCheck.notNull("mode", mode);
        this.threads = Math.min(threads, n);
        envs = new LoanEnv[n];
        for (int slice = 0; slice < this.threads; slice++) {
            DayScratch scratch = new DayScratch();
            for (int i = sliceStart(slice); i < sliceStart(slice + 1); i++) {
                envs[i] = new LoanEnv(config, scratch);
            }
        }
        sessionSeed = new long[n];
        episode = new int[n];
        draws = new Draws[this.threads];
        Arrays.setAll(draws, slice -> new Draws(0));
        mask = new boolean[n];
        seeds = new long[n];
        out = new StepBatch(n, false);
        workers = new SliceWorkers(this.threads, "loantwin-vec");
    }

    /** Returns the number of environments. */
    public int size() {
        return envs.length;
    }

    /** Returns the number of threads that step them, the caller's included. */
    public int threads() {
        return threads;
    }

    /** Returns the observation space of one environment. */
    public Box observationSpace() {
        return envs[0].observationSpace();
    }

    /** Returns the action space of one environment. */
    public Box actionSpace() {
        return envs[0].actionSpace();
    }

    /** Returns what happens at the end of an episode. */
    public AutoresetMode autoresetMode() {
        return mode;
    }

    /** Returns the environment of a slot, to save, restore, fork or look at it between steps; stepping it is an error. */
    public LoanEnv environment(int slot) {
        return envs[ArgCheck.inClosed("slot", slot, 0, envs.length - 1)];
    }

    /** Returns the number of the episode that a slot is in, 0 after a reset of all. */
    public int episode(int slot) {
        return episode[slot];
    }

    /** Starts episode 0 of every slot of a session: slot i's seed is derived from (session seed, i, 0). */
    public void reset(long newSessionSeed, StepBatch batch) {
        begin(batch);
        Arrays.fill(sessionSeed, newSessionSeed);
        Arrays.fill(episode, 0);
        for (int i = 0; i < envs.length; i++) {
            seeds[i] = derivedSeed(draws[0], i);
        }
        resetAll();
    }

    /** Starts slot i with exactly seed i; the seeds of its later episodes are derived from (that seed, i, episode). */
    public void reset(long[] newSeeds, StepBatch batch) {
        begin(batch);
        requireLength("seeds", newSeeds.length);
        System.arraycopy(newSeeds, 0, seeds, 0, seeds.length);
        System.arraycopy(newSeeds, 0, sessionSeed, 0, seeds.length);
        Arrays.fill(episode, 0);
        resetAll();
    }

    private void resetAll() {
        Arrays.fill(mask, true);
        workers.run(resetJob);
        broken = false;
    }

    /** Starts the next episode of the slots in the mask; rows of the others get their last observation and nothing else. */
    public void reset(boolean[] newMask, StepBatch batch) {
        beginMasked(newMask, batch);
        for (int i = 0; i < envs.length; i++) {
            if (mask[i]) {
                episode[i]++;
                seeds[i] = derivedSeed(draws[0], i);
            }
        }
        workers.run(resetJob);
    }

    /** Starts the slots in the mask with the given seeds, and derives their later ones from them. */
    public void reset(boolean[] newMask, long[] newSeeds, StepBatch batch) {
        requireLength("seeds", newSeeds.length);
        beginMasked(newMask, batch);
        for (int i = 0; i < envs.length; i++) {
            if (mask[i]) {
                episode[i] = 0;
                seeds[i] = newSeeds[i];
                sessionSeed[i] = newSeeds[i];
            }
        }
        workers.run(resetJob);
    }

    /** Pins parts of the start of every episode that begins from now on; {@link ResetOptions#NONE} pins nothing again. */
    public void pin(ResetOptions newOptions) {
        options = ArgCheck.notNull("options", newOptions);
    }

    private void beginMasked(boolean[] newMask, StepBatch batch) {
        begin(batch);
        requireLength("mask", newMask.length);
        requireSound();
        for (int i = 0; i < envs.length; i++) {
            if (!newMask[i]) {
                envs[i].requireReset("the environment of slot " + i + ", which the mask leaves out,");
            }
        }
        System.arraycopy(newMask, 0, mask, 0, mask.length);
    }

    private void begin(StepBatch batch) {
        if (!open) {
            throw new IllegalStateException("the VecEnv has been closed.");
        }
        requireLength("batch", batch.size);
        out = batch;
    }

    private void requireLength(String name, int length) {
        if (length != envs.length) {
            throw new IllegalArgumentException(
                    name + " must have one row for each of the " + envs.length + " environments, got " + length + ".");
        }
    }

    private void requireSound() {
        if (broken) {
            throw new IllegalStateException("an environment failed in the middle of a step.\nMaybe reset all of them.");
        }
    }

    /**
     * Steps every environment.
     *
     * @param newActions shape (n, 3), row-major; each row inside the action space, also that of an environment which this
     *     step resets. One bad row, and nothing steps
     * @param batch receives the results
     * @throws IllegalArgumentException naming the first bad row
     */
    public void step(float[] newActions, StepBatch batch) {
        begin(batch);
        requireSound();
        if (newActions.length != envs.length * ActionLayout.SIZE) {
            throw new IllegalArgumentException("actions must have shape (" + envs.length + ", " + ActionLayout.SIZE
                    + "), got " + newActions.length + " numbers.");
        }
        for (int i = 0; i < envs.length; i++) {
            envs[i].checkAction(newActions, i * ActionLayout.SIZE, i);
            if (mode != AutoresetMode.NEXT_STEP || !envs[i].ended()) {
                envs[i].checkPhase(i);
            }
        }
        actions = newActions;
        broken = true;
        workers.run(stepJob);
        broken = false;
        actions = NO_ACTIONS;
    }

    private int sliceStart(int slice) {
        return (int) ((long) envs.length * slice / threads);
    }

    private void resetSlice(int slice) {
        int end = sliceStart(slice + 1);
        for (int i = sliceStart(slice); i < end; i++) {
            if (mask[i]) {
                resetRow(i, seeds[i]);
                clearResult(i);
            } else {
                envs[i].observation(out.observations, i * ObservationLayout.SIZE);
            }
        }
    }

    private void resetRow(int i, long seed) {
        envs[i].resetInto(seed, options, out.observations, i * ObservationLayout.SIZE, out.info, i * InfoField.COUNT);
        out.begins[i] = true;
    }

    private void clearResult(int i) {
        out.rewards[i] = 0;
        Arrays.fill(out.rewardVectors, i * Reward.SIZE, (i + 1) * Reward.SIZE, 0);
        out.terminated[i] = false;
        out.truncated[i] = false;
    }

    private void stepSlice(int slice) {
        int end = sliceStart(slice + 1);
        for (int i = sliceStart(slice); i < end; i++) {
            if (envs[i].ended()) {
                resetRow(i, nextSeed(slice, i));
                clearResult(i);
            } else {
                stepRow(slice, i);
            }
        }
    }

    private void stepRow(int slice, int i) {
        LoanEnv env = envs[i];
        int observationAt = i * ObservationLayout.SIZE;
        int infoAt = i * InfoField.COUNT;
        env.stepInto(actions, i * ActionLayout.SIZE, out.observations, observationAt, out.info, infoAt);
        out.begins[i] = false;
        out.rewards[i] = env.reward();
        env.rewardVector(out.rewardVectors, i * Reward.SIZE);
        out.terminated[i] = env.terminated();
        out.truncated[i] = env.truncated();
        if (mode == AutoresetMode.SAME_STEP && env.ended()) {
            System.arraycopy(
                    out.observations, observationAt, out.finalObservations, observationAt, ObservationLayout.SIZE);
            if (out.withInfo()) {
                System.arraycopy(out.info, infoAt, out.finalInfo, infoAt, InfoField.COUNT);
            }
            resetRow(i, nextSeed(slice, i));
        }
    }

    private long nextSeed(int slice, int i) {
        episode[i]++;
        return derivedSeed(draws[slice], i);
    }

    private long derivedSeed(Draws from, int i) {
        from.rekey(sessionSeed[i]);
        return from.bits(Stream.EPISODE, i, episode[i]);
    }

    /** Returns whether the episode of a slot has ended and the slot has not been reset since. */
    public boolean ended(int slot) {
        return envs[slot].ended();
    }

    /** Returns the seed from which the seeds of a slot's later episodes are derived. */
    public long streamSeed(int slot) {
        return sessionSeed[slot];
    }

    /**
     * Puts saved environments into slots, each of which then goes on as the saved one would have.
     *
     * @param slots where, each at most once
     * @param states bytes from {@link LoanEnv#save} under this configuration, one per slot
     * @param streamSeeds what {@link #streamSeed} was
     * @param episodes what {@link #episode} was
     * @throws IllegalArgumentException naming the first state that is refused; nothing changes
     */
    public void restore(int[] slots, byte[][] states, long[] streamSeeds, int[] episodes) {
        for (int k = 0; k < slots.length; k++) {
            envs[ArgCheck.inClosed("slot", slots[k], 0, envs.length - 1)].requireRestorable(states[k]);
        }
        broken = true;
        for (int k = 0; k < slots.length; k++) {
            int slot = slots[k];
            envs[slot].recordHistory(false).restore(states[k]);
            sessionSeed[slot] = streamSeeds[k];
            episode[slot] = episodes[k];
        }
        broken = false;
    }

    /**
     * Returns an independent vector in the same state.
     *
     * @param newKeys names the future luck of each slot, see {@link LoanEnv#fork(long)}; empty for the same luck
     * @param newThreads threads of the new vector, as in the constructor
     */
    public VecEnv fork(long[] newKeys, int newThreads) {
        VecEnv copy = new VecEnv(config, envs.length, newThreads, mode);
        for (int i = 0; i < envs.length; i++) {
            copy.envs[i].recordHistory(false).restore(envs[i].save());
            if (newKeys.length > 0) {
                copy.envs[i].rekey(newKeys[i]);
            }
        }
        System.arraycopy(sessionSeed, 0, copy.sessionSeed, 0, envs.length);
        System.arraycopy(episode, 0, copy.episode, 0, envs.length);
        return copy;
    }

    /** Stops the threads; the environments cannot be used through this object any more. */
    @Override
    public void close() {
        open = false;
        workers.close();
    }
}

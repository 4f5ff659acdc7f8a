package io.github.loantwin.agents.learn;

import io.github.loantwin.agents.policy.Deadband;
import io.github.loantwin.agents.policy.SlowMean;
import io.github.loantwin.agents.worlds.SeedRange;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The lender as a task: many lenders, each in a world of its own drawn from the training seeds.
 *
 * <p>The reward may be measured against a {@link Reference}. Copies with one world meet the same economy, applicants and luck,
 * and explore each for itself. After a lender's failure nothing more is subtracted from its reward; the terminal penalty stands
 * for what the reference goes on to earn. A copy that a failure has put out of step with those of its world is measured
 * against the mean of all copies until it is in step again.
 */
public final class TwinTask implements VectorTask {
    private static final int FEATURES = ObservationLayout.SIZE;

    private final int n;
    private final boolean withMemory;
    private final Reference reference;
    private final int perWorld;
    private final boolean paired;
    private final SeedRange worlds;
    private final VecEnv lenders;
    private final VecEnv twins;
    private final StepBatch batch;
    private final StepBatch twinBatch;
    private final SlowMean[] memory;
    private final Deadband[] deadbands;
    private final float[] features;
    private final float[] successors;
    private final float[] taken;
    private final float[] scaled;
    private final float[] hold;
    private final double[] rewards;
    private final boolean[] terminated;
    private final boolean[] truncated;
    private final boolean[] ended;
    private final boolean[] twinEnded;
    private final int[] episode;
    private final int[] age;
    private final double[] references;
    private final long[] seeds;
    private final double[] returns;
    private final double[] gains;
    private Keyed keyed = new Keyed(0);
    private long key;
    private int tallied;
    private int failures;
    private double returnSum;
    private double gainSum;

    /**
     * Creates the task.
     *
     * @param config of the twin
     * @param n number of lenders
     * @param threads that simulate them; results do not depend on it
     * @param memoryHalfLifeDays half-life of {@link SlowMean}, days; 0: no memory
     * @param deadband of the actions, see {@link Deadband}
     * @param reference what rewards are measured against
     * @param perWorld copies that live in one world, at least 2 for {@link Reference#GROUP}
     * @param worlds seeds that may be learned from
     */
    public TwinTask(
            TwinConfig config,
            int n,
            int threads,
            double memoryHalfLifeDays,
            double deadband,
            Reference reference,
            int perWorld,
            SeedRange worlds) {
        this.n = n;
        this.reference = ArgCheck.notNull("reference", reference);
        this.perWorld = ArgCheck.inClosed("copiesPerWorld", perWorld, reference == Reference.GROUP ? 2 : 1, n);
        ArgCheck.that(n % perWorld == 0, "copiesPerWorld must divide the " + n + " copies", perWorld);
        paired = reference == Reference.HOLD;
        this.worlds = worlds;
        withMemory = memoryHalfLifeDays > 0;
        lenders = new VecEnv(config, n, threads, AutoresetMode.DISABLED);
        twins = new VecEnv(config, paired ? n : 1, paired ? threads : 1, AutoresetMode.NEXT_STEP);
        batch = new StepBatch(n, false);
        twinBatch = new StepBatch(paired ? n : 1, false);
        memory = new SlowMean[n];
        int decisionDays = config.episode().decisionDays();
        Arrays.setAll(memory, i -> new SlowMean(FEATURES, withMemory ? memoryHalfLifeDays : 1, decisionDays));
        deadbands = new Deadband[n];
        Arrays.setAll(deadbands, i -> new Deadband(ActionLayout.SIZE, deadband));
        features = new float[n * featureCount()];
        successors = new float[n * featureCount()];
        taken = new float[n * ActionLayout.SIZE];
        scaled = new float[n * ActionLayout.SIZE];
        hold = new float[twinBatch.size * ActionLayout.SIZE];
        rewards = new double[n];
        terminated = new boolean[n];
        truncated = new boolean[n];
        ended = new boolean[n];
        twinEnded = new boolean[n];
        episode = new int[n];
        age = new int[n];
        references = new double[n];
        seeds = new long[n];
        returns = new double[n];
        gains = new double[n];
    }

    @Override
    public int size() {
        return n;
    }

    @Override
    public int featureCount() {
        return withMemory ? 2 * FEATURES : FEATURES;
    }

    @Override
    public int actionCount() {
        return ActionLayout.SIZE;
    }

    @Override
    public void begin(long seed) {
        rekey(seed);
        Arrays.fill(episode, -1);
        Arrays.fill(ended, true);
        nextSeeds();
        lenders.reset(seeds, batch);
        if (paired) {
            twins.reset(seeds, twinBatch);
        }
        startRows();
    }

    private void rekey(long seed) {
        key = seed;
        keyed = new Keyed(seed);
    }

    private void nextSeeds() {
        for (int i = 0; i < n; i++) {
            if (ended[i]) {
                episode[i]++;
                long bits = keyed.bits(Keyed.Purpose.SEEDS, i / perWorld, episode[i]);
                seeds[i] = worlds.first() + Math.floorMod(bits, (long) worlds.count());
            }
        }
    }

    private void startRows() {
        int width = featureCount();
        for (int i = 0; i < n; i++) {
            if (ended[i]) {
                memory[i].clear();
                deadbands[i].clear();
                see(i, features);
                twinEnded[i] = false;
                age[i] = 0;
                returns[i] = 0;
                gains[i] = 0;
            } else {
                System.arraycopy(successors, i * width, features, i * width, width);
            }
        }
    }

    private void see(int i, float[] to) {
        int at = i * FEATURES;
        if (withMemory) {
            memory[i].observe(batch.observations, at, to, 2 * at);
        } else {
            System.arraycopy(batch.observations, at, to, at, FEATURES);
        }
    }

    @Override
    public float[] features() {
        return features;
    }

    @Override
    public void step(float[] actions) {
        System.arraycopy(actions, 0, taken, 0, taken.length);
        for (int i = 0; i < n; i++) {
            deadbands[i].pass(taken, i * ActionLayout.SIZE);
        }
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = taken[i] * ActionLayout.bound(i % ActionLayout.SIZE);
        }
        lenders.step(scaled, batch);
        if (paired) {
            twins.step(hold, twinBatch);
        }
        findReferences();
        boolean any = false;
        for (int i = 0; i < n; i++) {
            age[i]++;
            see(i, successors);
            score(i);
            any |= ended[i];
        }
        if (any) {
            restart();
        }
        startRows();
    }

    private void findReferences() {
        double all = 0;
        for (int i = 0; i < n; i++) {
            all += batch.rewards[i] / n;
        }
        for (int i = 0; i < n; i++) {
            references[i] = switch (reference) {
                case NONE -> 0;
                case HOLD -> twinEnded[i] ? 0 : twinBatch.rewards[i];
                case GROUP -> mates(i, all);
            };
        }
    }

    /** Mean reward of the other copies at the same moment of the same world. */
    private double mates(int i, double otherwise) {
        int first = i / perWorld * perWorld;
        double sum = 0;
        int count = 0;
        for (int j = first; j < first + perWorld; j++) {
            if (j != i && episode[j] == episode[i] && age[j] == age[i]) {
                sum += batch.rewards[j];
                count++;
            }
        }
        return count > 0 ? sum / count : otherwise;
    }

    private void score(int i) {
        terminated[i] = batch.terminated[i];
        truncated[i] = batch.truncated[i];
        ended[i] = terminated[i] || truncated[i];
        rewards[i] = batch.rewards[i] - references[i];
        returns[i] += batch.rewards[i];
        gains[i] += rewards[i];
        if (paired) {
            twinEnded[i] |= twinBatch.terminated[i] || twinBatch.truncated[i];
        }
        if (ended[i]) {
            tallied++;
            failures += terminated[i] ? 1 : 0;
            returnSum += returns[i];
            gainSum += gains[i];
        }
    }

    private void restart() {
        nextSeeds();
        lenders.reset(ended, seeds, batch);
        if (paired) {
            twins.reset(ended, seeds, twinBatch);
        }
    }

    @Override
    public float[] taken() {
        return taken;
    }

    @Override
    public float[] successors() {
        return successors;
    }

    @Override
    public double[] rewards() {
        return rewards;
    }

    @Override
    public boolean[] terminated() {
        return terminated;
    }

    @Override
    public boolean[] truncated() {
        return truncated;
    }

    @Override
    public EpisodeTally takeTally() {
        EpisodeTally tally = new EpisodeTally(
                tallied,
                tallied > 0 ? returnSum / tallied : Double.NaN,
                tallied > 0 && paired ? gainSum / tallied : Double.NaN,
                failures);
        tallied = 0;
        failures = 0;
        returnSum = 0;
        gainSum = 0;
        return tally;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(key);
        for (int i = 0; i < n; i++) {
            out.writeInt(episode[i]);
            out.writeInt(age[i]);
            out.writeLong(seeds[i]);
            out.writeBoolean(twinEnded[i]);
            out.writeBoolean(memory[i].empty());
            for (float value : memory[i].mean()) {
                out.writeFloat(value);
            }
            out.writeBoolean(deadbands[i].fresh());
            for (float value : deadbands[i].inForce()) {
                out.writeFloat(value);
            }
            out.writeDouble(returns[i]);
            out.writeDouble(gains[i]);
            write(out, lenders.environment(i).save());
            if (paired) {
                write(out, twins.environment(i).save());
            }
        }
        for (float value : features) {
            out.writeFloat(value);
        }
        out.writeInt(tallied);
        out.writeInt(failures);
        out.writeDouble(returnSum);
        out.writeDouble(gainSum);
    }

    private static void write(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public void restore(DataInput in) throws IOException {
        begin(in.readLong());
        for (int i = 0; i < n; i++) {
            episode[i] = in.readInt();
            age[i] = in.readInt();
            seeds[i] = in.readLong();
            twinEnded[i] = in.readBoolean();
            memory[i].empty(in.readBoolean());
            for (int c = 0; c < FEATURES; c++) {
                memory[i].mean()[c] = in.readFloat();
            }
            deadbands[i].fresh(in.readBoolean());
            for (int c = 0; c < ActionLayout.SIZE; c++) {
                deadbands[i].inForce()[c] = in.readFloat();
            }
            returns[i] = in.readDouble();
            gains[i] = in.readDouble();
            lenders.environment(i).restore(read(in));
            if (paired) {
                twins.environment(i).restore(read(in));
            }
        }
        for (int i = 0; i < features.length; i++) {
            features[i] = in.readFloat();
        }
        tallied = in.readInt();
        failures = in.readInt();
        returnSum = in.readDouble();
        gainSum = in.readDouble();
    }

    @Override
    public void close() {
        lenders.close();
        twins.close();
    }
}

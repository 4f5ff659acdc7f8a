package io.github.loantwin.env;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.macro.Economy;
import io.github.loantwin.env.macro.MacroSeries;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.PerformanceSummary;
import io.github.loantwin.env.report.PeriodProfit;
import io.github.loantwin.env.report.ProfitAttribution;
import io.github.loantwin.env.reward.Reward;
import io.github.loantwin.env.sim.BookReview;
import io.github.loantwin.env.sim.DayProfile;
import io.github.loantwin.env.sim.DayScratch;
import io.github.loantwin.env.sim.EpisodeConfig;
import io.github.loantwin.env.sim.LoanEvents;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.sim.ResetOptions;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.sim.StateBytes;
import io.github.loantwin.env.space.Box;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * LoanPortfolio-v0: a lender run day by day.
 *
 * <p><b>Description.</b> A lender with five products lives through an economy. The agent sets credit policy, price and the
 * tilt between secured and unsecured lending; loans are made, paid, missed, prepaid and written off; the books are kept
 * to the ten-thousandth of a currency unit.
 *
 * <p><b>Action Space.</b> {@code Box(3)}: credit_policy in [-0.1, 0.1] (above 0 tightens), pricing in [-0.02, 0.02],
 * rebalancing in [-0.1, 0.1] (above 0 towards secured). Adjustments of the base policy, in force for the coming step.
 *
 * <p><b>Observation Space.</b> {@code Box(13)}, see {@link ObservationLayout}. Statistics are seen as published, with
 * their lag; the environment is partially observed.
 *
 * <p><b>Rewards.</b> Weights times the vector (financial, risk, regulatory, operational); the vector is summed over the days
 * of a step, and a failure adds its penalty to every component.
 *
 * <p><b>Starting State.</b> A seasoned book in an economy drawn from its stationary law, both from the seed.
 *
 * <p><b>Episode End.</b> Terminated when equity is gone or the capital ratio is under the floor; truncated at the horizon.
 *
 * <p><b>Arguments.</b> A {@link TwinConfig}.
 *
 * <p><b>Version History.</b> v0: first version.
 *
 * <p>Not thread-safe.
 */
public final class LoanEnv implements Env {
    private static final Box OBSERVATION_SPACE = ObservationLayout.space();
    private static final Box ACTION_SPACE = ActionLayout.space();

    private final TwinConfig config;
    private Model model;
    private Simulator simulator;
    private InfoWriter infoWriter;
    private final float[] action = new float[ActionLayout.SIZE];
    private final float[] lastAction = new float[ActionLayout.SIZE];
    private final long[] clipped = new long[ObservationLayout.SIZE];
    private final double[] rewardVector = new double[Reward.SIZE];
    private final float[] seen = new float[ObservationLayout.SIZE];
    private long clippedActions;
    private long seed;
    /** Key of the episode, from which a randomised configuration draws its parameters. */
    private long modelKey;

    private Phase phase = Phase.NEW;
    private boolean followsFromSeed;
    private boolean wantsHistory = true;
    private boolean recording;
    private LoanEvents events = LoanEvents.NONE;
    private Optional<EpisodeRecorder> history = Optional.empty();
    private double reward;
    private boolean terminated;
    private boolean truncated;

    private enum Phase {
        NEW,
        RUNNING,
        ENDED
    }

    /** Creates the environment of a configuration. */
    public LoanEnv(TwinConfig config) {
        this(config, new DayScratch());
    }

    /** Creates an environment with working memory that other environments of its thread share. */
    LoanEnv(TwinConfig config, DayScratch scratch) {
        this(config, config.model(), 0, scratch);
    }

    private LoanEnv(TwinConfig config, Model model, long modelKey, DayScratch scratch) {
        this.config = config;
        this.modelKey = modelKey;
        use(new Simulator(model, scratch));
    }

    private void use(Simulator newSimulator) {
        simulator = newSimulator;
        simulator.watch(events);
        model = newSimulator.model();
        infoWriter = new InfoWriter(newSimulator);
    }

    @Override
    public Box observationSpace() {
        return OBSERVATION_SPACE;
    }

    @Override
    public Box actionSpace() {
        return ACTION_SPACE;
    }

    /** Returns the configuration. */
    public TwinConfig config() {
        return config;
    }

    @Override
    public ResetResult reset(long newSeed) {
        return reset(newSeed, ResetOptions.NONE);
    }

    /** Starts the episode of a seed with parts of its start pinned: regime, delinquency mix, capital, a loan tape. */
    public ResetResult reset(long newSeed, ResetOptions options) {
        float[] observation = new float[ObservationLayout.SIZE];
        double[] info = new double[InfoField.COUNT];
        resetInto(newSeed, options, observation, 0, info, 0);
        ResetResult result = new ResetResult(observation, new StepInfo(info));
        beginHistory(result.info());
        return result;
    }

    /**
     * Lets someone watch single loans, so that reports can say which loan earned and lost what; it changes no result.
     *
     * @return this
     */
    public LoanEnv watch(LoanEvents watcher) {
        events = watcher;
        simulator.watch(watcher);
        return this;
    }

    /** Returns a view of the book beyond info, for reports; it is that of the episode that now runs. */
    public BookReview review() {
        requireReset("review");
        return new BookReview(simulator);
    }

    /** Returns the book of today as loan records, for a loan tape. */
    public List<Loan> loanTape() {
        if (phase == Phase.NEW) {
            throw new IllegalStateException("loanTape needs a reset first.");
        }
        return simulator.loanTape();
    }

    /** Resets without allocating; {@code info} may be empty. */
    void resetInto(long newSeed, float[] observation, int observationAt, double[] info, int infoAt) {
        resetInto(newSeed, ResetOptions.NONE, observation, observationAt, info, infoAt);
    }

    /** Resets with parts of the start pinned, without allocating. */
    void resetInto(
            long newSeed, ResetOptions options, float[] observation, int observationAt, double[] info, int infoAt) {
        seed = newSeed;
        long key = Draws.derive(newSeed, Stream.EPISODE, 0, 0);
        if (config.randomised() && key != modelKey) {
            use(new Simulator(config.model(key), simulator.scratch()));
        }
        modelKey = key;
        followsFromSeed = options.equals(ResetOptions.NONE);
        phase = Phase.NEW;
        simulator.reset(key, options);
        Arrays.fill(lastAction, 0);
        Arrays.fill(clipped, 0);
        clippedActions = 0;
        phase = Phase.RUNNING;
        terminated = false;
        truncated = false;
        reward = 0;
        Arrays.fill(rewardVector, 0);
        simulator.addRewardVector(rewardVector);
        observe(observation, observationAt);
        if (info.length > 0) {
            infoWriter.begin(info, infoAt);
            infoWriter.end(rewardVector, clipped, clippedActions);
        }
    }

    @Override
    public StepResult step(float[] newAction) {
        if (newAction == null || newAction.length != ActionLayout.SIZE) {
            throw new IllegalArgumentException("action must have shape (3), got "
                    + (newAction == null ? "null" : "(" + newAction.length + ")") + ".");
        }
        checkAction(newAction, 0, -1);
        checkPhase(-1);
        float[] observation = new float[ObservationLayout.SIZE];
        double[] info = new double[InfoField.COUNT];
        stepInto(newAction, 0, observation, 0, info, 0);
        StepResult result = new StepResult(observation, reward, terminated, truncated, new StepInfo(info));
        if (recording) {
            InfoColumns.add(history(), result);
        }
        return result;
    }

    /** Refuses an action that is not finite or outside the box (unless clipping is configured). */
    void checkAction(float[] actions, int at, int row) {
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            float value = actions[at + c];
            float bound = ActionLayout.bound(c);
            boolean finite = Math.abs(value) <= Float.MAX_VALUE;
            boolean inside = value >= -bound && value <= bound;
            if (!finite || !(inside || model.episode().clipActions())) {
                String where = row < 0 ? "action" : "action of environment " + row;
                throw new IllegalArgumentException(where + "[" + c + "] (" + ActionLayout.NAMES.get(c)
                        + ") must be in [" + -bound + ", " + bound + "], got " + value + "."
                        + (finite ? "\nMaybe set episode.clipActions to true, or scale the action." : ""));
            }
        }
    }

    /** Refuses a step before a reset or after the end. */
    void checkPhase(int row) {
        if (phase == Phase.RUNNING) {
            return;
        }
        String which = row < 0 ? "" : " of environment " + row;
        if (phase == Phase.NEW) {
            throw new IllegalStateException("step" + which + " needs a reset first.");
        }
        throw new IllegalStateException("step" + which + " after the end of the episode on day " + simulator.day()
                + ".\nMaybe call reset: the last step returned terminated or truncated.");
    }

    /** Steps without allocating; the action has been checked; {@code info} may be empty. */
    void stepInto(float[] actions, int at, float[] observation, int observationAt, double[] info, int infoAt) {
        EpisodeConfig episode = model.episode();
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            action[c] = limited(actions[at + c], c, episode);
            lastAction[c] = action[c];
        }
        boolean wantsInfo = info.length > 0;
        if (wantsInfo) {
            infoWriter.begin(info, infoAt);
        }
        Arrays.fill(rewardVector, 0);
        for (int d = 0; d < episode.decisionDays() && !terminated && !truncated; d++) {
            simulator.runDay(action[0], action[1], action[2]);
            simulator.addRewardVector(rewardVector);
            if (wantsInfo) {
                infoWriter.addDay();
            }
            terminated = simulator.failed();
            truncated = !terminated && simulator.day() >= episode.simulationDays();
        }
        if (terminated) {
            addTerminalReward();
        }
        reward = simulator.totalReward(rewardVector);
        if (terminated || truncated) {
            phase = Phase.ENDED;
        }
        observe(observation, observationAt);
        if (wantsInfo) {
            infoWriter.end(rewardVector, clipped, clippedActions);
        }
    }

    /** The weights sum to 1, so what every component gets the reward gets. */
    private void addTerminalReward() {
        for (int c = 0; c < rewardVector.length; c++) {
            rewardVector[c] += simulator.terminalReward();
        }
    }

    private float limited(float value, int component, EpisodeConfig episode) {
        float bound = ActionLayout.bound(component);
        float inBox = Math.max(-bound, Math.min(bound, value));
        if (inBox != value) {
            clippedActions++;
        }
        if (episode.maxActionChange() > 0) {
            float reach = (float) (episode.maxActionChange() * bound);
            float before = lastAction[component];
            float wanted = inBox;
            inBox = Math.max(before - reach, Math.min(before + reach, wanted));
            if (inBox != wanted) {
                clippedActions++;
            }
        }
        return inBox;
    }

    private void observe(float[] out, int at) {
        Economy economy = simulator.economy();
        put(out, at, 0, simulator.ledger().balance(io.github.loantwin.env.ledger.Account.LOANS) / 1e10);
        put(out, at, 1, simulator.expectedLossRate());
        put(out, at, 2, simulator.delinquencyRate());
        put(out, at, 3, simulator.returnOnEquity());
        put(out, at, 4, simulator.valueAtRisk95());
        put(out, at, 5, simulator.largestShare());
        put(out, at, 6, economy.primeRate());
        put(out, at, 7, economy.published(MacroSeries.UNEMPLOYMENT, 0));
        put(out, at, 8, economy.published(MacroSeries.GDP_GROWTH_4Q, 0));
        put(out, at, 9, economy.published(MacroSeries.INFLATION_4Q, 0));
        put(out, at, 10, economy.published(MacroSeries.HPI, 0));
        put(out, at, 11, economy.bbbSpread());
        put(out, at, 12, economy.vix());
    }

    private void put(float[] out, int at, int component, double value) {
        float value32 = (float) value;
        float low = ObservationLayout.low(component);
        float high = ObservationLayout.high(component);
        if (value32 < low || value32 > high) {
            clipped[component]++;
            value32 = Math.max(low, Math.min(high, value32));
        }
        seen[component] = value32;
        out[at + component] = value32;
    }

    /** Returns how often an observation component has been clipped in this episode. */
    public long clippedObservations(int component) {
        return clipped[component];
    }

    /** Returns the seed of the running episode. */
    public long seed() {
        return seed;
    }

    /** Returns the last observation; a fresh array. */
    public float[] observation() {
        requireReset("observation");
        return seen.clone();
    }

    /** Returns the levels of now, as after a step, with all flows 0. */
    public StepInfo info() {
        requireReset("info");
        double[] info = new double[InfoField.COUNT];
        infoWriter.begin(info, 0);
        infoWriter.end(rewardVector, clipped, clippedActions);
        return new StepInfo(info);
    }

    /**
     * Switches the recording of the episode's days in memory off, or on (as it is at first) from the next reset.
     *
     * @return this
     */
    public LoanEnv recordHistory(boolean on) {
        wantsHistory = on;
        recording &= on;
        return this;
    }

    private void beginHistory(StepInfo start) {
        recording = wantsHistory;
        if (recording) {
            EpisodeRecorder recorder = InfoColumns.recorder();
            InfoColumns.open(recorder, start);
            history = Optional.of(recorder);
        }
    }

    /** Returns the days of the episode so far; after a restore, those since. */
    public EpisodeRecorder history() {
        return history.orElseThrow(() -> new IllegalStateException(
                "no history has been recorded.\nMaybe call recordHistory(true) and then reset."));
    }

    /** Returns headline figures and statistics of every quantity of the episode so far, as tables. */
    public PerformanceSummary performanceSummary() {
        return PerformanceSummary.of(history());
    }

    /**
     * Returns why net income differs between two periods of this episode; every bound is included.
     *
     * @param baseFirst first day of the period to compare with
     * @param baseLast its last day
     * @param first first day of the other period
     * @param last its last day
     */
    public ProfitAttribution profitAttribution(
            LocalDate baseFirst, LocalDate baseLast, LocalDate first, LocalDate last) {
        return ProfitAttribution.between(
                PeriodProfit.of(baseFirst + " to " + baseLast, history(), baseFirst, baseLast),
                PeriodProfit.of(first + " to " + last, history(), first, last));
    }

    /** Returns the number of loans on the books. */
    public int loanCount() {
        return simulator.loanCount();
    }

    /** Returns the number of loans that the books have room for before their columns are replaced by larger ones. */
    public int loanCapacity() {
        return simulator.loanCapacity();
    }

    /**
     * Measures how long the parts of the coming days take.
     *
     * @param days how many of the last ones are remembered; 0 switches it off
     */
    public DayProfile profile(int days) {
        return simulator.profile(days);
    }

    /** Returns whether the state is that of day 0 of its seed, nothing pinned. */
    boolean followsFromSeed() {
        return followsFromSeed && simulator.day() == 0;
    }

    /** Copies the last observation. */
    void observation(float[] out, int at) {
        System.arraycopy(seen, 0, out, at, ObservationLayout.SIZE);
    }

    void requireReset(String what) {
        if (phase == Phase.NEW) {
            throw new IllegalStateException(what + " needs a reset first.");
        }
    }

    /**
     * Returns the complete state: {@link #restore} continues bit for bit, on another machine too.
     *
     * @return about 180 bytes a loan and 70,000 more: magic, version, hash of the configuration, content, checksum
     */
    public byte[] save() {
        requireReset("save");
        ByteBuffer out = SavedState.begin(config.hash(), CONTENT_BYTES + simulator.maxStateBytes());
        out.putLong(seed).putLong(modelKey).putInt(simulator.stateShape()).put((byte) (followsFromSeed ? 1 : 0));
        simulator.save(out);
        saveOwn(out);
        return SavedState.seal(out);
    }

    private static final int CONTENT_BYTES = 4 * Long.BYTES
            + Integer.BYTES
            + 4
            + 2 * ActionLayout.SIZE * Float.BYTES
            + Reward.SIZE * Double.BYTES
            + ObservationLayout.SIZE * (Long.BYTES + Float.BYTES);

    private void saveOwn(ByteBuffer out) {
        out.putLong(clippedActions).putDouble(reward);
        out.put((byte) phase.ordinal()).put((byte) (terminated ? 1 : 0)).put((byte) (truncated ? 1 : 0));
        for (double component : rewardVector) {
            out.putDouble(component);
        }
        for (float value : lastAction) {
            out.putFloat(value);
        }
        for (long count : clipped) {
            out.putLong(count);
        }
        for (float value : seen) {
            out.putFloat(value);
        }
    }

    /**
     * Replaces the state by a saved one.
     *
     * @param state bytes from {@link #save} of an environment with the same configuration
     * @throws IllegalArgumentException for damaged bytes, another version or another configuration; nothing changes
     */
    public void restore(byte[] state) {
        ByteBuffer in = SavedState.open(state, config.hash());
        long savedSeed = in.getLong();
        long savedKey = in.getLong();
        boolean otherModel = config.randomised() && savedKey != modelKey;
        Simulator target = otherModel ? new Simulator(config.model(savedKey), simulator.scratch()) : simulator;
        SavedState.requireShape(in.getInt(), target.stateShape());
        followsFromSeed = in.get() != 0;
        use(target);
        modelKey = savedKey;
        seed = savedSeed;
        simulator.restore(in);
        restoreOwn(in);
        if (wantsHistory) {
            beginHistory(info());
        }
    }

    private void restoreOwn(ByteBuffer in) {
        clippedActions = in.getLong();
        reward = in.getDouble();
        phase = Phase.values()[in.get()];
        terminated = in.get() != 0;
        truncated = in.get() != 0;
        for (int c = 0; c < rewardVector.length; c++) {
            rewardVector[c] = in.getDouble();
        }
        for (int c = 0; c < lastAction.length; c++) {
            lastAction[c] = in.getFloat();
        }
        for (int c = 0; c < clipped.length; c++) {
            clipped[c] = in.getLong();
        }
        for (int c = 0; c < seen.length; c++) {
            seen[c] = in.getFloat();
        }
    }

    /** Returns an independent environment in the same state, with the same future luck; it records no history. */
    public LoanEnv fork() {
        byte[] state = save();
        LoanEnv copy = new LoanEnv(config, model, modelKey, new DayScratch()).recordHistory(false);
        copy.restore(state);
        return copy;
    }

    /**
     * Returns an independent environment in the same state, with other luck from the next day on.
     *
     * @param newKey names the future: equal keys give equal futures. Where rates move to by the end of the month that runs
     *     was decided on its first day, and stays
     */
    public LoanEnv fork(long newKey) {
        LoanEnv copy = fork();
        copy.rekey(newKey);
        return copy;
    }

    /** Changes the luck from the next day on. */
    void rekey(long newKey) {
        followsFromSeed = false;
        simulator.rekey(Draws.derive(newKey, Stream.EPISODE, 1, 0));
    }

    /** Refuses bytes that {@link #restore} would refuse. */
    void requireRestorable(byte[] state) {
        ByteBuffer in = SavedState.open(state, config.hash());
        if (!config.randomised()) {
            SavedState.requireShape(in.getInt(in.position() + 2 * Long.BYTES), simulator.stateShape());
        }
    }

    /**
     * Returns a 64-bit digest of all that has happened in the episode, the same on every machine.
     *
     * <p>Nothing drawn ahead enters it, and neither seed nor configuration: two episodes that have been equal up to today
     * have equal hashes.
     */
    public long stateHash() {
        requireReset("stateHash");
        ByteBuffer own = ByteBuffer.allocate(CONTENT_BYTES);
        saveOwn(own);
        return StateBytes.digest(own, simulator.stateHash());
    }

    /** Copies the reward components of the last step. */
    void rewardVector(double[] out, int at) {
        System.arraycopy(rewardVector, 0, out, at, Reward.SIZE);
    }

    boolean ended() {
        return phase == Phase.ENDED;
    }

    double reward() {
        return reward;
    }

    boolean terminated() {
        return terminated;
    }

    boolean truncated() {
        return truncated;
    }

    /** Returns the simulator, for tests and reports. */
    Simulator simulator() {
        return simulator;
    }
}

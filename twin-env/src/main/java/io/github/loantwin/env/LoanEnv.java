package io.github.loantwin.env;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.macro.Economy;
import io.github.loantwin.env.macro.MacroSeries;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.EpisodeConfig;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.sim.ResetOptions;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.space.Box;
import java.util.Arrays;
import java.util.List;

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
 * <p><b>Rewards.</b> Weights times the vector (financial, risk, regulatory, operational), summed over the days of a step.
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
    private long clippedActions;
    private long seed;
    private Phase phase = Phase.NEW;
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
        this.config = config;
        use(config.model());
    }

    private void use(Model newModel) {
        model = newModel;
        simulator = new Simulator(newModel);
        infoWriter = new InfoWriter(simulator);
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
        float[] observation = new float[ObservationLayout.SIZE];
        double[] info = new double[InfoField.COUNT];
        resetInto(newSeed, observation, 0, info, 0);
        return new ResetResult(observation, new StepInfo(info));
    }

    /** Starts the episode of a seed with parts of its start pinned: regime, delinquency mix, capital, a loan tape. */
    public ResetResult reset(long newSeed, ResetOptions options) {
        float[] observation = new float[ObservationLayout.SIZE];
        double[] info = new double[InfoField.COUNT];
        resetInto(newSeed, options, observation, 0, info, 0);
        return new ResetResult(observation, new StepInfo(info));
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

    private void resetInto(
            long newSeed, ResetOptions options, float[] observation, int observationAt, double[] info, int infoAt) {
        seed = newSeed;
        long key = Draws.derive(newSeed, Stream.EPISODE, 0, 0);
        if (config.randomised()) {
            use(config.model(key));
        }
        simulator.reset(key, options);
        Arrays.fill(lastAction, 0);
        Arrays.fill(clipped, 0);
        clippedActions = 0;
        phase = Phase.RUNNING;
        terminated = false;
        truncated = false;
        reward = 0;
        observe(observation, observationAt);
        if (info.length > 0) {
            infoWriter.begin(info, infoAt);
            infoWriter.addDay(false);
            infoWriter.end(clippedTotal(), clippedActions);
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
        return new StepResult(observation, reward, terminated, truncated, new StepInfo(info));
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
        String which = row < 0 ? "" : " of environment " + row;
        if (phase == Phase.NEW) {
            throw new IllegalStateException("step" + which + " needs a reset first.");
        }
        if (phase == Phase.ENDED) {
            throw new IllegalStateException("step" + which + " after the end of the episode on day " + simulator.day()
                    + ".\nMaybe call reset: the last step returned terminated or truncated.");
        }
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
        reward = 0;
        for (int d = 0; d < episode.decisionDays() && !terminated && !truncated; d++) {
            simulator.runDay(action[0], action[1], action[2]);
            reward += simulator.dayReward();
            if (wantsInfo) {
                infoWriter.addDay(true);
            }
            terminated = simulator.failed();
            truncated = !terminated && simulator.day() >= episode.simulationDays();
        }
        if (terminated) {
            reward += simulator.terminalReward();
        }
        if (terminated || truncated) {
            phase = Phase.ENDED;
        }
        observe(observation, observationAt);
        if (wantsInfo) {
            infoWriter.end(clippedTotal(), clippedActions);
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
            inBox = Math.max(before - reach, Math.min(before + reach, inBox));
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
        float seen = (float) value;
        float low = ObservationLayout.low(component);
        float high = ObservationLayout.high(component);
        if (seen < low || seen > high) {
            clipped[component]++;
            seen = Math.max(low, Math.min(high, seen));
        }
        out[at + component] = seen;
    }

    private long clippedTotal() {
        long sum = 0;
        for (long count : clipped) {
            sum += count;
        }
        return sum;
    }

    /** Returns how often an observation component has been clipped in this episode. */
    public long clippedObservations(int component) {
        return clipped[component];
    }

    /** Returns the seed of the running episode. */
    public long seed() {
        return seed;
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

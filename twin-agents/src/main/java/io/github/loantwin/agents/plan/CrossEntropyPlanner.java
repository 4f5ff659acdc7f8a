package io.github.loantwin.agents.plan;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Model-predictive control by the cross-entropy method: draws plans, lives each on forks of the world, draws the next ones
 * around the best, and does the beginning of the best plan; some weeks later it plans anew.
 *
 * <p>A plan is one action for each block of the horizon. Plans are drawn from independent normals, cut to the action box, whose
 * mean and deviation are those of the elite. Every candidate meets the same futures. In the end the last elite's mean is taken,
 * or the base policy where that does better on the futures; the clairvoyant planner may also take the best single plan,
 * whose value is no luck.
 *
 * <p>Without clairvoyance the futures come from {@link LoanEnv#fork(long)} under keys that depend on nothing but the state so far:
 * what the world will really do cannot be told from them. The planner does see the whole present state, also what no
 * observation shows (the regime, figures not yet published, where rates go until the month's end), and in a named scenario
 * the forks carry the scenario's path; there it knows the economy, though not the luck. The clairvoyant planner lives its
 * candidates on the true future. What it reaches is a lower estimate of what clairvoyance could reach, because the search is
 * not exhaustive.
 *
 * <p>Source: Rubinstein and Kroese, "The Cross-Entropy Method", 2004; as a controller for example Chua et al., "Deep
 * reinforcement learning in a handful of trials using probabilistic dynamics models", NeurIPS 2018, with the true simulator
 * in the place of a learned model.
 */
public final class CrossEntropyPlanner implements WorldPolicy {
    private static final double FIRST_SPREAD = 0.35;
    private static final double LEAST_SPREAD = 0.02;

    private final PlanConfig config;
    private final float[] chosen = new float[ActionLayout.SIZE];
    private final double[] mean;
    private final double[] spread;
    private LoanEnv world;
    private LoanEnv scratch;
    private int day;
    private int nextPlan;

    private record Tried(double[] plan, double value) {}

    /** Creates a planner. */
    public CrossEntropyPlanner(PlanConfig config) {
        this.config = config;
        mean = new double[config.blocks() * ActionLayout.SIZE];
        spread = new double[mean.length];
    }

    /** The seed is not looked at: whoever knows it could know the future. */
    @Override
    public void reset(long seed) {
        Arrays.fill(mean, 0);
        day = 0;
        nextPlan = 0;
    }

    @Override
    public void enter(LoanEnv newWorld) {
        if (scratch == null || scratch.config() != newWorld.config()) {
            scratch = new LoanEnv(newWorld.config()).recordHistory(false);
        }
        world = newWorld;
    }

    @Override
    public void inform(StepInfo info) {
        day = (int) info.get(InfoField.DAY);
    }

    @Override
    public void act(float[] observation, float[] action) {
        if (day >= nextPlan) {
            plan();
            nextPlan = day + config.replanDays();
        }
        System.arraycopy(chosen, 0, action, 0, action.length);
    }

    private void plan() {
        List<byte[]> futures = futures();
        SplittableRandom random = new SplittableRandom(world.stateHash());
        Arrays.fill(spread, FIRST_SPREAD);
        Tried best = tried(new double[mean.length], futures);
        for (int round = 0; round < config.iterations(); round++) {
            List<Tried> tries = new ArrayList<>(List.of(tried(mean.clone(), futures)));
            while (tries.size() < config.candidates()) {
                tries.add(tried(drawn(random), futures));
            }
            tries.sort(Comparator.comparingDouble(Tried::value).reversed());
            best = config.clairvoyant() ? better(best, tries.get(0)) : best;
            refit(tries.subList(0, config.elites()));
        }
        best = better(best, tried(mean.clone(), futures));
        for (int c = 0; c < chosen.length; c++) {
            chosen[c] = lever(best.plan(), 0, c);
        }
        System.arraycopy(best.plan(), 0, mean, 0, mean.length);
    }

    private static Tried better(Tried one, Tried other) {
        return other.value() > one.value() ? other : one;
    }

    /** States to start from: the world's own if it may know the future, else forks with other luck. */
    private List<byte[]> futures() {
        if (config.clairvoyant()) {
            return List.of(world.save());
        }
        List<byte[]> futures = new ArrayList<>();
        long key = world.stateHash();
        for (int future = 0; future < config.futures(); future++) {
            futures.add(world.fork(key + future).save());
        }
        return futures;
    }

    /** Shares of the bounds, in [-1, 1]. */
    private double[] drawn(SplittableRandom random) {
        double[] plan = new double[mean.length];
        for (int i = 0; i < plan.length; i++) {
            plan[i] = Math.max(-1, Math.min(1, mean[i] + spread[i] * random.nextGaussian()));
        }
        return plan;
    }

    private void refit(List<Tried> elites) {
        for (int i = 0; i < mean.length; i++) {
            int at = i;
            double middle =
                    elites.stream().mapToDouble(e -> e.plan()[at]).average().orElseThrow();
            double square = elites.stream()
                    .mapToDouble(e -> (e.plan()[at] - middle) * (e.plan()[at] - middle))
                    .average()
                    .orElseThrow();
            mean[i] = middle;
            spread[i] = Math.max(LEAST_SPREAD, Math.sqrt(square));
        }
    }

    private Tried tried(double[] plan, List<byte[]> futures) {
        double sum = 0;
        for (byte[] future : futures) {
            sum += lived(plan, future);
        }
        return new Tried(plan, sum / futures.size());
    }

    /** Returns the sum of rewards over the horizon, or until the episode ends. */
    private double lived(double[] plan, byte[] start) {
        scratch.restore(start);
        int step = scratch.config().episode().decisionDays();
        int ahead = Math.min(config.horizonDays(), scratch.config().episode().simulationDays() - day);
        float[] action = new float[ActionLayout.SIZE];
        double sum = 0;
        for (int t = 0; t < ahead; t += step) {
            int block = Math.min(config.blocks() - 1, (int) ((long) t * config.blocks() / config.horizonDays()));
            for (int c = 0; c < action.length; c++) {
                action[c] = lever(plan, block, c);
            }
            StepResult result = scratch.step(action);
            sum += result.reward();
            if (result.terminated() || result.truncated()) {
                return sum;
            }
        }
        return sum;
    }

    private static float lever(double[] plan, int block, int component) {
        return (float) plan[block * ActionLayout.SIZE + component] * ActionLayout.bound(component);
    }
}

package io.github.loantwin.env;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.reward.Reward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Compares policies on the same seeds: each seed is one world, so that a difference of returns is the policies' doing.
 *
 * <p>Results do not depend on the number of threads.
 */
public final class Evaluator {
    private final TwinConfig config;
    private final int threads;

    /** Creates an evaluator on one thread. */
    public Evaluator(TwinConfig config) {
        this(config, 1);
    }

    /** Creates an evaluator. */
    public Evaluator(TwinConfig config, int threads) {
        this.config = ArgCheck.notNull("config", config);
        this.threads = ArgCheck.inClosed("threads", threads, 1, 1024);
    }

    /** Returns seeds 0 to n - 1. */
    public static long[] seeds(int n) {
        long[] seeds = new long[ArgCheck.positive("n", n)];
        Arrays.setAll(seeds, i -> i);
        return seeds;
    }

    /** Evaluates policies by their names, see {@link Policies#parse}; differences are to the first. */
    public Evaluation evaluate(List<String> policies, long[] seeds) {
        Map<String, Supplier<Policy>> makers = new LinkedHashMap<>();
        for (String text : policies) {
            makers.put(text, NamedPolicy.of(text).maker());
        }
        return evaluate(makers, seeds);
    }

    /**
     * Evaluates policies over whole episodes.
     *
     * @param policies makers of policies by name, in order; each thread makes its own. Differences are to the first
     * @param seeds one episode per policy and seed
     */
    public Evaluation evaluate(Map<String, Supplier<Policy>> policies, long[] seeds) {
        ArgCheck.that(!policies.isEmpty() && seeds.length > 0, "there must be a policy and a seed", "none");
        List<String> names = List.copyOf(policies.keySet());
        List<Supplier<Policy>> makers = List.copyOf(policies.values());
        EpisodeScore[] scores = new EpisodeScore[names.size() * seeds.length];
        AtomicInteger next = new AtomicInteger();
        try (SliceWorkers workers = new SliceWorkers(Math.min(threads, scores.length), "loantwin-evaluate")) {
            workers.run(slice -> {
                LoanEnv env = new LoanEnv(config).recordHistory(false);
                for (int job = next.getAndIncrement(); job < scores.length; job = next.getAndIncrement()) {
                    Policy policy = makers.get(job / seeds.length).get();
                    scores[job] = play(env, policy, seeds[job % seeds.length]);
                }
            });
        }
        List<PolicyScore> results = new ArrayList<>();
        for (int p = 0; p < names.size(); p++) {
            List<EpisodeScore> episodes = Arrays.asList(scores).subList(p * seeds.length, (p + 1) * seeds.length);
            results.add(PolicyScore.of(names.get(p), episodes));
        }
        List<Long> seedList = Arrays.stream(seeds).boxed().toList();
        return new Evaluation(config.hash(), seedList, results, PairedDifference.toFirst(results));
    }

    /**
     * Plays one policy over whole episodes.
     *
     * @param policy maker; each thread makes its own
     * @param seeds one episode each
     */
    public PolicyScore evaluate(Supplier<Policy> policy, long[] seeds) {
        return evaluate(Map.of("policy", policy), seeds).scores().get(0);
    }

    private static EpisodeScore play(LoanEnv env, Policy policy, long seed) {
        float[] observation = new float[ObservationLayout.SIZE];
        float[] action = new float[ActionLayout.SIZE];
        double[] info = new double[InfoField.COUNT];
        double[] components = new double[Reward.SIZE];
        double episodeReturn = 0;
        double netIncome = 0;
        StepInfo published = new StepInfo(info);
        env.resetInto(seed, observation, 0, info, 0);
        policy.reset(seed);
        policy.inform(published);
        while (!env.ended()) {
            policy.act(observation, action);
            env.checkAction(action, 0, -1);
            env.stepInto(action, 0, observation, 0, info, 0);
            policy.inform(published);
            episodeReturn += env.reward();
            netIncome += info[InfoField.NET_INCOME.ordinal()];
            for (int c = 0; c < components.length; c++) {
                components[c] += info[InfoField.REWARD_FINANCIAL.ordinal() + c];
            }
        }
        int days = (int) info[InfoField.DAY.ordinal()];
        return new EpisodeScore(seed, episodeReturn, components, netIncome, days, env.terminated());
    }
}

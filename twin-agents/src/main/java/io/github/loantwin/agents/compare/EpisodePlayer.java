package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.plan.WorldPolicy;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;

/** Lives episodes of one configuration under policies; one thread each. */
final class EpisodePlayer {
    private static final double THOUSAND = 1000;
    private static final double YEAR = 365;

    private final LoanEnv env;
    private final int horizon;
    private final double minCapital;
    private final double maxVar;
    private final double maxShare;
    private long decisionNanos;
    private long decisions;

    /** Told every decision, for histories. */
    interface Watcher {
        void decided(float[] observation, float[] action, StepInfo after);
    }

    EpisodePlayer(TwinConfig config) {
        env = new LoanEnv(config).recordHistory(false);
        horizon = config.episode().simulationDays();
        minCapital = Double.parseDouble(config.get("policy.min_capital_ratio"));
        maxVar = Double.parseDouble(config.get("policy.max_var_limit"));
        maxShare = Double.parseDouble(config.get("policy.max_concentration_by_type"));
    }

    EpisodeRow play(Policy policy, long seed) {
        return play(policy, seed, (observation, action, after) -> {});
    }

    EpisodeRow play(Policy policy, long seed, Watcher watcher) {
        ResetResult start = env.reset(seed);
        policy.reset(seed);
        policy.inform(start.info());
        if (policy instanceof WorldPolicy planner) {
            planner.enter(env);
        }
        Tally tally = new Tally(start.info());
        float[] observation = start.observation();
        float[] action = new float[ActionLayout.SIZE];
        StepResult step;
        do {
            long before = System.nanoTime();
            policy.act(observation, action);
            decisionNanos += System.nanoTime() - before;
            decisions++;
            step = env.step(action);
            policy.inform(step.info());
            tally.add(action, step);
            watcher.decided(observation, action, step.info());
            observation = step.observation();
        } while (!step.terminated() && !step.truncated());
        return tally.row(seed, step);
    }

    /** Returns the mean time of a decision so far, microseconds. */
    double decisionMicros() {
        return decisionNanos / 1e3 / Math.max(1, decisions);
    }

    private final class Tally {
        private final double[] values = new double[Field.values().length];
        private final float[] before = new float[ActionLayout.SIZE];

        Tally(StepInfo start) {
            values[Field.LOWEST_CAPITAL_RATIO.ordinal()] = start.get(InfoField.CAPITAL_RATIO);
        }

        private void add(Field field, double value) {
            values[field.ordinal()] += value;
        }

        void add(float[] action, StepResult step) {
            StepInfo info = step.info();
            add(Field.SCORE, THOUSAND * step.reward() / horizon);
            double[] vector = info.rewardVector();
            for (int c = 0; c < vector.length; c++) {
                values[Field.FINANCIAL.ordinal() + c] += THOUSAND * vector[c] / horizon;
            }
            double capital = info.get(InfoField.CAPITAL_RATIO);
            int lowest = Field.LOWEST_CAPITAL_RATIO.ordinal();
            values[lowest] = Math.min(values[lowest], capital);
            add(Field.CAPITAL_BREACHES, capital < minCapital ? 1 : 0);
            add(Field.VAR_BREACHES, info.get(InfoField.VALUE_AT_RISK_95) > maxVar ? 1 : 0);
            add(Field.CONCENTRATION_BREACHES, info.get(InfoField.LARGEST_SHARE) > maxShare ? 1 : 0);
            for (int c = 0; c < action.length; c++) {
                add(Field.TURNOVER, Math.abs(action[c] - before[c]) / ActionLayout.bound(c) * YEAR / horizon);
                before[c] = action[c];
            }
            addFlows(info);
        }

        private void addFlows(StepInfo info) {
            add(Field.ECONOMIC_PROFIT, info.get(InfoField.ECONOMIC_PROFIT));
            add(Field.NET_INTEREST_INCOME, info.get(InfoField.NET_INTEREST_INCOME));
            add(Field.FEE_INCOME, info.get(InfoField.FEE_INCOME));
            add(Field.SALE_GAINS, info.get(InfoField.SALE_GAINS));
            add(Field.OPERATING_COST, info.get(InfoField.OPERATING_COST));
            add(Field.PROVISION, info.get(InfoField.PROVISION));
            add(Field.TAX, info.get(InfoField.TAX));
            add(Field.NET_INCOME, info.get(InfoField.NET_INCOME));
        }

        EpisodeRow row(long seed, StepResult last) {
            values[Field.DAYS.ordinal()] = last.info().get(InfoField.DAY);
            values[Field.FAILED.ordinal()] = last.terminated() ? 1 : 0;
            return new EpisodeRow(seed, values);
        }
    }
}

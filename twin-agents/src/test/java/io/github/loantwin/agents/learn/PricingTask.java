package io.github.loantwin.agents.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A problem with a known optimum: one price p, demand q(p) = 1 / (1 + exp(b (p - m))), profit (p - c) q(p).
 *
 * <p>The derivative is zero where b (p - c) (1 - q) = 1. With w = b (p - c) - 1 this is w e^w = exp(b (m - c) - 1), so the
 * best price is p* = c + (1 + W(exp(b (m - c) - 1))) / b, with Lambert's W, and the profit at it W / b.
 *
 * <p>What demand bears, m, differs from step to step and is seen; profit is seen with noise. An episode is 20 steps.
 */
public final class PricingTask extends ToyTask {
    static final double COST = 1.0;
    static final double SLOPE = 2.0;
    static final double LOWEST_PRICE = 0.0;
    static final double HIGHEST_PRICE = 6.0;
    private static final double NOISE = 0.1;
    private static final int EPISODE = 20;

    private Keyed keyed = new Keyed(0);
    private long key;
    private int time;

    /** Creates n markets. */
    public PricingTask(int n) {
        super(n, 1, 1);
    }

    /** Solves w e^w = x by Newton's method. */
    static double lambertW(double x) {
        double w = Math.log1p(x);
        for (int i = 0; i < 50; i++) {
            double e = Math.exp(w);
            w -= (w * e - x) / (e * (w + 1));
        }
        return w;
    }

    /** Returns the profit of the best price. */
    static double bestProfit(double bearable) {
        return lambertW(Math.exp(SLOPE * (bearable - COST) - 1)) / SLOPE;
    }

    static double bestPrice(double bearable) {
        return COST + (1 + lambertW(Math.exp(SLOPE * (bearable - COST) - 1))) / SLOPE;
    }

    static double profit(double bearable, double price) {
        return (price - COST) / (1 + Math.exp(SLOPE * (price - bearable)));
    }

    static double price(float action) {
        return LOWEST_PRICE + (HIGHEST_PRICE - LOWEST_PRICE) * (action + 1) / 2;
    }

    static double bearable(float feature) {
        return 2.5 + feature;
    }

    @Override
    public void begin(long seed) {
        key = seed;
        keyed = new Keyed(seed);
        time = 0;
        draw();
    }

    private void draw() {
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) (2 * keyed.uniform(Keyed.Purpose.SEEDS, i, time) - 1);
        }
    }

    @Override
    protected void move(float[] actions) {
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = profit(bearable(features[i]), price(actions[i]))
                    + NOISE * keyed.normal(Keyed.Purpose.UPDATE, i, time);
        }
        time++;
        Arrays.fill(truncated, time % EPISODE == 0);
        draw();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(key);
        out.writeInt(time);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        begin(in.readLong());
        time = in.readInt();
        if (time > 0) {
            draw();
        }
    }

    /** Returns the mean profit of a learner's policy over what demand may bear, as a share of the best possible. */
    public static double shareOfOptimum(Learner learner) {
        double earned = 0;
        double best = 0;
        for (int i = 0; i <= 200; i++) {
            float feature = -1 + i / 100f;
            float[] input = {feature};
            learner.normaliser().apply(input, 0);
            float action = (float) Math.tanh(learner.actor().forward(input, 1)[0]);
            earned += profit(bearable(feature), price(action));
            best += bestProfit(bearable(feature));
        }
        return earned / best;
    }
}

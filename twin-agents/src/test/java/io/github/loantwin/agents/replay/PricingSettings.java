package io.github.loantwin.agents.replay;

/** Settings for the pricing problem. */
public final class PricingSettings {
    /** Copies of the problem. */
    public static final int COPIES = 16;

    private PricingSettings() {}

    /** Returns shared settings; discount 0.5, because the problem has no memory. */
    public static ReplayConfig replay() {
        return new ReplayConfig(new int[] {32, 32}, COPIES, 20, 8, 20, 0, 64, 10_000, 2e-3, 2e-3, 0.5, 0.02, 1, 1, 1);
    }
}

package io.github.loantwin.env.sim;

/**
 * What a validator may see of a simulator's book beyond its reports; reading changes nothing.
 *
 * <p>Money is fixed-point.
 */
public final class BookReview {
    private final Simulator simulator;

    /** Creates a view that follows a simulator. */
    public BookReview(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Returns the recoveries still expected from charged-off loans of a product. */
    public long expectedRecoveries(int product) {
        return simulator.collections.expectedRecoveries(product);
    }
}

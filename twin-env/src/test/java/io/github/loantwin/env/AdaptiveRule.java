package io.github.loantwin.env;

/**
 * Tightens and tilts to secured lending in a crunch, and sees only observations: the plain rule that a learner should beat.
 *
 * <p>A crunch begins when unemployment has risen, since its lowest of the last half year, and the credit spread is wide,
 * by an index above 1; it ends when the index is below a share of that, so that policy does not flutter. A wide spread
 * counts little once unemployment falls. Between calm and crunch it leans half-way. Decides every five days.
 */
final class AdaptiveRule implements Policy {
    static final int DECISION_DAYS = 5;

    private static final int MEMORY = 36;
    private static final double RISE = 0.008;
    private static final double SPREAD = 0.025;
    private static final double SPREAD_RANGE = 0.020;
    private static final double WHEN_FALLING = 0.3;
    private static final double END = 0.4;
    private static final double CLOUDS = 0.4;

    private final double[] unemployment = new double[MEMORY];
    private final float[] calm;
    private final float[] cloudy;
    private final float[] tight;
    private int seen;
    private boolean crunch;

    private AdaptiveRule(float[] calm, float[] cloudy, float[] tight) {
        this.calm = calm;
        this.cloudy = cloudy;
        this.tight = tight;
    }

    /** Returns the rule found for episodes of 365 days, on seeds that no test uses. */
    static AdaptiveRule oneYear() {
        return new AdaptiveRule(new float[] {0.015f, -0.002f, 0.02f}, new float[] {0.03f, -0.001f, 0.03f}, new float[] {
            0.065f, -0.001f, 0.05f
        });
    }

    /** Returns the rule found for episodes of 1,095 days: losses of new loans have time to show, so it leans further. */
    static AdaptiveRule threeYears() {
        return new AdaptiveRule(
                new float[] {0.025f, -0.003f, 0.02f},
                new float[] {0.045f, -0.002f, 0.035f},
                new float[] {0.075f, -0.001f, 0.05f});
    }

    @Override
    public void act(float[] observation, float[] action) {
        double now = observation[ObservationLayout.UNEMPLOYMENT_RATE];
        double before = seen < MEMORY ? (seen == 0 ? now : unemployment[0]) : unemployment[seen % MEMORY];
        unemployment[seen % MEMORY] = now;
        seen++;
        double lowest = now;
        for (int i = 0; i < Math.min(seen, MEMORY); i++) {
            lowest = Math.min(lowest, unemployment[i]);
        }
        double spread = Math.max(0, observation[ObservationLayout.CREDIT_SPREAD] - SPREAD) / SPREAD_RANGE;
        double index = (now - lowest) / RISE + spread * (now < before - 0.002 ? WHEN_FALLING : 1);
        crunch = index > (crunch ? END : 1);
        float[] chosen = crunch ? tight : index > CLOUDS ? cloudy : calm;
        System.arraycopy(chosen, 0, action, 0, ActionLayout.SIZE);
    }
}

package io.github.loantwin.agents.baseline;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a bank's credit committee does without a model: it tightens and turns to secured lending as unemployment rises above
 * its recent low and as spreads widen, passes part of a wider spread on in its price, and else leaves the levers alone.
 *
 * <p>With u unemployment, s the credit spread, and clip to [0, 1]: alarm = clip(clip((u - lowest u of the memory) / rise) + w
 * clip((s - normal) / range)), where w is 1, or less once unemployment falls; levers = calm + alarm (tight - calm), and the
 * price gets a share of max(0, s - normal) on top. A lever moves only when it would move by more than the deadband, because
 * changes of policy cost. It sees the observation and the date, nothing else.
 */
final class RulePolicy implements Policy {
    private static final double FALL = 0.001;

    private record Reading(long day, double unemployment) {}

    private final RuleConfig config;
    private final Deque<Reading> memory = new ArrayDeque<>();
    private final float[] inForce = new float[ActionLayout.SIZE];
    private boolean first = true;
    private long day;

    RulePolicy(RuleConfig config) {
        this.config = config;
    }

    @Override
    public void reset(long seed) {
        memory.clear();
        first = true;
        day = 0;
    }

    @Override
    public void inform(StepInfo info) {
        day = (long) info.get(InfoField.DAY);
    }

    @Override
    public void act(float[] observation, float[] action) {
        double unemployment = observation[ObservationLayout.UNEMPLOYMENT_RATE];
        double spread = observation[ObservationLayout.CREDIT_SPREAD];
        remember(unemployment);
        double alarm = alarm(unemployment, spread);
        double passed = config.spreadPassThrough() * Math.max(0, spread - config.spreadNormal());
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            double calm = config.calm().get(c);
            double target = calm + alarm * (config.tight().get(c) - calm) + (c == ActionLayout.PRICING ? passed : 0);
            action[c] = moved(c, target);
        }
        first = false;
    }

    private void remember(double unemployment) {
        while (!memory.isEmpty() && memory.peekFirst().day() < day - config.memoryDays()) {
            memory.removeFirst();
        }
        memory.addLast(new Reading(day, unemployment));
    }

    /** How alarmed the committee is, 0 to 1. */
    private double alarm(double unemployment, double spread) {
        double lowest = unemployment;
        for (Reading reading : memory) {
            lowest = Math.min(lowest, reading.unemployment());
        }
        boolean falling = unemployment < memory.peekFirst().unemployment() - FALL;
        double fromSpread = clip((spread - config.spreadNormal()) / config.spreadRange());
        double weight = falling ? config.spreadWeightWhenFalling() : 1;
        return clip(clip((unemployment - lowest) / config.unemploymentRise()) + weight * fromSpread);
    }

    private float moved(int component, double target) {
        float bound = ActionLayout.bound(component);
        float wanted = Math.max(-bound, Math.min(bound, (float) target));
        if (first || Math.abs(wanted - inForce[component]) > config.deadband() * bound) {
            inForce[component] = wanted;
        }
        return inForce[component];
    }

    private static double clip(double x) {
        return Math.max(0, Math.min(1, x));
    }
}

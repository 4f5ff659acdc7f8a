package io.github.loantwin.optimizer.solver;

import java.util.Arrays;

/**
 * What each scenario is in a restricted CVaR program: left out, kept with a variable of its own, or surely in the tail.
 *
 * <p>A sample takes every stride-th scenario; the others are left out.
 */
final class ScenarioRoles {
    private static final byte LEFT_OUT = 0;
    private static final byte KEPT = 1;
    private static final byte IN_TAIL = 2;

    private final double[][] losses;
    private final byte[] role;

    ScenarioRoles(double[][] losses) {
        this.losses = losses;
        this.role = new byte[losses.length];
    }

    boolean kept(int scenario) {
        return role[scenario] == KEPT;
    }

    boolean inTail(int scenario) {
        return role[scenario] == IN_TAIL;
    }

    int countKept() {
        int count = 0;
        for (byte r : role) {
            count += r == KEPT ? 1 : 0;
        }
        return count;
    }

    int sampled(int stride) {
        return (role.length + stride - 1) / stride;
    }

    /** Keeps a whole sample. */
    void keepSample(int stride) {
        Arrays.fill(role, LEFT_OUT);
        for (int i = 0; i < role.length; i += stride) {
            role[i] = KEPT;
        }
    }

    /**
     * Of a sample keeps the scenarios that x has to move least for, to bring them over the quantile; with equal losses, all.
     * The distance to that is |loss - quantile| over the length of the scenario's vector, the tail's mean taken off, which
     * moves the quantile along.
     */
    void keepNear(double[] x, int stride, double tail, int count) {
        double[] at = new double[sampled(stride)];
        for (int i = 0; i < at.length; i++) {
            at[i] = Cones.dot(losses[i * stride], x, 0, x.length);
        }
        double[] sorted = at.clone();
        Arrays.sort(sorted);
        double quantile = sorted[Math.max(0, at.length - (int) Math.ceil(tail))];
        double[] mean = tailMean(at, quantile, stride, x.length);
        double[] distance = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double gap = Math.abs(at[i] - quantile);
            distance[i] = gap == 0 ? 0 : gap / length(losses[i * stride], mean);
        }
        System.arraycopy(distance, 0, sorted, 0, sorted.length);
        Arrays.sort(sorted);
        double farthest = sorted[Math.min(sorted.length - 1, count)];
        Arrays.fill(role, LEFT_OUT);
        for (int i = 0; i < at.length; i++) {
            role[i * stride] = distance[i] <= farthest ? KEPT : at[i] > quantile ? IN_TAIL : LEFT_OUT;
        }
    }

    private double[] tailMean(double[] at, double quantile, int stride, int n) {
        double[] mean = new double[n];
        int count = 0;
        for (int i = 0; i < at.length; i++) {
            if (at[i] >= quantile) {
                count++;
                for (int j = 0; j < n; j++) {
                    mean[j] += losses[i * stride][j];
                }
            }
        }
        for (int j = 0; j < n; j++) {
            mean[j] /= count;
        }
        return mean;
    }

    private static double length(double[] loss, double[] mean) {
        double square = 0;
        for (int j = 0; j < mean.length; j++) {
            square += (loss[j] - mean[j]) * (loss[j] - mean[j]);
        }
        return Math.sqrt(square);
    }

    /** Keeps the scenarios on the wrong side of the quantile too; returns whether there were any. */
    boolean keepWrong(double[] at, double quantile) {
        boolean changed = false;
        for (int i = 0; i < role.length; i++) {
            boolean wrong = role[i] == LEFT_OUT ? at[i] > quantile : role[i] == IN_TAIL && at[i] < quantile;
            if (wrong) {
                role[i] = KEPT;
                changed = true;
            }
        }
        return changed;
    }
}

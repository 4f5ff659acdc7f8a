package io.github.loantwin.optimizer.model;

/**
 * The assets of a critical line that lie between their bounds, with the inverse of K = [0 1'; 1 Sigma_F].
 *
 * <p>An asset that enters borders the inverse, one that leaves takes its row and column out of it (Golub, Van Loan, Matrix
 * computations, 2013, section 2.1.4), in the square of their number; one round of refinement makes up for what many
 * changes lose.
 */
final class FreeAssets {
    private static final int NONE = -1;

    /** Variance that an asset must add of its own, relative to the largest, or it is a mixture of those there are. */
    private static final double OWN = 1e-13;

    private final double[][] covariance;
    private final double[][] inverse;
    private final int[] members;
    private final int[] position;
    private int count;

    /** Starts with one asset. */
    FreeAssets(double[][] covariance, int first) {
        int n = covariance.length;
        this.covariance = covariance;
        this.inverse = new double[n + 1][n + 1];
        this.members = new int[n];
        this.position = new int[n];
        java.util.Arrays.fill(position, NONE);
        members[0] = first;
        position[first] = 0;
        count = 1;
        inverse[0][0] = -covariance[first][first];
        inverse[0][1] = 1;
        inverse[1][0] = 1;
    }

    boolean contains(int asset) {
        return position[asset] != NONE;
    }

    int count() {
        return count;
    }

    int member(int p) {
        return members[p];
    }

    /** Returns K^-1 (1, Sigma_Fj): how the budget's price and the free assets answer one more unit of an asset's covariance. */
    double[] answerTo(int asset) {
        double[] right = new double[count + 1];
        right[0] = 1;
        for (int p = 0; p < count; p++) {
            right[p + 1] = covariance[asset][members[p]];
        }
        return solve(right);
    }

    /** Returns the row of K^-1 that belongs to a free asset. */
    double[] row(int asset) {
        return java.util.Arrays.copyOf(inverse[position[asset] + 1], count + 1);
    }

    /** The variance that an asset has beside mixtures of the free ones. */
    private double own(int asset, double[] answer) {
        double own = covariance[asset][asset] - answer[0];
        for (int p = 0; p < count; p++) {
            own -= covariance[asset][members[p]] * answer[p + 1];
        }
        return own;
    }

    /** Takes an asset in; returns whether it could, for a mixture of the free ones cannot be told from them. */
    boolean enter(int asset) {
        double[] answer = answerTo(asset);
        double own = own(asset, answer);
        if (!(own > OWN)) {
            return false;
        }
        int last = count + 1;
        for (int a = 0; a < last; a++) {
            for (int b = 0; b < last; b++) {
                inverse[a][b] += answer[a] * answer[b] / own;
            }
            inverse[a][last] = -answer[a] / own;
            inverse[last][a] = inverse[a][last];
        }
        inverse[last][last] = 1 / own;
        members[count] = asset;
        position[asset] = count++;
        return true;
    }

    /** Lets a free asset go; one must stay. */
    void leave(int asset) {
        int out = position[asset] + 1;
        double[] gone = inverse[out].clone();
        for (int a = 0; a <= count; a++) {
            for (int b = 0; b <= count && a != out; b++) {
                inverse[a][b] -= gone[a] * gone[b] / gone[out];
            }
        }
        double[] moved = inverse[count].clone();
        moved[out] = moved[count];
        for (int a = 0; a <= count; a++) {
            inverse[out][a] = moved[a];
            inverse[a][out] = moved[a];
        }
        count--;
        members[out - 1] = members[count];
        position[members[out - 1]] = out - 1;
        position[asset] = NONE;
    }

    /** Returns K^-1 of a right side, refined once: first the price of the budget, then the free assets in their order. */
    double[] solve(double[] right) {
        double[] x = times(right);
        double[] left = right.clone();
        for (int p = 0; p < count; p++) {
            left[0] -= x[p + 1];
            left[p + 1] -= x[0];
            double[] row = covariance[members[p]];
            for (int q = 0; q < count; q++) {
                left[p + 1] -= row[members[q]] * x[q + 1];
            }
        }
        double[] correction = times(left);
        for (int a = 0; a <= count; a++) {
            x[a] += correction[a];
        }
        return x;
    }

    private double[] times(double[] right) {
        double[] x = new double[count + 1];
        for (int a = 0; a <= count; a++) {
            double[] row = inverse[a];
            double sum = 0;
            for (int b = 0; b <= count; b++) {
                sum += row[b] * right[b];
            }
            x[a] = sum;
        }
        return x;
    }
}

package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Losses known by equally likely scenarios. CVaR is the largest of the mean losses over any (1 - level) of them, so that a
 * limit on it is many rows mean'x <= limit, of which few matter: those of the worst scenarios at the points met so far, which
 * hold for every budget. Source: Kuenzi-Bay, Mayer, Computational aspects of minimizing conditional value-at-risk (2006).
 */
final class ScenarioLoss implements LossModel {
    /** How far over its limit, relative to the largest loss, CVaR may be. */
    private static final double MET = 1e-11;

    private final double[][] losses;
    private final double level;
    private final double tolerance;
    private final List<double[]> cuts = new ArrayList<>();
    private int rows;

    /** Losses as scenarios x loans, per unit. */
    ScenarioLoss(double[][] losses, double level, double amount) {
        this.losses = losses;
        this.level = level;
        double largest = 0;
        for (double[] row : losses) {
            for (double loss : row) {
                largest = Math.max(largest, Math.abs(loss));
            }
        }
        this.tolerance = MET * largest * amount;
    }

    @Override
    public void limit(ConeProgram.Builder builder, int columns, int loans, double limit, int elastic) {
        rows = cuts.size();
        for (double[] cut : cuts) {
            double[] row = new double[columns];
            System.arraycopy(cut, 0, row, loans, cut.length);
            if (elastic >= 0) {
                row[elastic] = -1;
            }
            builder.atMost(row, limit);
        }
    }

    @Override
    public boolean refine(double[] loans, double limit) {
        double[] worst = marginal(losses, level, loans);
        double cvar = 0;
        for (int j = 0; j < loans.length; j++) {
            cvar += worst[j] * loans[j];
        }
        if (cvar <= limit + tolerance || cuts.stream().anyMatch(cut -> Arrays.equals(cut, worst))) {
            return false;
        }
        cuts.add(worst);
        return true;
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    @Override
    public double price(Solution solution, int firstRow) {
        double price = 0;
        for (int i = 0; i < rows; i++) {
            price += solution.z()[firstRow + i];
        }
        return price;
    }

    /** The gradient of CVaR: the mean loss of each loan over the worst scenarios, the one at the edge in part. */
    static double[] marginal(double[][] losses, double level, double[] loans) {
        double[] at = lossesAt(losses, loans);
        Integer[] order = new Integer[at.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(at[j], at[i]));
        double tail = (1 - level) * at.length;
        double[] marginal = new double[loans.length];
        for (int k = 0; k < at.length && k < tail; k++) {
            double part = Math.min(1, tail - k) / tail;
            for (int j = 0; j < loans.length; j++) {
                marginal[j] += part * losses[order[k]][j];
            }
        }
        return marginal;
    }

    /** The loss of loans in every scenario. */
    static double[] lossesAt(double[][] losses, double[] loans) {
        double[] at = new double[losses.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < loans.length; j++) {
                at[i] += losses[i][j] * loans[j];
            }
        }
        return at;
    }
}

package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.Arrays;
import java.util.List;

/**
 * The optimum under a variance limit so little above the least variance that the cone's price grows beyond what the
 * interior-point method can follow.
 *
 * <p>The limit is priced instead: minimise x' Sigma x / 2 - t (r'x - riskAversion x' Sigma x / 2) has no cone. Its variance
 * rises with t; t is found by bisection, so that it meets the limit. x, the duals over t, and the price sqrt(V) / t of the
 * limit then satisfy the optimality conditions of the program with the limit, which is checked on that program.
 */
final class TightVariance {
    private static final int STEPS = 60;
    private static final double MEETS = 1e-13;

    private final Assets assets;
    private final List<LimitRow> rows;
    private final double riskAversion;
    private final double limit;

    TightVariance(Assets assets, List<LimitRow> rows, double riskAversion, double limit) {
        this.assets = assets;
        this.rows = rows;
        this.riskAversion = riskAversion;
        this.limit = limit;
    }

    /** Returns the optimum of the program with the limit, checked on it. */
    Solution solve(ConeProgram program, double[][] root) {
        double low = 0;
        double high = 1e-12;
        while (variance(high) < limit && high < 1e12) {
            low = high;
            high *= 10;
        }
        for (int step = 0; step < STEPS && high - low > 1e-15 * high; step++) {
            double middle = low == 0 ? 0.5 * high : Math.sqrt(low * high);
            double variance = variance(middle);
            if (variance <= limit) {
                low = middle;
            } else {
                high = middle;
            }
            if (Math.abs(variance / limit - 1) <= MEETS) {
                break;
            }
        }
        return verified(program, root, low);
    }

    private Solution priced(double t) {
        int n = assets.size();
        LimitedProgram program = LimitedProgram.of(rows, n, 0);
        double[][] curvature = new double[n][n];
        for (int i = 0; i < n; i++) {
            program.builder().linear(i, -t * assets.returns()[i]);
            for (int j = 0; j < n; j++) {
                curvature[i][j] = (1 + t * riskAversion) * assets.covariance()[i][j];
            }
        }
        return ConeSolver.solvePolished(program.builder().quadratic(curvature).build());
    }

    private double variance(double t) {
        return assets.variance(priced(t).x());
    }

    private Solution verified(ConeProgram program, double[][] root, double t) {
        Solution priced = priced(t);
        double[] y = Arrays.stream(priced.y()).map(v -> v / t).toArray();
        double[] z = new double[program.h().length];
        for (int i = 0; i < rows.size(); i++) {
            z[i] = priced.z()[i] / t;
        }
        double size = 0;
        for (int i = 0; i < root.length; i++) {
            double element = 0;
            for (int j = 0; j < assets.size(); j++) {
                element += root[i][j] * priced.x()[j];
            }
            z[rows.size() + 1 + i] = -element / t;
            size += element * element;
        }
        z[rows.size()] = Math.nextUp(Math.sqrt(size) / t);
        return ConeSolver.verified(program, priced.x(), y, z);
    }
}

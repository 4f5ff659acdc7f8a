package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.Arrays;
import java.util.List;

/**
 * Allocates a budget of 1 among assets under limits: sum of x = 1, x >= 0, caps, groups, x' Sigma x <= V.
 *
 * <p>The variance limit is the second-order cone |Rx| <= sqrt(V) with R'R = Sigma. Source: Markowitz, Portfolio selection
 * (1952); Boyd, Vandenberghe, Convex optimization (2004), sections 4.4.1 and 4.4.2.
 */
public final class Allocator {
    /** A variance limit this close to the least variance, relatively, is met by the least-variance portfolio alone. */
    private static final double SAME = 1e-9;

    private final Assets assets;
    private final Limits limits;
    private final List<LimitRow> rows;
    private final double[][] root;

    /** Creates an allocator for assets and limits. */
    public Allocator(Assets assets, Limits limits) {
        this.assets = assets;
        this.limits = limits;
        this.rows = LimitRows.of(assets, limits);
        this.root = Covariance.root(assets.covariance());
    }

    /** Maximises the expected return r'x. */
    public Allocation maximumReturn() {
        return meanVariance(0);
    }

    /** Maximises r'x - riskAversion x' Sigma x / 2, in return units; 0 is the largest return. */
    public Allocation meanVariance(double riskAversion) {
        return meanVariance(assets.returns(), riskAversion, riskAversion > 0 ? "utility" : "return");
    }

    private Allocation meanVariance(double[] returns, double riskAversion, String objective) {
        LimitedProgram limited = program(0, true);
        for (int i = 0; i < returns.length; i++) {
            limited.builder().linear(i, -returns[i]);
        }
        if (riskAversion > 0) {
            limited.builder().quadratic(scaled(riskAversion));
        }
        ConeProgram program = limited.build();
        Solution solution = ConeSolver.solve(program);
        if (limits.variance().isPresent() && !solution.optimal()) {
            return nearTheLeastVariance(limited, program, solution, returns, riskAversion, objective);
        }
        return answer(limited, solution, objective);
    }

    /** Minimises the variance x' Sigma x / 2; the limit on variance plays no part. */
    public Allocation minimumVariance() {
        LimitedProgram limited = program(0, false);
        limited.builder().quadratic(scaled(1));
        return answer(limited, ConeSolver.solve(limited.build()), "variance / 2");
    }

    /** Minimises the variance among portfolios of at least a given expected return. */
    public Allocation minimumVariance(double leastReturn) {
        LimitedProgram limited = ofLeastReturn(leastReturn);
        return answer(limited, ConeSolver.solve(limited.build()), "variance / 2");
    }

    private LimitedProgram ofLeastReturn(double leastReturn) {
        double[] negative = Arrays.stream(assets.returns()).map(r -> -r).toArray();
        LimitedProgram limited = program(0, false)
                .limit(new LimitRow("least return", "expected return", negative, -leastReturn, true, false));
        limited.builder().quadratic(scaled(1));
        return limited;
    }

    /** Checks a portfolio of the critical line as the least variance of a return; limits are bounds on single assets. */
    Allocation verified(FrontierLine.OnLine found, double leastReturn) {
        LimitedProgram limited = ofLeastReturn(leastReturn);
        double[] z = new double[rows.size() + 1];
        z[rows.size()] = found.lambda();
        for (int i = 0; i < assets.size(); i++) {
            double price = found.ofBounds()[i];
            int row = tightest(i, price < 0 ? 1 : -1);
            if (row >= 0) {
                z[row] = Math.abs(price);
            }
        }
        double[] y = {-found.gamma()};
        return answer(limited, ConeSolver.verified(limited.build(), found.weights(), y, z), "variance / 2");
    }

    /** The row that bounds one asset most from above or below; -1 if none does. */
    private int tightest(int asset, double sign) {
        int tightest = -1;
        for (int r = 0; r < rows.size(); r++) {
            boolean bounds = rows.get(r).coefficients()[asset] == sign;
            if (bounds
                    && (tightest < 0
                            || rows.get(r).atMost() < rows.get(tightest).atMost())) {
                tightest = r;
            }
        }
        return tightest;
    }

    /**
     * Maximises the Sharpe ratio (r'x - riskFree) / sqrt(x' Sigma x) under all limits.
     *
     * <p>With y = kappa x and (r - riskFree)'y = 1 it is: minimise f = y' Sigma y / 2, where every limit a'x <= b becomes a'y
     * <= b kappa (Schaible, Fractional programming, 1976; Cornuejols, Tutuncu 2006, section 8.2). As the ratio is (2 f)^(-1/2)
     * and df/db = -z kappa, a limit's price in ratio is z kappa times the ratio's cube. INFEASIBLE if no allowed portfolio is
     * expected to earn more than the riskless rate.
     *
     * @param riskFree riskless return per period
     */
    public Allocation maximumSharpe(double riskFree) {
        int n = assets.size();
        double[] excess = new double[n];
        for (int i = 0; i < n; i++) {
            excess[i] = assets.returns()[i] - riskFree;
        }
        LimitedProgram limited = LimitedProgram.scaled(rows, n);
        limited.builder().equal(excess, 1).lower(n, 0).quadratic(scaled(1));
        limits.variance().ifPresent(v -> limited.variance(root, v));
        Solution solution = ConeSolver.solve(limited.build());
        double kappa = solution.x()[n];
        double ratio = 1 / Math.sqrt(2 * solution.objective());
        return answer(limited, solution, "Sharpe ratio", kappa, kappa * ratio * ratio * ratio);
    }

    /**
     * Maximises the worst-case return less the penalty for variance, r'x - uncertainty |Sx| - riskAversion x' Sigma x / 2,
     * where the true returns lie in the ellipsoid r + uncertainty S'u, |u| <= 1 (Ben-Tal, Nemirovski 1998; Goldfarb, Iyengar
     * 2003).
     *
     * @param uncertainty radius of the ellipsoid
     * @param shape S: rows x assets; for independent errors a diagonal of standard errors
     * @param riskAversion at least 0
     */
    public Allocation robust(double uncertainty, double[][] shape, double riskAversion) {
        int n = assets.size();
        LimitedProgram limited = program(1, true);
        limited.builder().linear(n, uncertainty).quadratic(scaled(riskAversion));
        for (int i = 0; i < n; i++) {
            limited.builder().linear(i, -assets.returns()[i]);
        }
        double[] head = new double[n + 1];
        head[n] = 1;
        limited.builder().norm(shape, new double[shape.length], head, 0);
        return answer(limited, ConeSolver.solve(limited.build()), "worst-case return");
    }

    /**
     * Maximises the worst-case return less the penalty for variance, where each true return lies in r_i - width_i .. r_i +
     * width_i on its own. As nothing is sold short, the worst is r - width for every allocation, so that the counterpart has
     * a closed form: maximise (r - width)'x - riskAversion x' Sigma x / 2 (Ben-Tal, Nemirovski 1998; Tutuncu, Koenig 2004).
     *
     * @param widths half the width of each asset's interval, at least 0
     * @param riskAversion at least 0
     */
    public Allocation robustBox(double[] widths, double riskAversion) {
        double[] worst = assets.returns().clone();
        Require.that(widths.length == worst.length, "widths must have " + worst.length + " elements", widths.length);
        for (int i = 0; i < worst.length; i++) {
            Require.inRange("every one of widths", widths[i], 0, Double.MAX_VALUE);
            worst[i] -= widths[i];
        }
        return meanVariance(worst, riskAversion, "worst-case return");
    }

    /**
     * Maximises r'x - riskAversion x' Sigma x / 2 - costs of trading from the weights held, where buying and selling cost a
     * share of what is traded and turnover, sum |x - held|, has a limit.
     *
     * @param held weights now, summing to 1
     * @param costs cost per unit bought or sold, one per asset, per period in which it is earned back
     * @param turnover largest sum of |x - held|
     * @param riskAversion at least 0
     */
    public Allocation rebalanced(double[] held, double[] costs, double turnover, double riskAversion) {
        int n = assets.size();
        double[] traded = new double[3 * n]; // weights, then bought, then sold
        Arrays.fill(traded, n, 3 * n, 1);
        LimitedProgram limited =
                program(2 * n, true).limit(new LimitRow("turnover", "", traded, turnover, false, false));
        ConeProgram.Builder builder = limited.builder().quadratic(scaled(riskAversion));
        for (int i = 0; i < n; i++) {
            builder.linear(i, -assets.returns()[i]).linear(n + i, costs[i]).linear(2 * n + i, costs[i]);
            builder.lower(n + i, 0).lower(2 * n + i, 0);
            builder.equal(new int[] {i, n + i, 2 * n + i}, new double[] {1, -1, 1}, held[i]);
        }
        return answer(limited, ConeSolver.solve(limited.build()), "return after costs");
    }

    /** Budget and limits, with more variables behind the weights. */
    private LimitedProgram program(int more, boolean withVariance) {
        LimitedProgram program = LimitedProgram.of(rows, assets.size(), more);
        if (withVariance && limits.variance().isPresent()) {
            program.variance(root, limits.variance().getAsDouble());
        }
        return program;
    }

    private double[][] scaled(double factor) {
        double[][] matrix = new double[assets.size()][assets.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = factor * assets.covariance()[i][j];
            }
        }
        return matrix;
    }

    private Allocation answer(LimitedProgram limited, Solution solution, String objective) {
        return answer(limited, solution, objective, 1, 1);
    }

    /** An answer whose weights are the first variables over a scale, and whose prices are the duals times a factor. */
    private Allocation answer(
            LimitedProgram limited, Solution solution, String objective, double scale, double factor) {
        double[] weights = weights(solution);
        for (int i = 0; i < weights.length && scale > 0; i++) {
            weights[i] /= scale;
        }
        boolean infeasible = solution.status() == SolveStatus.INFEASIBLE;
        return new Allocation(
                solution.status(),
                assets,
                weights,
                solution.optimal() ? limited.binding(solution, objective, factor) : List.of(),
                infeasible ? new Conflicts(assets, limits, rows).find() : List.of(),
                solution);
    }

    /** What the cone could not answer: the limit lies below, at, or hardly above the least variance. */
    private Allocation nearTheLeastVariance(
            LimitedProgram limited,
            ConeProgram program,
            Solution solution,
            double[] returns,
            double riskAversion,
            String objective) {
        Allocation least = minimumVariance();
        double limit = limits.variance().getAsDouble();
        if (!least.optimal()) {
            return answer(limited, solution, objective);
        }
        if (least.variance() < limit) {
            Assets priced = new Assets(assets.names(), returns, assets.covariance());
            Solution found = new TightVariance(priced, rows, riskAversion, limit).solve(program, root);
            if (found.optimal()) {
                return answer(limited, found, objective);
            }
        }
        boolean atTheEdge = least.variance() > limit * (1 - SAME);
        return atTheEdge ? atTheLeastVariance(least, limit, solution) : answer(limited, solution, objective);
    }

    /** The limit is at or below the least variance: the least-variance portfolio is the only or the nearest one. */
    private Allocation atTheLeastVariance(Allocation least, double limit, Solution solution) {
        boolean touches = least.variance() <= limit * (1 + SAME);
        return new Allocation(
                touches ? SolveStatus.OPTIMAL : SolveStatus.INFEASIBLE,
                assets,
                least.weights(),
                List.of(),
                touches ? List.of() : new Conflicts(assets, limits, rows).find(),
                touches ? least.solution() : solution);
    }

    /** Weights below 1e-12, which the solver cannot tell from zero, are zero. */
    private double[] weights(Solution solution) {
        double[] weights = Arrays.copyOf(solution.x(), assets.size());
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.abs(weights[i]) < 1e-12 ? 0 : weights[i];
        }
        return weights;
    }
}

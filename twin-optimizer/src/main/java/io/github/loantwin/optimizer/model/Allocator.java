package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Allocates a budget of 1 among assets under limits: sum of x = 1, x >= 0, caps, groups, x' Sigma x <= V.
 *
 * <p>The variance limit is the second-order cone |Rx| <= sqrt(V) with R'R = Sigma. Source: Markowitz, Portfolio selection
 * (1952); Boyd, Vandenberghe, Convex optimization (2004), sections 4.4.1 and 4.4.2.
 */
public final class Allocator {
    private static final double BINDS = 1e-7;

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
        ConeProgram.Builder builder = constrained(true);
        for (int i = 0; i < assets.size(); i++) {
            builder.linear(i, -assets.returns()[i]);
        }
        if (riskAversion > 0) {
            builder.quadratic(scaled(riskAversion));
        }
        return answer(ConeSolver.solve(builder.build()), riskAversion > 0 ? "utility" : "return", true);
    }

    /** Minimises the variance x' Sigma x / 2; the limit on variance plays no part. */
    public Allocation minimumVariance() {
        return answer(ConeSolver.solve(constrained(false).quadratic(scaled(1)).build()), "variance / 2", false);
    }

    /** Minimises the variance among portfolios of at least a given expected return. */
    public Allocation minimumVariance(double leastReturn) {
        double[] negative = Arrays.stream(assets.returns()).map(r -> -r).toArray();
        ConeProgram program = constrained(false)
                .quadratic(scaled(1))
                .atMost(negative, -leastReturn)
                .build();
        return answer(ConeSolver.solve(program), "variance / 2", false);
    }

    /**
     * Maximises the Sharpe ratio (r'x - riskFree) / sqrt(x' Sigma x) under all limits.
     *
     * <p>With y = kappa x and (r - riskFree)'y = 1 it is: minimise y' Sigma y, where every limit a'x <= b becomes a'y <= b
     * kappa (Schaible, Fractional programming, 1976; Cornuejols, Tutuncu 2006, section 8.2). INFEASIBLE if no allowed
     * portfolio is expected to earn more than the riskless rate.
     *
     * @param riskFree riskless return per period
     */
    public Allocation maximumSharpe(double riskFree) {
        int n = assets.size();
        double[] excess = new double[n];
        double[] budget = new double[n + 1];
        for (int i = 0; i < n; i++) {
            excess[i] = assets.returns()[i] - riskFree;
            budget[i] = 1;
        }
        budget[n] = -1;
        ConeProgram.Builder builder =
                ConeProgram.builder(n + 1).equal(budget, 0).equal(excess, 1).lower(n, 0);
        for (LimitRow row : rows) {
            double[] coefficients = Arrays.copyOf(row.coefficients(), n + 1);
            coefficients[n] = -row.atMost();
            builder.atMost(coefficients, 0);
        }
        limits.variance().ifPresent(v -> {
            double[] head = new double[n + 1];
            head[n] = Math.sqrt(v);
            builder.norm(root, new double[root.length], head, 0);
        });
        Solution solution = ConeSolver.solve(builder.quadratic(scaled(1)).build());
        return plain(solution, solution.x()[n]);
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
        ConeProgram.Builder builder = widened(1).linear(n, uncertainty);
        for (int i = 0; i < n; i++) {
            builder.linear(i, -assets.returns()[i]);
        }
        double[] head = new double[n + 1];
        head[n] = 1;
        builder.norm(shape, new double[shape.length], head, 0);
        limits.variance().ifPresent(v -> builder.norm(root, new double[root.length], new double[n], Math.sqrt(v)));
        return plain(ConeSolver.solve(builder.quadratic(scaled(riskAversion)).build()), 1);
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
        ConeProgram.Builder builder = widened(2 * n); // bought, then sold
        double[] traded = new double[3 * n];
        Arrays.fill(traded, n, 3 * n, 1);
        for (int i = 0; i < n; i++) {
            builder.linear(i, -assets.returns()[i]).linear(n + i, costs[i]).linear(2 * n + i, costs[i]);
            builder.lower(n + i, 0).lower(2 * n + i, 0);
            builder.equal(new int[] {i, n + i, 2 * n + i}, new double[] {1, -1, 1}, held[i]);
        }
        limits.variance().ifPresent(v -> builder.norm(root, new double[root.length], new double[n], Math.sqrt(v)));
        builder.atMost(traded, turnover).quadratic(scaled(riskAversion));
        return plain(ConeSolver.solve(builder.build()), 1);
    }

    /** Budget and linear limits, with more variables behind the weights. */
    private ConeProgram.Builder widened(int more) {
        double[] ones = new double[assets.size()];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(assets.size() + more).equal(ones, 1);
        for (LimitRow row : rows) {
            builder.atMost(row.coefficients(), row.atMost());
        }
        return builder;
    }

    /** An answer without prices of limits; weights are the first variables over a scale. */
    private Allocation plain(Solution solution, double scale) {
        double[] weights = weights(solution);
        for (int i = 0; i < weights.length && scale > 0; i++) {
            weights[i] /= scale;
        }
        boolean infeasible = solution.status() == SolveStatus.INFEASIBLE;
        List<Conflict> conflicts = infeasible ? new Conflicts(assets, limits, rows).find() : List.of();
        return new Allocation(solution.status(), assets, weights, List.of(), conflicts, solution);
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

    private ConeProgram.Builder constrained(boolean withVariance) {
        int n = assets.size();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(n).equal(ones, 1);
        for (LimitRow row : rows) {
            builder.atMost(row.coefficients(), row.atMost());
        }
        if (withVariance && limits.variance().isPresent()) {
            builder.norm(
                    root,
                    new double[root.length],
                    new double[n],
                    Math.sqrt(limits.variance().getAsDouble()));
        }
        return builder;
    }

    private Allocation answer(Solution solution, String objective, boolean withVariance) {
        boolean limited = withVariance && limits.variance().isPresent();
        if (limited && !solution.optimal()) {
            Allocation least = minimumVariance();
            double limit = limits.variance().getAsDouble();
            if (least.optimal() && least.variance() > limit * (1 - 1e-9)) {
                return atTheEdge(least, limit, solution);
            }
        }
        List<BindingLimit> binding = solution.optimal() ? binding(solution, objective, limited) : List.of();
        boolean infeasible = solution.status() == SolveStatus.INFEASIBLE;
        return new Allocation(
                solution.status(),
                assets,
                weights(solution),
                binding,
                infeasible ? new Conflicts(assets, limits, rows).find() : List.of(),
                solution);
    }

    /** The limit is at or below the least variance: the least-variance portfolio is the only or the nearest one. */
    private Allocation atTheEdge(Allocation least, double limit, Solution solution) {
        boolean touches = least.variance() <= limit * (1 + 1e-9);
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

    private List<BindingLimit> binding(Solution solution, String objective, boolean limited) {
        List<BindingLimit> binding = new ArrayList<>();
        double size = 0;
        for (double value : assets.returns()) {
            size = Math.max(size, Math.abs(value));
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).natural() && solution.z()[i] > BINDS * size) {
                binding.add(BindingLimit.of(rows.get(i), solution.z()[i], objective));
            }
        }
        if (limited && solution.z()[rowsBeforeCone(solution)] > BINDS * size) {
            double price = solution.z()[rowsBeforeCone(solution)];
            binding.add(BindingLimit.ofVariance(limits.variance().getAsDouble(), price, objective));
        }
        return binding;
    }

    private int rowsBeforeCone(Solution solution) {
        return solution.z().length - root.length - 1;
    }
}

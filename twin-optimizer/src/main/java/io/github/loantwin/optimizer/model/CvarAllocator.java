package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.CvarProgram;
import io.github.loantwin.optimizer.solver.CvarSolution;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Allocates a budget of 1 among assets whose returns are known by scenarios: sum of x = 1, x >= 0, caps, groups, CVaR.
 *
 * <pre>
 *   CVaR(x) = min over t of  t + 1 / ((1 - level) S)  sum_i max(0, loss_i'x - t)
 * </pre>
 *
 * <p>Source: Rockafellar, Uryasev, Optimization of conditional value-at-risk (2000).
 */
public final class CvarAllocator {
    private static final double BINDS = 1e-7;

    private final Assets assets;
    private final double[][] losses;
    private final double level;
    private final Limits limits;
    private final List<LimitRow> rows;

    /**
     * Creates an allocator.
     *
     * @param assets names and expected returns; its covariance is only for reports
     * @param losses scenarios x assets: loss per unit
     * @param level confidence level, in (0, 1)
     * @param limits cap and groups; without a limit on variance
     */
    public CvarAllocator(Assets assets, double[][] losses, double level, Limits limits) {
        this.assets = assets;
        this.losses = losses;
        this.level = Require.level("level", level);
        Require.that(limits.variance().isEmpty(), "limits.variance must be absent beside CVaR", "one");
        this.limits = limits;
        limits.requireRoomFor(assets.names());
        this.rows = LimitRows.of(assets, limits);
    }

    /** Returns assets with the given expected returns and the covariance over scenarios. */
    public static Assets assets(List<String> names, double[] returns, double[][] losses) {
        int n = names.size();
        double[] mean = new double[n];
        for (double[] row : losses) {
            for (int j = 0; j < n; j++) {
                mean[j] += row[j] / losses.length;
            }
        }
        double[][] covariance = new double[n][n];
        for (double[] row : losses) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / losses.length;
                    covariance[j][i] = covariance[i][j];
                }
            }
        }
        return new Assets(names, returns, covariance);
    }

    /** Returns value at risk, CVaR and its parts for any weights. */
    public TailFigures tail(double[] weights) {
        return TailFigures.of(losses, level, weights);
    }

    /** Minimises CVaR. */
    public CvarAllocation minimumCvar() {
        return minimumCvar(Double.NEGATIVE_INFINITY);
    }

    /** Minimises CVaR among portfolios of at least a given expected return. */
    public CvarAllocation minimumCvar(double leastReturn) {
        ConeProgram.Builder builder = constrained();
        boolean floor = leastReturn > Double.NEGATIVE_INFINITY;
        if (floor) {
            builder.atMost(Arrays.stream(assets.returns()).map(r -> -r).toArray(), -leastReturn);
        }
        CvarSolution solution = new CvarProgram(builder.build(), losses, level, 1, OptionalDouble.empty()).solve();
        boolean infeasible = solution.solution().status() == SolveStatus.INFEASIBLE;
        List<Conflict> conflicts = new ArrayList<>();
        if (infeasible) {
            Allocation most = new Allocator(assets, limits).maximumReturn();
            conflicts.addAll(most.conflicts());
            if (floor && most.optimal()) {
                conflicts.add(new Conflict("least return", leastReturn, most.expectedReturn()));
            }
        }
        return answer(solution, "CVaR", OptionalDouble.empty(), conflicts);
    }

    /** Maximises the expected return with CVaR at most a limit, as a share of the budget. */
    public CvarAllocation maximumReturn(double cvarLimit) {
        ConeProgram.Builder builder = constrained();
        for (int j = 0; j < assets.size(); j++) {
            builder.linear(j, -assets.returns()[j]);
        }
        OptionalDouble limit = OptionalDouble.of(cvarLimit);
        CvarSolution solution = new CvarProgram(builder.build(), losses, level, 0, limit).solve();
        boolean infeasible = solution.solution().status() == SolveStatus.INFEASIBLE;
        return answer(solution, "return", limit, infeasible ? conflicts(cvarLimit) : List.of());
    }

    private ConeProgram.Builder constrained() {
        double[] ones = new double[assets.size()];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(assets.size()).equal(ones, 1);
        for (LimitRow row : rows) {
            builder.atMost(row.coefficients(), row.atMost());
        }
        return builder;
    }

    private CvarAllocation answer(CvarSolution cvar, String objective, OptionalDouble limit, List<Conflict> conflicts) {
        Solution solution = cvar.solution();
        double[] weights = solution.x().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.abs(weights[i]) < 1e-12 ? 0 : weights[i];
        }
        List<BindingLimit> binding = new ArrayList<>();
        double size = Arrays.stream(assets.returns()).map(Math::abs).max().orElse(0);
        for (int i = 0; i < rows.size() && solution.optimal(); i++) {
            if (!rows.get(i).natural() && solution.z()[i] > BINDS * size) {
                binding.add(BindingLimit.of(rows.get(i), solution.z()[i], objective));
            }
        }
        if (solution.optimal() && limit.isPresent() && cvar.limitPrice() > BINDS * size) {
            String sentence = String.format(
                    Locale.ROOT, "One more percentage point of CVaR would add %.4f %% return.", cvar.limitPrice());
            binding.add(new BindingLimit("CVaR", "", limit.getAsDouble(), cvar.limitPrice(), sentence));
        }
        return new CvarAllocation(solution.status(), assets, weights, tail(weights), binding, conflicts, cvar);
    }

    /** For each limit the smallest change of it alone that makes the others possible. */
    private List<Conflict> conflicts(double cvarLimit) {
        List<Conflict> conflicts = new ArrayList<>();
        CvarAllocation least = minimumCvar();
        if (!least.optimal()) {
            return least.conflicts();
        }
        conflicts.add(new Conflict("CVaR limit", cvarLimit, least.tail().cvar()));
        List<String> seen = new ArrayList<>();
        for (LimitRow row : rows) {
            if (!row.natural() && !seen.contains(row.name() + row.floor())) {
                seen.add(row.name() + row.floor());
                relax(row, cvarLimit, conflicts);
            }
        }
        return conflicts;
    }

    private void relax(LimitRow limit, double cvarLimit, List<Conflict> conflicts) {
        int n = assets.size();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder =
                ConeProgram.builder(n + 1).equal(ones, 1).linear(n, 1).lower(n, 0);
        for (LimitRow row : rows) {
            double[] coefficients = Arrays.copyOf(row.coefficients(), n + 1);
            coefficients[n] = row.name().equals(limit.name()) && row.floor() == limit.floor() ? -1 : 0;
            builder.atMost(coefficients, row.atMost());
        }
        double[][] wider =
                Arrays.stream(losses).map(row -> Arrays.copyOf(row, n + 1)).toArray(double[][]::new);
        CvarProgram program = new CvarProgram(builder.build(), wider, level, 0, OptionalDouble.of(cvarLimit));
        Solution solution = program.solve().solution();
        if (solution.optimal() && solution.x()[n] > 1e-9) {
            double got = limit.floor() ? -limit.atMost() : limit.atMost();
            double needed = limit.floor() ? got - solution.x()[n] : got + solution.x()[n];
            conflicts.add(new Conflict(limit.label(), got, needed));
        }
    }

    /** Returns the portfolios of least CVaR for returns in even steps, from the least CVaR to the largest return. */
    public List<CvarAllocation> frontier(int points) {
        Require.that(points >= 2, "a frontier must have at least 2 points", points);
        CvarAllocation least = minimumCvar();
        Allocation most = new Allocator(assets, limits).maximumReturn();
        List<CvarAllocation> frontier = new ArrayList<>();
        if (!least.optimal() || !most.optimal()) {
            return frontier;
        }
        frontier.add(least);
        double low = least.expectedReturn();
        double high = most.expectedReturn();
        for (int k = 1; k < points && high > low + 1e-12; k++) {
            frontier.add(minimumCvar(low + (high - low) * k / (points - 1)));
        }
        return frontier;
    }
}

package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Why an allocation is infeasible: for each limit the smallest change of it alone that makes the others possible.
 *
 * <p>For the variance that is the least variance under the other limits; for a linear limit a linear program in (x, t) that
 * minimises its relaxation t, with the variance limit held.
 */
final class Conflicts {
    private final Assets assets;
    private final Limits limits;
    private final List<LimitRow> rows;
    private final double[][] root;

    Conflicts(Assets assets, Limits limits, List<LimitRow> rows) {
        this.assets = assets;
        this.limits = limits;
        this.rows = rows;
        this.root = Covariance.root(assets.covariance());
    }

    List<Conflict> find() {
        List<Conflict> conflicts = new ArrayList<>();
        if (limits.variance().isPresent()) {
            Allocation least = new Allocator(assets, limits.withoutVariance()).minimumVariance();
            if (least.optimal()) {
                conflicts.add(new Conflict("variance limit", limits.variance().getAsDouble(), least.variance()));
            }
        }
        List<LimitRow> users = rows.stream().filter(row -> !row.natural()).toList();
        List<String> seen = new ArrayList<>();
        for (LimitRow row : users) {
            String key = row.name() + row.floor();
            if (!seen.contains(key)) {
                seen.add(key);
                relax(row, conflicts);
            }
        }
        return conflicts;
    }

    private void relax(LimitRow limit, List<Conflict> conflicts) {
        int n = assets.size();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder =
                ConeProgram.builder(n + 1).equal(ones, 1).linear(n, 1).lower(n, 0);
        for (LimitRow row : rows) {
            double[] coefficients = Arrays.copyOf(row.coefficients(), n + 1);
            boolean relaxed = row.name().equals(limit.name()) && row.floor() == limit.floor();
            coefficients[n] = relaxed ? -1 : 0;
            builder.atMost(coefficients, row.atMost());
        }
        limits.variance().ifPresent(v -> builder.norm(root, new double[root.length], new double[n], Math.sqrt(v)));
        Solution solution = ConeSolver.solve(builder.build());
        if (solution.optimal() && solution.x()[n] > 1e-9) {
            double got = limit.floor() ? -limit.atMost() : limit.atMost();
            double needed = limit.floor() ? got - solution.x()[n] : got + solution.x()[n];
            conflicts.add(new Conflict(limit.label(), got, needed));
        }
    }
}

package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program over weights, with more variables behind them, that knows which of its rows is which limit, so that their duals
 * can be told as prices.
 *
 * <p>Limits are its first rows and the variance limit its first cone. In a scaled program, for ratios, the variable behind
 * the weights is their sum, and every limit is scaled along.
 */
final class LimitedProgram {
    private static final double BINDS = 1e-7;

    private final int n;
    private final boolean scaled;
    private final List<LimitRow> rows = new ArrayList<>();
    private final ConeProgram.Builder builder;
    private double varianceLimit = Double.NaN;
    private ConeProgram program;

    private LimitedProgram(List<LimitRow> limits, int n, int more, boolean scaled) {
        this.n = n;
        this.scaled = scaled;
        this.builder = ConeProgram.builder(n + more);
        double[] ones = new double[n + more];
        Arrays.fill(ones, 0, n, 1);
        if (scaled) {
            ones[n] = -1;
        }
        builder.equal(ones, scaled ? 0 : 1);
        limits.forEach(this::limit);
    }

    /** A program whose weights sum to 1, with a number of variables behind them. */
    static LimitedProgram of(List<LimitRow> limits, int n, int more) {
        return new LimitedProgram(limits, n, more, false);
    }

    /** A program whose weights sum to the variable behind them. */
    static LimitedProgram scaled(List<LimitRow> limits, int n) {
        return new LimitedProgram(limits, n, 1, true);
    }

    /** Adds a limit; all are added before any row that is none. */
    LimitedProgram limit(LimitRow row) {
        rows.add(row);
        double[] coefficients = Arrays.copyOf(row.coefficients(), Math.max(row.coefficients().length, n + 1));
        if (scaled) {
            coefficients[n] = -row.atMost();
            builder.atMost(coefficients, 0);
        } else {
            builder.atMost(row.coefficients(), row.atMost());
        }
        return this;
    }

    /** Adds the limit on variance, |Rx| <= sqrt(limit); before any other cone. */
    LimitedProgram variance(double[][] root, double limit) {
        varianceLimit = limit;
        double[] head = new double[n + 1];
        head[n] = Math.sqrt(limit);
        if (scaled) {
            builder.norm(root, new double[root.length], head, 0);
        } else {
            builder.norm(root, new double[root.length], new double[n], Math.sqrt(limit));
        }
        return this;
    }

    ConeProgram.Builder builder() {
        return builder;
    }

    ConeProgram build() {
        program = builder.build();
        return program;
    }

    /**
     * Returns the limits with a price.
     *
     * @param solution an optimum of the program built last
     * @param objective what the prices are in
     * @param factor of the duals: 1 where the objective is the program's
     */
    List<BindingLimit> binding(Solution solution, String objective, double factor) {
        List<BindingLimit> binding = new ArrayList<>();
        double least = BINDS * gradientSize(solution.x());
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).natural() && solution.z()[i] > least) {
                binding.add(BindingLimit.of(rows.get(i), factor * solution.z()[i], objective));
            }
        }
        if (!Double.isNaN(varianceLimit) && solution.z()[program.orthant()] > least) {
            double price = factor * solution.z()[program.orthant()];
            binding.add(BindingLimit.ofVariance(varianceLimit, price, objective));
        }
        return binding;
    }

    /** The largest element of the objective's gradient: what a dual is large or small against. */
    private double gradientSize(double[] x) {
        return Arrays.stream(program.gradient(x)).map(Math::abs).max().orElse(0);
    }
}

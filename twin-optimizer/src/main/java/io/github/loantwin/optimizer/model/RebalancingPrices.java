package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Prices of the limits of a rebalancing from the multipliers z of its rows, which are in shares of the book H.
 *
 * <pre>
 *   density     row  sum (w - d) x <= 0            dP/dd      = z sum x        with a glide path dP/dstep = -z sum x
 *   growth      row  sum (b - l) <= growth         dP/dgrowth = z H
 *   type a      row  x_a <= (1 + expand) held_a    dP/dexpand = z held_a,      with shrink alike
 *   segment     row  x_s - cap sum x <= 0          dP/dcap    = z sum x
 * </pre>
 *
 * <p>The multipliers are derivatives where the optimum is not degenerate (Luenberger, Ye, Linear and nonlinear programming,
 * 2008, section 4.4).
 */
final class RebalancingPrices {
    private static final double BINDS = 1e-7;
    private static final double POINT = 0.01;

    private final RebalancingProblem problem;
    private final List<Row> rows = new ArrayList<>();

    /** A row, the money that its multiplier is per (absent: the book after moving), and a step of its limit in words. */
    private record Row(
            int at, OptionalDouble base, String name, String subject, double limit, double step, String change) {}

    RebalancingPrices(RebalancingProblem problem) {
        this.problem = problem;
    }

    void density(int row) {
        boolean glides = problem.densityThisQuarter() > problem.densityLimit();
        rows.add(
                glides
                        ? new Row(
                                row,
                                OptionalDouble.empty(),
                                "glide step",
                                "",
                                problem.glideStep().orElseThrow(),
                                0.1 * POINT,
                                "A glide step of 0.1 percentage points less")
                        : new Row(
                                row,
                                OptionalDouble.empty(),
                                "risk-weighted share",
                                "",
                                problem.densityLimit(),
                                POINT,
                                "One more percentage point of risk-weighted share"));
    }

    void growth(int row, double book) {
        String change = "One more percentage point of growth";
        rows.add(new Row(row, OptionalDouble.of(book), "growth", "", problem.growth(), POINT, change));
    }

    void expand(int row, String type, double held) {
        String change = "One more percentage point of growth allowed for " + type;
        rows.add(new Row(
                row, OptionalDouble.of(held), "growth of an asset type", type, problem.expand(), POINT, change));
    }

    void shrink(int row, String type, double held) {
        String change = "One more percentage point of fall allowed for " + type;
        rows.add(new Row(row, OptionalDouble.of(held), "fall of an asset type", type, problem.shrink(), POINT, change));
    }

    void cap(int row, String segment, double cap) {
        String change = "One more percentage point allowed in " + segment;
        rows.add(new Row(row, OptionalDouble.empty(), "segment cap", segment, cap, POINT, change));
    }

    /** Returns the limits with a price, in money a year per unit of the limit. */
    List<BindingLimit> of(Solution solution, double bookAfter) {
        double least = BINDS
                * problem.segments().stream()
                        .mapToDouble(s -> Math.abs(s.profit()) + s.originationCost() + s.saleCost())
                        .max()
                        .orElse(1);
        List<BindingLimit> binding = new ArrayList<>();
        for (Row row : rows) {
            double multiplier = solution.z()[row.at];
            if (multiplier > least) {
                double price = multiplier * row.base.orElse(bookAfter);
                String sentence = String.format(
                        Locale.ROOT, "%s would raise profit by %s a year.", row.change, money(price * row.step));
                binding.add(new BindingLimit(row.name, row.subject, row.limit, price, sentence));
            }
        }
        return binding;
    }

    private static String money(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%,.2f", value);
    }
}

package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.ConeSolver;
import io.github.loantwin.optimizer.solver.Solution;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How to move a loan book within a quarter: what to originate and what to sell, for the largest profit after costs.
 *
 * <pre>
 *   maximise    sum profit_s x_s - originationCost_s b_s - saleCost_s l_s,   x = held + b - l;  b, l, x >= 0
 *   subject to  sum riskWeight_s x_s <= density sum x_s,   sum x <= (1 + growth) sum held
 *               (1 - shrink) held_a <= x_a <= (1 + expand) held_a    for each asset type a
 *               x_s <= segmentCap sum x_s                            where given
 * </pre>
 *
 * <p>density is the limit on risk-weighted over total balance. A book above it cannot always come down within a quarter; a
 * glide path asks only for a step: density = max(limit, density now - glideStep).
 *
 * @param title heading of reports
 * @param segments parts of the book
 * @param densityLimit largest risk-weighted share, in (0, 15]
 * @param glideStep smallest fall of the density a quarter while it is above the limit; without it the limit holds at once
 * @param growth largest growth of the book, at least 0
 * @param shrink largest fall of an asset type, in [0, 1]
 * @param expand largest rise of an asset type, at least 0
 * @param segmentCap largest share of one segment; without it the best segments take all
 */
public record RebalancingProblem(
        String title,
        List<Segment> segments,
        double densityLimit,
        OptionalDouble glideStep,
        double growth,
        double shrink,
        double expand,
        OptionalDouble segmentCap) {
    /** Checks the ranges. */
    public RebalancingProblem {
        title = title == null ? "Quarterly rebalancing" : title;
        segments = Require.some("segments", segments);
        Require.names("segments", segments.stream().map(Segment::name).toList());
        glideStep = glideStep == null ? OptionalDouble.empty() : glideStep;
        segmentCap = segmentCap == null ? OptionalDouble.empty() : segmentCap;
        Require.inRange("densityLimit", densityLimit, 1e-9, 15);
        Require.inRange("glideStep", glideStep.orElse(0), 0, 15);
        Require.inRange("growth", growth, 0, 10);
        Require.inRange("shrink", shrink, 0, 1);
        Require.inRange("expand", expand, 0, 100);
        Require.inRange("segmentCap", segmentCap.orElse(1), 1e-9, 1);
        Require.positive(
                "sum of held", segments.stream().mapToDouble(Segment::held).sum());
    }

    /** Returns the book's density now: risk-weighted over total balance. */
    public double densityNow() {
        double weighted =
                segments.stream().mapToDouble(s -> s.riskWeight() * s.held()).sum();
        return weighted / total();
    }

    /** Returns the density to be kept this quarter. */
    public double densityThisQuarter() {
        boolean glides = glideStep.isPresent() && densityNow() > densityLimit;
        return glides ? Math.max(densityLimit, densityNow() - glideStep.getAsDouble()) : densityLimit;
    }

    private double total() {
        return segments.stream().mapToDouble(Segment::held).sum();
    }

    /** Solves the problem. */
    public Rebalancing solve() {
        int n = segments.size();
        double total = total();
        RebalancingPrices prices = new RebalancingPrices(this);
        ConeProgram.Builder builder = ConeProgram.builder(2 * n); // originated, then sold, as shares of the book
        double[] weights = new double[2 * n];
        double[] growing = new double[2 * n];
        for (int s = 0; s < n; s++) {
            Segment segment = segments.get(s);
            builder.linear(s, segment.originationCost() - segment.profit());
            builder.linear(n + s, segment.saleCost() + segment.profit());
            builder.lower(s, 0).lower(n + s, 0);
            builder.atMost(new int[] {s, n + s}, new double[] {-1, 1}, segment.held() / total);
            set(weights, s, segment.riskWeight() - densityThisQuarter());
            set(growing, s, 1);
        }
        prices.density(builder.linearRows());
        builder.atMost(weights, densityThisQuarter() - densityNow());
        prices.growth(builder.linearRows(), total);
        builder.atMost(growing, growth);
        segments.stream().map(Segment::assetType).distinct().forEach(type -> addType(builder, type, prices));
        segmentCap.ifPresent(cap -> addCaps(builder, cap, prices));
        return answer(ConeSolver.solve(builder.build()), prices);
    }

    private void set(double[] row, int segment, double value) {
        row[segment] = value;
        row[segments.size() + segment] = -value;
    }

    private void addType(ConeProgram.Builder builder, String type, RebalancingPrices prices) {
        double[] up = new double[2 * segments.size()];
        double[] down = new double[2 * segments.size()];
        double held = 0;
        for (int s = 0; s < segments.size(); s++) {
            if (segments.get(s).assetType().equals(type)) {
                set(up, s, 1);
                set(down, s, -1);
                held += segments.get(s).held() / total();
            }
        }
        prices.expand(builder.linearRows(), type, held * total());
        builder.atMost(up, expand * held);
        prices.shrink(builder.linearRows(), type, held * total());
        builder.atMost(down, shrink * held);
    }

    private void addCaps(ConeProgram.Builder builder, double cap, RebalancingPrices prices) {
        for (int s = 0; s < segments.size(); s++) {
            double[] row = new double[2 * segments.size()];
            for (int other = 0; other < segments.size(); other++) {
                set(row, other, (other == s ? 1 : 0) - cap);
            }
            prices.cap(builder.linearRows(), segments.get(s).name(), cap);
            builder.atMost(row, cap - segments.get(s).held() / total());
        }
    }

    private Rebalancing answer(Solution solution, RebalancingPrices prices) {
        int n = segments.size();
        double[] originated = new double[n];
        double[] sold = new double[n];
        double profit = 0;
        double after = total();
        for (int s = 0; s < n; s++) {
            originated[s] = Math.max(0, solution.x()[s]) * total();
            sold[s] = Math.max(0, solution.x()[n + s]) * total();
            after += originated[s] - sold[s];
            Segment segment = segments.get(s);
            profit += segment.profit() * (segment.held() + originated[s] - sold[s]);
            profit -= segment.originationCost() * originated[s] + segment.saleCost() * sold[s];
        }
        List<BindingLimit> binding = solution.optimal() ? prices.of(solution, after) : List.of();
        return new Rebalancing(solution.status(), originated, sold, profit, densityThisQuarter(), binding, solution);
    }
}

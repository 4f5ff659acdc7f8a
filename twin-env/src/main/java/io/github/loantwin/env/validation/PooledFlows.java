package io.github.loantwin.env.validation;

import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.sim.Model;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Quarterly flows of many lenders in one economy: rates are ratios of sums, with their standard errors over lenders. */
final class PooledFlows {
    /** A rate and its standard error. */
    record Rate(double value, double error) {}

    private final List<QuarterlyFlows> lenders;
    private final int quarters;

    private PooledFlows(List<QuarterlyFlows> lenders, int quarters) {
        this.lenders = lenders;
        this.quarters = quarters;
    }

    /** Runs the worlds of seeds first, first + 1, ... under base policy; the result does not depend on threads. */
    static PooledFlows run(Model model, long first, int seeds, int quarters) {
        List<QuarterlyFlows> lenders = LongStream.range(first, first + seeds)
                .parallel()
                .mapToObj(seed -> QuarterlyFlows.run(model, seed, quarters))
                .toList();
        return new PooledFlows(lenders, quarters);
    }

    /** Returns losses over all quarters as a share of the average balance, losses as booked. */
    Rate bookedLoss(Product product) {
        return ratio(product, QuarterlyFlows::booked, 0, quarters, 1.0 / quarters);
    }

    /** Returns losses over all quarters as a share of the average balance, recoveries to come counted. */
    Rate ultimateLoss(Product product) {
        return ratio(product, QuarterlyFlows::ultimate, 0, quarters, 1.0 / quarters);
    }

    /** Returns losses of all products over all quarters as a share of the average balance, recoveries to come counted. */
    Rate ultimateLoss() {
        return ratio(List.of(Product.values()), QuarterlyFlows::ultimate, 0, quarters, 1.0 / quarters);
    }

    /** Returns the annual rate at which balances entered 90 days past due in some quarters. */
    Rate defaultFlow(Product product, int from, int to) {
        return ratio(product, QuarterlyFlows::newDefaults, from, to, 0.25);
    }

    /** Returns the share of balance 30 and more days past due in some quarters. */
    Rate lateShare(Product product, int from, int to) {
        return ratio(product, QuarterlyFlows::averageLate, from, to, 1);
    }

    /** Returns the annual rate of booked losses in some quarters. */
    Rate annualLoss(Product product, int from, int to) {
        return ratio(product, QuarterlyFlows::booked, from, to, 0.25);
    }

    /** Sum of a flow over sum of balances x weight; the error is that of a ratio estimator. */
    private Rate ratio(Product product, Function<QuarterlyFlows, double[][]> flow, int from, int to, double weight) {
        return ratio(List.of(product), flow, from, to, weight);
    }

    private Rate ratio(
            List<Product> products, Function<QuarterlyFlows, double[][]> flow, int from, int to, double weight) {
        int n = lenders.size();
        double[] above = new double[n];
        double[] below = new double[n];
        double sumAbove = 0;
        double sumBelow = 0;
        for (int i = 0; i < n; i++) {
            for (int q = from; q < to; q++) {
                for (Product product : products) {
                    above[i] += flow.apply(lenders.get(i))[q][product.ordinal()];
                    below[i] += lenders.get(i).averageBalance()[q][product.ordinal()] * weight;
                }
            }
            sumAbove += above[i];
            sumBelow += below[i];
        }
        double rate = sumAbove / sumBelow;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double rest = above[i] - rate * below[i];
            squares += rest * rest;
        }
        return new Rate(rate, Math.sqrt(squares * n / (n - 1.0)) / sumBelow);
    }
}

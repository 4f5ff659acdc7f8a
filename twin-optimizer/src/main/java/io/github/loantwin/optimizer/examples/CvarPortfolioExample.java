package io.github.loantwin.optimizer.examples;

import io.github.loantwin.optimizer.model.CvarAllocation;
import io.github.loantwin.optimizer.model.CvarAllocator;
import io.github.loantwin.optimizer.model.Limits;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A portfolio whose returns are known by scenarios: the least CVaR, and the largest return with a limit on it. */
public final class CvarPortfolioExample {
    private static final List<String> NAMES = List.of("mortgage", "auto", "card");

    /** Twelve stylised years of returns, one per row. */
    private static final double[][] RETURNS = {
        {0.014, 0.028, 0.061},
        {0.016, 0.031, 0.070},
        {0.012, 0.022, 0.048},
        {0.009, 0.008, 0.012},
        {0.004, -0.012, -0.041},
        {-0.006, -0.028, -0.083},
        {0.008, 0.011, 0.020},
        {0.013, 0.026, 0.055},
        {0.015, 0.030, 0.066},
        {0.011, 0.019, 0.040},
        {0.002, -0.007, -0.022},
        {0.014, 0.027, 0.059}
    };

    private CvarPortfolioExample() {}

    /** Returns an allocator; CVaR is the mean loss of the worst quarter of years, no asset may have more than 70 %. */
    public static CvarAllocator allocator() {
        double[][] losses = new double[RETURNS.length][NAMES.size()];
        double[] mean = new double[NAMES.size()];
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                losses[i][j] = -RETURNS[i][j];
                mean[j] += RETURNS[i][j] / losses.length;
            }
        }
        Limits limits = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.7), List.of());
        return new CvarAllocator(CvarAllocator.assets(NAMES, mean, losses), losses, 0.75, limits);
    }

    /** Returns the answer as text. */
    public static String answer() {
        CvarAllocator allocator = allocator();
        StringBuilder text = new StringBuilder();
        tell(text, "least CVaR", allocator.minimumCvar());
        tell(text, "CVaR at most 2 %", allocator.maximumReturn(0.02));
        CvarAllocation impossible = allocator.maximumReturn(-0.02);
        impossible.conflicts().forEach(conflict -> text.append(conflict.sentence())
                .append('\n'));
        return text.toString();
    }

    private static void tell(StringBuilder text, String what, CvarAllocation answer) {
        text.append(String.format(
                Locale.ROOT,
                "%s: %.2f / %.2f / %.2f %%, return %.3f %%, CVaR %.3f %%%n",
                what,
                100 * answer.weights()[0],
                100 * answer.weights()[1],
                100 * answer.weights()[2],
                100 * answer.expectedReturn(),
                100 * answer.tail().cvar()));
        answer.binding().forEach(limit -> text.append(limit.sentence()).append('\n'));
    }

    /** Prints the answer. */
    public static void main(String[] arguments) {
        System.out.print(answer());
    }
}

package io.github.loantwin.env.validation;

import io.github.loantwin.env.math.PortableMath;
import io.github.loantwin.env.risk.Vasicek;
import io.github.loantwin.env.validation.Checks.Figure;
import java.util.Locale;

/** The one-factor default model: quantiles of fine and finite pools, granularity, moments. */
final class VasicekChecks implements ValidationGroup {
    private static final String SOURCE = "credit-model C4";

    @Override
    public String name() {
        return "vasicek";
    }

    @Override
    public String title() {
        return "Default model: quantiles of fine and finite pools, granularity, moments";
    }

    @Override
    public void run(Checks checks) {
        for (Figures.Row row : Figures.read("vasicek-values.csv")) {
            double pd = row.number("pd");
            double rho = row.number("rho");
            double[] got = {
                Vasicek.quantile(pd, rho, 0.95), Vasicek.quantile(pd, rho, 0.99), Vasicek.quantile(pd, rho, 0.999)
            };
            checks.all(
                    new Figure(
                            "fine-" + row.text("pd") + "-" + row.text("rho"),
                            "fine pool, PD " + percent(pd) + ", correlation " + rho + ": 95, 99, 99.9 %",
                            SOURCE),
                    row.numbers("q95", "q99", "q999"),
                    got,
                    6e-6,
                    Shown.percent(3));
        }
        for (Figures.Row row : Figures.read("finite-pools.csv")) {
            finitePool(checks, row);
        }
        granularity(checks);
        moments(checks);
    }

    private static void finitePool(Checks checks, Figures.Row row) {
        int n = (int) row.number("n");
        double pd = row.number("pd");
        double rho = row.number("rho");
        double[] got = {
            Vasicek.finitePoolQuantile(n, pd, rho, 0.95),
            Vasicek.finitePoolQuantile(n, pd, rho, 0.99),
            Vasicek.finitePoolQuantile(n, pd, rho, 0.999)
        };
        checks.all(
                new Figure(
                        "pool-" + n + "-" + row.text("pd") + "-" + row.text("rho"),
                        String.format(
                                Locale.ROOT, "%,d loans, PD %s, correlation %s: 95, 99, 99.9 %%", n, percent(pd), rho),
                        SOURCE + ", exact"),
                row.numbers("q95", "q99", "q999"),
                got,
                1e-12,
                Shown.percent(2));
    }

    private static void granularity(Checks checks) {
        double[] got = {
            Vasicek.granularityAdjustment(0.02, 0.1, 1, 0, 0.01, 0.999),
            Vasicek.granularityAdjustment(0.02, 0.1, 1, 0, 0.002, 0.999),
            Vasicek.granularityAdjustment(0.02, 0.1, 1, 0, 0.001, 0.999)
        };
        checks.all(
                new Figure(
                        "granularity",
                        "granularity adjustment at 99.9 %, PD 2 %, correlation 0.1: 100, 500, 1,000 loans",
                        SOURCE + ", Gordy-Wilde"),
                new double[] {0.02404, 0.004808, 0.002404},
                got,
                5e-6,
                Shown.percent(4));
        checks.near(
                new Figure("granular-limit", "limit with granularity, 1,000 loans (exact: 13.1 %)", SOURCE),
                0.13064,
                Vasicek.quantile(0.02, 0.1, 0.999) + got[2],
                1e-5,
                Shown.percent(3));
    }

    private static void moments(Checks checks) {
        checks.all(
                new Figure("correlation", "PD 1 %, correlation 0.2: default correlation, standard deviation", SOURCE),
                new double[] {0.02413, 0.01546},
                new double[] {Vasicek.defaultCorrelation(0.01, 0.20), Math.sqrt(Vasicek.variance(0.01, 0.20))},
                5e-6,
                Shown.percent(3));
        double worst = 0;
        for (double pd : new double[] {0.001, 0.02, 0.3}) {
            for (double rho : new double[] {0.01, 0.1, 0.2}) {
                double anchor = PortableMath.normalQuantile(pd) * (1 - Math.sqrt(1 - rho)) / Math.sqrt(rho);
                worst = Math.max(worst, Math.abs(Vasicek.conditionalPd(pd, rho, anchor) - pd));
            }
        }
        checks.atMost(
                new Figure(
                        "anchor", "conditional PD equals PD at its anchor: largest error", "identity, credit-model D2"),
                1e-12,
                worst,
                new Shown(1, 14, ""));
    }

    private static String percent(double pd) {
        return new java.math.BigDecimal(String.valueOf(pd))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
